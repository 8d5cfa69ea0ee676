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

    Examples
    --------
    40 seats for 10,000 residents; half of the draws have 40 entrants, half 60:

    >>> from planning.appraise.summary import summarise
    >>> from planning.domain.facility_location import facility_location
    >>> from planning.domain.plan import Plan
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> context = Context(
    ...     residents=np.array([10_000.0]),
    ...     public=np.array([1.0]),
    ...     drawn_intakes=np.array([[[40.0]], [[60.0]]]),
    ... )
    >>> found = make_indicators(town, summarise(town, plan), context)
    >>> found.seats_per_thousand, found.pupils, found.public_share
    (array([[4.]]), array([[50.]]), array([[1.]]))
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

    Examples
    --------
    30 enter in each of two years and stay two years:

    >>> from planning.domain.pairs import Pairs
    >>> problem = PlanningProblem.build(
    ...     zones=("Z",), facilities=("F",), bands=("primary",), years=(2024, 2025), retention=[[1, 1]],
    ...     intakes=[[[30, 30]]], seats=[[60]],
    ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[500]),
    ... )
    >>> sitting(problem, problem.intakes)
    array([[[30., 60.]]])
    """
    years = len(problem.years)
    result = np.repeat(problem.enrolled_before.sum(axis=0)[None], len(intakes), axis=0)
    for k in range(min(problem.retention.shape[1], years)):
        result[:, :, k:] += problem.retention[None, :, k, None] * intakes[:, :, : years - k]
    return np.asarray(result, dtype=np.float64)
