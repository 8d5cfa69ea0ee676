"""Whole zones against bare HiGHS in the same time: ``python benchmarks/catchments.py [ZONES] [SECONDS]``."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.placement import make

from planning.domain.catchment_rules import CatchmentRules
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.rules import Rules
from planning.optimise import SolverSettings, optimise
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.solver.highs import LiveModel

SITES = 20


def whole(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem with every zone kept whole."""
    rules = CatchmentRules(
        whole=np.array([1]),
        contiguous=np.array([0]),
        neighbours=np.zeros((0, 2), dtype=np.int64),
        home=np.zeros(len(problem.facilities), dtype=np.int64),
    )
    return replace(problem, rules=Rules(catchments=rules))


def bare(problem: PlanningProblem, seconds: float) -> tuple[float, float]:
    """Return O1 and O2 of HiGHS on the whole model, half of the time for each."""
    model = build_model(problem)
    live = LiveModel(model, threads=2, settings={})
    first, second = o1_unplaced(model), o2_cost_and_distance(model)
    found = live.minimise(first, name="O1", gap=0.0, time_limit_s=seconds / 2, listener=silent)
    if found.stage is None:
        return np.nan, np.nan
    live.at_most(first, found.stage.value + 1e-6)
    best = live.minimise(second, name="O2", gap=1e-4, time_limit_s=seconds / 2, listener=silent)
    return found.stage.value, np.nan if best.stage is None else best.stage.value


def main(zones: int, seconds: float) -> None:
    """Print O1, O2 and the gap to free catchments of both."""
    problem = whole(make(zones, SITES, 60))
    print(f"{zones} zones x {SITES} schools, whole zones, {seconds:g} s each")
    began = time.perf_counter()
    ours = optimise(problem, SolverSettings(gap_o2=1e-4, time_limit_s=seconds))
    took = time.perf_counter() - began
    one, two = ours.stages[:2]
    print(
        f"ours  {took:6.1f} s: without a seat {one.value:.0f}, pupil-km {two.value:,.0f}, gap {two.gap:.2%}"
    )
    began = time.perf_counter()
    lacking, km = bare(problem, seconds)
    took = time.perf_counter() - began
    print(f"HiGHS {took:6.1f} s: without a seat {lacking:.0f}, pupil-km {km:,.0f}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, float(sys.argv[2]) if len(sys.argv) > 2 else 120.0)
