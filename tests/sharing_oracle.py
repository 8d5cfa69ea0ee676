"""Lexicographic max-min written apart: each group is asked by itself whether it could do better."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from scipy.optimize import linprog

from planning.domain.problem import PlanningProblem
from planning.domain.sharing import Groups

#: Shares that agree to this are one share.
SAME = 1e-5
#: Room given to what is held; presolve is off, as tight rows mislead it.
ROOM = 1e-7


def fair_shares(problem: PlanningProblem, groups: Groups) -> np.ndarray:
    """Return the fair shares of a problem of one band without projects, shape (G, T)."""
    programme = _Programme(problem)
    need = groups.added(problem.intakes[:, 0])
    rows = {
        (g, t): programme.unplaced(np.flatnonzero(groups.group == g), t)
        for g, t in itertools.product(range(len(groups.names)), range(len(problem.years)))
        if need[g, t] > 0
    }
    total = programme.solve(sum(rows.values()), [])
    held = [(sum(rows.values()), total + ROOM)]
    settled: dict[tuple[int, int], float] = {}
    while len(settled) < len(rows):
        fixed = held + [(rows[key], need[key] * (share + ROOM)) for key, share in settled.items()]
        left = [key for key in rows if key not in settled]
        largest = programme.least_largest([(rows[key], need[key]) for key in left], fixed)
        within = fixed + [(rows[key], need[key] * (largest + ROOM)) for key in left]
        for key in left:
            # A group that cannot do better while nobody else does worse has this share in every optimum.
            if programme.solve(rows[key], within) / need[key] >= largest - SAME:
                settled[key] = largest
    result = np.zeros(need.shape)
    for key, share in settled.items():
        result[key] = share
    return result


class _Programme:
    """Rows of C1, C2, C4 and C5 for one band, and a last column for the largest share."""

    def __init__(self, problem: PlanningProblem) -> None:
        z, f, _, t = problem.shape
        pairs, n = problem.pairs, len(problem.pairs)
        self._z, self._t, self._n = z, t, n
        self.count = n * t + z * t + f * t + 1
        self._equal, self._equal_to, self._below, self._below_to = [], [], [], []
        for zone, year in itertools.product(range(z), range(t)):
            row = self.unplaced(np.array([zone]), year)
            for i in np.flatnonzero(pairs.zone == zone):
                row[i * t + year] = 1
            self._equal.append(row)
            self._equal_to.append(problem.intakes[zone, 0, year])
        for site, year in itertools.product(range(f), range(t)):
            seats = float(problem.seats_by_year[site, 0, year])
            sits, enters = np.zeros(self.count), np.zeros(self.count)
            for i in np.flatnonzero(pairs.facility == site):
                for k in range(min(year + 1, problem.retention.shape[1])):
                    sits[i * t + year - k] += problem.retention[0, k]
                enters[i * t + year] = problem.band_years[0]
            spare = n * t + z * t + site * t + year
            sits[spare] = enters[spare] = -1
            self._below += [sits]
            self._below_to += [seats - problem.enrolled_before[site, 0, year]]
            if np.isfinite(problem.entry_factor[0]):
                self._below += [enters]
                self._below_to += [problem.entry_factor[0] * seats]
        self._bounds: list[Any] = [(0, None)] * (n * t + z * t)
        self._bounds += [(0, x) for x in problem.temporary_limit[:, 0].ravel()] + [(0, 1)]

    def unplaced(self, zones: np.ndarray, year: int) -> np.ndarray:
        """Return the row that counts the entrants of some zones without a place in a year."""
        row = np.zeros(self.count)
        row[self._n * self._t + zones * self._t + year] = 1
        return row

    def solve(self, costs: np.ndarray, held: list[tuple[np.ndarray, float]]) -> float:
        """Return the least value of a row while others are held."""
        found = linprog(
            costs,
            A_ub=np.array(self._below + [row for row, _ in held]),
            b_ub=self._below_to + [most for _, most in held],
            A_eq=np.array(self._equal),
            b_eq=self._equal_to,
            bounds=self._bounds,
            method="highs",
            options={"presolve": False},
        )
        assert found.success, found.message
        return float(found.fun)

    def least_largest(
        self, shares: list[tuple[np.ndarray, float]], held: list[tuple[np.ndarray, float]]
    ) -> float:
        """Return the smallest share that all of some groups can keep below."""
        largest = np.zeros(self.count)
        largest[-1] = 1
        return self.solve(largest, [*held, *((row - need * largest, 0.0) for row, need in shares)])
