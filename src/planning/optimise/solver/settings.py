"""How hard to try, and how exactly."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from planning.errors import ProblemError

#: The solver that runs inside the process, and kept alive between objectives.
HIGHS: Final = "highs"
#: What another solver's name begins with: it is called through PuLP.
THROUGH_PULP: Final = "pulp:"
NAME: Final = re.compile(rf"{HIGHS}|{THROUGH_PULP}\w+")


@dataclass(frozen=True, kw_only=True)
class SolverSettings:
    """Settings of the solver.

    Parameters
    ----------
    gap_o1, gap_o2
        Relative gap at which an objective counts as proven.
    tolerance_o1, tolerance_o2
        Share by which O1, and O2, may get worse for the sake of the next objective; 0 holds the value.
    time_limit_s
        Seconds for all objectives together; None sets no limit.
    threads
        Threads of the solver.
    name
        ``highs``, or ``pulp:NAME`` for a solver that PuLP knows, such as ``pulp:CBC``, ``pulp:GUROBI``,
        ``pulp:COPT``.

    Raises
    ------
    ProblemError
        If a value is out of range.
    """

    gap_o1: float = 0.0
    gap_o2: float = 1e-4
    tolerance_o1: float = 0.0
    tolerance_o2: float = 0.0
    time_limit_s: float | None = None
    threads: int = 2
    name: str = HIGHS

    def __post_init__(self) -> None:
        """Check the ranges of the settings."""
        for name in ("gap_o1", "gap_o2", "tolerance_o1", "tolerance_o2"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value >= 0):
                raise ProblemError(f"{name} is {value}; it must be a finite number >= 0")
        if self.time_limit_s is not None and not self.time_limit_s > 0:
            raise ProblemError(f"time_limit_s is {self.time_limit_s}; it must be above 0")
        if self.threads < 1:
            raise ProblemError(f"threads is {self.threads}; it must be at least 1")
        if not NAME.fullmatch(self.name):
            raise ProblemError(f"solver name is {self.name!r}; it must be {HIGHS} or {THROUGH_PULP}NAME")
