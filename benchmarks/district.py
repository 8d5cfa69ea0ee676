"""Time the base run against bare HiGHS: ``python benchmarks/district.py [SCENARIO] [REPEATS]``.

The peer solves the first two objectives from an MPS file with highspy alone, with HiGHS' own defaults: first
O1, then O2 under a row that holds O1. Both run in processes of their own, in turn,
so that caches and a busy machine touch both alike. Printed are medians, and the peak memory of each process.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent

RUN = """
import json, resource, sys, time
began = time.perf_counter()
from pathlib import Path
from planning.runs.run import run_scenario
imported = time.perf_counter() - began
run = run_scenario(Path(sys.argv[1]), out=Path(sys.argv[2]))
stages = {stage.name: stage.seconds for stage in run.plan.stages}
print(json.dumps({
    "whole": time.perf_counter() - began,
    "stages": {"import": imported, **run.record["seconds"]},
    "solving": stages, "values": [stage.value for stage in run.plan.stages],
    "outcome": run.plan.outcome.value,
    "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""

FRONTIER = """
import json, resource, sys, time
from pathlib import Path
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.engine import Workbench
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import solver_options
inputs = load_inputs(Path(sys.argv[1]))
problem = make_problem(inputs)
began = time.perf_counter()
bench = Workbench(problem, solver_options(inputs.loaded.scenario))
bench.plan()
one = time.perf_counter() - began
began = time.perf_counter()
# From no plan at all to more than enough: twenty searches, or fewer where nothing changes in between.
found = trace(bench, low_10k=30_000, high_10k=70_000, step_10k=2_000)
print(json.dumps({
    "one": one, "frontier": time.perf_counter() - began, "points": len(found.points), "step": 2000.0,
    "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""

BARE = """
import json, resource, sys, time
import highspy, numpy as np
model, second, plain = sys.argv[1], np.load(sys.argv[2]), sys.argv[3] == "plain"
began = time.perf_counter()
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.setOptionValue("threads", 2)
if not plain:
    for name in ("mip_allow_restart", "mip_heuristic_run_rens", "mip_heuristic_run_rins",
                 "mip_heuristic_run_root_reduced_cost"):
        highs.setOptionValue(name, False)
highs.readModel(model)
first = np.array(highs.getLp().col_cost_)
highs.setOptionValue("mip_rel_gap", 0.0)
highs.run()
one = highs.getInfo().objective_function_value
first_seconds = time.perf_counter() - began
index = np.flatnonzero(first).astype(np.int32)
highs.addRow(-highspy.kHighsInf, one * (1 + 1e-9) + 1e-9, len(index), index, first[index])
highs.changeColsCost(len(first), np.arange(len(first), dtype=np.int32), second)
highs.setOptionValue("mip_rel_gap", 1e-4)
highs.clearSolver()
highs.run()
whole = time.perf_counter() - began
print(json.dumps({
    "whole": whole, "solving": {"O1": first_seconds, "O2": whole - first_seconds},
    "values": [one, highs.getInfo().objective_function_value],
    "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""

EXPORT = """
import sys
import numpy as np, pulp
from pathlib import Path
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unhoused, o2_cost_and_distance
from planning.runs.inputs import load_inputs, make_problem
model = build_model(make_problem(load_inputs(Path(sys.argv[1]))))
first, second = o1_unhoused(model), o2_cost_and_distance(model)
variables = model.prob.variables()
# Every variable stands in the objective, so that all are written and in the same order.
model.prob.setObjective(pulp.LpAffineExpression({v: first.get(v, 0.0) for v in variables}))
solver = pulp.getSolver("HiGHS", msg=False)
solver.createAndConfigureSolver(model.prob)
solver.buildSolverModel(model.prob)
model.prob.solverModel.writeModel(sys.argv[2])
np.save(sys.argv[3], np.array([second.get(v, 0.0) for v in variables]))
print(len(variables), len(model.rows))
"""


def _python(code: str, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return result.stdout.strip().splitlines()[-1]


def main() -> None:
    scenario = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "scenarios" / "base.yaml")
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model, second = str(folder / "model.mps"), str(folder / "second.npy")
        variables, rows = _python(EXPORT, scenario, model, second).split()
        runs, plain, tuned, processes = [], [], [], []
        for _ in range(repeats):
            began = time.perf_counter()
            runs.append(json.loads(_python(RUN, scenario, str(folder / "out"))))
            processes.append(time.perf_counter() - began)
            plain.append(json.loads(_python(BARE, model, second, "plain")))
            tuned.append(json.loads(_python(BARE, model, second, "tuned")))

    def median(results: list[dict[str, float]], key: str) -> float:
        return statistics.median(result[key] for result in results)

    whole, process = median(runs, "whole"), statistics.median(processes)
    solving = statistics.median(sum(run["solving"].values()) for run in runs)
    print(
        f"model: {variables} variables, {rows} rows; outcome {runs[0]['outcome']}; {repeats} repeats, medians"
    )
    print("\nseconds by stage of the run")
    for stage in runs[0]["stages"]:
        print(f"  {stage:<10} {statistics.median(run['stages'][stage] for run in runs):7.3f}")
    print(f"  {'solving':<10} {solving:7.3f}   (part of optimise: O1, O2 and O3)")
    print(f"  {'others':<10} {process - solving:7.3f}   (the whole process without solving)")
    print(f"  {'whole':<10} {process:7.3f}   (the whole process)")
    print(f"peak memory of the run: {median(runs, 'peak_mib'):.0f} MiB")
    for label, results in (("HiGHS' defaults", plain), ("our settings", tuned)):
        bare = median(results, "whole")
        first = statistics.median(result["solving"]["O1"] for result in results)
        print(
            f"bare HiGHS, {label}: {bare:.3f} s (O1 {first:.3f}, O2 {bare - first:.3f}), "
            f"peak {median(results, 'peak_mib'):.0f} MiB; whole process / bare = {process / bare:.2f}, "
            f"solving / bare = {solving / bare:.2f}"
        )
    for run in (*runs, *plain, *tuned):
        for mine, other in zip(run["values"][:2], runs[0]["values"][:2], strict=True):
            assert abs(mine - other) <= 2e-4 * max(1.0, abs(other)), "the peers disagree on the optimum"
    print(
        f"optimum: O1 {runs[0]['values'][0]:.3f}, O2 {runs[0]['values'][1]:.3f}; all peers agree within 2e-4"
    )
    print(f"inside the run, import included: {whole:.3f} s")
    for stage in runs[0]["solving"]:
        print(f"  {stage} {statistics.median(run['solving'][stage] for run in runs):.3f} s")
    traced = json.loads(_python(FRONTIER, scenario))
    print(
        f"frontier of {traced['points']} points by searches of {traced['step']:,.0f} (10,000 yuan): "
        f"{traced['frontier']:.3f} s, one solve {traced['one']:.3f} s, ratio "
        f"{traced['frontier'] / traced['one']:.2f}, peak {traced['peak_mib']:.0f} MiB"
    )


if __name__ == "__main__":
    main()
