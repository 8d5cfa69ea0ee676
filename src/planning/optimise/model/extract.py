"""From the solver's figures to a plan."""

from __future__ import annotations

from typing import Any

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan, Stage, outcome_of
from planning.domain.staff_flows import StaffFlows
from planning.errors import ProblemError
from planning.optimise.model.matrix import Model
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT

#: A start this far from 0 or 1 is no decision; HiGHS keeps integers to 1e-6.
INTEGER_TOLERANCE = 1e-5
#: Fewer pupils than this are rounding of floating point.
NOBODY = 1e-7


def rounded_starts(model: Model, values: FloatArray) -> FloatArray:
    """Round the starts, and check that they are whole within the solver's tolerance.

    Parameters
    ----------
    model
        Model that was solved.
    values
        Value of each column, shape (columns,).

    Returns
    -------
    numpy.ndarray
        0 or 1 for each option, shape (O,).

    Raises
    ------
    ProblemError
        If a start is farther from a whole number than the solver's tolerance allows.
    """
    found = _at(model.variables.start, values)
    whole = np.round(found)
    apart = np.flatnonzero(np.abs(found - whole) > INTEGER_TOLERANCE)
    if len(apart):
        o = int(apart[0])
        project = model.problem.projects[int(model.problem.programme.option_project[o])]
        raise ProblemError(f"the start of option {o} of {project} is {found[o]}, neither 0 nor 1")
    return np.asarray(whole + 0.0)  # never -0


def chosen_options(starts: FloatArray) -> list[int]:
    """Return the positions of the options that are carried out."""
    return [int(o) for o in np.flatnonzero(starts == 1.0)]


def extract_plan(model: Model, values: FloatArray, stages: tuple[Stage, ...]) -> Plan:
    """Read a plan from the values of the columns.

    Parameters
    ----------
    model
        Model that was solved.
    values
        Value of each column, shape (columns,).
    stages
        Results of the objectives; the plan is proven if O1 and O2 are among them and proven.

    Returns
    -------
    Plan
        Plan, with figures below ``NOBODY`` set to 0.
    """
    variables = model.variables
    place, unplaced, temporary = (
        _at(block, values) for block in (variables.place, variables.unplaced, variables.temporary)
    )
    for array in (place, unplaced, temporary):
        array[np.abs(array) < NOBODY] = 0.0
        np.clip(array, 0.0, None, out=array)
    taken, back = _rooms(model, values)
    return Plan(
        rooms_taken=taken,
        rooms_back=back,
        option=_chosen(model, rounded_starts(model, values)),
        place=place,
        unplaced=unplaced,
        temporary=temporary,
        staff=_staff(model, values),
        stages=stages,
        outcome=outcome_of(stages),
        **_retreat(model, values),
    )


def _retreat(model: Model, values: FloatArray) -> dict[str, Any]:
    """Return the sites closed and the pupils who move; nothing where no site may close."""
    problem, variables = model.problem, model.variables
    if problem.retreat is None:
        return {}
    kept = np.round(_at(variables.kept, values))
    may = variables.kept != ABSENT
    # A site without seats in its last years has no decision there; what closed before stays closed.
    closed = np.maximum.accumulate((may & (kept == 0)).astype(np.int64), axis=2)
    moved = _at(variables.moved, values)
    moved[np.abs(moved) < NOBODY] = 0.0
    return {"closed": closed, "moved": np.clip(moved, 0.0, None)}


def _at(block: Index, values: FloatArray) -> FloatArray:
    """Return the values of a block of variables, 0 for absent ones."""
    there = block != ABSENT
    result = np.zeros(block.shape)
    result[there] = values[block[there]]
    return result


def _rooms(model: Model, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the rooms taken and on their way back, shape (M, T) each; empty without rooms to lend."""
    rooms, variables = model.problem.rooms, model.variables
    if rooms is None:
        return np.zeros((0, 0)), np.zeros((0, 0))
    blocks = (np.round(_at(block, values)) + 0.0 for block in (variables.taken, variables.back))
    taken, back = (rooms.block[:, None] * made for made in blocks)
    return taken, back


def _staff(model: Model, values: FloatArray) -> StaffFlows | None:
    """Return recruits and retraining of the whole district; None without a limit on posts that lack."""
    supply, variables = model.problem.rules.staff_supply, model.variables
    if supply is None:
        return None
    recruited, retrained = (_at(block, values) for block in (variables.recruited, variables.retrained))
    for flow in (recruited, retrained):
        flow[flow < NOBODY] = 0.0
    nobody = np.zeros(supply.shape)
    return StaffFlows(
        recruited=recruited[None], retrained=retrained[:, None], moved_out=nobody, moved_in=nobody
    )


def _chosen(model: Model, starts: FloatArray) -> IntArray:
    programme = model.problem.programme
    option = np.full(programme.project_count, -1, dtype=np.int64)
    chosen = chosen_options(starts)
    option[programme.option_project[chosen]] = chosen
    return option
