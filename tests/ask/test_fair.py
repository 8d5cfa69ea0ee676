"""What fairness costs, asked of a case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import planning
from planning.domain.fairness import Fairness
from planning.errors import InputError
from tests.small_district import write_scenario


@pytest.fixture
def short(tmp_path: Path) -> planning.Case:
    return planning.open_case(write_scenario(tmp_path)).with_changes({"seats_factor": 0.6})


def test_every_way_leaves_as_many_out_and_the_fairest_spreads_them_best(short: planning.Case) -> None:
    answer = short.fair()
    found: Fairness = answer.result
    assert [way.name for way in found.ways] == ["cheapest", "middle", "fairest"]
    out = [way.plan.unplaced.sum() for way in found.ways]
    assert out == pytest.approx([out[0]] * 3)
    assert out[0] > 1
    largest = [way.sharing.share[way.sharing.reached == 1].max() for way in found.ways]
    assert np.all(np.diff(largest) <= 1e-6)
    prices = [way.sharing.price_10k.sum() for way in found.ways]
    assert prices[0] == 0
    assert np.all(np.diff(prices) >= -1e-6)
    table = answer.frame("fair")
    assert set(table["plan"]) == {"cheapest", "middle", "fairest"}
    # No allocation leaves the worst group better off than the district as a whole.
    assert (table["worst_share"] >= table["district_share"] - 1e-6).all()


def test_subdistricts_may_share_instead_of_zones(short: planning.Case) -> None:
    names = short.inputs.district.tables["zones"]["subdistrict_zh"]
    assert set(short.fair(by="subdistrict").result.groups.names) == set(names)


def test_other_groups_are_refused_with_the_way_out(short: planning.Case) -> None:
    with pytest.raises(InputError, match="subdistrict"):
        short.fair(by="school")


def test_nobody_without_a_place_is_said(tmp_path: Path) -> None:
    case = planning.open_case(write_scenario(tmp_path)).with_changes({"seats_factor": 3.0})
    answer = case.fair()
    assert not answer.sheets
    assert "without a place" in answer.sentence
