"""Catchments that are whole, in one piece, or as today: from files to a plan, and what each costs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from planning.ask.case import open_case
from planning.cli import app as cli
from planning.domain.plan import Outcome
from planning.importing.request import Request
from planning.report.sheets.catchment_options import WAYS
from planning.runs.bring import import_district
from planning.runs.run import run_scenario
from tests.importing.files import write_plain

REQUEST = Request(name_zh="格城", name_en="Grid town", year=2024)


@pytest.fixture
def district(tmp_path: Path) -> Path:
    files = write_plain(tmp_path)
    today = pd.DataFrame({"社区": ["甲社区", "己社区"], "学校": ["第二小学", "第二小学"]})
    files["catchments"] = tmp_path / "today.csv"
    today.to_csv(files["catchments"], index=False)
    return import_district(tmp_path / "d", files, request=REQUEST).folder


def with_rules(district: Path, **rules: bool) -> Path:
    data = yaml.safe_load((district / "base.yaml").read_text(encoding="utf-8"))
    data["bands"] = {band: dict(part) for band, part in data["bands"].items()}
    data["bands"]["primary"] |= rules
    path = district / "ruled.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_whole_zones_go_to_one_school(district: Path, tmp_path: Path) -> None:
    free = run_scenario(district / "base.yaml", out=tmp_path / "free")
    run = run_scenario(with_rules(district, whole_zones=True, contiguous=True), out=tmp_path / "whole")
    table = pd.read_csv(run.folder / "placements.csv")
    assert table.groupby("zone")["facility"].nunique().max() == 1
    assert run.plan.outcome is Outcome.PROVEN
    assert run.audit.passed
    assert {"C12", "C13"} <= set(run.audit.checked)
    # 40 + 50 + 10 and 30 + 20 + 60 fit into 100 and 120 seats, at more metres than free catchments need.
    assert run.appraisal.unplaced.sum() == pytest.approx(0)
    assert run.plan.stages[1].value >= free.plan.stages[1].value - 1e-9
    rules = pd.read_csv(run.folder / "rules.csv")
    assert {"C12", "C13"} <= set(rules.iloc[:, 0])


def test_every_way_is_listed_with_what_it_costs(district: Path) -> None:
    answer = open_case(district / "base.yaml").catchments(seconds=10.0)
    frame = answer.sheets[0].frame()
    frame["way"] = frame["way"].str.split(" ", n=1).str[1]
    frame = frame.set_index("way")
    assert list(frame.index) == [en for _, en in WAYS.values()]
    assert (frame["proven"] == "是 yes").all()
    free = frame.loc["free"]
    assert free["unhoused"] == 0
    assert free["unhoused_change"] == free["distance_change_m"] == 0
    for way in ("whole zones", "whole and contiguous"):
        assert frame.loc[way, "split_zone_years"] == 0
    assert (frame["distance_change_m"] >= -1e-6).all()
    # Zones 甲 and 己 stay with the school that they have today; nobody else has one.
    assert frame.loc["prefer today's", "outside_today"] == 0
    assert free["outside_today"] == 40
    json.dumps(answer.content())


def test_a_dial_keeps_the_rule(district: Path) -> None:
    case = open_case(with_rules(district, whole_zones=True))
    solution = case.solve()
    assert solution.solved.audit.passed
    assert solution.solved.problem.rules.catchments is not None


def test_answers_on_schedules_say_that_they_leave_the_shape_aside(district: Path) -> None:
    case = open_case(with_rules(district, whole_zones=True))
    assert any("leaves aside" in en for en in map(str, case.prices(count=1).sentences))
    plain = open_case(district / "base.yaml")
    assert not any("leaves aside" in en for en in map(str, plain.prices(count=1).sentences))
    assert any("leaves aside" in en for en in map(str, case.repair().sentences))


def test_the_command_prints_both_languages_and_writes_tables(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o"
    arguments = ["planning", "catchments", str(district / "base.yaml"), "--seconds", "5", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    printed = capfd.readouterr().out
    for words in ("划片方式", "自由划片", "只有划片不同", "only the drawing differs"):
        assert words in printed
    frame = pd.read_csv(out / "catchment_options.csv")
    assert len(frame) == len(WAYS)
    assert set(frame["proven"]) == {"是 yes"}
