"""Warnings of seats (学位预警): where seats will lack, and until when a decision can still cure it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.appraise.seats import enrolled, open_seats
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

RED, AMBER, GREEN = "red", "amber", "green"
#: Months from 1 January to 31 August.
TO_AUTUMN: Final = 8.0


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Lead times from a decision to a seat, and the limits from which a warning is given.

    Parameters
    ----------
    approvals_months
        Months from the decision to the first day of works.
    works_months
        Months of works for a school of each band.
    least_pupils
        Smallest shortage that counts, pupils.
    surplus_share
        Share of open seats above which empty seats count as surplus.
    this_round
        Year of the budget round under decision.
    """

    approvals_months: float
    works_months: Mapping[str, float]
    least_pupils: float
    surplus_share: float
    this_round: int


@dataclass(frozen=True, kw_only=True)
class Warning:
    """Warning for one zone and band.

    Parameters
    ----------
    zone, band
        Positions on the axes.
    colour
        Red if the last round that could cure the first shortage has passed, amber if it is this round, green
        if a later round can cure it or there is no shortage.
    first_year, last_year
        First and last year of shortage; 0 without a shortage.
    worst_year, worst_pupils
        Year with the most pupils without a seat, and their number; 0 without a shortage.
    last_round
        Year of the last budget round whose decision can still cure the first shortage; 0 without a shortage.
    surplus_year
        First year in which the share of empty seats at the schools of the zone's pupils exceeds the surplus
        share; 0 without such a year.
    """

    zone: int
    band: int
    colour: str
    first_year: int
    last_year: int
    worst_year: int
    worst_pupils: float
    last_round: int
    surplus_year: int


def last_round(year: int, *, lead_months: float) -> int:
    """Return the last budget round whose decision can open seats in a given September.

    A round's money is available from January of its year. Approvals and works follow; a school finished by
    31 August opens in September (the September cliff).

    Parameters
    ----------
    year
        Year of the September.
    lead_months
        Months of approvals and works together.

    Returns
    -------
    int
        Year of the round.

    Examples
    --------
    Eight months are just enough within a year; a school that takes 30 must be decided two years before:

    >>> last_round(2028, lead_months=8), last_round(2028, lead_months=9), last_round(2028, lead_months=30)
    (2028, 2027, 2026)
    """
    return math.floor(year + (TO_AUTUMN - lead_months) / 12.0 + 1e-9)


def warn(problem: PlanningProblem, plan: Plan, lead: Lead) -> tuple[Warning, ...]:
    """Make the warning of every zone and band.

    Parameters
    ----------
    problem, plan
        Plan and its problem.
    lead
        Lead times and limits.

    Returns
    -------
    tuple of Warning
        One for each zone and band, in the order of the axes.

    Examples
    --------
    Ten entrants lack a seat in 2000. A school takes 20 months, so that the round of 1999 is the last:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]])
    >>> plan = Plan(option=[], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> lead = Lead(
    ...     approvals_months=6, works_months={"service": 14}, least_pupils=1, surplus_share=0.2,
    ...     this_round=1999,
    ... )
    >>> [(found.colour, found.worst_pupils, found.last_round) for found in warn(town, plan, lead)]
    [('green', 0.0, 0), ('amber', 10.0, 1999)]
    """
    empty = _empty_share(problem, plan)
    result = []
    for z in range(len(problem.zones)):
        for b, band in enumerate(problem.bands):
            lacking = np.flatnonzero(plan.unplaced[z, b] >= max(lead.least_pupils, 1e-6))
            idle = np.flatnonzero(empty[z, b] > lead.surplus_share)
            surplus = problem.years[int(idle[0])] if len(idle) else 0
            if not len(lacking):
                result.append(_calm(z, b, surplus))
                continue
            first = problem.years[int(lacking[0])]
            worst = int(plan.unplaced[z, b].argmax())
            until = last_round(first, lead_months=lead.approvals_months + lead.works_months.get(band, 0.0))
            result.append(
                Warning(
                    zone=z,
                    band=b,
                    colour=RED if until < lead.this_round else AMBER if until == lead.this_round else GREEN,
                    first_year=first,
                    last_year=problem.years[int(lacking[-1])],
                    worst_year=problem.years[worst],
                    worst_pupils=float(plan.unplaced[z, b, worst]),
                    last_round=until,
                    surplus_year=surplus,
                )
            )
    return tuple(result)


def _calm(zone: int, band: int, surplus: int) -> Warning:
    return Warning(
        zone=zone,
        band=band,
        colour=GREEN,
        first_year=0,
        last_year=0,
        worst_year=0,
        worst_pupils=0.0,
        last_round=0,
        surplus_year=surplus,
    )


def _empty_share(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return the share of empty seats at the schools of each zone's pupils, weighted by pupils, (Z, B, T)."""
    seats = open_seats(problem, plan)
    free = np.clip(seats - enrolled(problem, plan), 0.0, None)
    share = np.divide(free, seats, out=np.zeros_like(seats), where=seats > 0)
    z, _, b, t = problem.shape
    weighed, pupils = np.zeros((z, b, t)), np.zeros((z, b, t))
    at = (problem.pairs.zone, problem.pairs.band)
    np.add.at(pupils, at, plan.place)
    np.add.at(weighed, at, plan.place * share[problem.pairs.facility, problem.pairs.band])
    return np.divide(weighed, pupils, out=np.zeros_like(weighed), where=pupils > 0)
