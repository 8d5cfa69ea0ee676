"""The model carried out of the program: as a PuLP problem, or as a file for another solver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.model.build import build_model
from planning.optimise.model.matrix import Model
from planning.optimise.model.objectives import o1_unplaced
from planning.optimise.schedule.infeasibility import no_plan
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.interface import held_limit
from planning.optimise.solver.settings import SolverSettings

if TYPE_CHECKING:
    import pulp

#: Formats of model files, by the ending of their names.
LP: Final = "lp"
MPS: Final = "mps"


def pulp_problem(
    problem: PlanningProblem,
    *,
    objective: str = "O1",
    settings: SolverSettings | None = None,
    listener: Listener = silent,
) -> pulp.LpProblem:
    """Convert the model of a problem to a PuLP problem with readable names.

    Parameters
    ----------
    problem
        Planning problem; the model has all its rules, including those on the shape of catchments.
    objective
        ``O1``, or ``O2`` with O1 held at its smallest value, which is solved first.
    settings
        Settings of the solver that finds this value.
    listener
        Receives the gap while it is sought.

    Returns
    -------
    pulp.LpProblem
        Problem whose ``solve()`` takes any solver that PuLP knows.

    Raises
    ------
    NoPlanError
        If O1 must be held and no plan keeps the rules, or none was found in time.
    ProblemError
        If the objective is unknown.
    """
    chosen = settings or SolverSettings()
    deadline = Deadline.after(chosen.time_limit_s)
    from planning.optimise.model.export import to_pulp  # noqa: PLC0415 - PuLP is slow to import, rarely used

    model = build_model(problem)
    held = None if objective == "O1" else _least_unplaced(model, chosen, deadline, listener)
    return to_pulp(model, objective=objective, o1_at_most=held)


def write_model(
    problem: PlanningProblem,
    path: Path,
    *,
    form: str = LP,
    objective: str = "O1",
    settings: SolverSettings | None = None,
    listener: Listener = silent,
) -> None:
    """Write the model of a problem to a file for other solvers.

    Parameters
    ----------
    problem
        Planning problem.
    path
        File to write.
    form
        ``lp``, which people can read too, or ``mps``.
    objective, settings, listener
        As for :func:`pulp_problem`.

    Raises
    ------
    NoPlanError, ProblemError
        As for :func:`pulp_problem`.
    """
    from planning.optimise.model.export import write_lp, write_mps  # noqa: PLC0415

    made = pulp_problem(problem, objective=objective, settings=settings, listener=listener)
    (write_mps if form == MPS else write_lp)(made, path)


def _least_unplaced(model: Model, settings: SolverSettings, deadline: Deadline, listener: Listener) -> float:
    found = open_solver(model, settings).minimise(
        o1_unplaced(model),
        name="O1",
        gap=settings.gap_o1,
        time_limit_s=deadline.left_s,
        listener=listener,
    )
    if found.stage is None:
        raise no_plan(model.problem, infeasible=found.infeasible)
    return held_limit(found.stage.value, settings.tolerance_o1)
