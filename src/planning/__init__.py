"""From births to a defended school building schedule.

The public names are loaded when they are first asked for, so that importing the package is quick. The
optimiser and its settings stand in their room: ``from planning.optimise import SolverSettings, optimise``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planning.appraise.audit import audit
    from planning.appraise.summary import summarise
    from planning.ask.case import open_case
    from planning.ask.solution import Solution
    from planning.domain.plan import Plan
    from planning.domain.problem import PlanningProblem
    from planning.notebook.explore import explore
    from planning.runs.compare import compare_results
    from planning.runs.inputs import load_inputs, make_problem
    from planning.runs.run import run_scenario

__all__ = [
    "Plan",
    "PlanningProblem",
    "Solution",
    "audit",
    "compare_results",
    "explore",
    "load_inputs",
    "make_problem",
    "open_case",
    "run_scenario",
    "summarise",
]

_HOMES = {
    "Plan": "planning.domain.plan",
    "PlanningProblem": "planning.domain.problem",
    "audit": "planning.appraise.audit",
    "compare_results": "planning.runs.compare",
    "load_inputs": "planning.runs.inputs",
    "make_problem": "planning.runs.inputs",
    "open_case": "planning.ask.case",
    "Solution": "planning.ask.solution",
    "explore": "planning.notebook.explore",
    "run_scenario": "planning.runs.run",
    "summarise": "planning.appraise.summary",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'planning' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
