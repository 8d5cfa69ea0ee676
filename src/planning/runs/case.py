"""A scenario ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planning.domain.problem import PlanningProblem
from planning.report.explain import Labels
from planning.runs.background import labels_of
from planning.runs.inputs import Inputs, load_inputs, make_problem


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
    labels = labels_of(inputs.district, problem)
    return Case(inputs=inputs, problem=problem, labels=labels)
