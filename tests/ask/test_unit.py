"""An answer names the unit that O2 is counted in: money, or pupil-kilometres where distance alone counts."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import planning
from planning.domain.prices import Prices, unit_of_o2
from tests.small_district import write_scenario

DISTANCE_ALONE = (
    ("distance_10k_per_pupil_km: 0.04", "distance_10k_per_pupil_km: 1.0"),
    ("beyond_norm_10k_per_pupil_km: 0.04", "beyond_norm_10k_per_pupil_km: 0.0"),
    ("temporary_10k_per_seat_year: 0.3", "temporary_10k_per_seat_year: 0.0"),
    ("cost_weight: 1.0", "cost_weight: 0.0"),
)


def case_at(folder: Path, changes: tuple[tuple[str, str], ...]) -> planning.Case:
    path = write_scenario(folder)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return planning.open_case(path)


def test_distance_alone_is_counted_in_pupil_kilometres(tmp_path: Path) -> None:
    case = case_at(tmp_path, DISTANCE_ALONE)
    answer = case.why("P02", never=True)
    said = " ".join(words.text("both") for words in answer.sentences)
    assert "yuan" not in said
    assert "万元" not in said
    found = re.search(r"makes for ([\d,]+) pupil-kilometres more", said)
    assert found is not None
    assert "人·公里" in said
    change = answer.result
    assert int(found[1].replace(",", "")) == round(change.after.o2 - change.before.o2)
    # O2 is pupils times kilometres, for each year of their stay, and nothing else.
    problem, table = case.problem, case.solve().placements
    stay = table["band"].map(dict(zip(problem.bands, problem.pupil_years, strict=True)))
    km = (table["pupils"] * stay * table["distance_m"] / 1000).sum()
    assert change.before.o2 == pytest.approx(km, rel=1e-4)
    worth = case.alternatives(count=2).sheets[1]
    assert [field.words.text("en") for field in worth.fields if field.name == "o2"] == ["O2 pupil-kilometres"]


def test_priced_distance_is_money(tmp_path: Path) -> None:
    answer = case_at(tmp_path, ()).why("P02", never=True)
    said = " ".join(words.text("both") for words in answer.sentences)
    assert "万元" in said
    assert "of 10,000 yuan" in said


def test_units() -> None:
    alone = {"distance_10k_per_pupil_km": 1.0, "cost_weight": 0.0}
    assert unit_of_o2(Prices(**alone)).words.text("zh") == "人·公里"
    assert unit_of_o2(Prices(**alone, beyond_norm_10k_per_pupil_km=0.5)).words.text("zh") == "加权人·公里"
    assert unit_of_o2(Prices(**alone, temporary_10k_per_seat_year=0.3)).money
    assert unit_of_o2(Prices(**alone, outside_today_10k_per_pupil=0.3)).money
    assert unit_of_o2(Prices(**alone | {"distance_10k_per_pupil_km": 0.04})).money
    assert unit_of_o2(Prices()).money
    assert np.isclose(Prices().distance_10k_per_pupil_km, 1.0)
