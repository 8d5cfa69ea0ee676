"""Projects of a planner's file: their band, what they cost in the plan, and what is assumed of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planning.cli.show.bring import print_imported
from planning.errors import InputError
from planning.runs.bring import Imported, import_district
from planning.runs.run import run_scenario
from tests.importing.files import school_table, write_plain
from tests.importing.test_import import REQUEST


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return write_plain(tmp_path) | {"projects": tmp_path / "p.csv"}


def write(files: dict[str, Path], **columns: object) -> None:
    at = school_table()
    table = {"项目名称": ["新校甲", "新校乙"], "经度": at["经度"], "纬度": at["纬度"], **columns}
    pd.DataFrame(table).to_csv(files["projects"], index=False)


def imported(tmp_path: Path, files: dict[str, Path]) -> Imported:
    return import_district(tmp_path / "d", files, request=REQUEST)


def said(made: Imported) -> str:
    return "\n".join(en for _, en in made.notes)


def test_the_band_of_a_project_is_read(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, 学段=["初中", "小学"], 学位=[300, 200], 总投资=[1000, 2000])
    table = imported(tmp_path, files).inputs.district.tables["projects"]
    assert table["seats_junior"].tolist() == [300, 0]
    assert table["seats_primary"].tolist() == [0, 200]


def test_levels_of_projects_are_asked_about_like_those_of_schools(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    write(files, level=["K-8", "ES"], 学位=[300, 200], 总投资=[1000, 2000])
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    assert "p.csv, column level: 1 level is no single band: 'K-8' (1 row, first row 2)" in str(caught.value)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mapping.yaml").write_text(
        "levels: {K-8: {primary: 0.5, junior: 0.5}}", encoding="utf-8"
    )
    table = imported(tmp_path, files).inputs.district.tables["projects"]
    assert table["seats_primary"].tolist() == [150, 200]
    assert table["seats_junior"].tolist() == [150, 0]


def test_what_costs_count_for_is_said_in_the_scenario_and_on_screen(
    tmp_path: Path, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write(files, 小学学位=[300, 200], 总投资=[1000, 2000])
    made = imported(tmp_path, files)
    text = (made.folder / "base.yaml").read_text(encoding="utf-8")
    assert "cost_weight: 1.0" in text
    assert "distance alone" not in text
    assert "只计路程" not in text
    assert "distance, and the cost of projects" in text
    assert "10,000 yuan of cost count as much as a pupil-kilometre" in text
    print_imported(made)
    screen = " ".join(capsys.readouterr().out.split())
    assert "10,000 yuan of cost count as much as a pupil-kilometre (prices.cost_weight: 1.0" in screen
    prices = made.inputs.loaded.scenario.prices
    assert prices.cost_weight == 1.0
    assert prices.source.words.text("en") != "distance alone"


def test_without_projects_it_is_distance_alone(tmp_path: Path, files: dict[str, Path]) -> None:
    del files["projects"]
    made = imported(tmp_path, files)
    text = (made.folder / "base.yaml").read_text(encoding="utf-8")
    assert "cost_weight: 0.0" in text
    assert "distance alone" in text
    assert "cost" not in said(made)


def test_projects_without_a_cost_are_said_to_cost_nothing(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, 小学学位=[300, 200])
    assert "p.csv: no cost is recognised, so that projects cost nothing in the plan" in said(
        imported(tmp_path, files)
    )
    write(files, 小学学位=[300, 200], 总投资=[1000, None])
    assert "p.csv: 1 project has no cost and counts as costing nothing: P2" in said(imported(tmp_path, files))


def test_a_school_that_is_named_and_not_there(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, 学校编号=["第一小学", "第二小字"], 小学学位=[30, 20], 总投资=[1000, 2000])
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["projects"]["facility_id"].tolist() == ["F1", "N_P2"]
    assert (
        "1 project names a school that is not there and has a site of its own: P2 (第二小字; the nearest is 第二小学)"
        in said(made)
    )
    at = pd.read_csv(files["projects"]).drop(columns=["经度", "纬度"])
    at.to_csv(files["projects"], index=False)
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    assert "'第二小字' does not exist in schools; the nearest is '第二小学'" in str(caught.value)


def test_words_that_are_not_known_are_said(tmp_path: Path, files: dict[str, Path]) -> None:
    table = school_table()
    table["办学性质"] = ["Charter", "公办"]
    table.to_csv(files["schools"], index=False)
    write(files, 小学学位=[30, 20], 总投资=[1, 2], 状态=["proposed", "储备"])
    text = said(imported(tmp_path, files))
    assert "schools.csv, column 办学性质: not known and taken as public: Charter (1)" in text
    assert "p.csv, column 状态: not known and taken as starting: proposed (1)" in text


@pytest.mark.parametrize("factor", [0.5, 1.05])
def test_the_factor_on_seats_is_on_those_of_projects_too(
    factor: float, tmp_path: Path, files: dict[str, Path]
) -> None:
    table = school_table()
    table["小学学位数"] = [60, 60]
    table.to_csv(files["schools"], index=False)
    write(
        files, 小学学位=[100, -20], 总投资=[0, 0], 状态="续建", 开工年=2024, 工期=1, 学校编号=["", "第二小学"]
    )
    made = imported(tmp_path, files)
    own = made.folder / "own.yaml"
    own.write_text(
        f"extends: base.yaml\nscenario: own\nseats_factor: {factor}\nhorizon: {{first_year: 2024, last_year: 2025}}\n",
        encoding="utf-8",
    )
    run = run_scenario(own, out=tmp_path / "r")
    assert run.appraisal.open_seats[:, 1].sum(axis=0) == pytest.approx([120 * factor] * 1 + [200 * factor])
    assert "new schools included" in (made.folder / "base.yaml").read_text(encoding="utf-8")
