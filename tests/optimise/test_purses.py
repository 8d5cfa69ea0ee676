"""Money by source: who may pay for what, what lapses, and running cost (C18)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.appraise.audit import audit
from planning.appraise.summary import summarise
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.purses import NEVER, RunningCost
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.payable import least_limit_10k
from tests.oracle import brute_force
from tests.towns import purses_of, random_purses, random_town, ruled_town, school, town

EXACT = SolverSettings(gap_o2=0.0)
FEW = settings(max_examples=25, deadline=None, derandomize=True)


def saving(*, lapses: int) -> PlanningProblem:
    """A school of 100 for 300, paid in 2025 at the latest; the purse gives 100 a year."""
    return town(
        intakes=[[[80, 80, 80]]],
        seats=[[0]],
        distance_m=[[1]],
        projects=[school(0, 100, 300, 2023, 2024, 2025)],
        purses=purses_of([100.0, 100.0, 100.0], projects=1, lapses=[lapses]),
    )


@pytest.mark.parametrize(("lapses", "opening"), [(NEVER, 2025), (2, 2025), (1, 0), (0, 0)])
def test_money_saved_for_a_school_lapses_a_year_too_early(lapses: int, opening: int) -> None:
    """Money of 2023 is still there in 2025 if it is kept for two years, and has lapsed if for one."""
    problem = saving(lapses=lapses)
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert summarise(problem, plan).opening_year == (opening,)
    if opening:
        assert plan.payments is not None
        assert plan.payments.capital_10k[0, 0].tolist() == [0, 0, 300]


@pytest.mark.parametrize(("lapses", "opening"), [(None, 2025), (2, 2025), (1, 0), (0, 0)])
def test_money_of_a_plain_budget_lapses_too(lapses: int | None, opening: int) -> None:
    problem = replace(
        saving(lapses=0), purses=None, budget_10k=[100.0] * 3, carry_over=True, lapses_after=lapses
    )
    plan = optimise(problem)
    assert audit(problem, plan).passed
    found = summarise(problem, plan)
    assert found.opening_year == (opening,)
    if lapses is not None:
        assert found.carried_out_10k.max() <= lapses * 100


@pytest.mark.parametrize(("lapses", "limit"), [(None, 100.0), (2, 100.0), (1, 150.0), (0, 300.0)])
def test_least_limit_that_pays_for_a_schedule(lapses: int | None, limit: float) -> None:
    """300 in the third year: from three years' money, from two, or from its own."""
    problem = replace(
        saving(lapses=0), purses=None, budget_10k=[100.0] * 3, carry_over=True, lapses_after=lapses
    )
    assert least_limit_10k(problem, [2]) == pytest.approx(limit)


def test_each_project_is_paid_by_who_may() -> None:
    """The city pays for the second school only, and for half of it; the district for the rest of both."""
    problem = town(
        intakes=[[[150, 150]]],
        seats=[[0], [0]],
        distance_m=[[1, 1]],
        projects=[school(0, 100, 60, 2023, 2024), school(1, 50, 40, 2023, 2024)],
        purses=purses_of(
            [80.0, 0.0], [100.0, 100.0], projects=2, capital=[[1, 1], [0, 1]], largest_share=[1.0, 0.5]
        ),
    )
    plan = optimise(problem)
    assert audit(problem, plan).passed
    assert plan.unplaced.sum() == 0
    assert plan.payments is not None
    assert plan.payments.capital_10k.sum(axis=2).tolist() == [[60, 20], [0, 20]]
    # 80 pay for the first, or for half of the second: with 79 one of them has to wait, and waits in vain.
    assert problem.purses is not None
    poorer = replace(problem, purses=replace(problem.purses, limits_10k=[[79.0, 0.0], [100.0, 100.0]]))
    plan = optimise(poorer)
    assert audit(poorer, plan).passed
    assert summarise(poorer, plan).opening_year == (2023, 0)


def test_running_cost_of_what_is_opened_is_paid_too() -> None:
    """A school costs 50 and then 30 a year, 10 for the site; 60 a year pay for one, and not for two."""
    problem = town(
        intakes=[[[80, 80]]],
        seats=[[0], [0]],
        distance_m=[[1, 1]],
        projects=[school(0, 40, 50, 2023, 2024), school(1, 40, 50, 2024)],
        purses=purses_of([80.0, 80.0], projects=2, lapses=[0], running=[[1, 1]]),
        running=RunningCost(per_site_10k=[10.0], per_pupil_10k=[0.5]),
    )
    plan = optimise(problem)
    assert audit(problem, plan).passed
    # In 2024: 30 for the first and 80 for the second are more than 80.
    assert summarise(problem, plan).opening_year == (2023, 0)
    assert plan.payments is not None
    assert plan.payments.running_10k[0, 0].tolist() == [30, 30]
    assert problem.purses is not None
    capital_only = replace(problem, purses=replace(problem.purses, running=[[0, 0]]))
    assert summarise(capital_only, optimise(capital_only)).opening_year == (2023, 2024)


def test_running_cost_weighs_in_o2_as_stated() -> None:
    """Either of two schools will do; the cheaper one costs more to run."""
    problem = town(
        intakes=[[[40]]],
        seats=[[0], [10]],
        distance_m=[[1, 1]],
        projects=[school(0, 30, 50, 2023), school(1, 30, 55, 2023)],
        running=RunningCost(per_site_10k=[10.0], per_pupil_10k=[0.5]),
    )
    assert summarise(problem, optimise(problem)).opening_year == (2023, 0)
    assert problem.running is not None
    weighed = replace(problem, running=replace(problem.running, cost_weight=1.0))
    plan = optimise(weighed)
    assert audit(weighed, plan).passed
    assert summarise(weighed, plan).opening_year == (0, 2023)


