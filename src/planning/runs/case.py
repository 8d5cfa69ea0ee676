"""A scenario ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planning.domain.problem import PlanningProblem
from planning.report.explain import Labels
from planning.runs.run import Inputs, load_inputs, make_problem


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A scenario ready to be asked.

    Parameters
    ----------
    inputs, problem
        What was read, and the problem made of it.
    labels
        Keys and names.
    """

    inputs: Inputs
    problem: PlanningProblem
    labels: Labels


def open_case(path: Path, *, apply: Sequence[str] = ()) -> Case:
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
    inputs = load_inputs(path, apply=apply)
    problem = make_problem(inputs)
    zones, projects = inputs.district.tables["zones"], inputs.district.tables["projects"]
    labels = Labels(
        zones=problem.zones,
        bands=problem.bands,
        years=problem.years,
        projects=problem.projects,
        zone_names=names_of(zones["zone_id"], zones["name_zh"], zones["name_en"]),
        project_names=names_of(projects["project_id"], projects["name_zh"], projects["name_en"]),
    )
    return Case(inputs=inputs, problem=problem, labels=labels)


def names_of(keys: Iterable[str], zh: Iterable[str], en: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return Chinese and English name by key."""
    return {str(key): (str(a), str(b)) for key, a, b in zip(keys, zh, en, strict=True)}
