"""The tables of a solved case, to be compared without being written."""

from __future__ import annotations

from planning.report.tables import make_tables
from planning.results.results import Results, results_of
from planning.runs.solved import Solved


def results_of_solved(solved: Solved) -> Results:
    """Make the results that a run of a solved case would have written."""
    return results_of(
        make_tables(solved.subject),
        system=solved.inputs.district.bands,
        outcome=solved.plan.outcome.value,
        objectives={stage.name: stage.value for stage in solved.plan.stages},
        money=solved.subject.money,
    )
