"""Tables of a back-test, and the lines that a terminal shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from planning.domain.bands import BandSystem
from planning.forecast.backtest_cases import ALL_GRADES, OURS, PLACE, SIZES, WHOLE, Backtest

METHODS: Final = {
    OURS: "本工具 ours",
    "last_value": "末值 last value",
    "last_ratio": "末年升级率 last ratio",
    "mean_ratio_3": "三年平均升级率 3-year mean ratio",
}


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


def error_lines(backtest: Backtest, horizons: Sequence[int]) -> list[list[str]]:
    """Return lines on the error of each method, the coverage of each interval and the number of cases."""
    frame = backtest.summary()
    lines = [[label, *_cells(frame, method, horizons, "wape")] for method, label in METHODS.items()]
    lines += [
        [f"{level}% 区间覆盖率 coverage", *_cells(frame, OURS, horizons, f"coverage_{level}", digits=0)]
        for level in (80, 95)
    ]
    lines.append(["最大误差 largest error (ours)", *_cells(frame, OURS, horizons, "largest_error", digits=1)])
    counts = _values(frame, OURS, horizons, "n")
    return [*lines, ["样本数 n", *("–" if value is None else f"{value:,.0f}" for value in counts)]]


def size_lines(backtest: Backtest, horizons: Sequence[int]) -> list[list[str]]:
    """Return a line for each size of place, with error and coverage of the chosen method."""
    frame = backtest.summary(by=["size"])
    return _group_lines(frame, "size", {size: size for size, _ in SIZES}, horizons)


def band_lines(backtest: Backtest, horizons: Sequence[int], bands: BandSystem) -> list[list[str]]:
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
    list of list of str
        Name of the band and its cells.
    """
    frame = backtest.summary(by=["level", "band"])
    names = {band.id: " ".join(band.label) for band in bands}
    return _group_lines(frame[frame["level"] == PLACE], "band", names, horizons)


def level_lines(backtest: Backtest, horizons: Sequence[int]) -> list[list[str]]:
    """Return lines for single places and for their sum, with error and coverage of the chosen method."""
    frame = backtest.summary(by=["level"])
    return _group_lines(frame, "level", {PLACE: "单个 single places", WHOLE: "合计 all together"}, horizons)


def choice_line(backtest: Backtest, horizons: Sequence[int]) -> str:
    """Return a line on the methods chosen at the middle horizon and the mean weight of own ratios."""
    middle = horizons[len(horizons) // 2]
    choices = backtest.choices
    here = choices[(choices["band"] == ALL_GRADES) & (choices["horizon"] == middle)]
    counts = ", ".join(f"{method} {count}" for method, count in here["method"].value_counts().items())
    return f"{middle} 年 years: {counts}; {here['own_weight'].mean():.0%}"


def _group_lines(
    frame: pd.DataFrame, column: str, names: Mapping[str, str], horizons: Sequence[int]
) -> list[list[str]]:
    lines = []
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
