"""A still map for paper and slides: each band in the year in which most entrants lack a seat."""

from __future__ import annotations

import geopandas as gpd
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from planning.report.charts.chart_style import panels_of, said
from planning.results.briefing_source import BriefSource
from planning.results.results import unplaced_sums
from planning.words import message

#: The steps and colours of the page's map.
STEPS = (0.0, 0.0005, 0.05, 0.1, 0.25, 1.01)
FILLS = ("#f4f1ea", "#fdd49e", "#fc8d59", "#d7301f", "#7f0000")
WORDS = ("0", "< 5%", "5–10%", "10–25%", "> 25%")
LINE = "#8a8578"
#: Zones whose entrants are too few to show, as on the page's map.
FEW = "#c9c6d6"


def draw_places(source: BriefSource, zones: gpd.GeoDataFrame, language: str | None) -> Figure:
    """Draw one small map for each band: the share of a year's entrants without a seat, by zone.

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
    matplotlib.figure.Figure
        Chart with a panel for each band.
    """
    figure, panels = panels_of(len(source.system), width=10.5, height=4.4)
    colours, norm = ListedColormap(FILLS), BoundaryNorm(STEPS, len(FILLS))
    hidden = False
    for axes, band in zip(panels, source.system, strict=False):
        axes.set_axis_off()
        own = source.unplaced[source.unplaced["band"] == band.id]
        if own.empty:
            continue
        sums = unplaced_sums(own, source.bands[source.bands["band"] == band.id], ["year"])
        year = int(sums.index[int(sums.to_numpy().argmax())])
        now = own[own["year"] == year].set_index("zone").reindex(zones["zone_id"])
        # A count that is not shown is one of a few children, not of nobody.
        few = now[["unhoused", "intake"]].isna().any(axis=1).to_numpy()
        share = (now["unhoused"] / now["intake"]).fillna(0.0).to_numpy()
        shown = gpd.GeoDataFrame({"share": share}, geometry=zones.geometry.to_numpy())
        shown.plot(ax=axes, column="share", cmap=colours, norm=norm, edgecolor=LINE, linewidth=0.5)
        if few.any():
            shown[few].plot(ax=axes, color=FEW, edgecolor=LINE, linewidth=0.5)
            hidden = True
        axes.set_title(f"{said(band.words, language)} {year}\n{sums[year]:,.0f}", fontsize=9)
    handles = [
        Patch(facecolor=fill, edgecolor=LINE, label=word) for fill, word in zip(FILLS, WORDS, strict=True)
    ]
    if hidden:
        handles.append(
            Patch(facecolor=FEW, edgecolor=LINE, label=said(message("briefing.places.too_few"), language))
        )
    figure.legend(
        handles=handles, frameon=False, fontsize=8, loc="outside lower center", ncols=len(handles),
        title=said(message("briefing.places.share"), language), title_fontsize=8,
    )  # fmt: skip
    return figure
