"""Closings of a plan site by site, and provision by band and year, recomputed from problem and plan."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from planning.appraise.access import ratio
from planning.appraise.retreat import below_least, closed_sites, first_closed
from planning.appraise.seats import enrolled, open_seats
from planning.domain.closures import Closure, Provision
from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem

#: True or 1 for the sites that belong, shape (F,).
Members = NDArray[Any]
#: Pupils fewer than this are none, and seats above this share of use are a crowded site.
NOBODY: Final = 0.5
CROWDED: Final = 0.95


def find_closures(problem: PlanningProblem, plan: Plan) -> tuple[Closure, ...]:
    """List the sites that close or retire, in the order of their last years.

    Parameters
    ----------
    problem
        Planning problem of the plan.
    plan
        Plan.

    Returns
    -------
    tuple of Closure
        Closings; none if no site closes and no building retires.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30], capacity=[40], unit_cost=[[1]])
    >>> find_closures(town, Plan(option=[], place=[[30]], unplaced=[[[0]]], temporary=[[[0]]]))
    ()
    """
    found = [*_closed(problem, plan), *_retired(problem, plan)]
    return tuple(sorted(found, key=lambda one: (one.last_year, one.band, one.facility)))


def _closed(problem: PlanningProblem, plan: Plan) -> list[Closure]:
    rule = problem.retreat
    if rule is None:
        return []
    pupils = enrolled(problem, plan)
    assert rule.care_share is not None
    result = []
    for f, b, t in np.argwhere(first_closed(closed_sites(problem, plan))).tolist():
        moved: dict[int, float] = defaultdict(float)
        if plan.moved is not None:
            leads = np.flatnonzero((rule.move_from == f) & (rule.move_band == b))
            for i in leads.tolist():
                count = float(plan.moved[i, :, t].sum())
                if count > 0:
                    moved[int(rule.move_to[i])] += count
        result.append(
            Closure(
                facility=f,
                band=b,
                retires=False,
                last_year=problem.years[t] - 1,
                roll=float(pupils[f, b, t - 1]) if t else float(problem.enrolled_before[f, b, 0]),
                moved=tuple(sorted(moved.items(), key=lambda item: -item[1])),
                care_places=float(rule.care_share[f, b] * problem.seats[f, b]),
                saved_10k=float(rule.running_10k[f, b]),
            )
        )
    return result


def _retired(problem: PlanningProblem, plan: Plan) -> list[Closure]:
    pupils = enrolled(problem, plan)
    result = []
    for f, b, last in sorted({(one.facility, one.band, one.last_year) for one in problem.retired}):
        own = [one for one in problem.retired if (one.facility, one.band) == (f, b)]
        at = last - problem.years[0]
        result.append(
            Closure(
                facility=f,
                band=b,
                retires=True,
                last_year=last,
                roll=float(pupils[f, b, at]) if 0 <= at < pupils.shape[2] else 0.0,
                moved=tuple((one.to, one.pupils) for one in own if one.to != f),
                care_places=0.0,
                saved_10k=0.0,
            )
        )
    return result


def provision(problem: PlanningProblem, plan: Plan, *, public: Members, inclusive: Members) -> Provision:
    """Count sites, shares of operators by seats and by pupils, and running cost by band and year.

    Parameters
    ----------
    problem, plan
        Planning problem and its plan.
    public
        1 for public sites, shape (F,).
    inclusive
        1 for public and inclusive private sites, shape (F,).

    Returns
    -------
    Provision
        Figures by band and year.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40, 40], unit_cost=[[1, 2], [2, 1]])
    >>> none = [[[0]], [[0]]]
    >>> plan = Plan(option=[], place=[[30], [0], [0], [20]], unplaced=none, temporary=none)
    >>> made = provision(town, plan, public=np.array([1, 0]), inclusive=np.array([1, 1]))
    >>> made.public_seats, made.public_pupils, made.open_sites
    (array([[0.5]]), array([[0.6]]), array([[2.]]))
    """
    seats, pupils = open_seats(problem, plan), enrolled(problem, plan)
    open_ = seats > 0
    rule, shut = problem.retreat, closed_sites(problem, plan)
    nothing = np.zeros(problem.seats.shape)
    site = nothing if rule is None else rule.running_10k
    each = nothing if rule is None or rule.running_pupil_10k is None else rule.running_pupil_10k
    subsidy = nothing if rule is None or rule.subsidy_pupil_10k is None else rule.subsidy_pupil_10k

    def share(member: Members, what: FloatArray) -> FloatArray:
        return ratio(np.einsum("f,fbt->bt", np.asarray(member, dtype=float), what), what.sum(axis=0))

    return Provision(
        open_sites=open_.sum(axis=0).astype(float),
        empty_sites=(open_ & (pupils < NOBODY)).sum(axis=0).astype(float),
        crowded_sites=(open_ & (pupils > CROWDED * seats)).sum(axis=0).astype(float),
        small_sites=(below_least(problem, plan) > NOBODY).sum(axis=0).astype(float),
        public_seats=share(public, seats),
        public_pupils=share(public, pupils),
        inclusive_seats=share(inclusive, seats),
        inclusive_pupils=share(inclusive, pupils),
        running_10k=np.einsum("fb,fbt->bt", site, open_) + np.einsum("fb,fbt->bt", each, pupils),
        saved_10k=np.einsum("fb,fbt->bt", site, shut & (problem.seats_by_year > 0)),
        subsidy_10k=np.einsum("fb,fbt->bt", subsidy, pupils),
    )
