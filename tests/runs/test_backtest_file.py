"""From files of rolls to tables: treatments, faults, outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.cli import app as cli
from planning.errors import InputError
from planning.runs.backtest import OUTPUTS, backtest_file
from planning.runs.compute.settings import Compute
from planning.runs.results_folder import WRITTEN_FILE


def made_rolls(seed: int = 1, places: int = 4, years: int = 12, grades: range = range(6)) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [
        (f"School {p}", 2000 + t, g, int(60 + 20 * p + rng.integers(-6, 7)))
        for p in range(places)
        for t in range(years)
        for g in grades
    ]
    return pd.DataFrame(rows, columns=["place", "school_year", "grade", "pupils"])


@pytest.fixture
def rolls(tmp_path: Path) -> Path:
    path = tmp_path / "rolls.csv"
    made_rolls().to_csv(path, index=False)
    return path


def changed(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def english(path: Path, births: Path | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        backtest_file(path, births_path=births)
    return [str(item).splitlines()[1].replace(f"{path.parent}/", "") for item in caught.value.findings]


def test_tables_have_the_columns_promised(rolls: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    backtest_file(rolls, horizons=(1, 2, 3), out=out)
    assert {path.name for path in out.iterdir()} == OUTPUTS | {WRITTEN_FILE}
    table = pd.read_csv(out / "backtest.csv")
    assert list(table.columns) == [
        "method", "horizon", "wape", "mape", "mean_error", "coverage_80", "coverage_95", "n",
        "largest_error",
    ]  # fmt: skip
    assert set(table["method"]) == {"ours", "last_value", "last_ratio", "mean_ratio_3"}
    assert set(table["horizon"]) == {1, 2, 3}
    assert table.loc[table["method"] == "ours", "coverage_80"].between(0, 1).all()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("School 0,2000,0,", "School 0,2000,0,x", "rolls.csv, row 2, column pupils: 'x"),
        ("School 0,2000,0,", "School 0,2000,0,-", "is outside the range (0 to 1e+07)"),
        ("place,school_year", "place,year", "rolls.csv, column school_year: the column is missing"),
        (
            "School 0,2000,1,",
            "School 0,2000,0,",
            "the key 'School 0 / 2000 / 0' stands twice, first in row 2",
        ),
        ("School 0,2000,0,", ",2000,0,", "rolls.csv, row 2, column place: the cell is empty"),
    ],
)
def test_faults_are_named(rolls: Path, old: str, new: str, message: str) -> None:
    assert message in english(changed(rolls, old, new))[0]


def test_too_few_years(tmp_path: Path) -> None:
    path = tmp_path / "rolls.csv"
    made_rolls(years=4).to_csv(path, index=False)
    assert english(path) == [
        "rolls.csv, column school_year: there are 4 school years; at least 6 are needed. Add earlier school years."
    ]


def test_a_grade_that_is_never_there(tmp_path: Path) -> None:
    path = tmp_path / "rolls.csv"
    frame = made_rolls()
    frame[(frame["place"] != "School 1") | (frame["grade"] != 3)].to_csv(path, index=False)
    assert "'School 1' never has grade 3, but grades below and above it" in english(path)[0]


def test_gbk_rolls_are_read(rolls: Path) -> None:
    text = rolls.read_text(encoding="utf-8").replace("School", "学校")
    rolls.write_bytes(text.encode("gbk"))
    assert set(backtest_file(rolls).backtest.main["place"]) == {f"学校 {i}" for i in range(4)}


def test_treatments_are_told(tmp_path: Path) -> None:
    frame = made_rolls()
    drop = (
        ((frame["place"] == "School 0") & (frame["school_year"] == 2005) & (frame["grade"] == 2))
        | ((frame["place"] == "School 1") & (frame["school_year"] == 2006))
        | ((frame["place"] == "School 2") & (frame["school_year"] > 2008))
    )
    halved = (frame["place"] == "School 3") & (frame["school_year"] >= 2007)
    frame.loc[halved, "pupils"] //= 2
    path = tmp_path / "rolls.csv"
    frame[~drop].to_csv(path, index=False)
    notes = [note.words.text("en") for note in backtest_file(path).notes]
    assert notes == [
        "counts that lack a grade, left out (1): School 0 2005",
        "years missing in between, left out (1): School 1 2006",
        "places that end here, not forecast further (1): School 2 2008",
        "places split, merged or redrawn, that year not used for progression (1): School 3 2007",
    ]


def test_zeros_are_counts(tmp_path: Path) -> None:
    frame = made_rolls()
    frame.loc[frame["place"] == "School 0", "pupils"] = 0
    path = tmp_path / "rolls.csv"
    frame.to_csv(path, index=False)
    cases = backtest_file(path).backtest.main
    assert cases["forecast"].notna().all()
    assert (
        cases.loc[(cases["place"] == "School 0") & (cases["method"] == "last_value"), "forecast"] == 0
    ).all()


def test_places_with_other_grades_stand_beside_each_other(tmp_path: Path) -> None:
    junior = made_rolls(seed=2, grades=range(6, 9))
    junior["place"] = junior["place"].str.replace("School", "Junior")
    path = tmp_path / "rolls.csv"
    pd.concat([made_rolls(), junior]).to_csv(path, index=False)
    run = backtest_file(path, horizons=(1,))
    assert set(run.backtest.main["place"].str.split().str[0]) == {"School", "Junior"}
    assert run.backtest.summary().set_index("method").loc["ours", "wape"] < 0.2


def test_births_of_the_whole_or_by_place(rolls: Path, tmp_path: Path) -> None:
    births = tmp_path / "births.csv"
    whole = pd.DataFrame({"place": "District", "year": range(1990, 2012), "births": 400})
    whole.to_csv(births, index=False)
    one = backtest_file(rolls, births_path=births).backtest.summary()
    parts = pd.concat([whole.assign(place=f"School {i}", births=100) for i in range(4)])
    parts.to_csv(births, index=False)
    pd.testing.assert_frame_equal(backtest_file(rolls, births_path=births).backtest.summary(), one)
    parts.assign(place=parts["place"].str.replace("School 3", "Elsewhere")).to_csv(births, index=False)
    assert english(rolls, births) == [
        "births.csv, column place: 'Elsewhere' is not a place of the rolls. "
        "Correct the name; births of the whole stand under one single place."
    ]


def test_years_left_out_are_missing(rolls: Path) -> None:
    cases = backtest_file(rolls, leave_out=(2007,)).backtest.main
    assert 2007 not in set(cases["origin"]) | set(cases["origin"] + cases["horizon"])


def test_tables_are_the_same_each_way(tmp_path: Path, compute: Compute) -> None:
    """Two groups of places, with births, treated rolls and a place that ends."""
    junior = made_rolls(seed=2, grades=range(6, 9))
    junior["place"] = junior["place"].str.replace("School", "Junior")
    frame = pd.concat([made_rolls(), junior])
    frame = frame[(frame["place"] != "School 2") | (frame["school_year"] < 2009)]
    path, births = tmp_path / "rolls.csv", tmp_path / "births.csv"
    frame.to_csv(path, index=False)
    pd.DataFrame({"place": "District", "year": range(1990, 2012), "births": 400}).to_csv(births, index=False)
    alone, spread = (
        backtest_file(path, births_path=births, horizons=(1, 3), compute=where)
        for where in (Compute(), compute)
    )
    pd.testing.assert_frame_equal(alone.backtest.cases, spread.backtest.cases, check_exact=True)
    pd.testing.assert_frame_equal(alone.backtest.choices, spread.backtest.choices, check_exact=True)
    assert (alone.lean, alone.notes) == (spread.lean, spread.notes)


def call(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["planning", "backtest", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_command_prints_beside_the_rivals(
    rolls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code = call(
        str(rolls), "--horizons", "1,3", "--out", str(out), "--processes", "2", monkeypatch=monkeypatch
    )
    assert code == 0
    printed = capfd.readouterr().out
    for words in ("本工具 ours", "last value", "last ratio", "3-year mean ratio", "80%", "By size"):
        assert words in printed
    assert (out / "backtest.csv").is_file()


@pytest.mark.parametrize("wrong", [["--horizons", "0"], ["--horizons", "1,x"], ["--leave-out", "20"]])
def test_wrong_options_end_with_2(rolls: Path, wrong: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(str(rolls), *wrong, monkeypatch=monkeypatch) == 2


def test_bad_rolls_end_with_2_and_write_nothing(
    rolls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    changed(rolls, "School 0,2000,0,", "School 0,2000,0,many")
    assert call(str(rolls), "--out", str(tmp_path / "out"), monkeypatch=monkeypatch) == 2
    assert "Traceback" not in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
