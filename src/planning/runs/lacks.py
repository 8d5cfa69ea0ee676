"""What the data of a run lacks: of the district alone, and of the problem made from it."""

from __future__ import annotations

from pathlib import Path

from planning.assemble.plan.unreached import unreached_zones
from planning.domain.problem import PlanningProblem
from planning.errors import Finding
from planning.runs.inputs import Inputs
from planning.words import Words, message


def find_lacks(inputs: Inputs, problem: PlanningProblem | None) -> tuple[Finding, ...]:
    """Find what the data lacks, zones without a way to school first.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem
        Problem made from them; None if there is none.

    Returns
    -------
    tuple of Finding
        Findings that leave the data usable and may make the plan wrong.
    """
    if problem is None:
        return inputs.district.lacks
    return (*unreached_zones(inputs.district, inputs.loaded.scenario, problem), *inputs.district.lacks)


def lack_words(finding: Finding) -> Words:
    """Return one line on a finding: file, what it lacks and the way out."""
    file = Path(finding.where.file).name
    return message("runs.lacks.file_lack_and_fix", file=file, lack=finding.words, fix=finding.fix)
