"""From the solver's figures to a plan."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Outcome, Plan, Stage
from planning.errors import ProblemError
from planning.optimise.model.rows import Model

#: A start this far from 0 or 1 is no decision; HiGHS keeps integers to 1e-6.
INTEGER_TOLERANCE = 1e-5
#: Fewer pupils than this are rounding of floating point.
NOBODY = 1e-7


def rounded_starts(model: Model, values: FloatArray) -> dict[int, float]:
    """Round the starts, and check that there was nothing to round.

    Parameters
    ----------
    model
        The model.
    values
        Value of each variable, by its index.

    Returns
    -------
    dict
        0 or 1 by option.

    Raises
    ------
    ProblemError
        If a start is farther from a whole number than the solver's tolerance allows.
    """
    result: dict[int, float] = {}
    for o, variable in model.variables.start.items():
        value = float(values[variable.index])
        if abs(value - round(value)) > INTEGER_TOLERANCE:
            raise ProblemError(f"{variable.name} is {value}, neither 0 nor 1")
        result[o] = float(round(value))
    return result


def extract_plan(model: Model, values: FloatArray, stages: tuple[Stage, ...]) -> Plan:
    """Read a plan from the variables.

    Parameters
    ----------
    model
        The model.
    values
        Value of each variable, by its index.
    stages
        The objectives; the plan is proven where all are.

    Returns
    -------
    Plan
        The plan; figures below ``NOBODY`` are taken for none.
    """
    problem = model.problem
    z, f, b, t = problem.shape
    place = np.zeros((len(problem.pairs), t))
    for place_at, variable in model.variables.place.items():
        place[place_at] = values[variable.index]
    unplaced = np.zeros((z, b, t))
    for zone_at, variable in model.variables.unplaced.items():
        unplaced[zone_at] = values[variable.index]
    temporary = np.zeros((f, b, t))
    for site_at, variable in model.variables.temporary.items():
        temporary[site_at] = values[variable.index]
    for array in (place, unplaced, temporary):
        array[np.abs(array) < NOBODY] = 0.0
        np.clip(array, 0.0, None, out=array)
    proven = all(stage.proven for stage in stages)
    return Plan(
        option=_chosen(model, rounded_starts(model, values)),
        place=place,
        unplaced=unplaced,
        temporary=temporary,
        stages=stages,
        outcome=Outcome.PROVEN if proven else Outcome.BEST_FOUND,
    )


def _chosen(model: Model, starts: dict[int, float]) -> IntArray:
    programme = model.problem.programme
    option = np.full(programme.project_count, -1, dtype=np.int64)
    for o, value in starts.items():
        if value == 1.0:
            option[programme.option_project[o]] = o
    return option
