"""Who is coming: ages, homes and the grades' ladder put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray, IntArray
from planning.forecast.ages import Ages, roll_ages
from planning.forecast.homes import HomeChildren, Homes, home_children
from planning.forecast.ladder import climb, rungs, rungs_below
from planning.forecast.participation import share_in
from planning.forecast.reconcile import reconcile
from planning.forecast.rolls_ahead import make_rolls_ahead

Participation = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Ladder:
    """Rungs of the district: pupils of the base year (R,), and ratios by year of arrival (R, T)."""

    now: FloatArray
    ratios: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Controls:
    """Intakes known from other sources.

    Parameters
    ----------
    bands
        Intakes of the district, shape (B, T); NaN where nothing is known.
    group
        Group of each zone, shape (Z,).
    groups
        Intakes of a group over all bands, shape (G, T); NaN where nothing is known; None if nothing is known.
    """

    bands: FloatArray
    group: IntArray
    groups: FloatArray | None


@dataclass(frozen=True, kw_only=True, eq=False)
class ScenarioInputs:
    """Inputs of the forecast of one variant.

    Parameters
    ----------
    bands, years
        Bands, and school years that follow the base year.
    persons, births, birth_share, survival, net_migration_rate, zone_growth
        Arguments of :func:`planning.forecast.ages.roll_ages`; zones with homes of their own have no
        ``zone_growth``.
    participation
        Share of an age that needs a seat, by band and the year from which the share holds; none for bands by
        places per 1,000.
    places
        Places that residents need, shape (Z, B, T); None without a band by places per 1,000.
    homes
        Housing projects; may be empty.
    slip_years
        Years by which each housing project is late.
    ladder
        Rungs of the district; None without past rolls: the forecast then follows from the ages alone.
    controls
        Intakes known from other sources.
    """

    bands: BandSystem
    years: tuple[int, ...]
    persons: FloatArray
    births: FloatArray
    birth_share: FloatArray
    survival: FloatArray
    net_migration_rate: FloatArray
    zone_growth: FloatArray
    participation: Participation
    places: FloatArray | None = None
    homes: Homes
    slip_years: tuple[int, ...]
    ladder: Ladder | None
    controls: Controls


@dataclass(frozen=True, kw_only=True, eq=False)
class People:
    """Forecast of intakes and rolls, with the parts behind it.

    Parameters
    ----------
    ages
        Persons by zone, age and year, without the homes.
    by_ages
        Pupils by grade from the ages alone, shape (Z, B, G, T).
    home_rolls
        Pupils of each housing project by grade, shape (H, B, G, T).
    home_intakes
        Intakes of each housing project, shape (H, B, T): entrants of a band, and pupils who move in between
        its grades, the latter weighted by the share of the band still before them.
    control
        Totals of the district's grades without the homes beyond the trend, shape (B, G, T).
    factor
        Reconciliation factor of the intakes, shape (Z, B, T).
    intakes, rolls
        Forecast intakes, shape (Z, B, T), and pupils by grade, shape (Z, B, G, T).
    """

    ages: Ages
    by_ages: FloatArray
    home_rolls: FloatArray
    home_intakes: FloatArray
    control: FloatArray
    factor: FloatArray
    intakes: FloatArray
    rolls: FloatArray


def compose(scenario_inputs: ScenarioInputs) -> People:
    """Forecast intakes and rolls.

    Zones follow their ages, to which the homes add the share of their children that the trend includes. The
    district's grades climb by past progression. Zones are then scaled to the grades, so that those children
    move between zones without adding to the total; the other children of the homes come on top.

    Parameters
    ----------
    scenario_inputs
        Inputs of the forecast.

    Returns
    -------
    People
        Forecast and its parts.

    Raises
    ------
    ProblemError
        If controls contradict each other.
    """
    ages = roll_ages(
        persons=scenario_inputs.persons,
        births=scenario_inputs.births,
        birth_share=scenario_inputs.birth_share,
        survival=scenario_inputs.survival,
        net_migration_rate=scenario_inputs.net_migration_rate,
        zone_growth=scenario_inputs.zone_growth,
    )
    by_ages = make_rolls_ahead(
        ages=ages.persons,
        base_year=scenario_inputs.years[0] - 1,
        bands=scenario_inputs.bands,
        years=scenario_inputs.years,
        participation=scenario_inputs.participation,
        places=scenario_inputs.places,
    )
    children = home_children(
        scenario_inputs.homes,
        survival=scenario_inputs.survival,
        years=scenario_inputs.years,
        slip_years=scenario_inputs.slip_years,
    )
    home_rolls, joiners = _home_pupils(scenario_inputs, children)
    zone, in_trend = scenario_inputs.homes.zone, scenario_inputs.homes.in_trend_share
    seed = np.array(by_ages)
    np.add.at(seed, zone, home_rolls * in_trend[:, None, None, None])
    seed = np.maximum(seed, 0.0)
    control = _control(scenario_inputs, seed.sum(axis=0))
    rolls, factor = _agree(scenario_inputs, seed, control)
    beyond = 1.0 - in_trend
    np.add.at(rolls, zone, home_rolls * beyond[:, None, None, None])
    rolls = np.maximum(rolls, 0.0)
    intakes = np.array(rolls[:, :, 0])
    np.add.at(intakes, zone, joiners * beyond[:, None, None])
    return People(
        ages=ages,
        by_ages=by_ages,
        home_rolls=home_rolls,
        home_intakes=home_rolls[:, :, 0] + joiners,
        control=control,
        factor=factor,
        intakes=intakes,
        rolls=rolls,
    )


def _home_pupils(scenario_inputs: ScenarioInputs, children: HomeChildren) -> tuple[FloatArray, FloatArray]:
    """Return pupils of the homes by grade (H, B, G, T), and weighted joiners between grades (H, B, T)."""
    grades = scenario_inputs.bands.longest
    count, years = len(scenario_inputs.homes.keys), scenario_inputs.years
    rolls = np.zeros((count, len(scenario_inputs.bands), grades, len(years)))
    joiners = np.zeros((count, len(scenario_inputs.bands), len(years)))
    for b, band in enumerate(scenario_inputs.bands):
        if band.enters is Enters.PER_1000:
            continue  # who lives in new homes is among the residents
        length = band.years
        for g, age in enumerate(band.ages):
            for t, year in enumerate(years):
                share = share_in(scenario_inputs.participation[band.id], year - g)
                rolls[:, b, g, t] = children.persons[:, age, t] * share
                if g:
                    joiners[:, b, t] += children.arrivals[:, age, t] * share * (length - g) / length
    return rolls, joiners


def _control(scenario_inputs: ScenarioInputs, seed: FloatArray) -> FloatArray:
    """Return the totals of the district's grades, shape (B, G, T)."""
    control, known = np.array(seed), scenario_inputs.controls.bands
    if scenario_inputs.ladder is None:
        control[:, 0] = np.where(np.isnan(known), control[:, 0], known)
        return control
    # Bands off the ladder keep their own figures, unless they too are known.
    control[:, 0] = np.where(np.isnan(known), control[:, 0], known)
    steps = rungs(scenario_inputs.bands)
    fixed = np.full((len(steps), len(scenario_inputs.years)), np.nan)
    for rung, (b, g) in enumerate(steps):
        if g == 0:
            fixed[rung] = known[b]
    climbed = climb(
        now=scenario_inputs.ladder.now,
        entries=np.array([seed[b, g] for b, g in steps]),
        ratios=scenario_inputs.ladder.ratios,
        below=rungs_below(scenario_inputs.bands),
        fixed=fixed,
    )
    for rung, (b, g) in enumerate(steps):
        control[b, g] = climbed[rung]
    return control


