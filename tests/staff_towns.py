"""Staff of made towns: some whose best balance is obvious, random ones, and a programme of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from planning.domain.frozen import FloatArray
from planning.domain.staff_supply import Retraining, StaffSupply, no_retraining


def staff(there: Any, *, years: int = 1, pairs: Any = (), **parts: Any) -> StaffSupply:
    """Return a supply of staff there by group and band; ``pairs`` are (giver, receiver, limit, years, cost)."""
    own = np.array(there, float)
    own = own if own.ndim == 3 else own[None]
    k, g, b = own.shape
    table = np.array(list(pairs), float).reshape(-1, 5)
    retraining = Retraining(
        giver=table[:, 0].astype(int), receiver=table[:, 1].astype(int),
        limit=np.repeat(table[:, 2:3], years, axis=1), years=table[:, 3].astype(int), cost_10k=table[:, 4],
    ) if len(table) else no_retraining(years)  # fmt: skip
    given: dict[str, Any] = {
        "groups": tuple(f"G{i}" for i in range(g)), "group": np.arange(g), "per_pupil": np.ones(b),
        "per_seat": np.zeros(b), "leave": np.zeros((k, b, years)), "recruitment": np.zeros(years),
        "retraining": retraining, "moves": np.zeros(years),
    }  # fmt: skip
    return StaffSupply(there=own, **{**given, **parts})


def random_staff(seed: int) -> tuple[StaffSupply, FloatArray]:
    """Return a random supply and the posts needed, with everything in play."""
    rng = np.random.default_rng(seed)
    k, g, b, t = (int(rng.integers(low, high)) for low, high in ((1, 3), (1, 4), (1, 4), (1, 6)))
    there = rng.integers(0, 60, (k, g, b)).astype(float)
    swing = np.cumprod(rng.uniform(0.8, 1.25, (g, b, t)), axis=2)
    needed = (there.sum(axis=0)[..., None] + rng.integers(0, 20, (g, b, 1))) * swing
    pairs = [
        (one, other, float(rng.integers(0, 12)), int(rng.integers(0, 3)), float(rng.integers(0, 4)))
        for one in range(b) for other in range(b) if one != other and rng.random() < 0.7
    ]  # fmt: skip
    supply = staff(
        there, years=t, pairs=pairs, leave=rng.uniform(0, 0.2, (k, b, t)),
        recruitment=rng.integers(0, 25, t).astype(float), moves=rng.integers(0, 10, t).astype(float),
        move_10k=0.1,
    )  # fmt: skip
    return supply, needed


def best_values(supply: StaffSupply, needed: FloatArray, *, only_lack: bool = False) -> tuple[float, ...]:
    """Return least lack, surplus, cost and moves by a programme written apart: no stocks, only what was decided.

    Staff there are written out from those of the beginning and every flow since, times the share that stays;
    each objective is held by a row.
    """
    k, g, b, t = supply.shape
    pairs, stay = supply.retraining, supply.survival()
    names = ["rec", *(f"ret{r}" for r in range(len(pairs))), "out", "in"]
    at, count = {}, 0
    for c in range(k):
        for i in range(g):
            for year in range(t):
                for name in names:
                    if name == "rec" and c != k - 1:
                        continue
                    for band in range(b) if not name.startswith("ret") else [0]:
                        at[name, c, i, band, year] = count
                        count += 1
    lack0 = count
    count += 2 * g * b * t
    start = np.zeros((k, g, b, t))
    there = np.zeros((k, g, b, t, count))
    for c in range(k):
        for band in range(b):
            for year in range(t):
                start[c, :, band, year] = supply.there[c, :, band] * stay[c, band, 0, year]

    def flow(c: int, i: int, band: int, when: int, column: int, sign: float) -> None:
        for year in range(when, t):
            kept = 1.0 if year == when else stay[c, band, when + 1, year]
            there[c, i, band, year, column] += sign * kept

    for (name, c, i, band, year), column in at.items():
        if name.startswith("ret"):
            r = int(name[3:])
            flow(c, i, int(pairs.giver[r]), year, column, -1.0)
            if year + pairs.years[r] < t:
                flow(c, i, int(pairs.receiver[r]), year + int(pairs.years[r]), column, 1.0)
        else:
            flow(c, i, band, year, column, -1.0 if name == "out" else 1.0)
    up, limit, even = [], [], []
    for c, i, band, year in np.ndindex(k, g, b, t):
        row = np.zeros(count)
        base = supply.there[c, i, band] if year == 0 else start[c, i, band, year - 1]
        if year:
            row -= there[c, i, band, year - 1] * (1 - supply.leave[c, band, year])
        row[at["out", c, i, band, year]] += 1.0
        for r in range(len(pairs)):
            if pairs.giver[r] == band:
                row[at[f"ret{r}", c, i, 0, year]] += 1.0
        up.append(row)
        limit.append(base * (1 - supply.leave[c, band, year]))
        up.append(-there[c, i, band, year])
        limit.append(start[c, i, band, year])
    size = g * b * t
    for n, (i, band, year) in enumerate(np.ndindex(g, b, t)):
        total = there[:, i, band, year].sum(axis=0)
        for sign, column in ((-1.0, lack0 + n), (1.0, lack0 + size + n)):
            row = sign * total
            row[column] = -1.0
            up.append(row)
            limit.append(sign * (needed[i, band, year] - start[:, i, band, year].sum()))
    for year in range(t):
        for want, most in (("rec", supply.recruitment[year]), ("out", supply.moves[year])):
            row = np.zeros(count)
            row[[column for (name, *_, when), column in at.items() if name == want and when == year]] = 1.0
            up.append(row)
            limit.append(most)
        for r in range(len(pairs)):
            row = np.zeros(count)
            row[[col for (name, *_, when), col in at.items() if name == f"ret{r}" and when == year]] = 1.0
            up.append(row)
            limit.append(pairs.limit[r, year])
        for c in range(k):
            for band in range(b):
                row = np.zeros(count)
                for i in range(g):
                    row[at["out", c, i, band, year]], row[at["in", c, i, band, year]] = 1.0, -1.0
                even.append(row)
    costs = np.zeros((4, count))
    costs[0, lack0 : lack0 + size], costs[1, lack0 + size :] = 1.0, 1.0
    for (name, _, _, _, year), column in at.items():
        if name.startswith("ret"):
            r = int(name[3:])
            costs[1, column] = min(int(pairs.years[r]), t - year)
            costs[2, column] = pairs.cost_10k[r]
            costs[3, column] = 1.0
        elif name == "out":
            costs[2, column] = supply.move_10k
            costs[3, column] = 1.0
    found: list[float] = []
    for cost in costs[:1] if only_lack else costs:
        answer = linprog(
            cost, A_ub=sp.csr_array(np.array(up)), b_ub=limit, A_eq=sp.csr_array(np.array(even)),
            b_eq=np.zeros(len(even)), method="highs",
        )  # fmt: skip
        found.append(float(answer.fun))
        up.append(cost)
        limit.append(found[-1] + 1e-9 * max(1.0, abs(found[-1])))
    return tuple(found)
