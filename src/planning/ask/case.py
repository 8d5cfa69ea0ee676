"""A scenario that is solved and asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planning.ask.questions import Questions
from planning.ask.solution import Solution, asked_of
from planning.ask.source import Source
from planning.ask.wishes import Limits, Opening, posed_question
from planning.domain.progress import Listener, silent
from planning.optimise import pulp_problem
from planning.runs.background import labels_of
from planning.runs.inputs import Inputs, make_forecast, make_problem
from planning.runs.run import complete


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Case(Questions):
    """Scenario to solve and to question.

    Make one with :func:`planning.open_case` or :func:`planning.case_from`. The model is built at the first
    question that needs it and kept; nothing is solved twice.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem
        Planning problem built from them.
    labels
        Keys and names.
    expected
        Who is coming: what the problem was made of, and what does not depend on a plan.
    source
        Source of the scenario, with the overrides applied and further changes.
    """

    source: Source

    def solve(
        self,
        *,
        budget_10k: Limits | None = None,
        openings: Mapping[str, Opening] | None = None,
        settle: bool = True,
        listener: Listener = silent,
    ) -> Solution:
        """Solve the case, optionally with other budgets and forced openings.

        Parameters
        ----------
        budget_10k
            Limit of every year, or limits by year (other years keep theirs), 10,000 yuan; None keeps all
            limits.
        openings
            Year in which a project must open, or ``"never"`` if it must not be started, by key of the
            project.
        settle
            False skips O3, which decides between equally good plans; this is faster.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Solution
            Plan that passed the audit.

        Raises
        ------
        InputError
            If a project or year is unknown.
        NoPlanError
            If no plan keeps the rules, for instance because an opening lies outside a project's window.
        """
        question = posed_question(self.problem, budget_10k, openings or {})
        plan = self.engine.plan(question, settle=settle, listener=listener)
        solved = complete(self.inputs, self.engine.posed(question), plan, forecast=self.expected)
        return Solution(solved=replace(solved, asked=asked_of(budget_10k, openings)))

    def to_pulp(self, *, objective: str = "O1", listener: Listener = silent) -> Any:
        """Return the model as a PuLP problem with readable names, for other solvers and for teaching.

        Parameters
        ----------
        objective
            ``O1``, or ``O2`` with O1 held at its least value, which is solved for first.
        listener
            Receives the gap while O1 is solved.

        Returns
        -------
        pulp.LpProblem
            Its ``solve()`` takes any solver that PuLP knows.

        Raises
        ------
        NoPlanError
            If O1 is held and no plan keeps the rules.
        ProblemError
            If there is no such objective.
        """
        return pulp_problem(
            self.problem, objective=objective, settings=self.engine.settings, listener=listener
        )

    def with_changes(self, changes: Mapping[str, Any]) -> Case:
        """Return the case with other entries of its scenario; overrides and earlier changes stay.

        Parameters
        ----------
        changes
            Entries as in a scenario file, such as ``{"forecast": {"births_factor": 0.9}}``.

        Returns
        -------
        Case
            New case with a model of its own.

        Raises
        ------
        InputError
            If a change names an unknown entry or a value that is not allowed.
        """
        return case_of(self.source.changed(changes))

    def with_births(self, factor: float) -> Case:
        """Return the case with future births multiplied by a factor.

        Parameters
        ----------
        factor
            Factor that replaces the scenario's ``forecast.births_factor``.

        Returns
        -------
        Case
            New case; overrides and earlier changes stay.
        """
        return self.with_changes({"forecast": {"births_factor": factor}})

    def with_school(
        self,
        *,
        at: tuple[float, float],
        project: str | None = None,
        name: Mapping[str, str] | None = None,
        **sizes: int | str,
    ) -> Case:
        """Return the case with one more school that may be built, at a site of its own.

        Cost, works and payments are taken from the district's own projects, as for ``add`` in a scenario;
        :meth:`with_changes` with ``{"add": [...]}`` states them.

        Parameters
        ----------
        at
            Longitude and latitude, WGS 84.
        project
            Key of the project; N1, N2 and so on if omitted.
        name
            Name by language, ``{"zh": ..., "en": ...}``; the key if omitted.
        **sizes
            Seats by band, or classes: ``junior=1800``, ``primary="36 classes"``.

        Returns
        -------
        Case
            New case; overrides and earlier changes stay.

        Raises
        ------
        InputError
            If a band is unknown, the key is taken, or the site lies far from the district.
        """
        there = {*self.problem.projects, *self.problem.facilities}
        key = project or next(f"N{i}" for i in range(1, len(there) + 2) if f"N{i}" not in there)
        said = [one.model_dump(mode="json", exclude_none=True) for one in self.inputs.loaded.scenario.add]
        school = {"project": key, "at": [float(at[0]), float(at[1])], **sizes}
        return self.with_changes({"add": [*said, school | ({} if name is None else {"name": dict(name)})]})

    def __repr__(self) -> str:
        """Summarise the case in a few lines."""
        problem, scenario = self.problem, self.inputs.loaded.scenario
        zones, facilities, bands, _ = problem.shape
        limits = sorted({float(limit) for limit in problem.budget_10k}) if problem.has_budget else []
        money = " to ".join(f"{limit:,.0f}" for limit in dict.fromkeys((*limits[:1], *limits[-1:])))
        lines = [
            f"Case {scenario.scenario}: {scenario.title.en} ({self.inputs.district.name.text('en')})",
            f"  {zones} zones, {facilities} facilities, {bands} bands, {len(problem.projects)} projects, "
            f"{problem.years[0]} to {problem.years[-1]}",
            f"  budget {money} ({problem.prices.currency.words.text('en')}) a year"
            if limits
            else "  no budget",
        ]
        return "\n".join([*lines, *(f"  {line}" for line in self.source.said())])


def open_case(source: str | Path | Mapping[str, Any], *, apply: Collection[str] = ()) -> Case:
    """Open a scenario as a case to solve and question.

    Parameters
    ----------
    source
        Scenario file, or a dict with the content of one, whose paths are relative to the working folder.
    apply
        Names of overrides to apply.

    Returns
    -------
    Case
        Case with its problem built.

    Raises
    ------
    InputError
        If the inputs have faults; carries all of them.
    """
    return case_of(Source.named(source, apply=tuple(apply)))


def case_of(source: Source) -> Case:
    """Make the case of a scenario source."""
    return case_of_inputs(source.load(), source)


def case_of_inputs(inputs: Inputs, source: Source) -> Case:
    """Make the case of inputs that are read already."""
    expected = make_forecast(inputs)
    problem = make_problem(inputs, expected)
    labels = labels_of(inputs.district, problem)
    return Case(inputs=inputs, problem=problem, labels=labels, expected=expected, source=source)
