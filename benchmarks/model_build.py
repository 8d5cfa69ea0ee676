"""Time building and handing over the model: ``python benchmarks/model_build.py [SCENARIO]``.

The yardstick is HiGHS' own ``passModel`` of the same matrix, which it already holds, to a fresh object. Both
are measured in turn; printed are medians and the least of many repeats, and the peak memory of the process.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import highspy

from planning.optimise.model.build import build_model
from planning.optimise.solver.highs import LiveModel, hand_over
from planning.optimise.solver.quiet import quiet_stdout
from planning.runs.inputs import load_inputs, make_problem

ROOT = Path(__file__).parent.parent
REPEATS = 40


def fresh() -> Any:
    """Return a HiGHS that says nothing."""
    with quiet_stdout():
        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
    return highs


def main() -> None:
    """Print seconds and ratios."""
    scenario = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scenarios" / "base.yaml"
    problem = make_problem(load_inputs(scenario))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model = build_model(problem)
    held: Any = fresh()
    hand_over(model, held)
    lp = held.getLp()
    built, handed, passed = [], [], []
    for _ in range(REPEATS):
        began = time.perf_counter()
        model = build_model(problem)
        built.append(time.perf_counter() - began)
        began = time.perf_counter()
        LiveModel(model, threads=2)
        handed.append(time.perf_counter() - began)
        other = fresh()
        began = time.perf_counter()
        other.passModel(lp)
        passed.append(time.perf_counter() - began)
    rows, columns = model.shape
    print(f"{columns} columns, {rows} rows, {len(model.matrix.weight)} coefficients; {REPEATS} repeats")
    for label, choose in (("median", statistics.median), ("least", min)):
        mine, bare = choose(built) + choose(handed), choose(passed)
        print(
            f"{label}: build {1e3 * choose(built):.2f} ms, hand over {1e3 * choose(handed):.2f} ms, "
            f"passModel {1e3 * bare:.2f} ms; build and hand over / passModel = {mine / bare:.1f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB, {peak - before:.0f} MiB of it since the problem was read")


if __name__ == "__main__":
    main()
