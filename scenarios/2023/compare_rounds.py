"""Read, change, run, compare: what another ten million in 2024 would do to 二下.

Run it from the top folder: ``python scenarios/2023/compare_rounds.py``.
"""

from pathlib import Path

from planning import compare_results, run_scenario

HERE = Path(__file__).parent

decided = run_scenario(HERE / "04-erxia.yaml")

more = HERE / "more-in-2024.yaml"
more.write_text(
    "extends: 04-erxia.yaml\n"
    "scenario: 2023-more-in-2024\n"
    "title: {zh: 2024年增加一千万, en: ten million more in 2024}\n"
    "budget: {limits_10k: {2023: 50000, 2024: 43000}}\n",
    encoding="utf-8",
)
changed = run_scenario(more)
more.unlink()

print(compare_results(decided.folder, changed.folder).content()["moved"])
