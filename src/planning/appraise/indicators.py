"""Indicators of a plan by band and year, recomputed from problem, appraisal and what surrounds them."""

from __future__ import annotations

import numpy as np

from planning.appraise.access import ratio
from planning.domain.appraisal import Appraisal
from planning.domain.frozen import FloatArray
from planning.domain.indicators import Context, Indicators
from planning.domain.problem import PlanningProblem

LOW, HIGH = 0.10, 0.90


def make_indicators(problem: PlanningProblem, appraisal: Appraisal, context: Context) -> Indicators:
    """Compute the indicators of a plan.

    Parameters
    ----------
    problem
        Planning problem of the plan.
    appraisal
        Appraisal of the plan.
    context
        Residents, operators and draws of the district.

    Returns
    -------
    Indicators
        Indicators by band and year; the spread is the 10th to 90th percentile of the draws.
    """
    seats = appraisal.open_seats.sum(axis=0)
    public = (appraisal.open_seats * context.public[:, None, None]).sum(axis=0)
    drawn = sitting(problem, context.drawn_intakes)
    intake_low, intake_high = np.quantile(context.drawn_intakes, (LOW, HIGH), axis=0)
    low, high = np.quantile(drawn, (LOW, HIGH), axis=0)
    return Indicators(
        residents=context.residents,
        seats_per_thousand=seats / context.residents[None, :] * 1000.0,
        public_share=ratio(public, seats),
        pupils=sitting(problem, problem.intakes.sum(axis=0)[None])[0],
        pupils_low=low,
        pupils_high=high,
        intake_low=intake_low,
        intake_high=intake_high,
    )


def sitting(problem: PlanningProblem, intakes: FloatArray) -> FloatArray:
    """Return the pupils who would be enrolled if every entrant of these intakes had a seat.

    Parameters
    ----------
    problem
        Planning problem with retention and pupils enrolled before.
    intakes
        D draws of the district's intakes, shape (D, B, T).

    Returns
    -------
    numpy.ndarray
        Pupils of all grades, shape (D, B, T).
    """
    years = len(problem.years)
    result = np.repeat(problem.enrolled_before.sum(axis=0)[None], len(intakes), axis=0)
    for k in range(min(problem.retention.shape[1], years)):
        result[:, :, k:] += problem.retention[None, :, k, None] * intakes[:, :, : years - k]
    return np.asarray(result, dtype=np.float64)
