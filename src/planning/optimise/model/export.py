"""The model as PuLP has it: for other solvers, for files that they read, and as a second opinion."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pulp

from planning.errors import ProblemError
from planning.optimise.model.matrix import Model
from planning.optimise.model.names import column_names, row_names
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance, o3_change_and_start
from planning.optimise.model.terms import Terms

#: Objectives that a model may be given.
OBJECTIVES: Final = ("O1", "O2", "O3")


def to_pulp(model: Model, *, objective: str = "O1", o1_at_most: float | None = None) -> pulp.LpProblem:
    """Convert the model to a PuLP problem with readable names.

    Parameters
    ----------
    model
        Model to convert.
    objective
        Objective to minimise, one of ``OBJECTIVES``.
    o1_at_most
        Upper limit on O1, weighted pupil-years; None sets no limit. O2 is meaningless without one, as the
        cheapest plan places nobody.

    Returns
    -------
    pulp.LpProblem
        Problem with rows in the model's order; PuLP sorts variables by name.

    Raises
    ------
    ProblemError
        If the objective is unknown.
    """
    problem, variables = carried(model)
    problem.setObjective(_expression(objective_terms(model, objective), variables))
    if objective == "O3":
        problem.objective.constant = o3_change_and_start(model)[0]
    if o1_at_most is not None:
        problem.addConstraint(_expression(o1_unplaced(model), variables) <= o1_at_most, "O1_held")
    return problem


def carried(model: Model) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """Convert the model to a PuLP problem without an objective, and return its variables by column."""
    problem = pulp.LpProblem("planning", pulp.LpMinimize)
    columns = model.columns
    variables = [
        problem.add_variable(
            name,
            low,
            high if np.isfinite(high) else None,
            pulp.LpInteger if whole else pulp.LpContinuous,
        )
        for name, low, high, whole in zip(
            column_names(model),
            columns.lower.tolist(),
            columns.upper.tolist(),
            columns.integer.tolist(),
            strict=True,
        )
    ]
    terms: list[dict[pulp.LpVariable, float]] = [{} for _ in range(model.shape[0])]
    start, row, weight = (
        part.tolist() for part in (model.matrix.start, model.matrix.row, model.matrix.weight)
    )
    for column, variable in enumerate(variables):
        for at in range(start[column], start[column + 1]):
            terms[row[at]][variable] = weight[at]
    limits = zip(row_names(model), terms, model.lower.tolist(), model.upper.tolist(), strict=True)
    for name, own, low, high in limits:
        sense = pulp.LpConstraintEQ if low == high else pulp.LpConstraintLE
        problem.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression(own), sense, rhs=high), name)
    return problem, variables


def objective_terms(model: Model, objective: str) -> Terms:
    """Return the terms of an objective by name.

    Raises
    ------
    ProblemError
        If the objective is unknown.
    """
    match objective:
        case "O1":
            return o1_unplaced(model)
        case "O2":
            return o2_cost_and_distance(model)
        case "O3":
            return o3_change_and_start(model)[1]
        case _:
            raise ProblemError(f"objective {objective} is none of {', '.join(OBJECTIVES)}")


def write_lp(problem: pulp.LpProblem, path: Path) -> None:
    """Write a PuLP problem in CPLEX LP format, which people can read; figures have twelve digits."""
    problem.writeLP(str(path))


def write_mps(problem: pulp.LpProblem, path: Path) -> None:
    """Write a PuLP problem in free MPS format, which every solver reads; figures have twelve digits."""
    problem.writeMPS(str(path))


def _expression(terms: Terms, variables: list[pulp.LpVariable]) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression({variables[column]: weight for column, weight in terms.items()})
