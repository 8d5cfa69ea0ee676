"""Break the embedded district in seeded ways, count what comes: ``python benchmarks/mutants.py 500``.

Every copy must give a clear error, the same plan, or another plan with a warning. Anything else is printed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.mutator import mutate  # noqa: E402
from tests.same import same_problem  # noqa: E402

from planning.errors import InputError, NoPlanError  # noqa: E402
from planning.runs.inputs import load_inputs, make_problem  # noqa: E402


def main(count: int) -> int:
    """Break ``count`` copies; return the number of those that went wrong."""
    scenario = ROOT / "scenarios" / "base.yaml"
    whole = load_inputs(scenario)
    base, usual = make_problem(whole), {warning.words.text("en") for warning in whole.district.warnings}
    outcomes: Counter[str] = Counter()
    wrong = 0
    began = time.perf_counter()
    for seed in range(count):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "d"
            shutil.copytree(ROOT / "geodata" / "haicang", folder, ignore=shutil.ignore_patterns("source"))
            how = mutate(folder, seed=seed)
            own = Path(temporary) / "s.yaml"
            own.write_text(f"extends: {scenario}\nscenario: mutant\ndistrict: d\n", encoding="utf-8")
            try:
                inputs = load_inputs(own)
                same = same_problem(base, make_problem(inputs))
                fresh = {warning.words.text("en") for warning in inputs.district.warnings} - usual
                outcome = "same" if same else "warned" if fresh else "SILENT"
            except (InputError, NoPlanError):
                outcome = "error"
            except Exception:  # noqa: BLE001 - a traceback is what is looked for
                outcome = "TRACEBACK"
                traceback.print_exc()
        outcomes[outcome] += 1
        if outcome.isupper():
            wrong += 1
            print(f"seed {seed}: {outcome}: {how}")
    print(dict(outcomes), f"{time.perf_counter() - began:.0f} s")
    return wrong


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500) > 0)
