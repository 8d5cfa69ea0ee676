"""The pure function from a problem to a plan."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pulp

from planning.domain.frozen import FloatArray
from planning.domain.plan import Plan, Stage
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.build import build_model
from planning.optimise.extract import extract_plan, rounded_starts
from planning.optimise.live import LiveModel, Solved, relative_gap
from planning.optimise.objectives import o1_unhoused, o2_cost_and_distance
from planning.optimise.options import Options
from planning.optimise.reasons import no_plan

#: Values that agree to this, relative, are one value: what the integers' tolerance and the room buy.
ROUNDING: Final = 1e-5


def optimise(
    problem: PlanningProblem, options: Options | None = None, *, listener: Listener = silent
) -> Plan:
    """Schedule the projects and place the intakes.

    O1, weighted pupil-years without a seat, is minimised first. O2, distance, distance beyond the norm,
    temporary seats and discounted cost at policy prices, is minimised next while O1 is held at its value.
    The equations are listed in ``formulation.md`` beside this module.

    Parameters
    ----------
    problem
        The frozen problem.
    options
        Gaps, time limit and threads; the defaults prove O1 at gap 0 and O2 at 1e-4.
    listener
        Told the objective and the gap while the solver works.

    Returns
    -------
    Plan
        Its outcome is ``proven`` only where both objectives are; a plan from a solve that ran out of time
        is ``best found``.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, or none was found in time.

    Notes
    -----
    A multi-period capacitated facility location model with cohorts; Laporte, Nickel and Saldanha da Gama
    (2019), *Location Science*, chapter 11, gives the family. Objectives in order with the earlier ones held
    is the lexicographic method; Ehrgott (2005), *Multicriteria Optimization*, section 5.1.
    """
    chosen = options or Options()
    began = time.perf_counter()
    model = build_model(problem)
    first, second = o1_unhoused(model), o2_cost_and_distance(model)
    live = LiveModel(model.prob, threads=chosen.threads)
    found = live.minimise(
        first, name="O1", gap=chosen.gap_o1, time_limit_s=chosen.time_limit_s, listener=listener
    )
    if found.stage is None or found.values is None:
        raise no_plan(problem, infeasible=found.infeasible)
    live.hold(first, value=found.stage.value, tolerance=chosen.tolerance_o1)
    refined = live.minimise(
        second,
        name="O2",
        gap=chosen.gap_o2,
        time_limit_s=_left(chosen, began),
        listener=listener,
    )
    second_stage = refined.stage or _not_reached(second, found.values)
    best = found.values if refined.values is None else refined.values
    live.fix({model.variables.start[o]: value for o, value in rounded_starts(model, best).items()})
    held = found.stage.value + abs(found.stage.value) * chosen.tolerance_o1
    exact = _allocate_exactly(live, first, second, held=held)
    if exact.stage is not None and exact.values is not None:
        best = exact.values
        second_stage = _restated(second_stage, exact.stage.value, target=chosen.gap_o2)
    first_stage = replace(found.stage, tolerance=chosen.tolerance_o1)
    return extract_plan(model, best, (first_stage, second_stage))


def _allocate_exactly(
    live: LiveModel,
    first: Mapping[pulp.LpVariable, float],
    second: Mapping[pulp.LpVariable, float],
    *,
    held: float,
) -> Solved:
    """Allocate once more with the starts fixed, without the room that the search needed.

    The rest is a linear programme. Its solution is exact where that of the branch and bound carries the
    integers' tolerance and uses up the room given to O1: a millionth of a pupil left unhoused for a few yuan.
    """
    least = live.minimise(first, name="O1", gap=0.0, listener=silent)
    if least.stage is None:
        return least
    live.hold_exactly(max(least.stage.value, held))
    return live.minimise(second, name="O2", gap=0.0, listener=silent)


def _restated(stage: Stage, value: float, *, target: float) -> Stage:
    """Return a stage with the value of the final allocation.

    It is better than the incumbent where the search was cut short, and the same up to rounding elsewhere;
    the bound is the search's. Where two schedules are as good as equal, the room given to O1 may have decided
    between them; then the gap opens again, and the stage is no longer called proven.
    """
    same = abs(value - stage.value) <= ROUNDING * max(1.0, abs(value))
    if same:
        return replace(stage, value=value)
    gap = relative_gap(value, stage.bound)
    return replace(stage, value=value, gap=gap, proven=stage.proven and gap <= target + ROUNDING)


def _left(options: Options, began: float) -> float | None:
    if options.time_limit_s is None:
        return None
    return max(options.time_limit_s - (time.perf_counter() - began), 0.01)


def _not_reached(costs: Mapping[pulp.LpVariable, float], values: FloatArray) -> Stage:
    """Return the second stage where time ran out before the solver said anything of it."""
    value = sum(cost * float(values[variable.index]) for variable, cost in costs.items())
    return Stage(name="O2", value=value, bound=0.0, gap=relative_gap(value, 0.0), seconds=0.0, proven=False)
