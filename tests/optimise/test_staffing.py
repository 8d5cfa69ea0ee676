"""The balance of staff: answers that are obvious, a programme written apart, and what must never happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.appraise.staff import audit_staff, follow_staff, stage_values
from planning.domain.frozen import FloatArray
from planning.domain.staff_balance import StaffBalance
from planning.domain.staff_supply import Retraining, StaffSupply
from planning.errors import ProblemError
from planning.optimise import best_flows
from tests.staff_towns import best_values, random_staff, staff


def balanced(supply: StaffSupply, needed: Any, **parts: Any) -> StaffBalance:
    wanted = np.array(needed, float)
    flows, stages = best_flows(supply, wanted, **parts)
    balance = follow_staff(supply, wanted, flows, stages=stages)
    assert audit_staff(supply, wanted, balance).passed
    assert balance.proven
    return balance


def test_recruits_fill_what_leavers_leave() -> None:
    balance = balanced(
        staff([[100]], years=2, leave=np.full((1, 1, 2), 0.1), recruitment=np.array([8.0, 8.0])),
        [[[100, 100]]],
    )
    # 90 + 8, then 98 less a tenth and 8 more.
    np.testing.assert_allclose(balance.there, [[[98.0, 96.2]]])
    np.testing.assert_allclose(balance.lack, [[[2.0, 3.8]]])


def test_nobody_is_recruited_for_a_surplus() -> None:
    balance = balanced(staff([[100]], recruitment=np.array([50.0])), [[[60]]])
    assert balance.flows.recruited.sum() == 0
    np.testing.assert_allclose(balance.surplus, [[[40.0]]])


def test_recruits_of_an_easy_year_are_kept_for_a_hard_one() -> None:
    supply = staff([[10]], years=2, recruitment=np.array([5.0, 5.0]))
    balance = balanced(supply, [[[12, 20]]])
    assert balance.lack.sum() == 0
    np.testing.assert_allclose(balance.flows.recruited, [[[5.0, 5.0]]])


def test_those_in_training_are_missing_meanwhile() -> None:
    supply = staff([[30, 10]], years=3, pairs=[(0, 1, 6, 1, 2.0)])
    balance = balanced(supply, [[[20, 20, 20], [10, 16, 20]]])
    # Six begin in the first year and arrive in the second; four more follow.
    np.testing.assert_allclose(balance.there, [[[24, 20, 20], [10, 16, 20]]])
    assert balance.lack.sum() == 0


def test_nobody_is_put_into_training_to_be_out_of_the_way() -> None:
    supply = staff([[30, 10]], years=3, pairs=[(0, 1, 6, 1, 0.0)])
    balance = balanced(supply, [[[20, 20, 20], [10, 10, 10]]])
    assert balance.flows.retrained.sum() == 0


def test_a_group_helps_its_own_before_others() -> None:
    supply = staff([[20, 10], [20, 10]], pairs=[(0, 1, 10, 0, 0.0)], moves=np.array([10.0]), move_10k=1.0)
    balance = balanced(supply, [[[15], [15]], [[15], [15]]])
    assert balance.lack.sum() == 0
    assert balance.flows.moved_out.sum() == 0


def test_groups_that_keep_their_own_lack_more() -> None:
    supply = staff([[20], [10]], moves=np.array([4.0]))
    needed = [[[15]], [[15]]]
    assert balanced(supply, needed).lack.sum() == pytest.approx(1)
    assert balanced(supply, needed, pooled=False).lack.sum() == pytest.approx(5)
    move = balanced(supply, needed).moves[0]
    assert (move.from_group, move.to_group, move.staff) == (0, 1, pytest.approx(4))


@pytest.mark.parametrize("seed", range(100))
def test_a_programme_written_apart_agrees(seed: int) -> None:
    supply, needed = random_staff(seed)
    balance = balanced(supply, needed)
    found, own = stage_values(supply, balance), best_values(supply, needed)
    np.testing.assert_allclose(found[:2], own[:2], atol=1e-6, rtol=1e-7)
    # It holds what came before with a row, and what that row gives in buys a little less.
    np.testing.assert_allclose(found[2:], own[2:], atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("seed", range(20))
def test_more_recruits_retraining_or_moves_never_raise_the_lack(seed: int) -> None:
    supply, needed = random_staff(seed)
    least = balanced(supply, needed).lack.sum()
    pairs = supply.retraining
    for more in (
        replace(supply, recruitment=supply.recruitment + 3),
        replace(supply, moves=supply.moves + 3),
        replace(supply, there=supply.there + 1),
        replace(
            supply,
            retraining=Retraining(
                giver=pairs.giver, receiver=pairs.receiver, limit=pairs.limit + 3, years=pairs.years,
                cost_10k=pairs.cost_10k,
            ),
        ),
    ):  # fmt: skip
        assert balanced(more, needed).lack.sum() <= least + 1e-6
    apart = balanced(supply, needed, pooled=False)
    assert apart.lack.sum() >= least - 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_names_and_scale_do_not_matter(seed: int) -> None:
    supply, needed = random_staff(seed)
    found = stage_values(supply, balanced(supply, needed))
    order = np.random.default_rng(seed).permutation(len(supply.groups))
    other = replace(supply, groups=tuple(supply.groups[i] for i in order), there=supply.there[:, order])
    np.testing.assert_allclose(stage_values(other, balanced(other, needed[order])), found, atol=1e-5)
    pairs = supply.retraining
    twice = replace(
        supply, there=2 * supply.there, recruitment=2 * supply.recruitment, moves=2 * supply.moves,
        retraining=replace(pairs, limit=2 * pairs.limit),
    )  # fmt: skip
    np.testing.assert_allclose(
        stage_values(twice, balanced(twice, 2 * needed)), 2 * np.array(found), atol=1e-5
    )


def test_staff_without_a_shape_are_refused() -> None:
    with pytest.raises(ProblemError, match=r"needed has shape"):
        best_flows(staff([[10]]), np.zeros((2, 1, 1)))
    with pytest.raises(ProblemError, match=r"another band"):
        staff([[10]], pairs=[(0, 0, 5, 0, 0)])
    with pytest.raises(ProblemError, match=r"above 1"):
        staff([[10]], leave=np.full((1, 1, 1), 1.5))
    with pytest.raises(ProblemError, match=r"fit the axes"):
        staff([[10]], pairs=[(0, 3, 5, 0, 0)])


def edited(balance: StaffBalance, name: str, change: float) -> StaffBalance:
    array: FloatArray = np.array(getattr(balance, name))
    array[(0,) * array.ndim] += change
    return replace(balance, **{name: array})


@pytest.mark.parametrize(
    ("rule", "edit"),
    [
        ("stock", lambda b: edited(b, "there", 1.0)),
        ("stock", lambda b: edited(b, "leavers", 1.0)),
        ("lack", lambda b: edited(b, "lack", -1.0)),
        ("lack", lambda b: edited(b, "surplus", 1.0)),
        ("needed", lambda b: edited(b, "needed", 1.0)),
        ("sign", lambda b: flowing(b, "recruited", -2.0)),
        ("recruitment", lambda b: flowing(b, "recruited", 5.0)),
        ("retraining", lambda b: flowing(b, "retrained", 20.0)),
        ("there", lambda b: flowing(b, "retrained", 60.0)),
        ("moves", lambda b: flowing(b, "moved_out", 1.0)),
        ("moves", lambda b: flowing(flowing(b, "moved_out", 9.0), "moved_in", 9.0)),
        ("stages", lambda b: replace(b, stages=(replace(b.stages[0], value=0.0), *b.stages[1:]))),
        ("stages", lambda b: replace(b, stages=(replace(b.stages[0], bound=1e9), *b.stages[1:]))),
        ("stages", lambda b: replace(b, stages=(replace(b.stages[0], bound=0.0), *b.stages[1:]))),
    ],
)
def test_a_corrupted_balance_is_caught(rule: str, edit: Any) -> None:
    supply = staff(
        [[40, 10], [30, 10]], years=2, pairs=[(0, 1, 6, 1, 2.0)], recruitment=np.array([3.0, 3.0]),
        moves=np.array([4.0, 4.0]), leave=np.full((1, 2, 2), 0.05),
    )  # fmt: skip
    needed = np.array([[[30.0, 25], [20, 30]], [[30, 30], [15, 20]]])
    balance = balanced(supply, needed)
    assert balance.lack.sum() > 1
    found = audit_staff(supply, needed, edit(balance))
    assert rule in {breach.rule for breach in found.breaches}


def flowing(balance: StaffBalance, name: str, change: float) -> StaffBalance:
    flow: FloatArray = np.array(getattr(balance.flows, name))
    flow[(0,) * flow.ndim] += change
    return replace(balance, flows=replace(balance.flows, **{name: flow}))
