"""A picture of what one more classroom is worth at each site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

from planning.domain.sites import SiteValue
from planning.words import Words, message

#: Area of the largest disc, in points squared.
LARGEST: Final = 260.0
SMALLEST: Final = 12.0


class Placed(Protocol):
    """Anything with a place on the map."""

    @property
    def lon(self) -> float:
        """Longitude."""

    @property
    def lat(self) -> float:
        """Latitude."""


def draw_sites(
    values: Sequence[SiteValue],
    places: Sequence[Placed],
    shapes: Sequence[Any],
    chosen: Sequence[Placed],
    *,
    money: Words,
    language: str | None = None,
) -> str:
    """Draw zones and a disc at each site, the larger the more a classroom there is worth.

    Parameters
    ----------
    values
        Value of a classroom at each site.
    places
        Candidate sites.
    shapes
        Polygons of the zones, WGS 84.
    chosen
        Sites of the best choice, which are ringed.
    money
        Unit of money.
    language
        Language of the words; that of the reader if None.

    Returns
    -------
    str
        SVG text. Discs show entrants who gain a seat; if nobody lacks one, money saved at policy prices.
    """
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    import numpy as np  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    from planning.report.charts.chart_style import COLOURS, INK, chart_style, said, svg_of  # noqa: PLC0415

    seats = any(one.o1 > 0 for one in values)
    worth = np.array([one.entrants if seats else one.o2_10k for one in values])
    lon = [places[one.point].lon for one in values]
    lat = [places[one.point].lat for one in values]
    with chart_style(salt="sites"):
        figure = Figure(figsize=(7.0, 7.0), layout="constrained")
        axes = figure.subplots()
        for shape in shapes:
            for part in getattr(shape, "geoms", [shape]):
                axes.fill(*part.exterior.xy, facecolor="#f4f4f4", edgecolor="#bbbbbb", linewidth=0.5)
        most = max(float(worth.max(initial=0.0)), 1e-9)
        discs = axes.scatter(
            lon, lat, s=SMALLEST + LARGEST * np.maximum(worth, 0.0) / most, c=worth, cmap="viridis_r",
            edgecolor=INK, linewidth=0.4, zorder=2, gid="sites",
        )  # fmt: skip
        axes.scatter(
            [place.lon for place in chosen], [place.lat for place in chosen],
            s=LARGEST * 1.8, facecolor="none", edgecolor=COLOURS[2], linewidth=2, zorder=3, gid="chosen",
        )  # fmt: skip
        entrants = message("charts.site_chart.entrants")
        words = entrants if seats else message("charts.site_chart.saved", money=money)
        figure.colorbar(discs, ax=axes, shrink=0.6).set_label(said(words, language), fontsize=8)
        axes.set_title(said(message("charts.site_chart.title"), language), fontsize=9)
        axes.set_aspect(1.0 / max(float(np.cos(np.radians(np.mean(lat)))), 0.1))
        axes.set_axis_off()
        return svg_of(figure)
