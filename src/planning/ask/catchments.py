"""What each way of drawing catchments costs, under one schedule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from planning.appraise.audit import audit
from planning.appraise.catchment_cost import cost_of_catchments
from planning.ask.asked import Asked
from planning.ask.rooms import refuse_rooms
from planning.assemble.plan.catchments import catchment_rules
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.errors import AuditError
from planning.optimise import SolverSettings, optimise
from planning.optimise.catchments.allocate import shape_catchments
from planning.optimise.model.objectives import price_of_placing
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.catchment_options import Way, catchments_answer

#: Seconds for each way that needs whole zones or one piece, unless another time is asked for.
SECONDS: Final = 120.0
#: Share of the time for the plan with free catchments; the rest is for the one that prefers today's.
FOR_FREE: Final = 0.75
#: Ways of drawing: name, whole zones, one piece.
SHAPES: Final = (
    ("whole_zones", True, False),
    ("contiguous", False, True),
    ("whole_and_contiguous", True, True),
)


def catchments(case: Asked, *, seconds: float, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.catchments`.

    Every way has the schedule that is best with free catchments, so that only the drawing differs.

    Parameters
    ----------
    case
        Case to question.
    seconds
        Time limit of each way that needs a search, seconds.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet with one row for each way and band: pupils without a seat, metres, zones split and outcome.

    Raises
    ------
    NoPlanError
        If the scenario has no plan.
    AuditError
        If a plan breaks its own rules.
    """
    refuse_rooms(case)
    options = case.engine.settings
    ways = [
        Way(name=name, numbers=cost_of_catchments(problem, plan), outcome=plan.outcome, stages=plan.stages)
        for name, problem, plan in _drawn(case, options, seconds, listener)
    ]
    return catchments_answer(ways, case.labels, case.problem.intakes.sum(axis=(0, 2)))


def _drawn(
    case: Asked, options: SolverSettings, seconds: float, listener: Listener
) -> Iterator[tuple[str, PlanningProblem, Plan]]:
    """Yield each way with its problem and audited plan."""
    free = replace(
        free_catchments(case.problem),
        prices=replace(case.problem.prices, outside_today_10k_per_pupil=0.0),
    )
    same = case.problem.prices.outside_today_10k_per_pupil == 0.0
    deadline = Deadline.after(options.time_limit_s)
    first = deadline.part(FOR_FREE)
    if same:
        plan = case.engine.schedule(deadline=first, listener=listener)
    else:
        plan = optimise(free, options, deadline=first, listener=listener)
    yield "free", free, _checked(free, plan)
    if free.pairs.outside is not None:
        kept = _today(free, case.problem.prices.outside_today_10k_per_pupil)
        yield "prefer_today", kept, _checked(kept, _with_schedule(kept, plan, options, deadline, listener))
    needed = [bool(some) for some in free.intakes.sum(axis=(0, 2)) > 0]
    for name, whole, contiguous in SHAPES:
        rules = catchment_rules(
            case.inputs.district,
            case.inputs.loaded.scenario,
            whole=[whole and some for some in needed],
            contiguous=[contiguous and some for some in needed],
        )
        shaped = replace(free, rules=replace(free.rules, catchments=rules))
        yield (
            name,
            shaped,
            _checked(
                shaped,
                shape_catchments(shaped, plan, options, deadline=Deadline.after(seconds), listener=listener),
            ),
        )


def _today(problem: PlanningProblem, price_10k: float) -> PlanningProblem:
    """Return the problem with today's catchments preferred, at the scenario's price or at any distance."""
    if price_10k == 0.0:
        price_10k = float(price_of_placing(problem).max(initial=0.0)) + 1.0
    return replace(problem, prices=replace(problem.prices, outside_today_10k_per_pupil=price_10k))


def _with_schedule(
    problem: PlanningProblem, plan: Plan, options: SolverSettings, deadline: Deadline, listener: Listener
) -> Plan:
    """Return the best plan with the schedule of another."""
    if not problem.programme.option_count:
        return optimise(problem, options, deadline=deadline, listener=listener)
    chosen = set(plan.option.tolist())
    forced = {o: int(o in chosen) for o in range(problem.programme.option_count)}
    return Workbench(problem, options).plan(
        Question(forced=forced), settle=False, deadline=deadline, listener=listener
    )


def _checked(problem: PlanningProblem, plan: Plan) -> Plan:
    """Audit a plan and return it."""
    found = audit(problem, plan)
    if not found.passed:
        raise AuditError(tuple(str(breach) for breach in found.breaches))
    return plan
