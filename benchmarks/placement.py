"""Time the placing of pupils against one programme over all pairs: ``python benchmarks/placement.py``."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

sys.path.insert(0, str(Path(__file__).parent.parent))

from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.optimise import optimise

SIZES = ((1000, 20, 60), (4000, 20, 10), (12_000, 20, 1), (12_000, 60, 1))


def make(zones: int, sites: int, most: int) -> PlanningProblem:
    """Return pupils clustered in a town, and sites with two per cent more seats than pupils."""
    rng = np.random.default_rng(1)
    at, there = rng.normal(0, 4000, (zones, 2)), rng.uniform(-9000, 9000, (sites, 2))
    metres = np.sqrt(((at[:, None] - there[None]) ** 2).sum(axis=-1))
    pupils = rng.integers(1, most + 1, zones).astype(float)
    z, f = np.divmod(np.arange(zones * sites), sites)
    return PlanningProblem.build(
        zones=tuple(f"Z{i}" for i in range(zones)),
        facilities=tuple(f"F{i}" for i in range(sites)),
        bands=("primary",),
        years=(2024,),
        intakes=pupils[:, None, None],
        seats=np.full((sites, 1), np.ceil(pupils.sum() / sites * 1.02)),
        pairs=Pairs(zone=z, facility=f, band=np.zeros(len(z), dtype=int), distance_m=metres.ravel()),
    )


def bare(problem: PlanningProblem) -> float:
    """Solve the same as one linear programme."""
    pairs = problem.pairs
    n = len(pairs)
    found: Any = linprog(  # type: ignore[call-overload]
        pairs.distance_m / 1000.0,
        A_eq=sp.csr_array((np.ones(n), (pairs.zone, np.arange(n)))),
        b_eq=problem.intakes[:, 0, 0],
        A_ub=sp.csr_array((np.ones(n), (pairs.facility, np.arange(n)))),
        b_ub=problem.seats[:, 0],
    )
    return float(found.fun)


def main() -> None:
    """Print seconds, ratio and agreement for each size."""
    print("zones x schools | ours s | bare s | ratio | difference of the objective")
    for zones, sites, most in SIZES:
        problem = make(zones, sites, most)
        began = time.perf_counter()
        plan = optimise(problem)
        ours = time.perf_counter() - began
        began = time.perf_counter()
        value = bare(problem)
        other = time.perf_counter() - began
        apart = abs(plan.stages[1].value / value - 1)
        print(f"{zones:>6} x {sites:<3} | {ours:6.2f} | {other:6.2f} | {ours / other:5.2f} | {apart:.1e}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
