"""Dials in a notebook: money, births, one project later; the live model answers in a second or two."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import ipywidgets

from planning.ask.case import Case
from planning.domain.prices import unit_of_money
from planning.errors import NoPlanError
from planning.optimise.schedule.what_if import Wish
from planning.words import Words, message, name_in
from planning.words.catalogue import default_language
from planning.words.shown import in_lines

#: Values of the dial of openings that are no years.
FREE = "free"
NEVER = "never"
NO_PLAN = message("notebook.explore.no_plan")


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
    free, never = (
        (_said(message("notebook.explore.free")), FREE),
        (_said(message("notebook.explore.never")), NEVER),
    )
    wide = {"style": {"description_width": "12em"}, "layout": {"width": "34em"}}
    unit = unit_of_money(problem.prices.currency)
    money = ipywidgets.FloatSlider(
        value=first, min=0.0, max=max(first * 2.0, 1.0), step=1000.0, readout_format=",.0f",
        description=_said(message("notebook.explore.limit", money=unit.words)),
        continuous_update=False, disabled=not problem.has_budget, **wide,
    )  # fmt: skip
    births = ipywidgets.FloatSlider(
        value=case.inputs.loaded.scenario.forecast.births_factor, min=0.6, max=1.4, step=0.05,
        description=_said(message("notebook.explore.births")), continuous_update=False, **wide,
    )  # fmt: skip
    project = ipywidgets.Dropdown(
        options=[(_named(case, p), p) for p in range(len(problem.projects))],
        description=_said(message("notebook.explore.project")), **wide,
    )  # fmt: skip
    opening = ipywidgets.Dropdown(
        options=[free], value=FREE, description=_said(message("notebook.explore.opens")), **wide
    )
    shown = ipywidgets.HTML()
    cases = lru_cache(maxsize=8)(case.with_births)

    def years(_: object = None) -> None:
        allowed = Wish(project=project.value, opening_year=None).openings(problem)
        opening.options = [free, *((str(year), str(year)) for year in allowed), never]

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
            why = "<br>".join(escape(line) for line in in_lines(error.words, default_language()).split("\n"))
            shown.value = f"<p><b>{_said(NO_PLAN)}</b><br>{why}</p>"
            return
        shown.value = found._repr_html_() + base.compare(found)._repr_html_()

    births_before = births.value
    years()
    project.observe(years, names="value")
    for dial in (money, births, opening):
        dial.observe(answer, names="value")
    answer()
    return ipywidgets.VBox([money, births, project, opening, shown])


def _said(words: Words) -> str:
    return words.text(default_language())


def _named(case: Case, project: int) -> str:
    key, zh, en = case.labels.project(project)
    return f"{key} {_said(name_in(zh=zh, en=en))}"
