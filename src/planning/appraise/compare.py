"""Two plans side by side: what moved, who gains and loses, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.appraise.distance import mean_distance_m
from planning.appraise.money import spending
from planning.appraise.objectives import o1_value, o2_value
from planning.appraise.rules import years_of
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.prices import MONEY, Unit, unit_of_o2
from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True, eq=False)
class Side:
    """Figures of one plan that a comparison uses.

    Parameters
    ----------
    start_year, opening_year
        By project, 0 where it is not started, shape (P,).
    unplaced_entrants
        Entrants without a seat over all years, by band, shape (B,).
    unplaced_pupil_years
        Pupil-years without a seat by zone and band, shape (Z, B).
    mean_distance_m
        Mean distance of the pupils placed, by band, metres, shape (B,); NaN where nobody is placed.
    spent_10k
        Spending by year, 10,000 yuan, shape (T,).
    o1, o2
        Values of the objectives: weighted pupil-years without a seat, and O2 in the unit of the prices.
    """

    start_year: IntArray
    opening_year: IntArray
    unplaced_entrants: FloatArray
    unplaced_pupil_years: FloatArray
    mean_distance_m: FloatArray
    spent_10k: FloatArray
    o1: float
    o2: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Two plans of the same projects, zones, bands and years.

    Parameters
    ----------
    before, after
        Figures of the two plans.
    moved
        Positions of the projects whose start or opening differs.
    o2_unit
        Unit of the second objective.
    """

    before: Side
    after: Side
    moved: tuple[int, ...]
    o2_unit: Unit = MONEY

    @property
    def unplaced_change(self) -> FloatArray:
        """Change of unplaced pupil-years by zone and band, shape (Z, B); negative values are gains."""
        return self.after.unplaced_pupil_years - self.before.unplaced_pupil_years


def take_side(problem: PlanningProblem, plan: Plan) -> Side:
    """Collect the figures of a plan that a comparison uses.

    Parameters
    ----------
    problem, plan
        Plan and its problem.

    Returns
    -------
    Side
        Figures of the plan.

    Examples
    --------
    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]], fixed_cost=[500])
    >>> plan = Plan(option=[0], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> side = take_side(town, plan)
    >>> side.opening_year, side.spent_10k, side.o1
    (array([2000]), array([500.]), 10.0)
    """
    start, opening = years_of(problem, plan)
    return Side(
        start_year=start,
        opening_year=opening,
        unplaced_entrants=plan.unplaced.sum(axis=(0, 2)),
        unplaced_pupil_years=plan.unplaced.sum(axis=2) * problem.pupil_years[None, :],
        mean_distance_m=mean_distance_m(problem, plan),
        spent_10k=spending(problem, plan),
        o1=o1_value(problem, plan),
        o2=o2_value(problem, plan),
    )


def compare(
    problem: PlanningProblem, before: Plan, after: Plan, *, other: PlanningProblem | None = None
) -> Comparison:
    """Compare two plans on the same axes.

    Parameters
    ----------
    problem
        Problem of the first plan.
    before, after
        Plans to compare.
    other
        Problem of the second plan, on the same axes; ``problem`` if omitted.

    Returns
    -------
    Comparison
        Figures of both plans and the projects that moved.

    Examples
    --------
    Without its school the town has 40 pupils more without a seat, and 500 (10,000 yuan) more in hand:

    >>> from planning.domain.facility_location import facility_location
    >>> town = facility_location(demand=[30, 20], capacity=[40], unit_cost=[[1], [2]], fixed_cost=[500])
    >>> built = Plan(option=[0], place=[[30], [10]], unplaced=[[[0]], [[10]]], temporary=[[[0]]])
    >>> nothing = Plan(option=[-1], place=[[0], [0]], unplaced=[[[30]], [[20]]], temporary=[[[0]]])
    >>> change = compare(town, built, nothing)
    >>> change.moved, change.unplaced_change[:, 0], change.after.spent_10k
    ((0,), array([30., 10.]), array([0.]))
    """
    one, two = take_side(problem, before), take_side(other or problem, after)
    differ = (one.start_year != two.start_year) | (one.opening_year != two.opening_year)
    return Comparison(
        before=one,
        after=two,
        moved=tuple(np.flatnonzero(differ).tolist()),
        o2_unit=unit_of_o2(problem.prices),
    )
