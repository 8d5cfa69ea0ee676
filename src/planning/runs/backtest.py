"""From a file of past rolls to the tables of a back-test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NoReturn

from planning.assemble.forecast.history import Note, make_births, make_rolls
from planning.district.bands import ready_made
from planning.district.contracts.history import BIRTHS_HISTORY, ROLLS
from planning.district.history import load_history
from planning.domain.bands import BandSystem
from planning.errors import Findings, InputError, Where
from planning.forecast.backtest import as_whole, join
from planning.forecast.backtest_cases import WHOLE, Backtest
from planning.forecast.evidence import LEAST_HISTORY
from planning.forecast.rolling import BandTest, RollingOrigins
from planning.forecast.rolls import Births, Rolls
from planning.report.sheets.backtest import backtest_tables
from planning.results.plain_text import plain_text
from planning.runs.compute.settings import IN_PROCESS, Compute
from planning.runs.compute.spread import spread
from planning.runs.results_folder import check_results_folder, results_folder
from planning.words import message

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
    bands
        Bands by whose grades the tables are divided.
    """

    backtest: Backtest
    horizons: tuple[int, ...]
    notes: tuple[Note, ...]
    lean: dict[int, float]
    bands: BandSystem


def backtest_file(
    rolls_path: Path,
    *,
    births_path: Path | None = None,
    horizons: Sequence[int] = (1, 2, 3, 5, 10),
    leave_out: Sequence[int] = (),
    bands: BandSystem | None = None,
    out: Path | None = None,
    compute: Compute = IN_PROCESS,
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
    bands
        Bands by whose grades the tables are divided; None takes the default table.
    out
        Folder for the tables; None writes nothing.
    compute
        Where the bands of each group of places are tested; the tables are the same.

    Returns
    -------
    BacktestRun
        Cases, and the treatments applied to the rolls.

    Raises
    ------
    InputError
        If a file is at fault, or the workers cannot be reached or are lost; nothing is written.
    """
    if out is not None:
        inputs = (rolls_path,) if births_path is None else (rolls_path, births_path)
        check_results_folder(out, inputs=inputs, own=OUTPUTS)
    frame = load_history(rolls_path, contract=ROLLS)
    frame = frame[~frame["school_year"].isin(leave_out)]
    groups, notes = make_rolls(frame, file=str(rolls_path), least_years=LEAST_HISTORY + 1)
    births, system = None, bands or ready_made()
    if births_path is not None:
        born = load_history(births_path, contract=BIRTHS_HISTORY)
        births = make_births(
            born, file=str(births_path), places=set(frame["place"]), age_of_grade_0=_age_of_grade_0(system)
        )
    first = min(rolls.grades[0] for rolls in groups)
    wholes = [whole for rolls in groups if (whole := _whole(rolls)) is not None]
    every = Bands(
        groups=tuple(
            RollingOrigins(
                rolls=rolls,
                births=_births_for(births, rolls.grades[0], first),
                system=system,
                horizons=tuple(horizons),
            )
            for rolls in (*groups, *wholes)
        )
    )
    found = iter(spread(every, every.cases, compute=compute))
    made = [group.joined([next(found) for _ in group.bands]) for group in every.groups]
    tests = made[: len(groups)]
    # The choices of the sum of all places are not those of a place.
    summed = [replace(test, cases=test.cases.assign(level=WHOLE)) for test in made[len(groups) :]]
    largest = max(tests, key=lambda test: len(test.cases))
    if not largest.leans:
        _tell_no_case(rolls_path)
    last = largest.leans[max(largest.leans)]
    result = BacktestRun(
        backtest=join([*tests, *summed]),
        horizons=tuple(horizons),
        notes=tuple(notes),
        lean={horizon: last.weight[horizon] for horizon in horizons},
        bands=system,
    )
    if out is not None:
        _write(result, out)
    return result


@dataclass(frozen=True, kw_only=True, eq=False)
class Bands:
    """Groups of places whose bands are tested one by one; a copy keeps the candidates of each group.

    Parameters
    ----------
    groups
        Places with the same grades, or their sum.
    """

    groups: tuple[RollingOrigins, ...]

    @property
    def cases(self) -> list[tuple[int, str]]:
        """Position of each group and each band of it, neighbours sharing their candidates."""
        return [(i, band) for i, group in enumerate(self.groups) for band in group.bands]

    def __call__(self, case: tuple[int, str]) -> BandTest:
        """Test one band of a group."""
        position, band = case
        return self.groups[position].test(band)


def _age_of_grade_0(bands: BandSystem) -> int:
    """Return the age on the cut-off day before grade 0, or before the grade that would be grade 0."""
    first = bands.through[0]
    return first.entry_age - first.first_grade


def _whole(rolls: Rolls) -> Rolls | None:
    """Return the sum of a group of places; None if there is only one."""
    return as_whole(rolls, name=f"{WHOLE} {rolls.grades[0]}-{rolls.grades[-1]}")


def _births_for(births: Births | None, entry_grade: int, first: int) -> Births | None:
    """Return the births for rolls that begin with the lowest grade; other places feed later entry grades."""
    return births if entry_grade == first else None


def _tell_no_case(path: Path) -> NoReturn:
    findings = Findings()
    findings.add(
        Where(file=str(path)),
        words=message("runs.backtest.no_school_year_can_tested"),
        fix=message("runs.backtest.add_missing_grades_earlier_school"),
    )
    raise InputError(tuple(findings))


def _write(result: BacktestRun, out: Path) -> None:
    with results_folder(out, own=OUTPUTS) as fresh:
        for name, table in backtest_tables(result.backtest).items():
            plain_text(table).to_csv(
                fresh / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n"
            )
