"""Time limits hold for the whole answer: no solver works without one, and none longer than is left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.optimize

from planning.ask.case import Case, open_case
from planning.domain.catchment_rules import CatchmentRules
from planning.domain.plan import Outcome, Stage
from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise import Engine, SolverSettings, optimise
from planning.optimise.catchments.local_search import PRICE_S
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.kept_plans import KeptPlans
from planning.optimise.schedule.repair import find_repairs
from planning.optimise.schedule.stages import never_below_0
from planning.optimise.solver.deadline import LEAST_S, Deadline
from planning.optimise.solver.highs import LiveModel
from planning.optimise.solver.small import SmallProgramme
from planning.report.sheets.repair import MAY_BE_MORE, repair_answer
from tests.towns import town, two_schools

BASE = Path(__file__).parents[2] / "scenarios" / "base.yaml"
#: Seconds over the limit that building a model, allocating and writing sentences may take on a busy machine; that no
#: solver is given more than is left is held to a twentieth of a second.
OVERHEAD_S = 15.0
QUESTIONS: dict[str, Callable[[Case], Any]] = {
    "solve": lambda case: case.solve(),
    "frontier": lambda case: case.frontier(low_10k=20_000, high_10k=60_000),
    "prices": lambda case: case.prices(),
    "alternatives": lambda case: case.alternatives(seconds=None),
    "repair": lambda case: case.repair(),
    "why": lambda case: case.why("P12", opens=2026),
    "why not": lambda case: case.why("P12", never=True),
    "to_pulp": lambda case: case.to_pulp(objective="O2"),
}


class Spy:
    """Records each call of a solver, and whether its limit is what is left of the answer or less."""

    def __init__(self, limit_s: float) -> None:
        self.ends = Deadline.after(limit_s)
        self.calls: list[str] = []
        self.over: list[tuple[str, float | None]] = []

    def asked(self, name: str, limit_s: float | None) -> None:
        left = self.ends.left_s
        assert left is not None
        self.calls.append(name)
        # Decisions that are made are always priced: a plan that was found is not thrown away.
        if limit_s is None or limit_s > max(left, PRICE_S, LEAST_S) + 0.05:
            self.over.append((name, limit_s))


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Spy]:
    """Return a function that watches every solver from now on."""
    minimise, least, linprog = LiveModel.minimise, SmallProgramme.least, scipy.optimize.linprog

    def begin(limit_s: float) -> Spy:
        spy = Spy(limit_s)

        def minimised(self: LiveModel, costs: Any, **given: Any) -> Any:
            spy.asked(given["name"], given.get("time_limit_s"))
            return minimise(self, costs, **given)

        def leasted(self: SmallProgramme, seconds: float | None) -> Any:
            spy.asked("master", seconds)
            return least(self, seconds)

        def linprogged(*given: Any, options: dict[str, Any] | None = None, **more: Any) -> Any:
            spy.asked("market", (options or {}).get("time_limit"))
            return linprog(*given, options=options, **more)

        monkeypatch.setattr(LiveModel, "minimise", minimised)
        monkeypatch.setattr(SmallProgramme, "least", leasted)
        monkeypatch.setattr(scipy.optimize, "linprog", linprogged)
        return spy

    return begin


def clocks() -> tuple[float, float]:
    """Return the time of day and the processor's own, which counts where others use the machine too."""
    return time.perf_counter(), time.process_time()


def shown_impossible(ask: Callable[[], Any]) -> bool:
    """Ask, and return True if the answer claims a proof that there is no plan; there is one."""
    try:
        ask()
    except NoPlanError as none:
        return none.proven
    return False


def timed(case: Case, limit_s: float) -> Case:
    """Return a case whose answers have a time limit."""
    return case.with_changes({"solver": {"time_limit_s": limit_s}})


@pytest.mark.parametrize("limit_s", [0.4, 2.5])
@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_answer_keeps_its_limit(name: str, limit_s: float, watch: Callable[[float], Spy]) -> None:
    case = timed(open_case(BASE), limit_s)
    began = clocks()
    spy = watch(limit_s)
    assert not shown_impossible(lambda: QUESTIONS[name](case))
    assert min(now - then for now, then in zip(clocks(), began, strict=True)) <= limit_s + OVERHEAD_S
    assert not spy.over
    assert spy.calls


def whole(problem: PlanningProblem) -> PlanningProblem:
    """Return a problem whose zones go to one school each, in one piece of a chain of zones."""
    zones, bands = len(problem.zones), len(problem.bands)
    chain = np.array([(z, z + 1) for z in range(zones - 1)], dtype=np.int64).reshape(-1, 2)
    rules = CatchmentRules(
        whole=[1] * bands, contiguous=[0] * bands, neighbours=chain, home=np.zeros(len(problem.facilities))
    )
    return replace(problem, rules=replace(problem.rules, catchments=rules))


