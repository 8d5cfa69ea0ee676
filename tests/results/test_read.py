"""What a run wrote is read as it was, or refused by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planning.errors import InputError, ProblemError
from planning.report.tables import make_tables
from planning.results.announced import read_announced
from planning.results.briefing_source import read_brief_source
from planning.results.dictionary import dictionary
from planning.results.finished import read_finished
from planning.results.plain_text import plain_text, true_text
from planning.results.read import read_run
from planning.results.record import conform_record, digest_files
from planning.results.results import read_results
from planning.results.schema import SCHEMA_VERSION, Column, Table
from planning.results.tables import ALWAYS, SCHEDULE, TABLES
from planning.runs.run import Run
from planning.words import name_in
from tests.conftest import ROOT
from tests.sealed import seal

READERS = (read_results, read_brief_source, read_announced)


@pytest.fixture
def folder(base_run: Run, tmp_path: Path) -> Path:
    shutil.copytree(base_run.folder, tmp_path / "r")
    return tmp_path / "r"


def record_of(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return content


def changed(folder: Path, **entries: Any) -> Path:
    record = {name: value for name, value in (record_of(folder) | entries).items() if value is not None}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def english(read: Callable[[Path], object], folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder)
    return [str(item).splitlines()[1].replace(f"{folder.parent}/", "") for item in caught.value.findings]


def digest_of(folder: Path) -> str:
    return str(record_of(folder)["digests"]["all"])


def test_every_file_has_the_columns_of_the_schema_and_its_digest(base_run: Run) -> None:
    for table in TABLES.values():
        found = pd.read_csv(base_run.folder / table.file, nrows=0)
        assert list(found.columns) == table.names(base_run.problem.bands), table.file
    record = record_of(base_run.folder)
    assert record["schema_version"] == SCHEMA_VERSION
    assert record["files"] == digest_files(base_run.folder)
    assert {*record["files"]} == ALWAYS - {"run.json"} | {"groups.csv"}, "the district names groups"


def test_tables_are_read_to_the_last_digit(base_run: Run) -> None:
    read = read_run(base_run.folder, tables=TABLES).tables
    for name, made in make_tables(base_run.subject).items():
        pd.testing.assert_frame_equal(read[name], made, check_dtype=False, check_exact=True)
    worst = max(warning.worst_pupils for warning in base_run.subject.warnings)
    assert read["warnings"]["worst_pupils"].max() == worst


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("version", "words"),
    [
        (None, "written by an earlier version: their layout is –,"),
        (SCHEMA_VERSION - 1, f"written by an earlier version: their layout is {SCHEMA_VERSION - 1},"),
        (SCHEMA_VERSION + 1, f"written by a newer version: their layout is {SCHEMA_VERSION + 1},"),
        (True, "written by an earlier version: their layout is True,"),
        ("1", "written by an earlier version: their layout is 1,"),
    ],
)
def test_another_schema_is_refused_once(
    folder: Path, read: Callable[[Path], object], version: object, words: str
) -> None:
    (message,) = english(read, changed(folder, schema_version=version))
    assert message.startswith("r/run.json, path schema_version: ")
    assert words in message
    assert message.endswith("Run it again with this version.")


@pytest.mark.parametrize("read", READERS)
def test_a_changed_file_is_named(folder: Path, read: Callable[[Path], object]) -> None:
    path = folder / "schedule.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2025", "2026", 1), encoding="utf-8")
    assert english(read, folder) == [
        "r/schedule.csv: the file was changed after the run wrote it (its SHA-256 is not the one in run.json). "
        "Restore it, or run the scenario again."
    ]


def test_a_changed_map_is_not_put_into_a_briefing(folder: Path) -> None:
    (folder / "map.html").write_text("<p>", encoding="utf-8")
    (message,) = english(read_brief_source, folder)
    assert message.startswith("r/map.html: the file was changed")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("opening_year", "opened", "opening_year is missing, opened is not declared"),
        (",2023,41000.0", ",soon,41000.0", "opening_year holds what is no number"),
        (",2023,41000.0", ",2023.5,41000.0", "opening_year holds numbers that are not whole"),
        (",41000.0", ",", "cost_10k has empty cells"),
    ],
)
def test_a_table_that_is_not_as_the_schema_says(folder: Path, old: str, new: str, words: str) -> None:
    path = folder / "schedule.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (message,) = english(read_results, seal(folder))
    assert message.startswith(f"r/schedule.csv: it is no result of a run ({words})")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"x"', "null", "[" * 100_000])
def test_a_record_that_is_none(folder: Path, text: str) -> None:
    (folder / "run.json").write_text(text, encoding="utf-8")
    (message,) = english(read_results, folder)
    assert message.startswith("r/run.json")


@pytest.mark.parametrize(
    "entries",
    [
        {"objectives": [{"name": "O1"}]},
        {"title": "x"},
        {"first_year": "2023"},
        {"digests": []},
        {"files": {"schedule.csv": 1}},
        {"sources": None},
    ],
)
def test_a_record_of_another_shape(folder: Path, entries: dict[str, Any]) -> None:
    (message,) = english(read_brief_source, changed(folder, **entries))
    assert message.startswith(f"r/run.json: it is no result of a run ({next(iter(entries))})")


def test_a_run_without_a_plan_is_no_reference(folder: Path) -> None:
    (message,) = english(read_announced, changed(folder, outcome="none"))
    assert message.startswith("r/run.json, path outcome: this run found no plan")
    assert "no plan" in english(read_announced, changed(folder, outcome="very good"))[0]


def test_finished_results_are_those_of_the_same_inputs_and_version(folder: Path) -> None:
    digest = digest_of(folder)
    run = read_finished(folder, digest=digest, tables=["warnings"])
    assert run is not None
    assert [*run.tables] == ["warnings"]
    assert read_finished(folder, digest="0" * 64) is None
    versions = record_of(folder)["versions"]
    assert read_finished(changed(folder, versions=versions | {"planning": "0.0.1"}), digest=digest) is None
    changed(folder, versions=versions)
    assert read_finished(folder, digest=digest) is not None
    assert read_finished(folder / "nowhere", digest=digest) is None


def test_a_table_changed_by_hand_is_not_finished_and_a_workbook_is(folder: Path) -> None:
    digest = digest_of(folder)
    (folder / "plan.xlsx").write_bytes(b"with a note of the planner's")
    assert read_finished(folder, digest=digest) is not None
    (folder / "plan.xlsx").unlink()
    assert read_finished(folder, digest=digest) is None
    (folder / "plan.xlsx").write_bytes(b"back")
    (folder / "bands.csv").write_bytes((folder / "bands.csv").read_bytes() + b"\n")
    assert read_finished(folder, digest=digest) is None
    assert read_finished(folder, digest=digest, tables=["warnings"]) is not None


def test_text_comes_back_as_it_was() -> None:
    texts = ["=1+1", "+1", "-x", "@x", "'", "'=x", "''=x", "NA", "nan", "", "海沧", " =x", "'x"]
    frame = pd.DataFrame({"name": texts, "number": range(len(texts))})
    written = plain_text(frame)
    assert not any(str(text).startswith(("=", "+", "-", "@")) for text in written["name"])
    pd.testing.assert_frame_equal(true_text(written), frame)


def test_keys_stay_text(folder: Path) -> None:
    """A zone 01 is not zone 1, one called NA is there, and one that begins like a formula is itself."""
    path = folder / "placements.csv"
    table = pd.read_csv(path, dtype=str)
    renamed = dict(zip(["Z01", "Z02", "Z03"], ["01", "NA", "-3"], strict=True))
    plain_text(table.assign(zone=table["zone"].replace(renamed))).to_csv(path, index=False)
    zones = {zone for served in read_announced(seal(folder)).catchments.values() for zone, _, _ in served}
    assert {"01", "NA", "-3"} <= zones


def test_a_writer_that_strays_is_stopped() -> None:
    table = Table(
        name="t",
        words=name_in(zh="行", en="a row"),
        columns=(
            Column(name="key", words=name_in(zh="键", en="key")),
            Column(name="seats_{band}", words=name_in(zh="学位", en="seats"), kind="integer"),
        ),
    )
    good = pd.DataFrame({"seats_b": [1], "key": ["x"], "seats_a": [2]})
    assert list(table.conform(good, bands=["a", "b"]).columns) == ["key", "seats_a", "seats_b"]
    for bad, words in (
        (good.drop(columns="key"), "key is missing"),
        (good.assign(more=1), "more is not declared"),
        (good.assign(key=[3]), "key holds numbers"),
        (good.assign(seats_a=[1.5]), "seats_a holds numbers that are not whole"),
        (good.assign(seats_a=[None]), "seats_a has empty cells"),
    ):
        with pytest.raises(ProblemError, match=words):
            table.conform(bad, bands=["a", "b"])
    with pytest.raises(ProblemError, match="schema_version"):
        conform_record({})
    assert SCHEDULE.column_of("seats_crèche") is SCHEDULE.columns[-1]


def test_the_dictionary_is_the_schemas() -> None:
    written = (ROOT / "docs" / "RESULTS.md").read_text(encoding="utf-8")
    assert written == dictionary(), "python -m planning.results.dictionary > docs/RESULTS.md"
