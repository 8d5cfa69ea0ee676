"""The tables of staff of a briefing: posts by norm, staff there, what lacks and what is too much."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from planning.report.charts.chart_style import said
from planning.report.charts.staff_chart import draw_staff
from planning.results.briefing_source import BriefSource
from planning.words import Words, message

#: Columns of the table of staff that a briefing shows, each by band and year.
SHOWN: Final = ("needed", "there", "lack", "surplus")


def staff_tables(source: BriefSource) -> list[tuple[Words, list[tuple[Words, list[float]]]]]:
    """Return a caption and rows by band and year for each figure shown; nothing if the run has no staff."""
    if source.staff is None or source.staff.empty:
        return []
    sums = source.staff.groupby(["band", "year"])[list(SHOWN)].sum()
    bands = [band for band in source.system if band.id in sums.index.get_level_values(0)]
    return [
        (
            message(f"sheets.staff.{name}"),
            [(band.words, [float(value) for value in sums.loc[band.id][name]]) for band in bands],
        )
        for name in SHOWN
    ]


def draw_staff_of(source: BriefSource, language: str | None) -> Figure:
    """Draw posts by norm and staff there in each band; a sentence if the run has no balance of staff."""
    if source.staff is None:
        figure = Figure(figsize=(6, 1))
        figure.text(0, 0.5, said(message("briefing.staff.none"), language))
        return figure
    names = {band.id: band.words for band in source.system}
    return draw_staff(source.staff, names, {band.id: band.colour for band in source.system}, language)
