"""The shortage against the yearly limit of money, as steps."""

from __future__ import annotations

from planning.domain.frontier import Frontier


def draw_frontier(found: Frontier) -> str:
    """Draw a frontier as steps.

    Parameters
    ----------
    found
        Points of the frontier, from the highest limit down; at least one.

    Returns
    -------
    str
        SVG text; the shortage is constant from each point up to the next, and unproven steps are dashed.
    """
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from matplotlib.figure import Figure  # noqa: PLC0415

    from planning.report.charts.chart_style import COLOURS, INK, PAST, chart_style, plain, svg_of  # noqa: PLC0415

    points = found.points[::-1]
    ends = [*(point.budget_10k for point in points[1:]), points[-1].budget_10k * 1.05]
    with chart_style():
        figure = Figure(figsize=(8.5, 3.2), layout="constrained")
        axes = figure.subplots()
        for point, end in zip(points, ends, strict=True):
            style = "-" if point.proven else "--"
            level = point.unplaced_pupil_years
            axes.plot([point.budget_10k, end], [level, level], color=COLOURS[0], linestyle=style, linewidth=2)
            axes.plot([point.budget_10k], [level], marker="o", color=INK, markersize=4)
        if found.none_at_10k is not None:
            axes.axvline(found.none_at_10k, color=COLOURS[2], linewidth=1)
            axes.annotate("无方案 no plan", (found.none_at_10k, 0), color=COLOURS[2], fontsize=8, rotation=90)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("年度限额（万元） Yearly limit, 10,000 yuan", fontsize=8)
        axes.set_ylabel("无学位人·年\nPupil-years without a place", fontsize=8, color=PAST)
        plain(axes)
        return svg_of(figure)
