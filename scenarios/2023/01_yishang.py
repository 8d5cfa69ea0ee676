"""一上 First submission: what the bureau asks for, and how little it could do with.

Run it from the top folder: ``python scenarios/2023/01_yishang.py``.
"""

from pathlib import Path

from planning import open_case

case = open_case(Path(__file__).with_name("01-yishang.yaml"))
asked = case.solve()
print(asked)

# The same shortage with less money: the limit is lowered until children lose their seats.
for limit_10k in (55_000, 50_000, 45_000):
    less = case.solve(budget_10k=limit_10k)
    more_unplaced = less.bands["unhoused"].sum() - asked.bands["unhoused"].sum()
    print(f"{limit_10k:>7,} a year: {more_unplaced:+,.0f} entrants without a seat")
