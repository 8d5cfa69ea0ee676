"""Sites that close, decided under the schedule found where all at once is too much, with a bound."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planning.domain.plan import PROVEN_GAP, Outcome, Plan, Stage, outcome_of
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.domain.rules import Rules
from planning.errors import NoPlanError
from planning.optimise.model.build import build_model
from planning.optimise.model.evaluate import o1_of, o2_of, o3_of
from planning.optimise.model.extract import extract_plan
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.model.terms import Terms
from planning.optimise.model.variables import may_close
from planning.optimise.schedule.closing_search import ClosingSearch
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.stages import ROUNDING
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.highs import LiveModel
from planning.optimise.solver.interface import relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Yes-or-no decisions on closings up to which they are decided together with the schedule.
SMALL: Final = 60
#: Share of what time is left for the search of closings, and for the bound on the rest of the plan.
SEARCH, BOUND = 0.6, 0.5

Flags = NDArray[np.bool_]


def decided_apart(problem: PlanningProblem) -> bool:
    """Return True if closings are decided under a schedule, not together with it."""
    return problem.retreat is not None and int(np.count_nonzero(may_close(problem))) > SMALL


def with_closings(
    problem: PlanningProblem,
    free: Plan,
    settings: SolverSettings,
    *,
    deadline: Deadline,
    listener: Listener,
) -> Plan:
    """Close sites under the schedule of a plan that keeps all of them.

    Parameters
    ----------
    problem
        Problem with its rule on closings.
    free
        Plan of the same problem without the rule.
    settings
        Gaps and threads.
    deadline
        End of the time.
    listener
        Receives the stage and the gap.

    Returns
    -------
    Plan
        Plan with its closings. Its bounds hold for every schedule.

    Notes
    -----
    Bands whose sites may close share only money, staff and rules on starts with the others. O2 is at least
    the least of the other bands with every cost but that of projects for the closing bands alone, plus the
    least of the closing bands with these costs, starts free, and closings relaxed; O1 adds up likewise.
    Closings themselves come from relax-and-fix by year, then fix-and-optimise by neighbourhood.
    """
    bands = np.asarray((may_close(problem)).any(axis=(0, 2)))
    own = _own_options(problem, bands)
    part = _part(problem, bands, own)
    model = build_model(part)
    live = LiveModel(model, threads=settings.threads)
    began = deadline.now()
    least = _relaxed(live, o1_unplaced(model), deadline, listener)
    others = _others(problem, bands, own)
    # The clock may leave no time for the whole search of the rest, but a relaxation takes seconds.
    weak = _weak_bounds(others, settings, deadline, listener)
    lost = float(
        np.einsum("zbt,b->", free.unplaced[:, bands], (problem.band_weight * problem.pupil_years)[bands])
    )
    search = ClosingSearch(model, live, lost=lost, listener=listener)
    bound = search.bound(deadline)
    search.fix_starts(free.option)
    values = search.run(deadline.part(SEARCH))
    found = None if values is None else extract_plan(model, values, ())
    plan = _joined(problem, free, found, bands)
    seconds = deadline.now() - began
    rest = _better(_rest(others, settings, deadline.part(BOUND), listener), weak)
    return _stated(
        problem, free, plan, least=least, bound=bound, rest=rest, seconds=seconds, settings=settings
    )


def _relaxed(live: LiveModel, costs: Terms, deadline: Deadline, listener: Listener) -> float:
    """Return the least O1 with every decision relaxed."""
    live.decide(fixed={}, open_=())
    found = live.minimise(
        costs,
        name="O1",
        gap=0.0,
        time_limit_s=deadline.left_s,
        listener=listener,
    )
    return found.stage.bound if found.stage is not None else 0.0


def _own_options(problem: PlanningProblem, bands: Flags) -> Flags:
    """Return the options that change seats of closing bands alone, shape (O,)."""
    changes = (problem.option_seats != 0).any(axis=2)
    return np.asarray(changes.any(axis=1) & ~changes[:, ~bands].any(axis=1))


def _part(problem: PlanningProblem, bands: Flags, own: Flags) -> PlanningProblem:
    """Return the problem of the closing bands: no limit on money, and only the cost of their own projects."""
    programme = problem.programme
    return replace(
        problem,
        intakes=problem.intakes * bands[None, :, None],
        enrolled_before=problem.enrolled_before * bands[None, :, None],
        temporary_limit=problem.temporary_limit * bands[None, :, None],
        budget_10k=np.full(len(problem.years), np.inf),
        lapses_after=None,
        purses=None,
        # Left out of this part, running cost of openings makes the bound no higher; the other part has it.
        running=None,
        rooms=None,
        rules=Rules(shares=tuple(share for share in problem.rules.shares if bands[share.band])),
        programme=replace(programme, option_spend_10k=programme.option_spend_10k * own[:, None]),
    )


def _others(problem: PlanningProblem, bands: Flags, own: Flags) -> PlanningProblem:
    """Return the problem of the other bands, in which the closing bands' own projects cost nothing."""
    programme, rules = problem.programme, problem.rules
    return replace(
        problem,
        retreat=None,
        intakes=problem.intakes * ~bands[None, :, None],
        rules=replace(rules, shares=tuple(share for share in rules.shares if not bands[share.band])),
        programme=replace(programme, option_spend_10k=programme.option_spend_10k * ~own[:, None]),
    )


