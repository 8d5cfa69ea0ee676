"""Table of staff and rules of a scenario as the supply of staff; what contradicts itself is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from planning.assemble.plan.staff import make_staff_supply
from planning.domain.staff_supply import StaffSupply
from planning.errors import InputError
from planning.runs.inputs import Inputs, load_inputs

ROOT = Path(__file__).parents[2]


def inputs_with(folder: Path, part: dict[str, Any]) -> Inputs:
    path = folder / "asked.yaml"
    content = {
        "extends": str(ROOT / "scenarios/base.yaml"), "scenario": "asked",
        "district": str(ROOT / "geodata/haicang"), "rules": {"staff_balance": part},
    }  # fmt: skip
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_inputs(path)


def supply_of(folder: Path, part: dict[str, Any]) -> StaffSupply:
    inputs = inputs_with(folder, part)
    supply = make_staff_supply(inputs.district, inputs.loaded.scenario)
    assert supply is not None
    return supply


def test_norms_groups_and_staff_of_the_embedded_district(tmp_path: Path) -> None:
    supply = supply_of(tmp_path, {"posts_per_class": {"kindergarten": 3}, "recruitment_per_year": 349})
    assert supply.groups == (*(f"G{i}" for i in range(1, 9)), "")
    # Three posts for a class of 30; the other bands by their table.
    np.testing.assert_allclose(1 / supply.per_pupil, [10, 19, 13.5, 12.5])
    np.testing.assert_allclose(supply.there.sum(axis=(0, 1)), [1431, 2553, 1364, 664])
    assert set(supply.recruitment.tolist()) == {349.0}
    assert (supply.group == -1).sum() == 83, "private kindergartens recruit for themselves"


def test_a_band_without_a_norm_keeps_the_posts_of_today(tmp_path: Path) -> None:
    assert 1 / supply_of(tmp_path, {}).per_pupil[0] == pytest.approx(10)


def test_each_group_may_keep_its_own(tmp_path: Path) -> None:
    assert not supply_of(tmp_path, {"pool": "group"}).moves.any()
    assert supply_of(tmp_path, {"moves_per_year": 30}).moves.tolist() == [30.0] * 13


def test_ages_give_leavers_by_retirement(tmp_path: Path) -> None:
    inputs = inputs_with(tmp_path, {"retirement_age": 60})
    district = inputs.district
    table = district.tables["staff"].iloc[[1, 1]].copy()
    table["age_from"], table["age_to"] = [30, 59], [34, 59]
    table["staff"], table["leavers_rate"] = [90, 10], [0.0, 0.0]
    district.tables["staff"] = table  # type: ignore[index]
    supply = make_staff_supply(district, inputs.loaded.scenario)
    assert supply is not None
    # Ten of a hundred are 59 in 2022 and go by 2023; recruits, of the second cohort, do not retire.
    assert supply.leave[0, 1].tolist() == pytest.approx([0.1] + [0.0] * 12)
    assert not supply.leave[1, 1].any()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"limit_lack": {"senior": 5}}, "count: seats"),
        ({"retrain": [{"band": "primary", "to": "primary"}]}, "another band"),
        ({"retrain": [{"band": "primary", "to": "junior"}] * 2}, "twice"),
        ({"pupils_per_staff": {"primary": 20}, "posts_per_class": {"primary": 2}}, "state one"),
        ({"retrain": [{"band": "primary", "to": "college"}]}, "college"),
        ({"recruits": 3}, "recruits"),
    ],
)
def test_contradictions_are_named(tmp_path: Path, part: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        inputs_with(tmp_path, part)
    assert said in " ".join(finding.words.text("en") for finding in caught.value.findings) + str(caught.value)
