"""The pure function from a problem to a plan."""

from __future__ import annotations

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.catchments.allocate import shape_catchments
from planning.optimise.model.relax import free_catchments
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.infeasibility import first_overspent_year, no_plan
from planning.optimise.schedule.presolve_checks import impossible
from planning.optimise.solver.settings import HIGHS, SolverSettings
from planning.optimise.transport.column_generation import is_placement, place


def optimise(
    problem: PlanningProblem, options: SolverSettings | None = None, *, listener: Listener = silent
) -> Plan:
    """Schedule the projects and place the intakes.

    O1, weighted pupil-years without a seat, is minimised first. O2, distance, distance beyond the norm,
    temporary seats and discounted cost at policy prices, is minimised next while O1 is held at its value.
    O3, change against the reference plan and then earliest starts, settles what is left, so that two runs
    and two machines give the same schedule. The equations are listed in ``formulation.md`` beside this
    module.

    Parameters
    ----------
    problem
        The frozen problem.
    options
        Gaps, tolerances, time limit and threads; the defaults prove O1 at gap 0 and O2 at 1e-4.
    listener
        Told the objective and the gap while the solver works.

    Returns
    -------
    Plan
        Its outcome is ``proven`` only where every objective is; a plan from a solve that ran out of time
        is ``best found``.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, or none was found in time.

    Notes
    -----
    A multi-period capacitated facility location model with cohorts; Laporte, Nickel and Saldanha da Gama
    (2019), *Location Science*, chapter 11, gives the family. Objectives in order with the earlier ones held
    is the lexicographic method; Ehrgott (2005), *Multicriteria Optimization*, section 5.1.
    """
    if impossible(problem) or first_overspent_year(problem) is not None:
        # Totals tell it; nothing need be built.
        raise no_plan(problem, infeasible=True)
    settings, free = options or SolverSettings(), free_catchments(problem)
    quick = is_placement(free) and settings.name == HIGHS
    plan = place(free, listener=listener) if quick else None
    if plan is None:
        plan = Workbench(free, settings).plan(listener=listener)
    return shape_catchments(problem, plan, settings, listener=listener)
