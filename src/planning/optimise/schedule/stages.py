"""What may be said of an objective after the allocation was made anew, or was not reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from planning.domain.frozen import FloatArray
from planning.domain.plan import PROVEN_GAP, Plan, Stage, outcome_of
from planning.domain.problem import PlanningProblem
from planning.optimise.model.evaluate import o1_of, o2_of, o3_of
from planning.optimise.model.terms import Terms
from planning.optimise.solver.interface import SAME, relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Values that agree to this, relative, are one value: what the integers' tolerance and the room buy.
ROUNDING: Final = 1e-5


def tie_limit(second: Stage, options: SolverSettings) -> float:
    """Return the largest O2 of a schedule as good as the best, 10,000 yuan."""
    return second.value + abs(second.value) * options.tolerance_o2 + ROUNDING


def never_below_0(stage: Stage) -> Stage:
    """Return a stage of O1 or O2 whose bound is at least 0; a value that meets its bound is proven.

    No search is needed to show that the least is not below 0, nor that a value is the least where a bound
    equals it, whatever ended the search.
    """
    bound = max(stage.bound, min(0.0, stage.value))
    gap = relative_gap(stage.value, bound)
    return replace(stage, bound=bound, gap=gap, proven=stage.proven or gap == 0.0)


def as_written(
    problem: PlanningProblem,
    plan: Plan,
    stages: Sequence[Stage],
    *,
    options: SolverSettings,
    solved: Mapping[str, float],
) -> Plan:
    """Return a plan whose stages state its own values.

    The final allocation is better than the incumbent where the search was cut short, worse by what O2 was
    given of O1 and O3 of O2 where there is a tolerance, and the same up to rounding elsewhere; the bounds are
    the search's. Where two schedules are as good as equal, the room given to O1 may have decided between
    them; then the gap opens again, and the stage is no longer called proven.

    Parameters
    ----------
    problem
        The problem.
    plan
        Plan that will be written.
    stages
        What the search found, in the order of the objectives.
    options
        Gaps and tolerances asked for.
    solved
        Objectives as the solver added them up for the plan, by name; they stand where the plan's own agree to
        the last digits.

    Returns
    -------
    Plan
        The plan with its stages; proven only if they are.
    """
    asked = {
        "O1": (o1_of, options.gap_o1, options.tolerance_o1),
        "O2": (o2_of, options.gap_o2, options.tolerance_o2),
        "O3": (o3_of, 0.0, 0.0),
    }
    stated = []
    for stage in stages:
        value_of, target, tolerance = asked[stage.name]
        value = value_of(problem, plan)
        added_up = solved.get(stage.name, value)
        if abs(added_up - value) <= SAME * max(1.0, abs(value)):
            value = added_up
        stated.append(_restated(replace(stage, tolerance=tolerance), value, target=target))
    return replace(plan, stages=tuple(stated), outcome=outcome_of(stated))


def _restated(stage: Stage, value: float, *, target: float) -> Stage:
    """Return a stage with the value of the written plan."""
    size, change = max(1.0, abs(value)), value - stage.value
    if abs(change) <= SAME * size:
        return stage
    bound = min(stage.bound, value)
    if abs(change) <= ROUNDING * size:
        return replace(stage, value=value, bound=bound)
    gap = relative_gap(value, bound)
    if 0 < change <= (ROUNDING + stage.tolerance) * size:
        proven = stage.proven and gap <= PROVEN_GAP + ROUNDING
    else:
        proven = (stage.proven and gap <= min(target, PROVEN_GAP) + ROUNDING) or gap == 0.0
    return replace(stage, value=value, bound=bound, gap=gap, proven=proven)


def not_reached(costs: Terms, values: FloatArray, *, name: str) -> Stage:
    """Return the stage of an objective that time ran out for.

    Parameters
    ----------
    costs
        The objective.
    values
        Values of the best solution known, by column.
    name
        Name of the objective.

    Returns
    -------
    Stage
        The solution's own value, without a bound.
    """
    value = costs.value(values)
    return Stage(name=name, value=value, bound=0.0, gap=relative_gap(value, 0.0), seconds=0.0, proven=False)
