"""Time the base run, and solving against bare HiGHS: ``python benchmarks/district.py [SCENARIO] [REPEATS]``.

Each run is a process of its own. Solving is compared within one process, the engine and the peer in turn, so
that a busy machine touches both alike; seconds of the processor say more there than those of the clock. The
peer is HiGHS with the matrix of O1, then O2 under a row that holds O1, and nothing else: no settling among
equally good schedules, no exact allocation, no check. It runs with the engine's settings, with those but
presolve, which the engine turns off while an objective is held, and with HiGHS' own defaults. Printed are
medians.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent

RUN = """
import json, resource, sys, time
began = time.perf_counter()
from pathlib import Path
from planning.runs.run import run_scenario
imported = time.perf_counter() - began
run = run_scenario(Path(sys.argv[1]), out=Path(sys.argv[2]))
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "stages": {"import": imported, **run.record["seconds"]},
    "solving": {stage.name: stage.seconds for stage in run.plan.stages},
    "values": [stage.value for stage in run.plan.stages], "outcome": run.plan.outcome.value,
    "processor": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024,
}))
"""

SOLVE = """
import json, resource, sys, time
from pathlib import Path
import highspy, numpy as np
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced, o2_cost_and_distance
from planning.optimise.schedule.engine import Workbench
from planning.optimise.solver.highs import SETTINGS, hand_over
from planning.optimise.solver.interface import held_limit
from planning.optimise.solver.quiet import quiet_stdout
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import solver_settings

inputs = load_inputs(Path(sys.argv[1]))
problem, settings = make_problem(inputs), solver_settings(inputs.loaded.scenario)
model = build_model(problem)
count = model.shape[1]
first, second = o1_unplaced(model).dense(count), o2_cost_and_distance(model).dense(count)

def engine():
    return [stage.value for stage in Workbench(problem, settings).plan().stages][:2]

def bare(options, presolve):
    with quiet_stdout():
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", settings.threads)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    hand_over(model, highs)
    every = np.arange(count, dtype=np.int32)
    highs.changeColsCost(count, every, first)
    highs.setOptionValue("mip_rel_gap", settings.gap_o1)
    highs.run()
    one = highs.getInfo().objective_function_value
    index = np.flatnonzero(first).astype(np.int32)
    highs.addRow(-highspy.kHighsInf, held_limit(one, settings.tolerance_o1), len(index), index, first[index])
    highs.changeColsCost(count, every, second)
    highs.setOptionValue("mip_rel_gap", settings.gap_o2)
    highs.setOptionValue("presolve", presolve)
    highs.clearSolver()
    highs.run()
    return [one, highs.getInfo().objective_function_value]

ways = {
    "engine": engine,
    "same": lambda: bare(SETTINGS, "off"),
    "presolve": lambda: bare(SETTINGS, "choose"),
    "defaults": lambda: bare({}, "choose"),
}
result = {name: [] for name in ways}
for _ in range(int(sys.argv[2])):
    for name, way in ways.items():
        highspy.Highs.resetGlobalScheduler(True)
        clock, processor = time.perf_counter(), time.process_time()
        values = way()
        result[name].append((time.perf_counter() - clock, time.process_time() - processor, values))
print(json.dumps({"rows": model.shape[0], "columns": count, "ways": result}))
"""

FRONTIER = """
import json, sys, time
from pathlib import Path
from planning.optimise.schedule.frontier import trace
from planning.optimise.schedule.engine import Workbench
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import solver_settings
inputs = load_inputs(Path(sys.argv[1]))
problem = make_problem(inputs)
began = time.process_time()
bench = Workbench(problem, solver_settings(inputs.loaded.scenario))
bench.plan()
one = time.process_time() - began
began = time.process_time()
# From no plan at all to more than enough.
found = trace(bench, low_10k=30_000, high_10k=70_000)
print(json.dumps({"one": one, "frontier": time.process_time() - began, "points": len(found.points)}))
"""

PEERS = {
    "same": "bare HiGHS, same settings",
    "presolve": "bare HiGHS, same settings but presolve for O2",
    "defaults": "bare HiGHS, its own defaults",
}


def _python(code: str, *arguments: str) -> Any:
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return json.loads(result.stdout.strip().splitlines()[-1])


def _whole(scenario: str, repeats: int) -> None:
    """Print what the seconds of a whole run go to."""
    runs, processes = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(repeats):
            began = time.perf_counter()
            runs.append(_python(RUN, scenario, str(Path(folder) / "out")))
            processes.append(time.perf_counter() - began)

    def median(*path: str) -> float:
        found: list[Any] = runs
        for key in path:
            found = [item[key] for item in found]
        return float(statistics.median(found))

    whole = statistics.median(processes)
    solving = statistics.median(sum(run["solving"].values()) for run in runs)
    print(f"outcome {runs[0]['outcome']}; {repeats} runs, medians, seconds of the clock")
    for stage in runs[0]["stages"]:
        print(f"  {stage:<10} {median('stages', stage):7.3f}")
    searches = ", ".join(f"{stage} {median('solving', stage):.3f}" for stage in runs[0]["solving"])
    print(f"  {'solving':<10} {solving:7.3f}   (part of optimise: {searches})")
    print(f"  {'others':<10} {whole - solving:7.3f}   (the whole process without solving)")
    print(f"  {'whole':<10} {whole:7.3f}   (the whole process; {median('processor'):.3f} of the processor)")
    print(f"peak memory of the run: {median('peak_mib'):.0f} MiB")


def _solving(scenario: str, repeats: int) -> None:
    """Print what the engine takes against bare HiGHS."""
    found = _python(SOLVE, scenario, str(repeats))
    ways = found["ways"]
    clock = {name: statistics.median(item[0] for item in items) for name, items in ways.items()}
    processor = {name: statistics.median(item[1] for item in items) for name, items in ways.items()}
    print(
        f"\nmodel: {found['columns']} columns, {found['rows']} rows; seconds of the clock and the processor"
    )
    label = "engine: model, O1, O2, O3, exact allocation"
    print(f"  {label:<46} {clock['engine']:7.3f} {processor['engine']:7.3f}")
    for name, label in PEERS.items():
        print(
            f"  {label:<46} {clock[name]:7.3f} {processor[name]:7.3f}   engine / bare = "
            f"{clock['engine'] / clock[name]:.2f}, {processor['engine'] / processor[name]:.2f}"
        )
    for items in ways.values():
        for mine, other in zip(items[0][2], ways["engine"][0][2], strict=True):
            assert abs(mine - other) <= 2e-4 * max(1.0, abs(other)), "the peers disagree on the optimum"
    print("O1 {:.3f}, O2 {:.3f}; all peers agree within 2e-4".format(*ways["engine"][0][2]))


def main() -> None:
    """Print the whole run, solving against the peers, and a frontier."""
    scenario = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "scenarios" / "base.yaml")
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    _whole(scenario, repeats)
    _solving(scenario, repeats)
    traced = _python(FRONTIER, scenario)
    print(
        f"\nfrontier of {traced['points']} exact points: "
        f"{traced['frontier']:.3f} s of the processor, {traced['frontier'] / traced['one']:.2f} plans' worth"
    )


if __name__ == "__main__":
    main()
