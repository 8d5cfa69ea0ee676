"""The charts of a briefing, as SVG whose text is text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from planning.report.briefing.indicators import draw_distance, draw_indicators
from planning.report.briefing.names import CHARTS
from planning.report.briefing.places import draw_places
from planning.report.briefing.staff import draw_staff_of
from planning.report.charts.chart_style import (
    COLOURS,
    INK,
    PAST,
    chart_style,
    panels_of,
    plain,
    said,
    svg_of,
)
from planning.results.briefing_source import BriefSource
from planning.results.results import unplaced_sums
from planning.words import message, name_in
from planning.words.catalogue import default_language

NEEDS_APPROVAL = ("starting", "reserve")
STATUS_COLOURS = {"completing": COLOURS[3], "continuing": COLOURS[5], "starting": COLOURS[4]}


def draw_all(source: BriefSource, zones: gpd.GeoDataFrame, language: str | None) -> dict[str, Figure]:
    """Draw every chart; call it within :func:`planning.report.charts.chart_style.chart_style`.

    Parameters
    ----------
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    dict
        Charts by name.
    """
    return {
        name: draw_chart(name, source, zones, language=language)
        for name in CHARTS
        if name != "staff" or source.staff is not None
    }


def draw_chart(
    name: str, source: BriefSource, zones: gpd.GeoDataFrame, *, language: str | None = None
) -> Figure:
    """Draw one chart; call it within :func:`planning.report.charts.chart_style.chart_style`.

    Parameters
    ----------
    name
        One of :data:`planning.report.briefing.names.CHARTS`.
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        Chart of that name.
    """
    if name == "places":
        return draw_places(source, zones, language)
    drawn = {
        "seats": _seats,
        "indicators": draw_indicators,
        "distance": draw_distance,
        "money": _money,
        "schedule": _schedule,
        "staff": draw_staff_of,
    }
    return drawn[name](source, language)


def chart(name: str, source: BriefSource, zones: gpd.GeoDataFrame, *, language: str | None = None) -> str:
    """Draw one chart as SVG.

    Parameters
    ----------
    name
        One of :data:`planning.report.briefing.names.CHARTS`.
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    str
        SVG text with selectable words.
    """
    with chart_style():
        return svg_of(draw_chart(name, source, zones, language=language))


def charts(source: BriefSource, zones: gpd.GeoDataFrame, *, language: str | None = None) -> dict[str, str]:
    """Draw every chart as SVG.

    Parameters
    ----------
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    dict
        SVG text by name of the chart.
    """
    # Parts of a chart are named by what they are: those of two languages on one page must not share a name.
    with chart_style(salt=f"planning {language or default_language()}"):
        return {name: svg_of(figure) for name, figure in draw_all(source, zones, language).items()}


def write_pictures(
    source: BriefSource,
    zones: gpd.GeoDataFrame,
    folder: Path,
    *,
    endings: Sequence[str],
    language: str | None = None,
) -> list[str]:
    """Write every chart as a picture file for slides.

    Parameters
    ----------
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    folder
        Existing folder to write into.
    endings
        Formats to write: ``png`` (at 200 dots per inch) and ``svg``.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    list of str
        Names of the files written.
    """
    names = []
    with chart_style():
        for chart, figure in draw_all(source, zones, language).items():
            for ending in endings:
                name = f"brief_{chart}.{ending}"
                metadata = {"Date": None} if ending == "svg" else {"Software": None}
                figure.savefig(folder / name, format=ending, dpi=200, metadata=metadata)
                names.append(name)
    return names


def _seats(source: BriefSource, language: str | None) -> Figure:
    figure, panels = panels_of(len(source.system), width=10.5, height=2.7, across=2)
    seats = source.seats.groupby(["band", "year"])[["open_seats", "enrolled"]].sum()
    lacking = unplaced_sums(source.unplaced, source.bands, ["band", "year"])
    for axes, band in zip(panels, source.system, strict=False):
        if band.id not in seats.index.get_level_values(0):
            axes.set_axis_off()
            continue
        own = seats.loc[band.id]
        years = own.index.to_numpy()
        axes.plot(
            years,
            own["open_seats"],
            color=INK,
            drawstyle="steps-mid",
            label=said(message("briefing.charts.seats"), language),
        )
        axes.bar(
            years, own["enrolled"], color="#b9cfe0", label=said(message("briefing.charts.pupils"), language)
        )
        short = lacking.loc[band.id].reindex(years).to_numpy()
        axes.bar(
            years,
            short,
            bottom=own["enrolled"],
            color=COLOURS[2],
            label=said(message("briefing.charts.entrants_unhoused"), language),
        )
        fan = source.bands[source.bands["band"] == band.id].set_index("year").reindex(years)
        axes.fill_between(
            years, fan["pupils_p10"], fan["pupils_p90"], color=COLOURS[0], alpha=0.25, linewidth=0,
            label=said(message("briefing.charts.pupils_who_need_seat"), language),
        )  # fmt: skip
        axes.set_title(said(band.words, language), loc="left", fontsize=10)
        axes.set_xticks(years[::3])
        plain(axes)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, frameon=False, fontsize=8, loc="outside lower center", ncols=4)
    return figure


def _money(source: BriefSource, language: str | None) -> Figure:
    figure = Figure(figsize=(10.5, 2.9), layout="constrained")
    axes = figure.subplots()
    budget = source.budget
    axes.bar(
        budget["year"],
        budget["spent_10k"],
        color=COLOURS[0],
        width=0.6,
        label=said(message("briefing.charts.spent"), language),
    )
    if budget["limit_10k"].notna().all():
        axes.plot(
            budget["year"],
            budget["limit_10k"],
            color=INK,
            drawstyle="steps-mid",
            label=said(message("briefing.charts.limit"), language),
        )
    axes.set_xticks(budget["year"])
    axes.set_ylabel(said(source.money.words, language), fontsize=8)
    axes.legend(frameon=False, fontsize=8)
    plain(axes)
    return figure


def _schedule(source: BriefSource, language: str | None) -> Figure:
    built = source.schedule[source.schedule["opening_year"].notna()]
    figure = Figure(figsize=(10.5, 0.6 + 0.32 * max(len(built), 1)), layout="constrained")
    axes = figure.subplots()
    labels = []
    first = float(source.record["first_year"])
    for y, row in enumerate(built.to_dict("records")):
        record: dict[str, Any] = {str(key): value for key, value in row.items()}
        start, opening = float(record["start_year"]), float(record["opening_year"])
        colour = STATUS_COLOURS.get(str(record["status"]), PAST)
        if start >= float(source.record["first_year"]) and record["status"] in NEEDS_APPROVAL:
            lead = float(source.record["approvals_months"]) / 12.0
            axes.barh(y, lead, left=start - lead, color="white", edgecolor=colour, hatch="////", height=0.55)
            first = min(first, start - lead)
        axes.barh(y, opening + 0.67 - start, left=start, color=colour, height=0.55)
        axes.plot(opening + 0.67, y, marker="D", color=INK, markersize=5)
        axes.annotate(f"{opening:.0f}", (opening + 0.8, y), va="center", fontsize=7.5)
        names = name_in(zh=str(record["name_zh"]), en=str(record["name_en"]))
        name = _escaped(said(names, language)).replace("\n", " ")
        labels.append(f"{record['project_id']} {name}")
    axes.set_yticks(range(len(labels)), labels, fontsize=7.5)
    axes.invert_yaxis()
    last = float(built["opening_year"].max()) if len(built) else float(source.record["first_year"])
    first = float(np.floor(min(first, float(built["start_year"].min()) if len(built) else first)))
    axes.set_xticks(np.arange(first, last + 2))
    axes.set_xlim(first, last + 2)
    plain(axes)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.legend(handles=_legend(language), frameon=False, fontsize=8, loc="lower right")
    return figure


def _legend(language: str | None) -> list[Any]:
    approvals = said(message("briefing.charts.approvals"), language)
    works = said(message("briefing.charts.works"), language)
    opens = said(message("briefing.charts.opens"), language)
    return [
        Patch(facecolor="white", edgecolor=PAST, hatch="////", label=approvals),
        Patch(facecolor=PAST, label=works),
        Line2D([], [], marker="D", color=INK, linestyle="", markersize=5, label=opens),
    ]


def _escaped(text: str) -> str:
    """Keep matplotlib from reading a dollar sign as mathematics."""
    return text.replace("$", r"\$")
