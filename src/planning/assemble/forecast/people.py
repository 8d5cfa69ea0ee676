"""The district's tables of persons as the arrays of the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.assemble.forecast.counted import counted_pupils
from planning.assemble.forecast.district_inputs import Sources, make_sources
from planning.assemble.forecast.past import PastRolls
from planning.assemble.forecast.scenario_inputs import make_basis
from planning.district.district import District
from planning.domain.bands import BANDS
from planning.domain.frozen import FloatArray
from planning.errors import Findings, ProblemError, Where
from planning.forecast.compose import Basis, People, compose
from planning.forecast.ladder import stay_from
from planning.forecast.legacy import make_legacy
from planning.forecast.stay import make_stay
from planning.scenario.forecast import Variant
from planning.scenario.schema import Scenario


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand:
    """What the forecast hands on: intakes (Z, B, T), stay (B, K), legacy (F, B, T)."""

    intakes: FloatArray
    stay: FloatArray
    legacy: FloatArray


def forecast_demand(district: District, scenario: Scenario) -> Demand:
    """Forecast who needs a seat, with the scenario's dials.

    Parameters
    ----------
    district
        The checked district.
    scenario
        The scenario; its horizon begins in the year after the district's base year.

    Returns
    -------
    Demand
        Intakes, stay and legacy. Stay and legacy come from the progression of past rolls where more than one
        autumn was counted, else from the ages.

    Raises
    ------
    InputError
        If the horizon does not begin in the year after the base year, births of a cohort that it needs are
        missing, or controls contradict each other.
    """
    if district.counted:
        return _counted_demand(district, scenario)
    sources = make_sources(district, scenario)
    follows = scenario.forecast.follows
    basis = make_basis(sources, scenario, None if follows is None else scenario.forecast.variants[follows])
    people = compose_checked(basis, district)
    past = sources.past
    stay = _stay(basis)
    ratios = past.facility_ratios if past.facility_ratios is not None else _same_everywhere(stay, past)
    legacy = make_legacy(rolls=past.now, ratios=ratios, bands=BANDS, years=scenario.years)
    return Demand(intakes=people.intakes, stay=stay, legacy=legacy)


def _counted_demand(district: District, scenario: Scenario) -> Demand:
    """Return counted pupils as intakes of one year each: all are placed anew, and nobody sits already."""
    intakes = counted_pupils(district, scenario)
    facilities = len(district.tables["facilities"])
    return Demand(
        intakes=intakes,
        stay=np.ones((len(BANDS), 1)),
        legacy=np.zeros((facilities, len(BANDS), len(scenario.years))),
    )


def forecast_people(
    sources: Sources,
    scenario: Scenario,
    district: District,
    variant: Variant | None = None,
    late: Sequence[int] | None = None,
) -> People:
    """Forecast intakes and rolls under a variant, on top of the scenario's dials.

    Parameters
    ----------
    sources, scenario, district
        Arrays of the district, and the dials.
    variant
        Factor on births, further net migration, and slip of the homes; None for the plan's own.
    late
        Further years by which each housing project is late.

    Returns
    -------
    People
        The forecast and its parts.

    Raises
    ------
    InputError
        As for :func:`forecast_demand`.
    """
    return compose_checked(make_basis(sources, scenario, variant, late), district)


def compose_checked(basis: Basis, district: District) -> People:
    """Forecast, and say in the planner's words where his controls contradict each other."""
    try:
        return compose(basis)
    except ProblemError as error:
        findings = Findings()
        findings.add(
            Where(file=district.files["intake_controls"]),
            zh=f"控制数无法同时满足（{error}）",
            en=f"the controls cannot be met together ({error})",
            fix_zh="请核对全区与街道控制数是否相合",
            fix_en="Make the controls of bands and of subdistricts add up to the same",
        )
        findings.raise_if_any()
        raise


def _stay(basis: Basis) -> FloatArray:
    if basis.ladder is None:
        return make_stay(bands=BANDS, survival=basis.survival, net_migration_rate=basis.net_migration_rate)
    return stay_from(basis.ladder.ratios[:, 0], BANDS)


def _same_everywhere(stay: FloatArray, past: PastRolls) -> FloatArray:
    """Return the stay's steps for every facility, shape (F, B, K - 1)."""
    step = np.divide(stay[:, 1:], stay[:, :-1], out=np.zeros_like(stay[:, 1:]), where=stay[:, :-1] > 0)
    return np.repeat(step[None], len(past.now), axis=0)
