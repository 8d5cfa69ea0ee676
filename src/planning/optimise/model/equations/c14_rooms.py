"""C14: rooms of a site serve one band or another, in whole blocks, for a while and back."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.rooms import Rooms
from planning.optimise.model.loan_years import seated_before
from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT

#: Kinds of rows; positions are (conversion, year), (site, year) for ``most``, and (site, band, year) for
#: ``held``, ``lends`` and ``temporary``.
AWAY: Final = "away"
LENT: Final = "lent"
MOST: Final = "most"
HELD: Final = "held"
STAY: Final = "stay"
GROWS: Final = "grows"
SHRINKS: Final = "shrinks"
LENDS: Final = "lends"
TEMPORARY: Final = "temporary"


def add_c14_rooms(rows: Rows) -> None:
    """Follow the rooms of each conversion, and keep the limits of its site.

    ``away[m,t] = away[m,t-1] + taken[m,t] - back[m,t-w]`` and
    ``lent[m,t] = lent[m,t-1] + taken[m,t-w] - back[m,t]``, where ``w`` are the years of works; rooms under
    works serve nobody. Per site and year ``sum_m block[m] x away[m,t] <= most_lent[f]``, and a band holds
    what it gives: ``sum_{m gives} block[m] x away[m,t] - sum_{m receives} block[m] x lent[m,t] <=
    rooms[f,b]``. No room returns before its least stay ``s``: ``sum_{t-s < u <= t} back[m,u] <=
    lent[m,t-s]``. In a year a conversion goes one way, or rooms that come and go would count as new
    entry classrooms every year: ``taken[m,t-w] <= most x grows[m,t]``, ``back[m,t] <= most x
    (1 - grows[m,t])``. A band that lends has temporary seats only for pupils from before the horizon:
    ``sum_{m gives} block[m] x away[m,t] <= most x lends[f,b,t]`` and ``temporary[f,b,t] <=
    temporary_limit[f,b,t] + (needed[f,b,t] - temporary_limit[f,b,t]) x lends[f,b,t]``.
    """
    rooms = rows.problem.rooms
    if rooms is None:
        return
    _follow(rows, rooms)
    _stay(rows, rooms)
    _one_way(rows, rooms)
    _share(rows, rooms)
    _lends(rows, rooms)


def _follow(rows: Rows, rooms: Rooms) -> None:
    v, years = rows.variables, len(rows.problem.years)
    for m, works in enumerate(rooms.works_years.tolist()):
        parts = [(LENT, v.lent, works, 0)] + ([(AWAY, v.away, 0, works)] if works else [])
        for part, level, after_taken, after_back in parts:
            for t in range(years):
                terms = _terms(
                    (_at(level, m, t), 1.0),
                    (_at(level, m, t - 1), -1.0),
                    (_at(v.taken, m, t - after_taken), -1.0),
                    (_at(v.back, m, t - after_back), 1.0),
                )
                if terms:
                    rows.equal("C14", (m, t), terms, 0.0, part=part)


def _stay(rows: Rows, rooms: Rooms) -> None:
    v = rows.variables
    for m, stay in enumerate(rooms.least_stay_years.tolist()):
        for t in range(len(rows.problem.years)):
            returning = [(_at(v.back, m, u), 1.0) for u in range(max(t - stay + 1, 0), t + 1)]
            if _terms(*returning):
                terms = _terms(*returning, (_at(v.lent, m, t - stay), -1.0))
                rows.at_most("C14", (m, t), terms, 0.0, part=STAY)


def _one_way(rows: Rows, rooms: Rooms) -> None:
    v, works, most = rows.variables, rooms.works_years.tolist(), rooms.most_blocks.tolist()
    for m, t in np.argwhere(v.grows != ABSENT).tolist():
        grows = int(v.grows[m, t])
        coming = _terms((_at(v.taken, m, t - works[m]), 1.0), (grows, -float(most[m])))
        rows.at_most("C14", (m, t), coming, 0.0, part=GROWS)
        going = _terms((_at(v.back, m, t), 1.0), (grows, float(most[m])))
        rows.at_most("C14", (m, t), going, float(most[m]), part=SHRINKS)


def _share(rows: Rows, rooms: Rooms) -> None:
    v, years = rows.variables, range(len(rows.problem.years))
    block = rooms.block.astype(np.float64).tolist()
    for f in np.unique(rooms.facility).tolist():
        own = np.flatnonzero(rooms.facility == f).tolist()
        for t in years:
            terms = _terms(*((_at(v.away, m, t), block[m]) for m in own))
            limit = float(rooms.most_lent[f])
            if terms and np.isfinite(limit):
                rows.at_most("C14", (f, t), terms, limit, part=MOST)
            for b in np.unique(rooms.giver[own]).tolist():
                gives = [(_at(v.away, m, t), block[m]) for m in own if rooms.giver[m] == b]
                holds = [(_at(v.lent, m, t), -block[m]) for m in own if rooms.receiver[m] == b]
                if _terms(*gives):
                    held = float(rooms.rooms[f, b])
                    rows.at_most("C14", (f, b, t), _terms(*gives, *holds), held, part=HELD)


def _lends(rows: Rows, rooms: Rooms) -> None:
    v, problem = rows.variables, rows.problem
    needed, block = seated_before(problem), rooms.block.astype(np.float64).tolist()
    for f, b, t in np.argwhere(v.lends != ABSENT).tolist():
        own = np.flatnonzero((rooms.facility == f) & (rooms.giver == b)).tolist()
        lends, temporary = int(v.lends[f, b, t]), int(v.temporary[f, b, t])
        most = min(float(rooms.most_lent[f]), sum(block[m] * float(rooms.most_blocks[m]) for m in own))
        terms = _terms(*((_at(v.away, m, t), block[m]) for m in own))
        rows.at_most("C14", (f, b, t), {**terms, lends: -most}, 0.0, part=LENDS)
        limit = float(problem.temporary_limit[f, b, t])
        falls = limit - float(needed[f, b, t])
        rows.at_most("C14", (f, b, t), {temporary: 1.0, lends: falls}, limit, part=TEMPORARY)


def _at(block: np.ndarray[tuple[int, ...], np.dtype[np.int32]], m: int, t: int) -> int:
    return int(block[m, t]) if 0 <= t < block.shape[1] else ABSENT


def _terms(*parts: tuple[int, float]) -> dict[int, float]:
    return {column: weight for column, weight in parts if column != ABSENT}
