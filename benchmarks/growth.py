"""How cost grows with size: ``python benchmarks/growth.py [COPIES ...]``.

Lays copies of the embedded district side by side, each with projects of its own, under one budget that grows
with them. Copies share nothing but the money, so the work that is not choosing between copies is the same for
each. Every size runs in a process of its own, with a time limit; peak memory is that process's.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from planning import load_inputs, make_problem
from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem

ROOT = Path(__file__).parent.parent
SIZES = (1, 2, 4)
LIMIT_S = 300.0

ONE = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[2])
from growth import copies
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
problem = copies(int(sys.argv[1]))
began = time.perf_counter()
model = build_model(problem)
built = time.perf_counter() - began
plan = optimise(problem, SolverSettings(time_limit_s=float(sys.argv[3])))
whole = time.perf_counter() - began - built
print(json.dumps({
    "zones": problem.shape[0], "facilities": problem.shape[1], "projects": len(problem.projects),
    "variables": model.shape[1], "build": built, "optimise": whole,
    "O1": plan.stages[0].seconds, "O2": plan.stages[1].seconds, "gap": plan.stages[1].gap,
    "outcome": plan.outcome.value, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def copies(count: int) -> PlanningProblem:
    """Return the embedded district laid side by side with itself."""
    one = make_problem(load_inputs(ROOT / "scenarios" / "base.yaml"))
    z, f, _, _ = one.shape
    p, pairs, programme = len(one.projects), one.pairs, one.programme

    def labels(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{name}-{i}" for i in range(count) for name in names)

    def shifted(index: np.ndarray, step: int) -> np.ndarray:
        return np.concatenate([index + i * step for i in range(count)])

    def repeated(array: np.ndarray) -> np.ndarray:
        return np.concatenate([array] * count)

    return replace(
        one,
        zones=labels(one.zones),
        facilities=labels(one.facilities),
        projects=labels(one.projects),
        intakes=repeated(one.intakes),
        enrolled_before=repeated(one.enrolled_before),
        seats=repeated(one.seats),
        temporary_limit=repeated(one.temporary_limit),
        pairs=Pairs(
            zone=shifted(pairs.zone, z),
            facility=shifted(pairs.facility, f),
            band=repeated(pairs.band),
            distance_m=repeated(pairs.distance_m),
        ),
        programme=replace(
            programme,
            facility=shifted(programme.facility, f),
            seats=repeated(programme.seats),
            committed=repeated(programme.committed),
            cost_10k=repeated(programme.cost_10k),
            option_project=shifted(programme.option_project, p),
            option_start_year=repeated(programme.option_start_year),
            option_opening_year=repeated(programme.option_opening_year),
            option_spend_10k=repeated(programme.option_spend_10k),
        ),
        budget_10k=one.budget_10k * count,
    )


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    print("zones sites projects variables | build s  O1 s    O2 s    all s | gap      outcome     peak MiB")
    for size in sizes:
        result = subprocess.run(
            [sys.executable, "-c", ONE, str(size), str(Path(__file__).parent), str(LIMIT_S)],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        row = json.loads(result.stdout.strip().splitlines()[-1])
        print(
            f"{row['zones']:5d} {row['facilities']:5d} {row['projects']:8d} {row['variables']:9d} | "
            f"{row['build']:7.2f} {row['O1']:6.2f} {row['O2']:7.2f} {row['optimise']:8.2f} | "
            f"{row['gap']:.2e} {row['outcome']:<11} {row['peak_mib']:8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
