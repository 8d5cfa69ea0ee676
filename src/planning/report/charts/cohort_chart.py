"""A chart of cohorts: each line is one year's entrants on their way through the grades."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps
from matplotlib.figure import Figure

from planning.domain.frozen import FloatArray
from planning.domain.outlook import Outlook
from planning.report.charts.chart_style import INK, plain, said
from planning.words import message
from planning.words.catalogue import default_language
from planning.words.shown import codes


def draw_cohorts(outlook: Outlook, variant: str, *, language: str | None = None) -> Figure:
    """Draw each cohort from the first grade of the first band to the last of the last.

    Parameters
    ----------
    outlook
        Forecast of every variant.
    variant
        Name of the variant that continues the past.
    language
        Language of its words; that of the reader if None.

    Returns
    -------
    matplotlib.figure.Figure
        Chart of one panel; counted years are solid, years to come dashed.
    """
    rungs, labels = _rungs(outlook, variant, language or default_language())
    years = (*outlook.past_years, *outlook.years)
    counted = len(outlook.past_years)
    figure = Figure(figsize=(10.5, 5.2), layout="constrained")
    axes = figure.subplots()
    steps, span = len(labels), len(years)
    colours = colormaps["viridis"]
    for entry in range(-steps + 1, span):
        at = [(rung, entry + rung) for rung in range(steps) if 0 <= entry + rung < span]
        if len(at) < 2:
            continue
        pupils = [rungs[rung, t] for rung, t in at]
        colour = colours(0.95 * (entry + steps) / (span + steps))
        known = [i for i, (_, t) in enumerate(at) if t < counted]
        ahead = [i for i, (_, t) in enumerate(at) if t >= counted - 1]
        for places, style in ((known, "-"), (ahead, "--")):
            if len(places) > 1:
                x, y = [at[i][0] for i in places], [pupils[i] for i in places]
                axes.plot(x, y, style, color=colour, linewidth=1.3)
        year = years[0] + entry
        if entry % 3 == 0:
            axes.annotate(f"{year}", (at[-1][0], pupils[-1]), fontsize=7, color=INK, xytext=(3, 0),
                          textcoords="offset points", va="center")  # fmt: skip
    axes.set_xticks(range(steps), labels, fontsize=8)
    axes.set_ylim(bottom=0)
    title = message("charts.cohort_chart.title", variant=outlook.titles[variant])
    axes.set_title(said(title, language), loc="left", fontsize=10)
    plain(axes)
    return figure


def _rungs(outlook: Outlook, variant: str, language: str) -> tuple[FloatArray, list[str]]:
    """Return the pupils on each rung in past and future years, and the label of each rung."""
    ahead = outlook.rolls[variant].sum(axis=0)
    rows, labels = [], []
    for band in outlook.system.through:
        b, letters = outlook.bands.index(band.id), [band.short_words.text(code) for code in codes(language)]
        for g in range(band.years):
            rows.append(np.concatenate([outlook.past_rolls[b, g], ahead[b, g]]))
            labels.append("\n".join(f"{letter}{g + 1}" for letter in letters))
    return np.array(rows), labels
