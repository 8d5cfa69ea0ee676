"""Break everything that is read in seeded ways, and count what comes: ``python benchmarks/mutants.py 10000``.

Six kinds of input take turns: a district, a scenario, a workbook of edited inputs, the results that a
scenario refers to, past rolls, and a planner's own files. ``tests/mutants.py`` says what may become of a
mutant; one that is silently different or ends in a traceback is printed with its kind and seed, and ends the
program with 1. A second argument is the first seed; PROCESSES sets how many work at once.
"""

from __future__ import annotations

import functools
import os
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.mutants import KINDS, WRONG, Verdict, judge

#: Mutants of one kind that a process judges before it takes others.
AT_ONCE = 25


def main(count: int, first: int = 0) -> int:
    """Judge ``count`` mutants; return the number of those that went wrong."""
    each = -(-count // len(KINDS))
    tasks = [
        (kind, range(start, min(start + AT_ONCE, first + each)))
        for start in range(first, first + each, AT_ONCE)
        for kind in KINDS
    ]
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong = 0
    began = time.perf_counter()
    with ProcessPoolExecutor(max_workers=int(os.environ.get("PROCESSES", os.cpu_count() or 1))) as pool:
        for verdicts in pool.map(_judged, tasks):
            for verdict in verdicts:
                classes[verdict.kind][verdict.outcome] += 1
                if verdict.outcome in WRONG:
                    wrong += 1
                    print(f"{verdict.kind} {verdict.seed}: {verdict.outcome}: {verdict.how}", flush=True)
    whole: Counter[str] = functools.reduce(lambda one, two: one + two, classes.values(), Counter())
    for kind, outcomes in (*classes.items(), ("all", whole)):
        print(f"{kind:10}", ", ".join(f"{name} {number}" for name, number in sorted(outcomes.items())))
    print(f"{whole.total()} mutants in {time.perf_counter() - began:.0f} s")
    return wrong


def _judged(task: tuple[str, Iterable[int]]) -> list[Verdict]:
    kind, seeds = task
    with warnings.catch_warnings():
        # What libraries below think of a damaged file is not what the program says of it.
        warnings.simplefilter("ignore")
        return [judge(kind, seed) for seed in seeds]


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:3]] or [600]
    sys.exit(main(*arguments) > 0)
