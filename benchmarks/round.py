"""Time a budget round against its scenarios in fresh processes: ``python benchmarks/round.py [COUNT]``.

COUNT scenarios (24 unless given) are the base plan under as many yearly limits. The round runs them in worker
processes that stay alive; the peer starts ``planning run`` anew for each, one after the other. Printed are
seconds, their ratio, and the seconds of a second round, which finds everything there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from planning.runs.round import run_round

ROOT = Path(__file__).parent.parent
LOW, HIGH = 36_000, 82_000
MAIN = "from planning.cli.app import main; main()"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "round", Path(name) / "out"
        folder.mkdir()
        for i in range(count):
            limit = LOW + (HIGH - LOW) * i / max(count - 1, 1)
            (folder / f"{i:02d}.yaml").write_text(
                f"extends: {ROOT / 'scenarios' / 'base.yaml'}\nscenario: round-{i:02d}\n"
                f"budget: {{default_limit_10k: {limit:.0f}}}\n",
                encoding="utf-8",
            )
        began = time.perf_counter()
        _, finished = run_round(folder, out=out)
        together = time.perf_counter() - began
        began = time.perf_counter()
        run_round(folder, out=out)
        again = time.perf_counter() - began
        began = time.perf_counter()
        for path in sorted(folder.glob("*.yaml")):
            command = [sys.executable, "-c", MAIN, "run", str(path), "--out", str(out / "alone")]
            subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        alone = time.perf_counter() - began
    states = {member.state for member in finished}
    print(
        f"{count} scenarios ({', '.join(sorted(states))}): round {together:.1f} s, one by one in fresh "
        f"processes {alone:.1f} s, ratio {together / alone:.2f}; a second round {again:.1f} s"
    )


if __name__ == "__main__":
    main()