def test_money_that_lapses_soonest_is_spent_first() -> None:
    problem = replace(
        saving(lapses=0), purses=purses_of([300.0] * 3, [200.0] * 3, projects=1, lapses=[NEVER, 0])
    )
    plan = optimise(problem)
    assert plan.payments is not None
    assert plan.payments.capital_10k[:, 0].sum(axis=1).tolist() == [100, 200]


@pytest.mark.parametrize("seed", range(100))
def test_optimum_with_purses_equals_brute_force(seed: int) -> None:
    problem = random_purses(random_town(seed) if seed % 2 else ruled_town(seed), seed)
    best = brute_force(problem)
    if best is None:
        with pytest.raises(NoPlanError):
            optimise(problem, EXACT)
        return
    plan = optimise(problem, EXACT)
    assert plan.outcome is Outcome.PROVEN
    assert audit(problem, plan).breaches == ()
    first, second, _ = plan.stages
    assert first.value == pytest.approx(best[0], rel=1e-6, abs=1e-5)
    assert second.value == pytest.approx(best[1], rel=1e-5, abs=1e-4)


def test_purses_bind_in_random_towns() -> None:
    """Purses change the optimum of many towns, and leave most with a plan."""
    pairs = []
    for seed in range(60):
        plain = random_town(seed) if seed % 2 else ruled_town(seed)
        free = replace(plain, budget_10k=np.full(len(plain.years), np.inf), carry_over=False)
        pairs.append((brute_force(random_purses(plain, seed)), brute_force(free)))
    assert sum(a != b for a, b in pairs) >= 25
    assert sum(a is not None for a, _ in pairs) >= 30


def best(problem: PlanningProblem) -> Plan | None:
    try:
        plan = optimise(problem, EXACT)
    except NoPlanError:
        return None
    assert audit(problem, plan).breaches == ()
    return plan


def o1(plan: Plan | None) -> float:
    return float("inf") if plan is None else plan.stages[0].value


@FEW
@given(
    seed=st.integers(0, 5000),
    more=st.floats(0, 300),
    which=st.sampled_from(["limits", "lapses", "payers", "share"]),
)
def test_more_money_or_freedom_is_never_worse(seed: int, more: float, which: str) -> None:
    problem = random_purses(ruled_town(seed), seed)
    if problem.purses is None:
        eased = replace(problem, lapses_after=None, budget_10k=problem.budget_10k + more)
    else:
        purses = problem.purses
        freer = {
            "limits": replace(purses, limits_10k=purses.limits_10k + more),
            "lapses": replace(purses, lapses_after=np.full(len(purses.names), NEVER)),
            "payers": replace(purses, capital=np.ones_like(purses.capital)),
            "share": replace(purses, largest_share=np.ones(len(purses.names))),
        }[which]
        eased = replace(problem, purses=freer)
    before, after = o1(best(problem)), o1(best(eased))
    assert not np.isfinite(before) or after <= before + 1e-6 * max(1.0, before)


@FEW
@given(seed=st.integers(0, 5000))
def test_relabelling_purses_and_projects_changes_nothing(seed: int) -> None:
    problem = random_purses(random_town(seed), seed)
    if problem.purses is None:
        return
    rng = np.random.default_rng(seed)
    purses, programme = problem.purses, problem.programme
    u, p = rng.permutation(len(purses.names)), rng.permutation(programme.project_count)
    shuffled = replace(
        problem,
        purses=replace(
            purses,
            names=tuple(f"purse {i}" for i in range(len(u))),
            limits_10k=purses.limits_10k[u],
            lapses_after=purses.lapses_after[u],
            largest_share=purses.largest_share[u],
            capital=purses.capital[u][:, p],
            running=purses.running[u][:, p],
        ),
        programme=replace(
            programme,
            facility=programme.facility[p],
            seats=programme.seats[p],
            committed=programme.committed[p],
            cost_10k=programme.cost_10k[p],
            option_project=np.argsort(p)[programme.option_project],
        ),
    )
    one, two = best(problem), best(shuffled)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        for first, second in zip(one.stages[:2], two.stages[:2], strict=True):
            assert second.value == pytest.approx(first.value, rel=1e-6, abs=1e-5)


@FEW
@given(seed=st.integers(0, 5000), factor=st.sampled_from([0.1, 10.0]))
def test_scaling_all_money_changes_nobody_s_seat(seed: int, factor: float) -> None:
    problem = random_purses(random_town(seed), seed)
    if problem.purses is None:
        return
    purses, programme, running = problem.purses, problem.programme, problem.running
    scaled = replace(
        problem,
        purses=replace(purses, limits_10k=purses.limits_10k * factor),
        programme=replace(programme, option_spend_10k=programme.option_spend_10k * factor),
        running=None
        if running is None
        else replace(
            running,
            per_site_10k=running.per_site_10k * factor,
            per_pupil_10k=running.per_pupil_10k * factor,
        ),
    )
    one, two = best(problem), best(scaled)
    assert (one is None) == (two is None)
    if one is not None:
        assert o1(two) == pytest.approx(o1(one), rel=1e-6, abs=1e-5)
