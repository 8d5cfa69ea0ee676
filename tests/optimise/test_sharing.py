"""A shortage shared among groups: fair, at no seat lost, at the least price."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.appraise.audit import audit
from planning.domain.pairs import Pairs
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.sharing import Groups, Sharing
from planning.optimise.fairness.share_fairly import share_fairly
from planning.optimise.model.evaluate import o1_of, o2_of
from planning.optimise.optimise import optimise
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings
from tests.sharing_oracle import fair_shares
from tests.towns import town, two_schools

EXACT = SolverSettings(gap_o2=0.0)


def shared(
    problem: PlanningProblem, groups: Groups | None = None, *, ease: float = 0.0
) -> tuple[Plan, Plan, Sharing]:
    """Return the cheapest plan, the one with the shortage shared, and what sharing gave."""
    plan = optimise(problem, EXACT)
    own = groups or by_zone(problem)
    new, sharing = share_fairly(problem, plan, own, deadline=Deadline.after(None), ease=ease)
    return plan, new, sharing


def by_zone(problem: PlanningProblem) -> Groups:
    return Groups(names=problem.zones, group=np.arange(len(problem.zones)))


def short_town(seed: int) -> PlanningProblem:
    """Return a random town with fewer seats than pupils, where some zones lack some or all ways."""
    rng = np.random.default_rng(seed)
    z, f, t = int(rng.integers(2, 5)), int(rng.integers(1, 4)), int(rng.integers(1, 4))
    stay = np.cumprod(np.r_[1.0, rng.choice([1.0, 0.9], size=int(rng.integers(0, 3)))])
    problem = town(
        intakes=rng.integers(0, 40, (z, 1, t)),
        seats=rng.integers(10, 60, (f, 1)),
        distance_m=rng.integers(100, 5000, (z, f)),
        retention=[stay],
        enrolled_before=rng.integers(0, 12, (f, 1, t)),
        entry_factor=[float(rng.choice([1.0, 1.4, np.inf]))],
        temporary_limit=rng.choice([0, 12, 15], (f, 1, t)) + 12.0,
    )
    kept = np.flatnonzero(rng.random(len(problem.pairs)) < 0.75)
    pairs = problem.pairs
    return replace(
        problem,
        pairs=Pairs(
            zone=pairs.zone[kept], facility=pairs.facility[kept],
            band=pairs.band[kept], distance_m=pairs.distance_m[kept],
        ),
    )  # fmt: skip


def test_two_zones_of_which_one_is_nearer_lack_the_same_share() -> None:
    """60 seats, two zones of 50: the cheapest plan leaves 40 of the farther one out, a fair one 20 of each."""
    problem = town(intakes=[[[50]], [[50]]], seats=[[60]], distance_m=[[100], [900]])
    plan, new, sharing = shared(problem)
    assert plan.unplaced[:, 0, 0] == pytest.approx([0, 40])
    assert new.unplaced[:, 0, 0] == pytest.approx([20, 20])
    assert sharing.share[:, 0, 0] == pytest.approx([0.4, 0.4])
    assert sharing.before[:, 0, 0] == pytest.approx([0.0, 0.8])
    # 20 pupils walk 900 m instead of 100 m.
    assert sharing.price_km == pytest.approx([20 * 0.8])
    assert sharing.price_10k.sum() == pytest.approx(o2_of(problem, new) - o2_of(problem, plan))


def test_half_way_between_costs_half_as_much_here() -> None:
    problem = town(intakes=[[[50]], [[50]]], seats=[[60]], distance_m=[[100], [900]])
    _, new, sharing = shared(problem, ease=0.5)
    # The fair share is 0.4 and the largest of the cheapest plan 0.8: none above 0.6.
    assert new.unplaced[:, 0, 0] == pytest.approx([10, 30])
    assert sharing.price_km == pytest.approx([10 * 0.8])


def test_a_zone_without_any_way_does_not_hide_how_the_others_share() -> None:
    problem = town(intakes=[[[50]], [[50]], [[10]]], seats=[[60]], distance_m=[[100], [900], [300]])
    pairs = problem.pairs
    cut = Pairs(zone=pairs.zone[:2], facility=pairs.facility[:2], band=pairs.band[:2], distance_m=[100, 900])
    _, new, sharing = shared(replace(problem, pairs=cut))
    assert sharing.share[:, 0, 0] == pytest.approx([0.4, 0.4, 1.0])
    assert sharing.reached[:, 0, 0].tolist() == [1, 1, 0]
    assert new.unplaced[:, 0, 0] == pytest.approx([20, 20, 10])


def test_groups_share_as_groups() -> None:
    """Both zones of one group lack nothing more than the group together does."""
    problem = town(intakes=[[[25]], [[25]], [[50]]], seats=[[60]], distance_m=[[100], [200], [900]])
    groups = Groups(names=("near", "far"), group=np.array([0, 0, 1]))
    _, new, sharing = shared(problem, groups)
    assert sharing.share[:, 0, 0] == pytest.approx([0.4, 0.4])
    assert groups.added(new.unplaced[:, 0]) == pytest.approx(np.array([[20], [20]]))
    # Within the group the cheapest is kept: the nearer zone first.
    assert new.unplaced[:2, 0, 0] == pytest.approx([0, 20])


def test_a_schedule_with_projects_stays() -> None:
    problem = two_schools(budget_10k=[60, 0])
    plan, new, _ = shared(problem)
    assert new.option.tolist() == plan.option.tolist()


def test_no_time_leaves_the_plan_as_it_is_and_unproven() -> None:
    problem = town(intakes=[[[50]], [[50]]], seats=[[60]], distance_m=[[100], [900]])
    plan = optimise(problem, EXACT)
    new, sharing = share_fairly(problem, plan, by_zone(problem), deadline=Deadline.after(0.0))
    assert new.unplaced == pytest.approx(plan.unplaced)
    assert sharing.proven.tolist() == [0]


@pytest.mark.parametrize("seed", range(100))
def test_shares_are_those_of_an_independent_formulation(seed: int) -> None:
    problem = short_town(seed)
    plan, new, sharing = shared(problem)
    assert o1_of(problem, new) == pytest.approx(o1_of(problem, plan), rel=1e-9, abs=1e-6)
    wanted = fair_shares(problem, by_zone(problem))
    assert sharing.share[:, 0] == pytest.approx(wanted, abs=1e-4)
    assert {breach.rule for breach in audit(problem, new).breaches} <= {"O2"}
    assert sharing.proven.all()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_relabelling_zones_changes_no_share(seed: int) -> None:
    problem = short_town(seed)
    order = np.random.default_rng(seed).permutation(len(problem.zones))
    where = np.argsort(order)
    pairs = replace(problem.pairs, zone=where[problem.pairs.zone])
    again = replace(problem, intakes=problem.intakes[order], pairs=pairs)
    _, _, one = shared(problem)
    _, _, two = shared(again)
    assert two.share == pytest.approx(one.share[order], abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_sharing_never_raises_the_largest_share(seed: int) -> None:
    _, _, sharing = shared(short_town(seed))
    helped = sharing.reached == 1
    assert sharing.share[helped].max(initial=0.0) <= sharing.before[helped].max(initial=0.0) + 1e-6
