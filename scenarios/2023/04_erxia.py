"""二下 As decided: what another ten million in 2024 would do, and the page for the director.

Run it from the top folder: ``python scenarios/2023/04_erxia.py``.
"""

from pathlib import Path

from planning import brief, open_case, run_scenario

here = Path(__file__).parent
case = open_case(here / "04-erxia.yaml")
decided = case.solve()
more = case.solve(budget_10k={2024: case.problem.budget_10k[1] + 1_000})
print(decided.compare(more).sheets[1].frame().to_string(index=False))

last_round = run_scenario(here / "03-ershang.yaml")
this_round = run_scenario(here / "04-erxia.yaml")
print(brief(this_round.folder, against=last_round.folder))
