"""Dials in a notebook: money, births, one project later; the live model answers in a second or two."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import ipywidgets

from planning.ask.case import Case
from planning.errors import NoPlanError
from planning.optimise.schedule.what_if import Wish

FREE = "自由 free"
NEVER = "不建 never"


def explore(case: Case) -> Any:
    """Build dials for money, births and the opening of one project, with the effect of each setting.

    Parameters
    ----------
    case
        Case whose plan is the reference for every setting.

    Returns
    -------
    ipywidgets.VBox
        Widget that shows itself in a notebook; ``children[-1]`` holds the answer as HTML.
    """
    base = case.solve(settle=False)
    problem = case.problem
    first = float(problem.budget_10k[0]) if problem.has_budget else 0.0
    wide = {"style": {"description_width": "12em"}, "layout": {"width": "34em"}}
    money = ipywidgets.FloatSlider(
        value=first, min=0.0, max=max(first * 2.0, 1.0), step=1000.0, readout_format=",.0f",
        description=f"年限额 Limit, {problem.prices.currency.words[1]}",
        continuous_update=False, disabled=not problem.has_budget,
        **wide,
    )  # fmt: skip
    births = ipywidgets.FloatSlider(
        value=case.inputs.loaded.scenario.forecast.births_factor, min=0.6, max=1.4, step=0.05,
        description="出生 Births ×", continuous_update=False, **wide,
    )  # fmt: skip
    project = ipywidgets.Dropdown(
        options=[(" ".join(case.labels.project(p)[:2]), p) for p in range(len(problem.projects))],
        description="项目 Project", **wide,
    )  # fmt: skip
    opening = ipywidgets.Dropdown(options=[FREE], value=FREE, description="启用 Opens", **wide)
    shown = ipywidgets.HTML()
    cases = lru_cache(maxsize=8)(case.with_births)

    def years(_: object = None) -> None:
        allowed = Wish(project=project.value, opening_year=None).openings(problem)
        opening.options = [FREE, *map(str, allowed), NEVER]

    def answer(_: object = None) -> None:
        here = case if births.value == births_before else cases(float(births.value))
        chosen = opening.value
        wishes: dict[str, int | None] = {}
        if chosen not in (FREE, None):
            wishes[problem.projects[project.value]] = None if chosen == NEVER else int(chosen)
        limit = float(money.value) if problem.has_budget and money.value != first else None
        try:
            found = here.solve(budget_10k=limit, openings=wishes, settle=False)
        except NoPlanError as error:
            shown.value = f"<p><b>没有方案 No plan</b><br>{error.zh}<br>{error.en}</p>"
            return
        shown.value = found._repr_html_() + base.compare(found)._repr_html_()

    births_before = births.value
    years()
    project.observe(years, names="value")
    for dial in (money, births, opening):
        dial.observe(answer, names="value")
    answer()
    return ipywidgets.VBox([money, births, project, opening, shown])
