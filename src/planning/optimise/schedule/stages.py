"""What may be said of an objective after the allocation was made anew, or was not reached."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planning.domain.frozen import FloatArray
from planning.domain.plan import Stage
from planning.optimise.model.terms import Terms
from planning.optimise.solver.interface import relative_gap
from planning.optimise.solver.settings import SolverSettings

#: Values that agree to this, relative, are one value: what the integers' tolerance and the room buy.
ROUNDING: Final = 1e-5


def restated(stage: Stage, value: float, *, options: SolverSettings) -> Stage:
    """Restate O2 with the value of the final allocation.

    The value is better than the incumbent if the search was cut short, worse by at most its tolerance if O3
    took another schedule, and otherwise equal up to rounding; the bound is that of the search. If two
    schedules are nearly equal, the tolerance of O1 may have decided between them; then the gap opens again,
    and the stage is no longer proven.

    Parameters
    ----------
    stage
        Stage of the search.
    value
        O2 of the final allocation, 10,000 yuan.
    options
        Gaps and tolerances.

    Returns
    -------
    Stage
        Stage with the value, its gap, and whether it is proven.
    """
    room = (ROUNDING + options.tolerance_o2) * max(1.0, abs(value))
    if abs(value - stage.value) <= ROUNDING * max(1.0, abs(value)):
        return replace(stage, value=value)
    if stage.value < value <= stage.value + room:
        return replace(stage, value=value, gap=relative_gap(value, stage.bound))
    gap = relative_gap(value, stage.bound)
    return replace(stage, value=value, gap=gap, proven=stage.proven and gap <= options.gap_o2 + ROUNDING)


def not_reached(costs: Terms, values: FloatArray, *, name: str) -> Stage:
    """Return the stage of an objective that time left unsolved.

    Parameters
    ----------
    costs
        Terms of the objective.
    values
        Value of each column in the plan at hand.
    name
        Name of the objective.

    Returns
    -------
    Stage
        Stage with the value of the plan and no bound.
    """
    value = costs.value(values)
    return Stage(name=name, value=value, bound=0.0, gap=relative_gap(value, 0.0), seconds=0.0, proven=False)
