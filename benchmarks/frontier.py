"""Hold the frontier against direct solves: ``python benchmarks/frontier.py [SCENARIO] [LIMITS] [SEED]``.

The frontier between 20,000 and 60,000 (10,000 yuan a year) is traced once. Then O1 is solved at random
limits, each with a model of its own, and just below and at every break point. Printed are the seconds of the
frontier, of one solve, and every disagreement; the exit code is 1 if there is one.
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

import numpy as np

from planning.domain.frontier import Frontier
from planning.domain.problem import PlanningProblem
from planning.optimise import SolverSettings
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.payable import with_limit
from planning.optimise.schedule.question import Question
from planning.runs.inputs import load_inputs, make_problem

ROOT = Path(__file__).parent.parent
LOW, HIGH = 20_000.0, 60_000.0
#: Just below a break point, 10,000 yuan: 1,000 yuan, which no rounding of the solver pays.
BELOW = 0.1
SAME = 1e-6


def solved_at(problem: PlanningProblem, limit_10k: float) -> float:
    """Return the proven O1 at a limit, infinity if there is no plan."""
    solved = Workbench(with_limit(problem, limit_10k), SolverSettings()).fewest_unplaced(Question())
    if solved.stage is None:
        assert solved.infeasible
        return math.inf
    assert solved.stage.proven
    return solved.stage.value


def disagreements(problem: PlanningProblem, found: Frontier, limits: list[float]) -> int:
    """Print what the frontier and a solve say at each limit; return how often they differ."""
    wrong = 0
    for limit in limits:
        least, most = found.at(limit)
        value = solved_at(problem, limit)
        agrees = least == most and (value == most or abs(value - most) <= SAME * max(1.0, abs(value)))
        wrong += not agrees
        print(
            f"  {limit:12,.3f}  frontier {most:12,.3f}  solve {value:12,.3f}  {'' if agrees else 'DIFFERS'}"
        )
    return wrong


def main() -> int:
    scenario = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scenarios" / "base.yaml"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 13
    problem = make_problem(load_inputs(scenario))
    bench = Workbench(with_limit(problem, HIGH), SolverSettings())
    began = time.perf_counter()
    found = trace(bench, low_10k=LOW, high_10k=HIGH)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    solved_at(problem, HIGH)
    one = time.perf_counter() - began
    print(f"{len(found.points)} break points, proven: {found.proven}; {seconds:.1f} s, one solve {one:.1f} s")
    for point in found.points:
        print(f"  from {point.budget_10k:12,.3f}  O1 {point.o1:12,.3f}")
    print(f"no plan below {found.none_below_10k}")
    limits = np.random.default_rng(seed).uniform(LOW, HIGH, count).tolist()
    edges = [limit for point in found.points for limit in (point.budget_10k - BELOW, point.budget_10k)]
    wrong = disagreements(problem, found, sorted(limits) + [limit for limit in edges if LOW <= limit <= HIGH])
    print(f"{count} random limits and {len(edges)} at break points: {wrong} disagreements")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
