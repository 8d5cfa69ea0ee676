"""What must always hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planning.appraise.audit import audit
from planning.domain.pairs import Pairs
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from tests.towns import random_town, ruled_town

SEEDS = st.integers(min_value=0, max_value=10_000)
#: The same towns at every run: a rare town with two schedules as good as equal is no reason to fail one run
#: in a hundred. Other seeds are tried by changing SEEDS.
FEW = settings(max_examples=40, deadline=None, derandomize=True)


def best(problem: PlanningProblem) -> Plan | None:
    try:
        plan = optimise(problem, SolverSettings(gap_o2=0.0))
    except NoPlanError:
        return None
    assert audit(problem, plan).breaches == ()
    return plan


def o1(plan: Plan | None) -> float:
    return float("inf") if plan is None else plan.stages[0].value


def not_worse(after: Plan | None, before: Plan | None) -> bool:
    return o1(after) <= o1(before) + 1e-6 * max(1.0, abs(o1(before))) if before is not None else True


@FEW
@given(seed=SEEDS, more=st.floats(min_value=0, max_value=500))
def test_more_budget_is_never_worse(seed: int, more: float) -> None:
    problem = random_town(seed)
    assert not_worse(best(replace(problem, budget_10k=problem.budget_10k + more)), best(problem))


@FEW
@given(seed=SEEDS, more=st.floats(min_value=0, max_value=50))
def test_more_temporary_seats_are_never_worse(seed: int, more: float) -> None:
    problem = random_town(seed)
    assert not_worse(best(replace(problem, temporary_limit=problem.temporary_limit + more)), best(problem))


@FEW
@example(seed=235, kept=0.5)  # HiGHS was misled by a start, or by presolve with O1 held
@given(seed=SEEDS, kept=st.floats(min_value=0.2, max_value=1.0))
def test_more_reach_is_never_worse(seed: int, kept: float) -> None:
    problem = random_town(seed)
    pairs = problem.pairs
    near = pairs.distance_m <= np.quantile(pairs.distance_m, kept)
    fewer = Pairs(
        zone=pairs.zone[near],
        facility=pairs.facility[near],
        band=pairs.band[near],
        distance_m=pairs.distance_m[near],
    )
    assert not_worse(best(problem), best(replace(problem, pairs=fewer)))


@FEW
@given(seed=SEEDS)
def test_relabelling_and_reordering_change_nothing(seed: int) -> None:
    problem = random_town(seed)
    rng = np.random.default_rng(seed)
    zones, sites = rng.permutation(len(problem.zones)), rng.permutation(len(problem.facilities))
    where_zone, where_site = np.argsort(zones), np.argsort(sites)
    pairs, programme = problem.pairs, problem.programme
    shuffled = replace(
        problem,
        zones=tuple(f"zone {i}" for i in range(len(zones))),
        intakes=problem.intakes[zones],
        enrolled_before=problem.enrolled_before[sites],
        seats=problem.seats[sites],
        temporary_limit=problem.temporary_limit[sites],
        pairs=Pairs(
            zone=where_zone[pairs.zone],
            facility=where_site[pairs.facility],
            band=pairs.band,
            distance_m=pairs.distance_m,
        ),
        programme=replace(programme, facility=where_site[programme.facility]),
    )
    one, two = best(problem), best(shuffled)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        for first, second in zip(one.stages, two.stages, strict=True):
            assert second.value == pytest.approx(first.value, rel=1e-6, abs=1e-5)


@FEW
@given(seed=SEEDS, factor=st.sampled_from([0.1, 3.0, 10.0]))
def test_scaling_pupils_and_seats_scales_o1(seed: int, factor: float) -> None:
    problem = random_town(seed)
    programme = replace(problem.programme, seats=problem.programme.seats * factor)
    scaled = replace(
        problem,
        intakes=problem.intakes * factor,
        enrolled_before=problem.enrolled_before * factor,
        seats=problem.seats * factor,
        temporary_limit=problem.temporary_limit * factor,
        programme=programme,
    )
    one, two = best(problem), best(scaled)
    assert (one is None) == (two is None)
    if one is not None:
        assert o1(two) == pytest.approx(o1(one) * factor, rel=1e-6, abs=1e-5)


@FEW
@given(
    seed=SEEDS,
    more=st.floats(min_value=0, max_value=200),
    which=st.sampled_from(["budget", "temporary", "rules"]),
)
def test_more_is_never_worse_with_every_rule(seed: int, more: float, which: str) -> None:
    problem = ruled_town(seed)
    eased = {
        "budget": replace(problem, budget_10k=problem.budget_10k + more),
        "temporary": replace(problem, temporary_limit=problem.temporary_limit + more),
        "rules": replace(problem, rules=Rules()),
    }[which]
    assert not_worse(best(eased), best(problem))


@FEW
@given(seed=SEEDS, factor=st.floats(min_value=0.5, max_value=4))
def test_scaling_pupils_and_seats_scales_the_shortage(seed: int, factor: float) -> None:
    """Staff is stated by the seat, so its norm is scaled back."""
    problem = ruled_town(seed)
    programme, staff = problem.programme, problem.rules.staff
    change = programme.option_seat_change
    scaled = replace(
        problem,
        intakes=problem.intakes * factor,
        seats=problem.seats * factor,
        seat_change=None if problem.seat_change is None else problem.seat_change * factor,
        enrolled_before=problem.enrolled_before * factor,
        temporary_limit=problem.temporary_limit * factor,
        programme=replace(
            programme,
            seats=programme.seats * factor,
            option_seat_change=None if change is None else change * factor,
        ),
        rules=replace(
            problem.rules, staff=None if staff is None else replace(staff, per_seat=staff.per_seat / factor)
        ),
    )
    one, two = best(problem), best(scaled)
    assert (one is None) == (two is None)
    if one is not None:
        assert o1(two) == pytest.approx(factor * o1(one), rel=1e-5, abs=1e-4)
