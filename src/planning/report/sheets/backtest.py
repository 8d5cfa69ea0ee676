"""Tables of a back-test, and the lines that a terminal shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from planning.domain.bands import BandSystem
from planning.forecast.backtest_cases import ALL_GRADES, OURS, PLACE, SIZES, WHOLE, Backtest
from planning.words import Words, message, name_in

METHODS: Final = {
    OURS: message("sheets.backtest.ours"),
    "last_value": message("sheets.backtest.last_value"),
    "last_ratio": message("sheets.backtest.last_ratio"),
    "mean_ratio_3": message("sheets.backtest.mean_ratio_3"),
}
LEVELS: Final = {
    PLACE: message("sheets.backtest.single_places"),
    WHOLE: message("sheets.backtest.all_together"),
}
#: A label, and the figures of each horizon.
Line = list[Any]


def backtest_tables(backtest: Backtest) -> Mapping[str, pd.DataFrame]:
    """Return the tables of a back-test by file name without suffix."""
    return {
        "backtest": backtest.summary().round(6),
        "backtest_by_band": backtest.summary(by=["level", "band"]).round(6),
        "backtest_by_level": backtest.summary(by=["level"]).round(6),
        "backtest_by_size": backtest.summary(by=["size"]).round(6),
        "backtest_cases": backtest.cases.round(3),
        "backtest_choices": backtest.choices.round(4),
    }


def error_lines(backtest: Backtest, horizons: Sequence[int]) -> list[Line]:
    """Return lines on the error of each method, the coverage of each interval and the number of cases."""
    frame = backtest.summary()
    lines: list[Line] = [
        [label, *_cells(frame, method, horizons, "wape")] for method, label in METHODS.items()
    ]
    for level in (80, 95):
        covered = _cells(frame, OURS, horizons, f"coverage_{level}", digits=0)
        lines.append([message("sheets.backtest.coverage", level=level), *covered])
    largest = _cells(frame, OURS, horizons, "largest_error", digits=1)
    lines.append([message("sheets.backtest.largest_error"), *largest])
    counts = _values(frame, OURS, horizons, "n")
    cases = ["–" if value is None else f"{value:,.0f}" for value in counts]
    return [*lines, [message("sheets.backtest.cases"), *cases]]


def size_lines(backtest: Backtest, horizons: Sequence[int]) -> list[Line]:
    """Return a line for each size of place, with error and coverage of the chosen method."""
    frame = backtest.summary(by=["size"])
    return _group_lines(frame, "size", {size: name_in(en=size) for size, _ in SIZES}, horizons)


def band_lines(backtest: Backtest, horizons: Sequence[int], bands: BandSystem) -> list[Line]:
    """Return a line for each band of single places, with error and coverage of the chosen method.

    Parameters
    ----------
    backtest
        Back-test to show.
    horizons
        Years ahead that were tested.
    bands
        Bands by whose grades it is divided.

    Returns
    -------
    list of Line
        Name of the band and its cells.
    """
    frame = backtest.summary(by=["level", "band"])
    names = {band.id: band.words for band in bands}
    return _group_lines(frame[frame["level"] == PLACE], "band", names, horizons)


def level_lines(backtest: Backtest, horizons: Sequence[int]) -> list[Line]:
    """Return lines for single places and for their sum, with error and coverage of the chosen method."""
    frame = backtest.summary(by=["level"])
    return _group_lines(frame, "level", LEVELS, horizons)


def choice_line(backtest: Backtest, horizons: Sequence[int]) -> Words:
    """Return a line on the methods chosen at the middle horizon and the mean weight of own ratios."""
    middle = horizons[len(horizons) // 2]
    choices = backtest.choices
    here = choices[(choices["band"] == ALL_GRADES) & (choices["horizon"] == middle)]
    counts = ", ".join(f"{method} {count}" for method, count in here["method"].value_counts().items())
    weight = float(here["own_weight"].mean())
    return message("sheets.backtest.methods_chosen", horizon=middle, methods=counts, own_weight=weight)


def _group_lines(
    frame: pd.DataFrame, column: str, names: Mapping[str, Words], horizons: Sequence[int]
) -> list[Line]:
    lines: list[Line] = []
    for value, name in names.items():
        here = frame[frame[column] == value]
        if not here.empty:
            errors = _cells(here, OURS, horizons, "wape")
            covers = _cells(here, OURS, horizons, "coverage_80", digits=0)
            lines.append([name, *(f"{e} · {c}" for e, c in zip(errors, covers, strict=True))])
    return lines


def _cells(
    frame: pd.DataFrame, method: str, horizons: Sequence[int], name: str, *, digits: int = 2
) -> list[str]:
    values = _values(frame, method, horizons, name)
    return ["–" if value is None else f"{value:.{digits}%}" for value in values]


def _values(frame: pd.DataFrame, method: str, horizons: Sequence[int], name: str) -> list[float | None]:
    ours = frame[frame["method"] == method].set_index("horizon")[name].dropna()
    return [float(ours[horizon]) if horizon in ours.index else None for horizon in horizons]
