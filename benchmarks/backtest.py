"""Back-test the forecast on rolls of your own: ``python benchmarks/backtest.py ROLLS [BIRTHS] [YEAR,YEAR]``.

Prints error and coverage by horizon beside three rivals on the same data in the same run, the ratio of our
error to the best rival, seconds and peak memory. YEAR,YEAR are school years to leave out.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from planning.cli.show.backtest import print_backtest
from planning.runs.backtest import backtest_file


def main() -> None:
    paths = [Path(text) for text in sys.argv[1:] if not text.replace(",", "").isdecimal()]
    years = [text for text in sys.argv[1:] if text.replace(",", "").isdecimal()]
    leave_out = tuple(int(year) for text in years for year in text.split(","))
    began = time.perf_counter()
    run = backtest_file(paths[0], births_path=paths[1] if len(paths) > 1 else None, leave_out=leave_out)
    seconds = time.perf_counter() - began
    print_backtest(run)
    wape = run.backtest.summary().pivot_table(index="horizon", columns="method", values="wape")
    best = wape.drop(columns="ours").min(axis=1)
    ratios = ", ".join(f"{horizon}: {value:.2f}" for horizon, value in (wape["ours"] / best).items())
    print(f"error of ours / best rival, by horizon: {ratios}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(run.backtest.cases)} forecasts in {seconds:.2f} s, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
