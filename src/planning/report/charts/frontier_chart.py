"""The shortage against the yearly limit of money, as steps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from planning.domain.frontier import Frontier
from planning.domain.prices import MONEY, Unit
from planning.words import message

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Room above the highest step.
HEADROOM: Final = 1.08


def draw_frontier(found: Frontier, *, money: Unit = MONEY, language: str | None = None) -> str:
    """Draw a frontier as steps.

    Parameters
    ----------
    found
        Frontier with at least one point.
    money
        Unit of the limits.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    str
        SVG text: O1 is constant along each line; where it is not settled a hatched box shows the bounds, and
        limits without a plan are shaded.
    """
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from matplotlib.figure import Figure  # noqa: PLC0415

    from planning.report.charts.chart_style import PAST, chart_style, plain, said, svg_of  # noqa: PLC0415

    top = max([point.o1 for point in found.points] + [1.0]) * HEADROOM
    with chart_style():
        figure = Figure(figsize=(8.5, 3.2), layout="constrained")
        axes = figure.subplots()
        _draw_segments(found, axes, top, language)
        axes.set_xlim(found.low_10k, max(found.high_10k, found.low_10k + 1.0))
        axes.set_ylim(0, top)
        limit = message("charts.frontier_chart.yearly_limit", money=money.words)
        axes.set_xlabel(said(limit, language), fontsize=8)
        axes.set_ylabel(said(message("charts.frontier_chart.o1"), language), fontsize=8, color=PAST)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.yaxis.set_major_formatter("{x:,.0f}")
        plain(axes)
        return svg_of(figure)


def _draw_segments(found: Frontier, axes: Axes, top: float, language: str | None) -> None:
    from planning.report.charts.chart_style import COLOURS, INK, said  # noqa: PLC0415

    not_settled = said(message("sheets.frontier.not_settled"), language)
    no_plan = said(message("sheets.frontier.no_plan"), language)
    for number, part in enumerate(found.segments()):
        ends = [part.low_10k, part.high_10k]
        if part.open:
            most = top if math.isinf(part.o1_most) else part.o1_most
            box = axes.fill_between(
                ends, part.o1_least, most, facecolor="none", edgecolor=COLOURS[2], hatch="///", linewidth=0.5
            )
            box.set_gid(f"open-{number}")
            middle = (part.o1_least + most) / 2
            paper = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
            axes.text(sum(ends) / 2, middle, not_settled, ha="center", va="center", fontsize=8, bbox=paper)
        elif part.point is None:
            axes.axvspan(*ends, color="#eeeeee", linewidth=0).set_gid(f"none-{number}")
            axes.text(sum(ends) / 2, top / 2, no_plan, ha="center", va="center", fontsize=8)
        else:
            (line,) = axes.plot(
                ends, [part.o1_most] * 2, color=COLOURS[0], linewidth=2, solid_capstyle="butt"
            )
            line.set_gid(f"step-{number}")
    axes.plot(
        [point.budget_10k for point in found.points],
        [point.o1 for point in found.points],
        color=INK, linestyle="none", marker="o", markersize=4, gid="points",
    )  # fmt: skip
