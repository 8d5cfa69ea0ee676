"""A case remembers what it was made of, and every question is a method of it."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import planning
from planning.report.sheets.sheet import Sheet, fields_of
from planning.words import name_in
from tests.conftest import BASE, ROOT


def town(pupils: tuple[int, ...] = (40, 60)) -> gpd.GeoDataFrame:
    """Two squares side by side, a kilometre each."""
    cells = [shapely.box(500_000 + 1000 * i, 4_000_000, 501_000 + 1000 * i, 4_001_000) for i in range(2)]
    return gpd.GeoDataFrame({"zone_id": ["A", "B"], "pupils": pupils}, geometry=cells, crs="EPSG:32650")


def schools(seats: tuple[int, ...] = (70, 70)) -> gpd.GeoDataFrame:
    """A school in the middle of each square."""
    points = [shapely.Point(500_500 + 1000 * i, 4_000_500) for i in range(2)]
    return gpd.GeoDataFrame(
        {"school_id": ["S1", "S2"], "name": ["One", "Two"], "seats": seats}, geometry=points, crs="EPSG:32650"
    )


def test_two_tables_are_enough() -> None:
    case = planning.case_from(zones=town(), schools=schools(), year=2024)
    plan = case.solve()
    assert plan.proven
    placed = plan.placements
    assert placed["pupils"].sum() == 100
    assert placed["distance_m"].max() < 1, "each zone has its own school"
    short = planning.case_from(zones=town(), schools=schools((70, 20)), year=2024)
    assert short.solve().unplaced["unhoused"].sum() == 10, "100 pupils, 90 seats"


def test_what_is_wrong_with_a_table_is_told_without_a_place_of_this_machine() -> None:
    with pytest.raises(planning.InputError) as caught:
        planning.case_from(zones=town().drop(columns="pupils"), schools=schools(), year=2024)
    assert "tmp" not in str(caught.value)


def test_a_dict_says_what_a_file_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = {"extends": "scenarios/base.yaml", "scenario": "lean", "budget": {"limits_10k": {2024: 30_000}}}
    case = planning.open_case(said)
    assert case.problem.budget_10k[:3].tolist() == [60_000, 30_000, 60_000]
    with pytest.raises(planning.InputError) as caught:
        planning.open_case(said | {"bugdet": 1})
    assert "bugdet" in str(caught.value)
    assert "(dict)" in str(caught.value)


def test_changes_keep_overrides_and_earlier_changes(tmp_path: Path) -> None:
    path = tmp_path / "poor.yaml"
    path.write_text(
        f"extends: {BASE}\nscenario: made\noverrides:\n  poor: {{budget: {{default_limit_10k: 30000}}}}\n",
        encoding="utf-8",
    )
    case = planning.open_case(path, apply=["poor"])
    assert set(case.problem.budget_10k) == {30_000}
    fewer = case.with_births(0.8)
    assert set(fewer.problem.budget_10k) == {30_000}, "the override is not dropped"
    assert fewer.problem.intakes.sum() < case.problem.intakes.sum()
    later = fewer.with_changes({"budget": {"carry_over": False}})
    assert not later.problem.carry_over
    assert np.array_equal(later.problem.intakes, fewer.problem.intakes), "the earlier change stands"
    assert "poor" in repr(later)
    assert "forecast.births_factor=0.8" in repr(later)
    with pytest.raises(planning.InputError) as caught:
        case.with_changes({"budget": {"default_limit_10k": "much"}})
    assert "budget.default_limit_10k" in str(caught.value)


def test_a_case_shows_itself_in_a_few_lines() -> None:
    case = planning.open_case(BASE)
    lines = repr(case).splitlines()
    assert len(lines) <= 5
    assert "43 zones, 176 facilities, 4 bands, 17 projects, 2023 to 2035" in repr(case)
    assert "60,000" in repr(case)


def test_dir_lists_the_public_names_and_nothing_else() -> None:
    assert sorted(dir(planning)) == sorted(planning.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Optoins'"):
        planning.Optoins  # noqa: B018


def test_an_answer_shows_itself_as_a_sentence_and_a_table() -> None:
    sheet = Sheet(
        name="seats",
        words=name_in(zh="学位", en="Seats"),
        fields=fields_of(("seats", name_in(zh="学位", en="Seats"), "count")),
        rows=((90,),),
    )
    answer = planning.Answer(
        name="seats",
        sheets=(sheet,),
        sentences=(name_in(zh="够", en="seats suffice"),),
        draw=lambda name, language: f"<svg>{name} {language}</svg>",
    )
    assert repr(answer).splitlines()[:2] == ["够。", "Seats suffice."]
    assert "90" in repr(answer)
    assert isinstance(answer.frame(), pd.DataFrame)
    assert answer.frame("seats")["seats"].tolist() == [90]
    assert "<svg>chart both</svg>" in answer._repr_html_()
    assert answer.plot(language="en").svg == "<svg>chart en</svg>"
    with pytest.raises(KeyError, match="there are: chart"):
        answer.plot("pie")
    with pytest.raises(KeyError, match="there are: seats"):
        answer.frame("chairs")
