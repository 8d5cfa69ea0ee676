"""Charts of seats per resident, distance against the norm, and the public share."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from planning.domain.bands import Enters
from planning.report.charts.chart_style import COLOURS, INK, panels_of, plain, said
from planning.results.briefing_source import BriefSource
from planning.words import message

#: A mark for each band beside its colour, so that neither has to be told apart alone.
MARKS = "osD^vPX*<>"


def has_indicators(source: BriefSource) -> bool:
    """Return True if a run has residents, norms or a band before school, which are drawn."""
    return bool(_panels(source))


def draw_indicators(source: BriefSource, language: str | None) -> Figure:
    """Draw seats per 1,000 residents, pupils beyond the norm, and the public share of seats before school.

    Parameters
    ----------
    source
        Results of a run.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each of them of which the run has figures.
    """
    wanted = _panels(source)
    figure = Figure(figsize=(10.5, 3.3), layout="constrained")
    panels = figure.subplots(1, max(len(wanted), 1), squeeze=False).ravel()
    for axes, draw in zip(panels, wanted, strict=False):
        draw(axes, source, language)
    if not wanted:
        panels[0].set_axis_off()
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, frameon=False, fontsize=8, loc="outside lower center", ncols=4)
    return figure


def _panels(source: BriefSource) -> list[Callable[[Axes, BriefSource, str | None], None]]:
    there = (
        (_residents, source.bands["seats_per_1000_residents"].notna().any()),
        (_beyond, source.bands["norm_m"].notna().any()),
        (_public, bool(_before_school(source))),
    )
    return [draw for draw, known in there if known]


def _residents(axes: Axes, source: BriefSource, language: str | None) -> None:
    _lines(axes, source, "seats_per_1000_residents", language)
    axes.set_title(said(message("briefing.indicators.seats_per_1000"), language), loc="left", fontsize=9)
    axes.set_ylim(bottom=0)


def _beyond(axes: Axes, source: BriefSource, language: str | None) -> None:
    _lines(axes, source, "beyond_norm_share", language)
    axes.set_title(said(message("briefing.indicators.beyond_norm"), language), loc="left", fontsize=9)
    _as_shares(axes)


def _public(axes: Axes, source: BriefSource, language: str | None) -> None:
    band = source.system[_before_school(source)]
    gardens = source.bands[source.bands["band"] == band.id]
    axes.plot(gardens["year"], gardens["public_share"], color=COLOURS[0], marker="o", markersize=3)
    title = message("briefing.indicators.public_seats", band=band.lower_words)
    axes.set_title(said(title, language), loc="left", fontsize=9)
    _as_shares(axes)


def _as_shares(axes: Axes) -> None:
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_ylim(0, 1)


def _before_school(source: BriefSource) -> str:
    """Return the band of children who are not yet bound to attend; empty if the table has none."""
    return next((b.id for b in source.system if b.enters is Enters.AGE and not b.compulsory), "")


def draw_distance(source: BriefSource, language: str | None) -> Figure:
    """Draw the mean distance to school of each band beside its service radius."""
    figure, panels = panels_of(len(source.system), width=10.5, height=2.6)
    mean = said(message("briefing.indicators.mean_distance"), language)
    norm = said(message("briefing.indicators.norm"), language)
    for axes, band in zip(panels, source.system, strict=False):
        own = source.bands[source.bands["band"] == band.id]
        axes.set_title(said(band.words, language), loc="left", fontsize=9)
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


def _lines(axes: Axes, source: BriefSource, column: str, language: str | None) -> None:
    for b, band in enumerate(source.system):
        own = source.bands[source.bands["band"] == band.id]
        if own[column].notna().any():
            mark, label = MARKS[b % len(MARKS)], said(band.words, language)
            axes.plot(own["year"], own[column], color=band.colour, marker=mark, markersize=3, label=label)
    plain(axes)
