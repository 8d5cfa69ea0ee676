"""Linear programmes in a row for one schedule: what is decided of rooms is fixed, the rest is in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.progress import silent
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT
from planning.optimise.schedule.part_bench import NONE_LEFT, PartBench
from planning.optimise.solver.deadline import Deadline

#: Price of a weighted pupil-year without a seat while rooms are made whole, 10,000 yuan: above any way.
DEAR: Final = 100.0
#: Figures of a solver that agree to this are one; blocks or pupils.
SAME: Final = 1e-6
#: Time to decide the schedule anew for the rooms found, seconds.
AGAIN_S: Final = 4.0
#: Improvements below this share are none.
LEAST_GAIN: Final = 1e-8


class Found:
    """Solution of one linear programme.

    Parameters
    ----------
    value
        O2, with a price for pupils without a seat, 10,000 yuan.
    values
        Value of each column.
    """

    def __init__(self, value: float, values: FloatArray) -> None:
        self.value, self.values = value, values

    def better_than(self, other: Found) -> bool:
        """Return True if this solution costs less than another."""
        return self.value < other.value - LEAST_GAIN * max(1.0, abs(other.value))


class RoomSearch:
    """Part of a model with its schedule fixed, solved over and over with other rooms.

    Each linear programme goes on from the last basis, which makes it twenty times as quick as the first.

    Parameters
    ----------
    bench
        Part that lends rooms.
    values
        Value of each column, with whole starts and rooms in parts.
    """

    def __init__(self, bench: PartBench, values: FloatArray) -> None:
        self.bench, self.model = bench, bench.model
        #: End of the time, which who searches sets.
        self.ends = Deadline.after(None)
        start = self.model.variables.start
        there = start[start != ABSENT]
        self.starts = dict(zip(there.tolist(), np.round(values[there]).tolist(), strict=True))
        self.costs = bench.first.times(DEAR).plus(bench.second)
        bench.ask_again()
        self._taken_away = self.take_shortage_away(values)

    def take_shortage_away(self, values: FloatArray) -> list[Index]:
        """Take the shortage variables away from bands that leave nobody out; return them."""
        weight, taken = self.bench.first.dense(self.model.shape[1]), []
        for columns in self.bench.shortages():
            if float(weight[columns] @ values[columns]) <= NONE_LEFT:
                self.bench.live.bound(columns, 0.0, 0.0)
                taken.append(columns)
        return taken

    def allow_shortage(self) -> None:
        """Give the shortage variables back, at a price: whole rooms may seat fewer."""
        upper = self.model.columns.upper
        for columns in self._taken_away:
            for column in columns.tolist():
                self.bench.live.bound(np.array([column], dtype=np.int32), 0.0, float(upper[column]))

    def solve(self, fixed: Mapping[int, float]) -> Found | None:
        """Solve with some columns fixed beside the starts; None without a solution, or in time.

        Parameters
        ----------
        fixed
            Value of each whole-number column that is fixed; the others are relaxed.

        Returns
        -------
        Found or None
            Best solution, proven.
        """
        live = self.bench.live
        live.decide(fixed=self.starts | dict(fixed), open_=[])
        found = live.minimise(self.costs, name="O2", gap=0.0, time_limit_s=self.ends.left_s, listener=silent)
        if found.stage is None or found.values is None or not found.stage.proven:
            return None
        return Found(found.stage.value, found.values)

    def schedule_again(self, best: Found) -> Found | None:
        """Decide the starts anew with the rooms of a solution; None if that is not better.

        Parameters
        ----------
        best
            Solution with whole rooms.

        Returns
        -------
        Found or None
            Better solution with the same rooms.
        """
        v, live = self.model.variables, self.bench.live
        rooms = whole(there(v.taken, v.back, v.grows, v.lends), best.values)
        self.bench.decide_starts(fixed=rooms)
        left = self.ends.within(AGAIN_S).left_s
        found = live.minimise(self.costs, name="O2", gap=0.0, time_limit_s=left, listener=silent)
        if found.stage is None or found.values is None:
            return None
        start = v.start[v.start != ABSENT]
        self.starts = whole(start.tolist(), found.values)
        exact = self.solve(rooms)
        return exact if exact is not None and exact.better_than(best) else None

    def read(self, block: Index, values: FloatArray) -> FloatArray:
        """Return the values of a block of variables, 0 for absent ones."""
        there = block != ABSENT
        result = np.zeros(block.shape)
        result[there] = values[block[there]]
        return result


def there(*blocks: Index) -> list[int]:
    """Return the columns of some blocks of variables."""
    return [column for block in blocks for column in np.asarray(block)[np.asarray(block) != ABSENT].tolist()]


def whole(columns: Iterable[int], values: FloatArray) -> dict[int, float]:
    """Return the rounded value of each column."""
    return {column: float(round(values[column])) + 0.0 for column in columns}
