"""A plan with its numbers, nothing written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planning.domain.appraisal import Appraisal, Audit
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.report.subject import Subject
from planning.runs.inputs import Inputs


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """Inputs solved and audited, nothing written.

    Parameters
    ----------
    inputs
        Scenario and district.
    problem, plan, appraisal, audit
        What was solved, decided, computed and checked.
    subject
        The same with names, for reports.
    asked
        What the plan was asked beside its scenario: other money, forced openings; empty if nothing.
    """

    inputs: Inputs
    problem: PlanningProblem
    plan: Plan
    appraisal: Appraisal
    audit: Audit
    subject: Subject
    asked: Mapping[str, Any] = field(default_factory=dict)
