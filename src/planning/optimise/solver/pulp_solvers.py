"""Solvers that PuLP can call, and what each is told and says of itself."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pulp

from planning.optimise.solver.quiet import quiet_stdout

#: The name by which CBC is asked for, and PuLP's name of a CBC that is installed. PuLP 3 brings a CBC of its
#: own, which is called by its path: the class of that name is deprecated.
CBC: Final = "CBC"
INSTALLED_CBC: Final = "COIN_CMD"
BUNDLED_CBC: Final = "PULP_CBC_CMD"
#: Endings of PuLP's names, tried in turn, so that ``GUROBI`` finds the package or else the program.
ENDINGS: Final = ("", "_PY", "_DLL", "_CMD")
#: Least gap that is told: some interfaces take 0 for "not given" and then keep a gap of their own.
LEAST_GAP: Final = 1e-9

#: Best bound of a solved problem, by PuLP's name of the solver; from the solver's own interface.
BOUNDS: Final[dict[str, Callable[[Any], float]]] = {
    "HiGHS": lambda model: model.getInfo().mip_dual_bound,
    "GUROBI": lambda model: model.ObjBound,
    "COPT": lambda model: model.BestBnd,
    "SCIP_PY": lambda model: model.getDualbound(),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """Solver that PuLP can run here.

    Parameters
    ----------
    name
        Name of the solver in PuLP.
    path
        Program to run; None takes the one that PuLP finds.
    """

    name: str
    path: str | None = None

    @property
    def there(self) -> bool:
        """True if the solver is installed, and licensed as far as it reports."""
        own = {} if self.path is None else {"path": self.path}
        return bool(_quietly(lambda: pulp.getSolver(self.name, msg=False, **own).available()))

    @property
    def keeps_gap(self) -> bool:
        """True if PuLP can pass the gap to the solver; otherwise the solver's own default is not known."""
        return "gapRel" in self._parameters

    def make(self, *, gap: float, time_limit_s: float | None, threads: int) -> Any:
        """Create the PuLP solver.

        Parameters
        ----------
        gap
            Relative gap to stop at.
        time_limit_s
            Seconds allowed; None sets no limit.
        threads
            Threads of the solver.

        Returns
        -------
        pulp.LpSolver
            Solver without the options that it does not understand.
        """
        wanted: dict[str, Any] = {
            "gapRel": max(gap, LEAST_GAP),
            "timeLimit": time_limit_s,
            "threads": threads,
            "path": self.path,
        }
        told = {key: value for key, value in wanted.items() if key in self._parameters and value is not None}
        return _quietly(lambda: pulp.getSolver(self.name, msg=False, **told))

    def solve(self, problem: pulp.LpProblem, solver: Any) -> int:
        """Solve a problem without output, and return PuLP's status."""
        return int(_quietly(lambda: problem.solve(solver)))

    def best_bound(self, problem: pulp.LpProblem) -> float | None:
        """Return the bound that the solver states for a solved problem; None if it states none."""
        bound_of = BOUNDS.get(self.name)
        model = getattr(problem, "solverModel", None)
        if bound_of is None or model is None:
            return None
        try:
            return float(bound_of(model))
        except Exception:  # noqa: BLE001 - each interface has errors of its own; without a bound nothing is proven
            return None

    @property
    def _parameters(self) -> frozenset[str]:
        made = _quietly(lambda: pulp.getSolver(self.name, msg=False))
        return frozenset(inspect.signature(type(made).__init__).parameters)


def find_solver(name: str) -> Found | None:
    """Find a solver by name.

    Parameters
    ----------
    name
        Name in ``pulp.listSolvers()``, or its beginning: ``CBC``, ``GUROBI``, ``COPT``, ``SCIP``, ``HiGHS``.

    Returns
    -------
    Found or None
        Solver of that name; None if it cannot be run here.
    """
    if name == BUNDLED_CBC:
        tried = [Found(name=INSTALLED_CBC, path=_bundled_cbc())]
    elif name == CBC:
        tried = [Found(name=INSTALLED_CBC), Found(name=INSTALLED_CBC, path=_bundled_cbc())]
    else:
        known = set(_quietly(pulp.listSolvers))
        tried = [Found(name=name + ending) for ending in ENDINGS if name + ending in known]
    return next((found for found in tried if found.there), None)


def solvers_here() -> list[str]:
    """Return the names of the solvers that can be run here."""
    here = set(_quietly(lambda: pulp.listSolvers(onlyAvailable=True)))
    others = sorted(here - {BUNDLED_CBC, INSTALLED_CBC})
    return [CBC, *others] if here & {BUNDLED_CBC, INSTALLED_CBC} else others


def _bundled_cbc() -> str:
    return str(pulp.apis.PULP_CBC_CMD.pulp_cbc_path)


def _quietly(ask: Callable[[], Any]) -> Any:
    """Call PuLP without the banners and complaints of solvers."""
    with quiet_stdout(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ask()