def _agree(
    scenario_inputs: ScenarioInputs, seed: FloatArray, control: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Scale the zones' grades to the district's; return the rolls and the factor of the intakes."""
    total = seed.sum(axis=0)
    scale = np.divide(control, total, out=np.ones_like(total), where=total > 0)
    rolls, factor = (
        seed * scale[None],
        np.ones((len(seed), len(scenario_inputs.bands), len(scenario_inputs.years))),
    )
    groups = scenario_inputs.controls.groups
    for t in range(len(scenario_inputs.years)):
        columns = np.where(total[:, 0, t] > 0, control[:, 0, t], 0.0)
        agreed = reconcile(
            seed[:, :, 0, t],
            columns=columns,
            group=scenario_inputs.controls.group,
            groups=None if groups is None else groups[:, t],
        )
        rolls[:, :, 0, t], factor[:, :, t] = agreed.cells, agreed.factor
    return rolls, factor


def no_homes(*, types: int, ages: int) -> Homes:
    """Return an empty set of housing projects."""
    none: Sequence[int] = ()
    return Homes(
        keys=(),
        zone=np.array(none, dtype=np.int64),
        completion_year=np.array(none, dtype=np.int64),
        dwellings=np.zeros((0, types)),
        in_trend_share=np.zeros(0),
        occupied_share=np.ones((types, 1)),
        persons_per_dwelling=np.zeros((types, ages)),
    )
