"""The same data give the same answer: in whatever order the rows of the files stand, and whenever it is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from planning.results.tables import ALWAYS
from planning.runs.run import Run, run_scenario
from tests.small_district import scenario_text, write_district

#: These tables would take the place of others, or pull the small district apart.
WITHOUT = ("intake_controls", "pupils", "distances")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(tmp_path_factory.mktemp("first"))


def run(folder: Path, *, seed: int | None = None) -> Run:
    write_district(folder / "d", without=WITHOUT)
    if seed is not None:
        for path in sorted((folder / "d").iterdir()):
            shuffle(path, np.random.default_rng(seed))
    (folder / "base.yaml").write_text(scenario_text(), encoding="utf-8")
    return run_scenario(folder / "base.yaml", out=folder / "r")


def shuffle(path: Path, draw: np.random.Generator) -> None:
    """Put the rows of a table, or the features of a layer, into another order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".geojson":
        layer = json.loads(text)
        layer["features"] = [layer["features"][i] for i in draw.permutation(len(layer["features"]))]
        path.write_text(json.dumps(layer, ensure_ascii=False), encoding="utf-8")
        return
    header, *rows = text.splitlines()
    mixed = [rows[i] for i in draw.permutation(len(rows))]
    path.write_text("\n".join([header, *mixed]) + "\n", encoding="utf-8")


def said(path: Path, digest: str) -> Any:
    """Return what a file says, without the digests of the files that it was made from."""
    if path.name == "run.json":
        record = json.loads(path.read_text(encoding="utf-8"))
        for stage in record["objectives"]:
            del stage["seconds"]
        return {key: record[key] for key in record if key not in ("digests", "files", "seconds")}
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return {
            sheet.title: [[str(cell).replace(digest, "") for cell in row] for row in sheet.values]
            for sheet in book
        }
    content = path.read_bytes()
    return content.replace(digest[:12].encode(), b"") if path.suffix == ".html" else content


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_in_another_order_change_no_file(first: Run, tmp_path: Path, seed: int) -> None:
    again = run(tmp_path, seed=seed)
    digests = [one.record["digests"] for one in (first, again)]
    assert digests[0]["enrolment"] != digests[1]["enrolment"]
    for name in sorted(ALWAYS):
        one, two = (
            said(folder / name, digest["all"])
            for folder, digest in zip((first.folder, again.folder), digests, strict=True)
        )
        assert one == two, name


def test_messages_name_the_rows_of_the_file(tmp_path: Path) -> None:
    write_district(tmp_path / "d")
    rolls = pd.read_csv(tmp_path / "d" / "enrolment.csv")[::-1]
    rolls["pupils"] = rolls["pupils"].mask(rolls.index == 0, 99999)
    rolls.to_csv(tmp_path / "d" / "enrolment.csv", index=False)
    (tmp_path / "base.yaml").write_text(scenario_text(), encoding="utf-8")
    done = run_scenario(tmp_path / "base.yaml", out=tmp_path / "r")
    frame = done.inputs.district.tables["enrolment"]
    assert frame["row"].iloc[0] == len(rolls) + 1
    assert frame["pupils"].iloc[0] == 99999


def test_two_runs_write_the_same_bytes(first: Run, tmp_path: Path) -> None:
    # GeoPackage keeps the time of writing to the second; the first run is longer ago than that.
    again = run_scenario(first.inputs.loaded.path, out=tmp_path / "again")
    for name in sorted(ALWAYS - {"run.json"}):
        assert (again.folder / name).read_bytes() == (first.folder / name).read_bytes(), name
