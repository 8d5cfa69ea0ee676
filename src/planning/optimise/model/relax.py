"""The problem with catchments of any shape."""

from __future__ import annotations

from dataclasses import replace

from planning.domain.problem import PlanningProblem


def free_catchments(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem without rules on the shape of catchments."""
    return replace(problem, rules=replace(problem.rules, catchments=None))
