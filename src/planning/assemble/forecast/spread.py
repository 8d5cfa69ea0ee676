"""How far intakes may stray, and what late homes change."""

from __future__ import annotations

import math

import numpy as np

from planning.assemble.forecast.district_inputs import Sources
from planning.assemble.forecast.past import trusted_rolls
from planning.assemble.forecast.people import forecast_people
from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.forecast.draws import Spread
from planning.forecast.residuals import measure, updated
from planning.scenario.schema import Scenario
from planning.words import Words, message

#: Lateness of a housing project is drawn up to this.
LATEST = 4


def late_effects(
    sources: Sources, scenario: Scenario, district: District, *, on_time: FloatArray
) -> FloatArray:
    """Compute the change of the intakes by delays of each housing project.

    Parameters
    ----------
    sources, scenario, district
        Arrays of the district, the scenario and the district.
    on_time
        Intakes under the scenario's dials with no project late, shape (Z, B, T).

    Returns
    -------
    numpy.ndarray
        Change of the intakes if a project is 1, 2, ..., S years late, shape (H, S, Z, B, T).
    """
    count = len(sources.homes.keys)
    result = np.zeros((count, LATEST, *on_time.shape))
    for home in range(count):
        for years in range(1, LATEST + 1):
            late = [years if other == home else 0 for other in range(count)]
            result[home, years - 1] = (
                forecast_people(sources, scenario, district, late=late).intakes - on_time
            )
    return result


def make_spread(district: District, scenario: Scenario) -> tuple[Spread, Words]:
    """Return the scenario's spread, updated by residuals of official and press rolls, and a note on it."""
    part = scenario.forecast.spread
    shared, pupil, counted = part.shared_sd**2, part.pupil_variance, 0.0
    for rolls in trusted_rolls(district):
        strayed = measure(rolls)
        shared = updated(shared, part.strength, strayed.shared_variance, strayed.shared_count)
        pupil = updated(pupil, part.strength, strayed.pupil_variance, strayed.pupil_count)
        counted += strayed.pupil_count
    spread = Spread(
        shared_sd=math.sqrt(shared),
        pupil_variance=pupil,
        births_sd=part.births_sd,
        births_low=part.births_low,
        births_high=part.births_high,
        homes_slip_mean_years=part.homes_slip_mean_years,
        growth_exponent=part.growth_exponent,
    )
    if counted:
        return spread, message("forecast.spread.moved_by_residuals", residuals=counted)
    return spread, message("forecast.spread.assumed")