@pytest.mark.parametrize("limit_s", [1.0, 4.0])
def test_whole_zones_keep_the_limit(
    limit_s: float, base_problem: PlanningProblem, watch: Callable[[float], Spy]
) -> None:
    problem = whole(base_problem)
    began = clocks()
    spy = watch(limit_s)
    assert not shown_impossible(lambda: optimise(problem, SolverSettings(time_limit_s=limit_s)))
    assert min(now - then for now, then in zip(clocks(), began, strict=True)) <= limit_s + OVERHEAD_S
    assert not spy.over


def test_markets_keep_the_limit(watch: Callable[[float], Spy]) -> None:
    rng = np.random.default_rng(3)
    zones, schools = 40, 12
    problem = town(
        intakes=rng.integers(5, 40, (zones, 1, 1)).tolist(),
        seats=rng.integers(60, 120, (schools, 1)).tolist(),
        distance_m=rng.integers(100, 9000, (zones, schools)).tolist(),
    )
    spy = watch(5.0)
    plan = optimise(problem, SolverSettings(time_limit_s=5.0))
    assert "market" in spy.calls
    assert not spy.over
    assert plan.outcome is Outcome.PROVEN


def test_one_deadline_is_handed_down(watch: Callable[[float], Spy]) -> None:
    """A deadline given to the engine holds where the settings have no limit."""
    engine = Engine(two_schools(), SolverSettings())
    spy = watch(3.0)
    engine.plan(deadline=Deadline.after(3.0))
    assert spy.calls
    assert not spy.over


def test_an_unproven_plan_is_searched_again_with_more_time() -> None:
    plan = Workbench(two_schools(), SolverSettings()).plan()
    stages = tuple(replace(stage, proven=False) for stage in plan.stages)
    open_ = replace(plan, stages=stages, outcome=Outcome.BEST_FOUND)
    kept = KeptPlans()
    kept.keep("proven", plan, 1.0)
    kept.keep("open", open_, 1.0)
    assert kept.get("proven", Deadline.after(None)) is plan
    assert kept.get("open", Deadline.after(1.0)) is open_
    assert kept.get("open", Deadline.after(9.0)) is None
    assert kept.get("open", Deadline.after(None)) is None
    assert kept.get("other", Deadline.after(1.0)) is None


def test_a_repair_cut_short_says_so() -> None:
    """One search is always made; that it was the only one is said, and not that nothing else helps."""
    tight = replace(two_schools(), budget_10k=np.array([1.0, 1.0]))
    committed = replace(tight, programme=replace(tight.programme, committed=[1, 1]))
    whole_search, cut = (
        find_repairs(committed, count=3, deadline=Deadline.after(seconds)) for seconds in (None, 0.0)
    )
    assert whole_search.complete
    assert len(whole_search.repairs) > 1
    assert not cut.complete
    assert not cut.hopeless
    assert len(cut.repairs) <= 1
    assert MAY_BE_MORE in repair_answer(replace(cut, repairs=whole_search.repairs[:1])).sentences
    assert MAY_BE_MORE not in repair_answer(whole_search).sentences
    assert "does not say that there is none" in repair_answer(replace(cut, repairs=())).sentences[0][1]


def stage(value: float, bound: float, *, proven: bool = False) -> Stage:
    return Stage(name="O1", value=value, bound=bound, gap=1.0, seconds=1.0, proven=proven)


def test_a_value_that_meets_its_bound_is_proven_whatever_ended_the_search() -> None:
    assert never_below_0(stage(7.0, 7.0)).proven
    assert never_below_0(stage(0.0, -np.inf)).proven
    assert never_below_0(stage(0.0, -np.inf)).gap == 0.0
    assert not never_below_0(stage(7.0, 6.9)).proven
    assert never_below_0(stage(7.0, -np.inf)).bound == 0.0
    assert never_below_0(stage(7.0, 6.9, proven=True)).proven


def test_ties_left_open_do_not_unsay_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """O1 and O2 at their bounds are proven; that several plans may be equally good is said beside."""
    from planning.domain.proof import proof_of  # noqa: PLC0415
    from planning.optimise.schedule import ties  # noqa: PLC0415

    monkeypatch.setattr(ties, "MOST_TIES", 0)
    school = {"seats": [50], "options": [(2023, 2023, {2023: 10.0})]}
    problem = town(
        intakes=[[[50]]],
        seats=[[0], [0]],
        distance_m=[[5, 5]],
        projects=[{"facility": 1, **school}, {"facility": 0, **school}],
    )
    plan = optimise(problem, SolverSettings(gap_o2=0.0))
    assert plan.outcome is Outcome.PROVEN
    assert not plan.stages[2].proven
    zh, en = proof_of(plan.stages).words
    assert "proven optimal" in en
    assert "equally good" in en
    assert "同样好" in zh
