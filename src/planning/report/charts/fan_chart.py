"""A chart of a band's intakes and rolls: the past, the variants, and the fan of the draws."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planning.domain.outlook import Outlook
from planning.report.charts.chart_style import COLOURS, INK, PAST, plain, said
from planning.words import message

FAN: Final = "medium"


def draw_fan(outlook: Outlook, band: int, *, language: str | None = None) -> Figure:
    """Draw entrants and pupils of one band, counted and forecast.

    Parameters
    ----------
    outlook
        Forecast of every variant.
    band
        Position of the band.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        Chart of two panels.
    """
    figure = Figure(figsize=(10.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    own = outlook.system[outlook.bands[band]]
    figure.suptitle(said(own.words, language).replace("\n", " · "), fontweight="bold")
    fan = FAN if FAN in outlook.titles else next(iter(outlook.titles))
    low, _, high = outlook.district_quantiles[fan][:, band]
    left.fill_between(outlook.years, low, high, color=INK, alpha=0.12, linewidth=0, label="10–90%")
    past = outlook.past_rolls[band, : own.years]
    _draw_past(left, outlook, past[0], language)
    _draw_past(right, outlook, past.sum(axis=0), language)
    for colour, (key, title) in zip(COLOURS, outlook.titles.items(), strict=False):
        label = said(title, language)
        left.plot(outlook.years, outlook.intakes[key][:, band].sum(axis=0), color=colour, label=label)
        right.plot(outlook.years, outlook.rolls[key][:, band].sum(axis=(0, 1)), color=colour, label=label)
    left.set_title(said(message("charts.fan_chart.entrants"), language), loc="left", fontsize=10)
    right.set_title(said(message("charts.fan_chart.pupils"), language), loc="left", fontsize=10)
    for axes in (left, right):
        axes.set_ylim(bottom=0)
        axes.set_xticks(range(outlook.past_years[0], outlook.years[-1] + 1, 2))
        axes.tick_params(axis="x", rotation=45)
        plain(axes)
    left.legend(frameon=False, fontsize=8)
    return figure


def _draw_past(axes: Axes, outlook: Outlook, values: object, language: str | None) -> None:
    label = said(message("charts.fan_chart.past"), language)
    axes.plot(outlook.past_years, values, color=PAST, marker="o", markersize=3, linewidth=1, label=label)  # type: ignore[arg-type]
