"""From a file of past rolls to the tables of a back-test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from planning.assemble.forecast.history import Note, make_births, make_rolls
from planning.district.contracts.history import BIRTHS_HISTORY, ROLLS
from planning.district.history import load_history
from planning.forecast.backtest import WHOLE, Backtest, as_whole, join, run_backtest
from planning.forecast.evidence import LEAST_HISTORY
from planning.forecast.rolls import Births, Rolls
from planning.report.sheets.backtest import backtest_tables
from planning.results.plain_text import plain_text
from planning.runs.atomic_folder import check_target, replaced_folder

OUTPUTS: Final = frozenset(
    {
        "backtest.csv",
        "backtest_by_band.csv",
        "backtest_by_level.csv",
        "backtest_by_size.csv",
        "backtest_cases.csv",
        "backtest_choices.csv",
    }
)


@dataclass(frozen=True, kw_only=True, eq=False)
class BacktestRun:
    """Back-test of one file of rolls.

    Parameters
    ----------
    backtest
        Cases of all places; ``summary`` makes the tables.
    horizons
        Years ahead that were tested.
    notes
        Treatments applied to the rolls.
    lean
        Weight of the last count in the last autumn's forecast of the largest group, by years ahead.
    """

    backtest: Backtest
    horizons: tuple[int, ...]
    notes: tuple[Note, ...]
    lean: dict[int, float]


def backtest_file(
    rolls_path: Path,
    *,
    births_path: Path | None = None,
    horizons: Sequence[int] = (1, 2, 3, 5, 10),
    leave_out: Sequence[int] = (),
    out: Path | None = None,
) -> BacktestRun:
    """Back-test the forecast on past rolls.

    Parameters
    ----------
    rolls_path
        CSV with the columns place, school_year, grade and pupils.
    births_path
        CSV with the columns place, year and births; None if births are not known.
    horizons
        Years ahead to test.
    leave_out
        School years whose counts are unreliable; they are treated as missing.
    out
        Folder for the tables; None writes nothing.

    Returns
    -------
    BacktestRun
        Cases, and the treatments applied to the rolls.

    Raises
    ------
    InputError
        If a file is at fault; nothing is written.
    """
    if out is not None:
        inputs = (rolls_path,) if births_path is None else (rolls_path, births_path)
        check_target(out, inputs=inputs)
    frame = load_history(rolls_path, contract=ROLLS)
    frame = frame[~frame["school_year"].isin(leave_out)]
    groups, notes = make_rolls(frame, file=str(rolls_path), least_years=LEAST_HISTORY + 1)
    births = None
    if births_path is not None:
        born = load_history(births_path, contract=BIRTHS_HISTORY)
        births = make_births(born, file=str(births_path), places=set(frame["place"]))
    first = min(rolls.grades[0] for rolls in groups)
    tests = [
        run_backtest(rolls, _births_for(births, rolls.grades[0], first), horizons=horizons)
        for rolls in groups
    ]
    wholes = _wholes(groups, births, first=first, horizons=horizons)
    largest = max(tests, key=lambda test: len(test.cases))
    last = largest.leans[max(largest.leans)]
    result = BacktestRun(
        backtest=join([*tests, *wholes]),
        horizons=tuple(horizons),
        notes=tuple(notes),
        lean={horizon: last.weight[horizon] for horizon in horizons},
    )
    if out is not None:
        _write(result, out)
    return result


def _wholes(
    groups: list[Rolls], births: Births | None, *, first: int, horizons: Sequence[int]
) -> list[Backtest]:
    """Test the sum of each group of places, without its choices."""
    tests = []
    for rolls in groups:
        whole = as_whole(rolls, name=f"{WHOLE} {rolls.grades[0]}-{rolls.grades[-1]}")
        if whole is not None:
            test = run_backtest(whole, _births_for(births, rolls.grades[0], first), horizons=horizons)
            tests.append(replace(test, cases=test.cases.assign(level=WHOLE)))
    return tests


def _births_for(births: Births | None, entry_grade: int, first: int) -> Births | None:
    """Return the births for rolls that begin with the lowest grade; other places feed later entry grades."""
    return births if entry_grade == first else None


def _write(result: BacktestRun, out: Path) -> None:
    with replaced_folder(out, own=OUTPUTS) as fresh:
        for name, table in backtest_tables(result.backtest).items():
            plain_text(table).to_csv(
                fresh / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n"
            )