def _weak_bounds(
    others: PlanningProblem, settings: SolverSettings, deadline: Deadline, listener: Listener
) -> tuple[float, float]:
    """Return lower bounds on O1 and O2 with every decision relaxed, the latter where O1 is at its bound."""
    model = build_model(others)
    live = LiveModel(model, threads=settings.threads)
    least = o1_unplaced(model)
    live.decide(fixed={}, open_=())
    first = live.minimise(least, name="O1", gap=0.0, time_limit_s=deadline.left_s, listener=listener)
    if first.stage is None or not first.stage.proven:
        return 0.0, -math.inf
    live.hold(least, value=first.stage.value, tolerance=0.0)
    second = live.minimise(
        o2_cost_and_distance(model), name="O2", gap=0.0, time_limit_s=deadline.left_s, listener=listener
    )
    proven = second.stage is not None and second.stage.proven
    return first.stage.bound, second.stage.bound if second.stage is not None and proven else -math.inf


def _rest(
    others: PlanningProblem, settings: SolverSettings, deadline: Deadline, listener: Listener
) -> tuple[float, float] | None:
    """Return lower bounds on O1 and O2 of the other bands; None if there was no time."""
    try:
        plan = Workbench(others, settings).plan(settle=False, deadline=deadline, listener=listener)
    except NoPlanError:
        return None
    return plan.stages[0].bound, plan.stages[1].bound


def _better(rest: tuple[float, float] | None, weak: tuple[float, float]) -> tuple[float, float]:
    """Return the better bounds: those on O2 may be compared where they hold for the same O1."""
    if rest is None:
        return weak
    same = abs(rest[0] - weak[0]) <= ROUNDING * max(1.0, abs(weak[0]))
    return (rest[0], max(rest[1], weak[1])) if same else rest


def _joined(problem: PlanningProblem, free: Plan, found: Plan | None, bands: Flags) -> Plan:
    """Return the plan with the closing bands as found; with every site kept if nothing was."""
    rule = problem.retreat
    assert rule is not None
    if found is None:
        moves = (len(rule.move_from), problem.retention.shape[1], len(problem.years))
        closed = np.zeros(problem.shape[1:], dtype=np.int64)
        return replace(free, closed=closed, moved=np.zeros(moves), stages=())
    pairs = bands[problem.pairs.band][:, None]
    across = bands[None, :, None]
    return replace(
        free,
        place=np.where(pairs, found.place, free.place),
        unplaced=np.where(across, found.unplaced, free.unplaced),
        temporary=np.where(across, found.temporary, free.temporary),
        closed=found.closed,
        moved=found.moved,
        stages=(),
        outcome=Outcome.BEST_FOUND,
    )


def _stated(
    problem: PlanningProblem,
    free: Plan,
    plan: Plan,
    *,
    least: float,
    bound: float,
    rest: tuple[float, float],
    seconds: float,
    settings: SolverSettings,
) -> Plan:
    """Return the plan with its stages."""
    o1, o2 = o1_of(problem, plan), o2_of(problem, plan)
    first_bound = min(max(rest[0] + least, 0.0), o1)
    first_gap = relative_gap(o1, first_bound)
    first = Stage(
        name="O1",
        value=o1,
        bound=first_bound,
        gap=first_gap,
        seconds=free.stages[0].seconds,
        proven=o1 - first_bound <= ROUNDING * max(1.0, o1) and free.stages[0].proven,
    )
    # The parts' bounds on O2 hold where each of them has its least O1.
    known = max(rest[1] + bound, 0.0) if first.proven and math.isfinite(rest[1] + bound) else 0.0
    second_bound = min(known, o2)
    gap = relative_gap(o2, second_bound)
    second = Stage(
        name="O2",
        value=o2,
        bound=second_bound,
        gap=gap,
        seconds=free.stages[1].seconds + seconds,
        proven=gap <= min(PROVEN_GAP, settings.gap_o2),
    )
    stages = [first, second]
    for stage in free.stages[2:]:
        # Which schedule is taken among equally good ones was settled before any site closed.
        value = o3_of(problem, plan)
        low = min(stage.bound, value, 0.0)
        stages.append(replace(stage, value=value, bound=low, gap=relative_gap(value, low), proven=False))
    return replace(plan, stages=tuple(stages), outcome=outcome_of(stages))
