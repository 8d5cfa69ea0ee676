"""A chart of staff: posts by norm and staff there in each band, with what lacks and what is too much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from planning.words import Words, message

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WIDTH: Final = 10.5
HEIGHT: Final = 2.9


def draw_staff(
    table: pd.DataFrame, names: Mapping[str, Words], colours: Mapping[str, str], language: str | None
) -> Figure:
    """Draw posts by norm and staff there, one panel for each band.

    Parameters
    ----------
    table
        Rows of band and year with the columns ``needed`` and ``there``.
    names, colours
        Name and colour of each band by its key.
    language
        Language of the words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        Chart; call it within :func:`planning.report.charts.chart_style.chart_style`.
    """
    from matplotlib.patches import Patch  # noqa: PLC0415 - loads for those who draw

    from planning.report.charts.chart_style import COLOURS, INK, panels_of, plain, said  # noqa: PLC0415

    sums = table.groupby(["band", "year"], sort=False)[["needed", "there"]].sum()
    figure, panels = panels_of(len(names), width=WIDTH, height=HEIGHT)
    there, needed = message("sheets.staff.there"), message("sheets.staff.needed")
    handles: list[Any] = []
    for axes, (key, name) in zip(panels, names.items(), strict=False):
        axes.set_title(said(name, language), loc="left", fontsize=9)
        if key not in sums.index.get_level_values(0):
            axes.set_axis_off()
            continue
        own = sums.loc[key]
        years, posts, staff = own.index.to_numpy(), own["needed"].to_numpy(), own["there"].to_numpy()
        axes.fill_between(
            years, staff, posts, where=posts > staff, interpolate=True, color=COLOURS[2], alpha=0.45, lw=0
        )
        axes.fill_between(
            years, posts, staff, where=staff > posts, interpolate=True, color="#999999", alpha=0.35, lw=0
        )
        lines = [
            *axes.plot(years, posts, color=INK, linestyle="--", lw=1.3, label=said(needed, language)),
            *axes.plot(years, staff, color=colours.get(key, COLOURS[0]), lw=1.8, label=said(there, language)),
        ]
        handles = handles or lines
        axes.set_ylim(bottom=0)
        axes.set_xticks(years[:: max(len(years) // 3, 1)])
        plain(axes)
    patches = [
        Patch(color=COLOURS[2], alpha=0.45, label=said(message("sheets.staff.lack"), language)),
        Patch(color="#999999", alpha=0.35, label=said(message("sheets.staff.surplus"), language)),
    ]
    figure.legend(
        handles=[*handles, *patches], frameon=False, fontsize=8, loc="outside lower center", ncols=4
    )
    return figure


def staff_picture(
    table: pd.DataFrame, names: Mapping[str, Words], colours: Mapping[str, str], language: str | None
) -> str:
    """Return the chart of staff as SVG text.

    Parameters
    ----------
    table
        Rows of band and year with the columns ``needed`` and ``there``.
    names, colours
        Name and colour of each band by its key.
    language
        Language of the words; that of the reader if None.

    Returns
    -------
    str
        SVG text.
    """
    from planning.report.charts.chart_style import chart_style, svg_of  # noqa: PLC0415

    with chart_style(salt="staff"):
        return svg_of(draw_staff(table, names, colours, language))
