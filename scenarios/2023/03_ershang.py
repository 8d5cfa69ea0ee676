"""二上 Second submission: which two years' limits would bring the nine-year schools back at once.

Run it from the top folder: ``python scenarios/2023/03_ershang.py``.
"""

from pathlib import Path

from planning import NoPlanError, open_case

case = open_case(Path(__file__).with_name("02-yixia.yaml"))
print(case.solve())

for limits_10k in ({2023: 48_000}, {2023: 53_000}, {2023: 53_000, 2024: 44_000}):
    try:
        plan = case.solve(budget_10k=limits_10k, openings={"P13": 2025, "P14": 2025})
    except NoPlanError as error:
        print(limits_10k, error.zh, error.en)
    else:
        print(limits_10k, f"{plan.bands['unhoused'].sum():,.0f} entrants without a seat")
