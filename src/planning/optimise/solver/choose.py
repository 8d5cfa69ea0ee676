"""Which solver works: HiGHS inside the process, or one that PuLP calls."""

from __future__ import annotations

from planning.errors import Findings, Where
from planning.optimise.model.matrix import Model
from planning.optimise.solver.highs import LiveModel
from planning.optimise.solver.interface import Solver
from planning.optimise.solver.settings import HIGHS, THROUGH_PULP, SolverSettings
from planning.words import message


def open_solver(model: Model, settings: SolverSettings, *, heuristics: bool = False) -> Solver:
    """Hand a model to the solver that the settings name.

    Parameters
    ----------
    model
        Model with all its rows.
    settings
        Solver and threads.
    heuristics
        True lets HiGHS search by its own defaults, which pays if the root does not close.

    Returns
    -------
    Solver
        Solver that holds the model.

    Raises
    ------
    InputError
        If the solver is unknown or cannot be run here.
    """
    if settings.name == HIGHS:
        return LiveModel(model, threads=settings.threads, settings={} if heuristics else None)
    require_solver(settings.name)
    from planning.optimise.solver.through_pulp import PulpModel  # noqa: PLC0415 - slow to import, rarely used

    return PulpModel(model, name=settings.name.removeprefix(THROUGH_PULP), threads=settings.threads)


def require_solver(name: str, *, file: str = "solver") -> None:
    """Raise if a solver is not available.

    Parameters
    ----------
    name
        ``highs`` or ``pulp:NAME``.
    file
        Scenario that asks for it, as the message names it.

    Raises
    ------
    InputError
        If PuLP does not know the solver or cannot run it here; the message lists the solvers available.
    """
    if name == HIGHS:
        return
    from planning.optimise.solver.pulp_solvers import find_solver, solvers_here  # noqa: PLC0415

    short = name.removeprefix(THROUGH_PULP)
    if find_solver(short) is not None:
        return
    here = ", ".join([HIGHS, *(f"{THROUGH_PULP}{other}" for other in solvers_here())])
    findings = Findings()
    findings.add(
        Where(file=file, path="solver.name"),
        words=message("solver.choose.unknown", solver=name),
        fix=message("solver.choose.fix_unknown", solvers=here),
    )
    findings.raise_if_any()
