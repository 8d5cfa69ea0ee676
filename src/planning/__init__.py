"""From births to a defended school building schedule.

Begin with a case: ``case = planning.open_case("scenarios/base.yaml")``, ``plan = case.solve()``; every
question is a method of it.

The public names are loaded when they are first asked for, so that importing the package is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planning.appraise.audit import audit
    from planning.appraise.summary import summarise
    from planning.ask.case import Case, open_case
    from planning.ask.frames import case_from
    from planning.ask.solution import Solution
    from planning.domain.facility_location import facility_location
    from planning.domain.plan import Plan
    from planning.domain.problem import PlanningProblem
    from planning.errors import AuditError, InputError, NoPlanError
    from planning.importing.request import Request
    from planning.notebook.explore import explore
    from planning.optimise import SolverSettings
    from planning.optimise.locate import OpenSites, solve_facility_location
    from planning.report.sheets.answer import Answer
    from planning.runs.brief import brief
    from planning.runs.bring import import_district
    from planning.runs.compare import compare_results
    from planning.runs.inputs import load_inputs, make_problem
    from planning.runs.run import run_scenario

__all__ = [
    "Answer",
    "AuditError",
    "Case",
    "InputError",
    "NoPlanError",
    "OpenSites",
    "Plan",
    "PlanningProblem",
    "Request",
    "Solution",
    "SolverSettings",
    "audit",
    "brief",
    "case_from",
    "compare_results",
    "explore",
    "facility_location",
    "import_district",
    "load_inputs",
    "make_problem",
    "open_case",
    "run_scenario",
    "solve_facility_location",
    "summarise",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    from importlib import import_module  # noqa: PLC0415 - so that dir() lists public names alone

    homes = {
        "Answer": "report.sheets.answer",
        "AuditError": "errors",
        "Case": "ask.case",
        "InputError": "errors",
        "NoPlanError": "errors",
        "OpenSites": "optimise.locate",
        "Plan": "domain.plan",
        "PlanningProblem": "domain.problem",
        "Request": "importing.request",
        "Solution": "ask.solution",
        "SolverSettings": "optimise",
        "audit": "appraise.audit",
        "brief": "runs.brief",
        "case_from": "ask.frames",
        "compare_results": "runs.compare",
        "explore": "notebook.explore",
        "facility_location": "domain.facility_location",
        "import_district": "runs.bring",
        "load_inputs": "runs.inputs",
        "make_problem": "runs.inputs",
        "open_case": "ask.case",
        "run_scenario": "runs.run",
        "solve_facility_location": "optimise.locate",
        "summarise": "appraise.summary",
    }
    if name not in homes:
        raise AttributeError(f"module 'planning' has no attribute {name!r}")
    return getattr(import_module(f"planning.{homes[name]}"), name)


def __dir__() -> list[str]:
    """List the public names and nothing else."""
    return list(__all__)
