"""The pure function from a problem to a plan."""

from __future__ import annotations

from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, silent
from planning.optimise.engine import Engine
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings


def optimise(
    problem: PlanningProblem,
    options: SolverSettings | None = None,
    *,
    deadline: Deadline | None = None,
    listener: Listener = silent,
) -> Plan:
    """Schedule the projects and place the intakes of a problem.

    O1, weighted pupil-years without a seat, is minimised first. O2, distance, distance beyond the norm,
    temporary seats and discounted cost at policy prices, is minimised next while O1 is held at its value.
    O3, change against the reference plan and then earliest starts, decides between equally good plans, so
    that two runs and two machines give the same schedule. The equations are listed in ``formulation.md``
    beside this module.

    Parameters
    ----------
    problem
        Frozen problem.
    options
        Gaps, tolerances, time limit and threads; None takes the defaults, which prove O1 at gap 0 and O2 at
        1e-4.
    deadline
        End of the time; None starts the clock of the settings' limit now.
    listener
        Receives the objective and the gap while the solver works.

    Returns
    -------
    Plan
        Plan whose outcome is ``proven`` only if every objective is; after a time-out it is ``best found``.

    Raises
    ------
    NoPlanError
        If no plan keeps the rules, or none was found in time.

    Notes
    -----
    The model is a multi-period capacitated facility location problem with cohorts; Laporte, Nickel and
    Saldanha da Gama (2019), *Location Science*, chapter 11, describe the family. Minimising objectives in
    order with the earlier ones held is the lexicographic method; Ehrgott (2005), *Multicriteria
    Optimization*, section 5.1.
    """
    return Engine(problem, options).plan(deadline=deadline, listener=listener)
