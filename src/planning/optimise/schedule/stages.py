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
    """Return O2 with the value of the final allocation.

    It is better than the incumbent where the search was cut short, worse by no more than its tolerance where
    O3 took another schedule, and the same up to rounding elsewhere; the bound is the search's. Where two
    schedules are as good as equal, the room given to O1 may have decided between them; then the gap opens
    again, and the stage is no longer called proven.
    """
    room = (ROUNDING + options.tolerance_o2) * max(1.0, abs(value))
    if abs(value - stage.value) <= ROUNDING * max(1.0, abs(value)):
        return replace(stage, value=value)
    if stage.value < value <= stage.value + room:
        return replace(stage, value=value, gap=relative_gap(value, stage.bound))
    gap = relative_gap(value, stage.bound)
    return replace(stage, value=value, gap=gap, proven=stage.proven and gap <= options.gap_o2 + ROUNDING)


def not_reached(costs: Terms, values: FloatArray, *, name: str) -> Stage:
    """Return a stage where time ran out before the solver said anything of it."""
    value = costs.value(values)
    return Stage(name=name, value=value, bound=0.0, gap=relative_gap(value, 0.0), seconds=0.0, proven=False)
