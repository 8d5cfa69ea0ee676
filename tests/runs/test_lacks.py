"""What the data lacks goes with the plan: run.json, screen, map, briefing; zones without a way among it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.cli.show.run import print_run
from planning.district.bands import ready_made
from planning.runs.brief import brief
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.lacks import find_lacks
from planning.runs.run import Run, run_scenario
from planning.runs.validate import validate_json
from tests.small_district import ZONES, scenario_text, write_district

BANDS = ready_made().ids


@pytest.fixture(scope="module")
def stranded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run whose distances leave out every school but one for the third zone."""
    folder = tmp_path_factory.mktemp("stranded")
    write_district(folder / "d", without=("intake_controls", "pupils", "women", "fertility"))
    schools = pd.read_csv(folder / "d" / "facilities.csv")["facility_id"]
    ways = [(zone, school) for zone in ZONES for school in schools if zone != "Z03" or school == "F003"]
    table = pd.DataFrame(ways, columns=["zone_id", "facility_id"])
    table = table.assign(distance_m=1500.0, source="made", confidence="assumed")
    table.to_csv(folder / "d" / "distances.csv", index=False)
    (folder / "base.yaml").write_text(scenario_text(), encoding="utf-8")
    return run_scenario(folder / "base.yaml", out=folder / "r")


def test_zones_without_a_way_are_counted_with_their_pupils(stranded: Run) -> None:
    lacks = {lack["id"]: lack for lack in stranded.record["lacks"]}
    assert {key for key in lacks if "way" in key} == {
        "lacks.way.primary",
        "lacks.way.junior",
        "lacks.way.senior",
    }
    for band in ("primary", "junior", "senior"):
        lack, b = lacks[f"lacks.way.{band}"], BANDS.index(band)
        entrants = stranded.problem.intakes[2, b].sum()
        assert f"1 zones have no way to any school, and their {entrants:,.0f} entrants no place" in lack["en"]
        assert "the table lists 11 of 15 pairs" in lack["en"]
        assert f"Z03 {entrants:,.0f}" in lack["zh"]
        assert lack["file"] == "distances.csv"
        assert "distances" in lack["fix_en"]
        # The statement is true: the plan seats none of them.
        np.testing.assert_allclose(stranded.plan.unplaced[2, b], stranded.problem.intakes[2, b])


def test_screen_map_and_briefing_say_it(stranded: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = [lack for lack in stranded.record["lacks"] if lack["id"] == "lacks.way.junior"]
    print_run(stranded)
    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert "你的数据缺什么" in said
    assert "what your data lacks" in said.lower()
    assert "Junior secondary: 1 zones have no way to any school" in said
    page = (stranded.folder / "map.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="planning-data">(.*?)</script>', page, re.S)
    assert data is not None
    assert any(told["en"] in words["en"] for words in json.loads(data[1])["meta"]["lacks"])
    briefing = brief(stranded.folder).read_text(encoding="utf-8")
    assert "What your data lacks" in briefing
    assert told["en"] in html.unescape(briefing)


def test_validate_says_it_before_any_solve(stranded: Run) -> None:
    document = json.loads(validate_json(stranded.inputs.loaded.path)[0])
    assert document["ok"]
    ids = [lack["id"] for lack in document["lacks"]]
    assert ids == [lack["id"] for lack in stranded.record["lacks"]]
    assert ids[0] == "lacks.way.primary"


def test_reach_and_a_band_without_schools_are_other_reasons(tmp_path: Path) -> None:
    write_district(tmp_path / "d")
    seats = pd.read_csv(tmp_path / "d" / "seats.csv")
    seats[seats["band"] != "senior"].to_csv(tmp_path / "d" / "seats.csv", index=False)
    text = scenario_text().replace("reach_m: 4000", "reach_m: 900")
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    inputs = load_inputs(tmp_path / "base.yaml")
    lacks = {lack.id: lack for lack in find_lacks(inputs, make_problem(inputs))}
    assert "raise reach_m" in lacks["lacks.way.kindergarten"].fix.text("en")
    assert "Add schools of the band" in lacks["lacks.way.senior"].fix.text("en")
    assert "3 zones" in lacks["lacks.way.senior"].words.text("en")
    assert "lacks.way.primary" not in lacks


def test_a_whole_district_lacks_nothing(base_run: Run) -> None:
    assert base_run.record["lacks"] == []
