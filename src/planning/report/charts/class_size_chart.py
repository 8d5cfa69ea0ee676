"""Who has no seat if a class size comes in one year or another, a line for each size."""

from __future__ import annotations

from typing import Final

from planning.domain.class_sizes import ClassSizes
from planning.words import Words, message

#: Room above the highest point.
HEADROOM: Final = 1.08


def draw_class_sizes(found: ClassSizes, *, band: Words, language: str | None = None) -> str:
    """Draw the entrants without a seat against the first year of each class size.

    Parameters
    ----------
    found
        Frontier of class sizes.
    band
        Name of the band.
    language
        Language of the words; that of the reader if None.

    Returns
    -------
    str
        SVG text. A filled point is the earliest year from which a size can hold; a dashed line is what
        today's sizes leave without a seat.
    """
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from matplotlib.figure import Figure  # noqa: PLC0415

    from planning.report.charts.chart_style import (  # noqa: PLC0415
        COLOURS,
        INK,
        PAST,
        chart_style,
        plain,
        said,
        svg_of,
    )  # fmt: skip

    lines = [(size, [one for one in found.of(size) if one.unplaced is not None]) for size in found.sizes]
    top = max([found.today, 1.0] + [one.unplaced or 0.0 for _, cases in lines for one in cases]) * HEADROOM
    with chart_style(salt="class-size"):
        figure = Figure(figsize=(8.5, 3.4), layout="constrained")
        axes = figure.subplots()
        axes.axhline(found.today, color=PAST, linestyle="--", linewidth=1, gid="today")
        for i, (size, cases) in enumerate(lines):
            colour, first = COLOURS[i % len(COLOURS)], found.earliest(size)
            words = "earliest" if first is not None else "never"
            label = said(message(f"charts.class_size_chart.{words}", size=size, year=first or 0), language)
            axes.plot(
                [one.first_year for one in cases], [one.unplaced or 0.0 for one in cases],
                color=colour, marker="o", markersize=4, markerfacecolor="white", linewidth=1.6,
                label=label.replace("\n", " · "), gid=f"size-{i}",
            )  # fmt: skip
            at = [one for one in cases if one.first_year == first]
            axes.plot(
                [one.first_year for one in at], [one.unplaced or 0.0 for one in at],
                color=colour, marker="o", markersize=9, linestyle="none", gid=f"earliest-{i}", zorder=3,
            )  # fmt: skip
        axes.set_ylim(-0.03 * top, top)
        axes.set_xticks(list(found.years))
        axes.set_xlabel(said(message("charts.class_size_chart.first_year"), language), fontsize=8)
        axes.set_ylabel(said(message("charts.class_size_chart.unplaced"), language), fontsize=8, color=PAST)
        axes.yaxis.set_major_formatter("{x:,.0f}")
        title = message("charts.class_size_chart.title", band=band, today=found.today)
        axes.set_title(said(title, language), fontsize=9, color=INK)
        axes.legend(fontsize=8, frameon=False)
        plain(axes)
        return svg_of(figure)
