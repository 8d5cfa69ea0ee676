"""Why an intake changes from one year to the next, in parts that add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.bands import Enters
from planning.domain.frozen import FloatArray
from planning.forecast.compose import People, ScenarioInputs
from planning.forecast.participation import share_in

#: Causes, in the order in which they are shown.
CAUSES: Final = ("cohort", "migration", "participation", "agreement", "homes")


@dataclass(frozen=True, kw_only=True, eq=False)
class Change:
    """Change of the district's intakes against the year before, by cause.

    Parameters
    ----------
    parts
        Change by cause, pupils, shape (B, T); 0 in the first year.
    """

    parts: Mapping[str, FloatArray]


def explain_change(scenario_inputs: ScenarioInputs, people: People) -> Change:
    """Split the change of each band's intake by cause.

    ``cohort`` is the number born, or counted in the base year, less later deaths; ``migration`` is net
    migration since then; ``participation`` is the share that enters; ``agreement`` is the factor that brings
    zones into agreement with the grades; ``homes`` is the children of the housing projects.

    Parameters
    ----------
    scenario_inputs
        Inputs of the forecast.
    people
        Forecast made from them.

    Returns
    -------
    Change
        Parts that add up exactly to the change.

    References
    ----------
    Ang (2005), "The LMDI approach to decomposition analysis", *Energy Policy* 33: the additive logarithmic
    mean Divisia index leaves no residual.
    """
    zones, bands, years = people.intakes.shape
    factors = {name: np.ones((zones, bands, years)) for name in CAUSES if name != "homes"}
    ages = people.ages
    for b, band in enumerate(scenario_inputs.bands):
        if band.enters is Enters.PER_1000:
            # Places per 1,000 residents have no other cause than the residents.
            factors["cohort"][:, b] = people.by_ages[:, b, 0]
            continue
        for t, year in enumerate(scenario_inputs.years):
            age = band.entry_age
            factors["cohort"][:, b, t] = ages.start[:, age, t + 1] * ages.survival[:, age, t + 1]
            factors["migration"][:, b, t] = ages.migration[:, age, t + 1]
            factors["participation"][:, b, t] = share_in(scenario_inputs.participation[band.id], year)
    factors["agreement"] = people.factor
    trend: FloatArray = np.prod(list(factors.values()), axis=0)
    parts = {name: np.zeros((bands, years)) for name in CAUSES}
    weight = _log_mean(trend[:, :, 1:], trend[:, :, :-1])
    for name, factor in factors.items():
        now, before = np.maximum(factor[:, :, 1:], 1e-12), np.maximum(factor[:, :, :-1], 1e-12)
        parts[name][:, 1:] = (weight * np.log(now / before)).sum(axis=0)
    rest = (people.intakes - trend).sum(axis=0)
    parts["homes"][:, 1:] = np.diff(rest, axis=1)
    # Where a zone's trend is 0 in one of two years its logarithm says nothing; that is the cohort's.
    left = np.diff(people.intakes.sum(axis=0), axis=1) - sum(parts[name][:, 1:] for name in CAUSES)
    parts["cohort"][:, 1:] += left
    return Change(parts=parts)


def _log_mean(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the logarithmic mean, ``(a - b) / (ln a - ln b)``, and 0 where one of the two is 0."""
    usable = (one > 0) & (other > 0)
    a, b = np.where(usable, one, 1.0), np.where(usable, other, 1.0)
    far = np.abs(a - b) > 1e-9 * b
    gap = np.where(far, np.log(a / b), 1.0)
    return np.where(usable, np.where(far, (a - b) / gap, a), 0.0)
