"""A waterfall: why a band's intake changes in one year."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from planning.domain.outlook import Outlook
from planning.report.charts.chart_style import COLOURS, PAST, plain, said
from planning.words import message

CAUSE_NAMES: Final = {
    "cohort": message("charts.change_chart.births_cohort"),
    "migration": message("charts.change_chart.migration"),
    "participation": message("charts.change_chart.participation"),
    "agreement": message("charts.change_chart.agreement"),
    "homes": message("charts.change_chart.homes"),
}
RISE, FALL = COLOURS[0], COLOURS[2]


def draw_change(
    outlook: Outlook, variant: str, band: int, year: int, *, language: str | None = None
) -> Figure:
    """Draw a waterfall from one year's intake to the next.

    Parameters
    ----------
    outlook
        Forecast of every variant.
    variant
        Name of the variant.
    band
        Position of the band.
    year
        Later of the two years.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        Chart of one panel.
    """
    t = outlook.years.index(year)
    intakes = outlook.intakes[variant][:, band].sum(axis=0)
    figure = Figure(figsize=(8.4, 4.0), layout="constrained")
    axes = figure.subplots()
    labels = [str(year - 1)]
    level = float(intakes[t - 1])
    axes.bar(0, level, color=PAST, width=0.6)
    axes.annotate(f"{level:,.0f}", (0, level), ha="center", va="bottom", fontsize=8)
    for x, (cause, parts) in enumerate(outlook.changes[variant].items(), start=1):
        step = float(parts[band, t])
        axes.bar(x, step, bottom=level, color=RISE if step >= 0 else FALL, width=0.6)
        axes.plot([x - 0.7, x + 0.3], [level, level], color=PAST, linewidth=0.6)
        level += step
        top = max(level, level - step)
        axes.annotate(f"{step:+,.0f}", (x, top), ha="center", va="bottom", fontsize=8)
        labels.append(said(CAUSE_NAMES[cause], language))
    axes.bar(len(labels), level, color=PAST, width=0.6)
    axes.annotate(f"{level:,.0f}", (len(labels), level), ha="center", va="bottom", fontsize=8)
    labels.append(str(year))
    axes.set_xticks(range(len(labels)), labels, fontsize=8)
    # Bars of a length that means something start at nought, but the steps would be lost; say so by the axis.
    low = min(float(intakes[t - 1]), float(intakes[t])) * 0.8
    high = max(float(intakes[t - 1]), float(intakes[t]), axes.dataLim.y1)
    axes.set_ylim(bottom=low, top=high + 0.06 * (high - low))
    name = outlook.system[outlook.bands[band]].words
    title = message("charts.change_chart.title", band=name, before=year - 1, year=year)
    axes.set_title(said(title, language), loc="left", fontsize=10)
    plain(axes)
    return figure


def largest_change(outlook: Outlook, variant: str, band: int) -> int:
    """Find the year in which a band's intake changes most against the year before.

    Parameters
    ----------
    outlook
        Forecast of every variant.
    variant
        Name of the variant.
    band
        Position of the band.

    Returns
    -------
    int
        Year of the largest change.
    """
    intakes = outlook.intakes[variant][:, band].sum(axis=0)
    steps = abs(intakes[1:] - intakes[:-1])
    return int(outlook.years[1 + int(steps.argmax())])
