"""Charts of seats per resident, distance against the norm, and the public share."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from planning.domain.bands import BAND_NAMES
from planning.report.charts.chart_style import COLOURS, INK, plain, said
from planning.results.briefing_source import BriefSource
from planning.words import message, name_in

#: One colour and one mark a band, so that neither has to be told apart alone.
LOOKS = dict(zip(BAND_NAMES, zip((*COLOURS[:1], *COLOURS[2:5]), "osD^", strict=True), strict=True))


def draw_indicators(source: BriefSource, language: str | None) -> Figure:
    """Draw seats per 1,000 residents, pupils beyond the norm, and the public share of kindergarten seats."""
    figure = Figure(figsize=(10.5, 3.3), layout="constrained")
    residents, beyond, public = figure.subplots(1, 3)
    _lines(residents, source.bands, "seats_per_1000_residents", language)
    residents.set_title(said(message("briefing.indicators.seats_per_1000"), language), loc="left", fontsize=9)
    _lines(beyond, source.bands, "beyond_norm_share", language)
    beyond.set_title(said(message("briefing.indicators.beyond_norm"), language), loc="left", fontsize=9)
    gardens = source.bands[source.bands["band"] == "kindergarten"]
    public.plot(gardens["year"], gardens["public_share"], color=COLOURS[0], marker="o", markersize=3)
    public.set_title(said(message("briefing.indicators.public_seats"), language), loc="left", fontsize=9)
    for axes in (beyond, public):
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        axes.set_ylim(0, 1)
    residents.set_ylim(bottom=0)
    handles, labels = residents.get_legend_handles_labels()
    figure.legend(handles, labels, frameon=False, fontsize=8, loc="outside lower center", ncols=4)
    return figure


def draw_distance(source: BriefSource, language: str | None) -> Figure:
    """Draw the mean distance to school of each band beside its service radius."""
    figure = Figure(figsize=(10.5, 2.6), layout="constrained")
    panels = figure.subplots(1, len(BAND_NAMES)).ravel()
    mean = said(message("briefing.indicators.mean_distance"), language)
    norm = said(message("briefing.indicators.norm"), language)
    for axes, (band, (zh, en)) in zip(panels, BAND_NAMES.items(), strict=True):
        own = source.bands[source.bands["band"] == band]
        axes.set_title(said(name_in(zh=zh, en=en), language), loc="left", fontsize=9)
        if own["mean_distance_m"].isna().all():
            axes.set_axis_off()
            continue
        axes.plot(own["year"], own["mean_distance_m"], color=COLOURS[0], label=mean)
        if own["norm_m"].notna().all():
            axes.plot(own["year"], own["norm_m"], color=INK, linestyle="--", label=norm)
        axes.set_ylim(bottom=0)
        axes.set_xticks(own["year"].iloc[:: max(len(own) // 3, 1)])
        plain(axes)
    handles = {
        label: line for axes in panels for line, label in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    figure.legend(
        handles.values(), handles.keys(), frameon=False, fontsize=8, loc="outside lower center", ncols=2
    )
    return figure


def _lines(axes: Axes, bands: pd.DataFrame, column: str, language: str | None) -> None:
    for band, (zh, en) in BAND_NAMES.items():
        own = bands[bands["band"] == band]
        if own[column].notna().any():
            colour, mark = LOOKS[band]
            label = said(name_in(zh=zh, en=en), language)
            axes.plot(own["year"], own[column], color=colour, marker=mark, markersize=3, label=label)
    plain(axes)
