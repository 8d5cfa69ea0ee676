"""A scenario ready to be asked and solved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from planning.ask.solution import Solution
from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.errors import Findings, NoPlanError, Where
from planning.optimise.catchments.allocate import shape_catchments
from planning.optimise.schedule.engine import Question, Workbench
from planning.optimise.schedule.what_if import Wish
from planning.report.sheets.comparison import Labels
from planning.report.sheets.sheet import Answer
from planning.runs.background import labels_of
from planning.runs.inputs import Inputs, load_inputs, make_forecast, make_problem
from planning.runs.run import complete, solver_settings
from planning.scenario.yaml_tree import Document

#: Limits of money: one for every year, or by year.
Limits = float | Mapping[int, float]

#: Said of answers about schedules and money, which are sought with free catchments.
SHAPE_ASIDE: Final = (
    "此回答按自由划片计算，未计整区入一校与学区连片的要求",
    "this answer leaves aside that zones be kept whole and catchments be one piece",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A scenario ready to be asked and solved.

    Parameters
    ----------
    inputs, district_forecast, problem
        What was read, who is coming, and the problem made of them.
    labels
        Keys and names.
    """

    inputs: Inputs
    district_forecast: DistrictForecast
    problem: PlanningProblem
    labels: Labels

    @cached_property
    def bench(self) -> Workbench:
        """The model, built at the first question and asked again at each one."""
        return Workbench(self.problem, solver_settings(self.inputs.loaded.scenario))

    def solve(
        self,
        *,
        budget_10k: Limits | None = None,
        openings: Mapping[str, int | None] | None = None,
        settle: bool = True,
        listener: Listener = silent,
    ) -> Solution:
        """Solve the case, or the case with other money and forced openings.

        Parameters
        ----------
        budget_10k
            Limit of every year, or limits by year (the others stay), 10,000 yuan.
        openings
            Year in which a project must open, by its key; None where it must not be started.
        settle
            False leaves O3 aside, which settles between plans that are as good; quicker by a third.
        listener
            Told the gap.

        Returns
        -------
        Solution
            The plan, audited against the problem as asked.

        Raises
        ------
        InputError
            If there is no such project or year.
        NoPlanError
            If no plan keeps the rules, with the reason; an opening outside a project's window among them.
        """
        question = self._question(budget_10k, openings or {})
        free = self.bench.plan(question, settle=settle, listener=listener)
        posed = replace(self.bench.posed(question), rules=self.problem.rules)
        plan = shape_catchments(posed, free, self.bench.options, listener=listener)
        return Solution(solved=complete(self.inputs, posed, plan, forecast=self.district_forecast))

    def with_births(self, factor: float) -> Case:
        """Return the case with births to come multiplied; its model is built anew.

        Parameters
        ----------
        factor
            On top of nothing: it takes the place of the scenario's ``forecast.births_factor``.

        Returns
        -------
        Case
            Another case.
        """
        data = {"forecast": {"births_factor": factor}}
        patch = Document(path=Path("with_births"), data=data)
        return _make_case(load_inputs(self.inputs.loaded.path, patch=patch))

    def noted(self, answer: Answer) -> Answer:
        """Return an answer that says so where it leaves the shape of catchments aside."""
        if self.problem.rules.catchments is None:
            return answer
        return replace(answer, sentences=(*answer.sentences, SHAPE_ASIDE))

    def _question(self, budget: Limits | None, openings: Mapping[str, int | None]) -> Question:
        findings = Findings()
        for what, known, given in (
            ("openings", self.problem.projects, list(openings)),
            ("budget_10k", self.problem.years, list(budget) if isinstance(budget, Mapping) else []),
        ):
            for key in given:
                if key not in known:
                    listed = ", ".join(map(str, known))
                    findings.add(
                        Where(file=what),
                        zh=f"没有“{key}”；现有：{listed}",
                        en=f"there is no '{key}'; there are: {listed}",
                        fix_zh="请改用其中一个",
                        fix_en="Use one of them",
                    )
        findings.raise_if_any()
        forced: dict[int, int] = {}
        required: list[tuple[int, ...]] = []
        for key, year in openings.items():
            wish = Wish(project=self.problem.projects.index(key), opening_year=year, forbidden=year is None)
            if not wish.possible(self.problem):
                listed = ", ".join(map(str, wish.openings(self.problem))) or "–"
                raise NoPlanError(zh=f"{key} 只能在 {listed} 启用", en=f"{key} can open in {listed} only")
            asked = wish.question(self.problem)
            forced |= asked.forced
            required += asked.required
        question = Question(forced=forced, required=tuple(required))
        if budget is None:
            return question
        limits = self.problem.budget_10k.copy()
        for t, year in enumerate(self.problem.years):
            limits[t] = budget.get(year, limits[t]) if isinstance(budget, Mapping) else budget
        return replace(question, budget_10k=limits)


def open_case(path: str | Path, *, apply: Sequence[str] = ()) -> Case:
    """Read a scenario and make its problem.

    Parameters
    ----------
    path
        Scenario file.
    apply
        Overrides to apply.

    Returns
    -------
    Case
        The case.

    Raises
    ------
    InputError
        If an input is at fault.
    """
    return _make_case(load_inputs(Path(path), apply=apply))


def _make_case(inputs: Inputs) -> Case:
    forecast = make_forecast(inputs)
    problem = make_problem(inputs, forecast)
    labels = labels_of(inputs.district, problem)
    return Case(inputs=inputs, district_forecast=forecast, problem=problem, labels=labels)
