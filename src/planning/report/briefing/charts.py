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
from planning.report.charts.chart_style import COLOURS, INK, PAST, chart_style, panels_of, plain, svg_of
from planning.results.briefing_source import BriefSource
from planning.results.results import unplaced_sums

NEEDS_APPROVAL = ("starting", "reserve")
STATUS_COLOURS = {"completing": COLOURS[3], "continuing": COLOURS[5], "starting": COLOURS[4]}


def draw_all(source: BriefSource, zones: gpd.GeoDataFrame) -> dict[str, Figure]:
    """Draw every chart, by name; call it within :func:`planning.report.charts.chart_style.chart_style`."""
    return {name: draw_chart(name, source, zones) for name in CHARTS}


def draw_chart(name: str, source: BriefSource, zones: gpd.GeoDataFrame) -> Figure:
    """Draw one chart; call it within :func:`planning.report.charts.chart_style.chart_style`.

    Parameters
    ----------
    name
        One of :data:`planning.report.briefing.names.CHARTS`.
    source
        Results of a run.
    zones
        Zones of the run with their polygons.

    Returns
    -------
    matplotlib.figure.Figure
        Chart of that name.
    """
    if name == "places":
        return draw_places(source, zones)
    drawn = {
        "seats": _seats,
        "indicators": draw_indicators,
        "distance": draw_distance,
        "money": _money,
        "schedule": _schedule,
    }
    return drawn[name](source)


def chart(name: str, source: BriefSource, zones: gpd.GeoDataFrame) -> str:
    """Draw one chart as SVG.

    Parameters
    ----------
    name
        One of :data:`planning.report.briefing.names.CHARTS`.
    source
        Results of a run.
    zones
        Zones of the run with their polygons.

    Returns
    -------
    str
        SVG text with selectable words.
    """
    with chart_style():
        return svg_of(draw_chart(name, source, zones))


def charts(source: BriefSource, zones: gpd.GeoDataFrame) -> dict[str, str]:
    """Draw every chart as SVG, by name."""
    with chart_style():
        return {name: svg_of(figure) for name, figure in draw_all(source, zones).items()}


def write_pictures(
    source: BriefSource, zones: gpd.GeoDataFrame, folder: Path, *, endings: Sequence[str]
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

    Returns
    -------
    list of str
        Names of the files written.
    """
    names = []
    with chart_style():
        for chart, figure in draw_all(source, zones).items():
            for ending in endings:
                name = f"brief_{chart}.{ending}"
                metadata = {"Date": None} if ending == "svg" else {"Software": None}
                figure.savefig(folder / name, format=ending, dpi=200, metadata=metadata)
                names.append(name)
    return names


def _seats(source: BriefSource) -> Figure:
    figure, panels = panels_of(len(source.system), width=10.5, height=2.7, across=2)
    seats = source.seats.groupby(["band", "year"])[["open_seats", "enrolled"]].sum()
    lacking = unplaced_sums(source.unplaced, source.bands, ["band", "year"])
    for axes, band in zip(panels, source.system, strict=False):
        zh, en = band.label
        if band.id not in seats.index.get_level_values(0):
            axes.set_axis_off()
            continue
        own = seats.loc[band.id]
        years = own.index.to_numpy()
        axes.plot(years, own["open_seats"], color=INK, drawstyle="steps-mid", label="学位 Seats")
        axes.bar(years, own["enrolled"], color="#b9cfe0", label="在校生 Pupils")
        short = lacking.loc[band.id].reindex(years).to_numpy()
        axes.bar(
            years, short, bottom=own["enrolled"], color=COLOURS[2], label="当年无学位新生 Entrants unhoused"
        )
        fan = source.bands[source.bands["band"] == band.id].set_index("year").reindex(years)
        axes.fill_between(
            years, fan["pupils_p10"], fan["pupils_p90"], color=COLOURS[0], alpha=0.25, linewidth=0,
            label="需要学位者 10–90% Pupils who need a seat",
        )  # fmt: skip
        axes.set_title(f"{zh} {en}", loc="left", fontsize=10)
        axes.set_xticks(years[::3])
        plain(axes)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, frameon=False, fontsize=8, loc="outside lower center", ncols=4)
    return figure


def _money(source: BriefSource) -> Figure:
    figure = Figure(figsize=(10.5, 2.9), layout="constrained")
    axes = figure.subplots()
    budget = source.budget
    axes.bar(budget["year"], budget["spent_10k"], color=COLOURS[0], width=0.6, label="支出 Spent")
    if budget["limit_10k"].notna().all():
        axes.plot(budget["year"], budget["limit_10k"], color=INK, drawstyle="steps-mid", label="限额 Limit")
    axes.set_xticks(budget["year"])
    axes.set_ylabel(f"{source.money.zh} {source.money.en}", fontsize=8)
    axes.legend(frameon=False, fontsize=8)
    plain(axes)
    return figure


def _schedule(source: BriefSource) -> Figure:
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
        labels.append(f"{record['project_id']} {_escaped(str(record['name_zh']))}")
    axes.set_yticks(range(len(labels)), labels, fontsize=7.5)
    axes.invert_yaxis()
    last = float(built["opening_year"].max()) if len(built) else float(source.record["first_year"])
    first = float(np.floor(min(first, float(built["start_year"].min()) if len(built) else first)))
    axes.set_xticks(np.arange(first, last + 2))
    axes.set_xlim(first, last + 2)
    plain(axes)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.legend(
        handles=[
            Patch(facecolor="white", edgecolor=PAST, hatch="////", label="审批（假定） Approvals (assumed)"),
            Patch(facecolor=PAST, label="施工 Works"),
            Line2D([], [], marker="D", color=INK, linestyle="", markersize=5, label="启用 Opens"),
        ],
        frameon=False, fontsize=8, loc="lower right",
    )  # fmt: skip
    return figure


def _escaped(text: str) -> str:
    """Keep matplotlib from reading a dollar sign as mathematics."""
    return text.replace("$", r"\$")
