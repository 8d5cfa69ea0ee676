"""The charts of who is coming, written side by side."""

from __future__ import annotations

from pathlib import Path

from planning.domain.outlook import Outlook
from planning.report.charts.change_chart import draw_change, largest_change
from planning.report.charts.chart_style import chart_style, write_svg
from planning.report.charts.cohort_chart import draw_cohorts
from planning.report.charts.fan_chart import FAN, draw_fan


def write_charts(
    outlook: Outlook, folder: Path, *, change_year: int | None = None, language: str | None = None
) -> None:
    """Write the charts of a forecast: fan and waterfall of each band, and the cohorts.

    Parameters
    ----------
    outlook
        Forecast of every variant.
    folder
        Existing folder to write into.
    change_year
        Year whose change the waterfalls explain; if omitted, the year of each band's largest change.
    language
        Language of its words; that of the reader if None.
    """
    variant = FAN if FAN in outlook.titles else next(iter(outlook.titles))
    with chart_style():
        for b, band in enumerate(outlook.bands):
            write_svg(draw_fan(outlook, b, language=language), folder / f"chart_{band}.svg")
            if len(outlook.years) > 1:
                year = change_year or largest_change(outlook, variant, b)
                figure = draw_change(outlook, variant, b, year, language=language)
                write_svg(figure, folder / f"chart_change_{band}.svg")
        write_svg(draw_cohorts(outlook, variant, language=language), folder / "chart_cohorts.svg")
