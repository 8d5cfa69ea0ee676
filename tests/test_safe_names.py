"""A name that holds what a terminal, page or spreadsheet obeys is shown with it replaced, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pytest

from planning.domain.safe_text import SHOWN, UNSAFE
from planning.errors import InputError
from planning.results.plain_text import plain_text, true_text
from planning.runs.brief import brief
from planning.runs.inputs import load_inputs
from planning.runs.run import run_scenario
from planning.scenario.load import load_scenario
from tests.small_district import write_scenario

EVIL = "\x1b[2J\u202e"
#: Name of a school in the tables, and what is written over it.
OLD = "West Ridge High School"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_scenario(tmp_path_factory.mktemp("names"))
    for table in (path.parent / "d").glob("*.csv"):
        text = table.read_text(encoding="utf-8")
        table.write_text(text.replace(OLD, f"=1+1{EVIL}"), encoding="utf-8")
    zones = path.parent / "d" / "zones.geojson"
    zones.write_text(
        zones.read_text(encoding="utf-8").replace("East Bay", "East\\u001b Bay"), encoding="utf-8"
    )
    return path


def test_no_file_holds_what_is_obeyed(scenario: Path, tmp_path: Path) -> None:
    run = run_scenario(scenario, out=tmp_path / "r")
    told = [str(warning) for warning in run.inputs.district.warnings]
    assert sum("control characters" in words for words in told) == 3
    page = brief(run.folder)
    for path in run.folder.iterdir():
        if path.suffix in (".csv", ".html", ".json"):
            found = UNSAFE.search(path.read_text(encoding="utf-8").replace("\t", " "))
            assert found is None or path.suffix == ".html", path.name
            assert "\x1b" not in path.read_text(encoding="utf-8"), path.name
            assert "\u202e" not in path.read_text(encoding="utf-8"), path.name
    assert SHOWN in page.read_text(encoding="utf-8")
    schedule = pd.read_csv(run.folder / "schedule.csv", dtype=str)
    assert f"'=1+1{SHOWN}[2J{SHOWN}" in schedule["name_en"].tolist()
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not any(UNSAFE.search(cell.replace("\t", " ")) for cell in cells)
    layer = pyogrio.read_dataframe(run.folder / "plan.gpkg", layer="facilities", read_geometry=False)
    assert not any(UNSAFE.search(name) for name in layer["name_en"])


@pytest.mark.parametrize("evil", ["\x1b", "\u202e", "\x07"])
def test_a_key_of_such_characters_is_refused(evil: str, tmp_path: Path) -> None:
    path = write_scenario(tmp_path)
    for table in (tmp_path / "d").glob("*.csv"):
        table.write_text(table.read_text(encoding="utf-8").replace("F002", f"F{evil}002"), encoding="utf-8")
    with pytest.raises(InputError, match="cannot be shown"):
        load_inputs(path)


def test_a_title_of_such_characters_is_shown_without(scenario: Path) -> None:
    path = scenario.with_name("title.yaml")
    path.write_text('extends: base.yaml\ntitle: {zh: "\\u202e", en: "a\\tb\\e"}\n', encoding="utf-8")
    title = load_scenario(path).scenario.title
    assert (title.words.text("zh"), title.words.text("en")) == (SHOWN, f"a\tb{SHOWN}")


def test_cells_that_a_spreadsheet_takes_for_more_than_text() -> None:
    texts = ["|calc", "%0A", "=1", "+1", "-1", "@x", "plain", "'|x", "a|b"]
    written = plain_text(pd.DataFrame({"name": texts}))
    assert written["name"].tolist() == ["'|calc", "'%0A", "'=1", "'+1", "'-1", "'@x", "plain", "''|x", "a|b"]
    assert true_text(written)["name"].tolist() == texts
    (shown,) = plain_text(pd.DataFrame({"name": ["\t=1\x00\u202e"]}))["name"]
    assert shown == f"{SHOWN}=1{SHOWN}{SHOWN}"
