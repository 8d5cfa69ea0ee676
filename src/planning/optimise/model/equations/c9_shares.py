"""C9: the public share of a band does not fall, and inclusive coverage holds."""

from __future__ import annotations

from planning.optimise.model.equations.c3_open_seats import open_seat_gains
from planning.optimise.model.equations.room_seats import lent_room_seats
from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c9_shares(rows: Rows) -> None:
    """Add ``sum_f (floor - member[f]) x open[f,b,t] <= 0`` for each share and year; positions (share, year).

    Shares are shares of seats: pupils follow seats, and a share of pupils would let a plan leave public seats
    empty.
    """
    problem, start = rows.problem, rows.variables.start.tolist()
    gains, rooms = open_seat_gains(problem), lent_room_seats(problem, rows.variables)
    for i, share in enumerate(problem.rules.shares):
        weight = share.floor - share.member
        for t in range(len(problem.years)):
            constant = sum((weight * problem.seats_by_year[:, share.band, t]).tolist())
            own = (gains.band == share.band) & (gains.year == t)
            weighted = weight[gains.facility[own]] * gains.seats[own]
            terms = {
                start[o]: value
                for o, value in zip(gains.option[own].tolist(), weighted.tolist(), strict=True)
            }
            lent = (rooms.band == share.band) & (rooms.year == t)
            changed = weight[rooms.facility[lent]] * rooms.seats[lent]
            for column, value in zip(rooms.column[lent].tolist(), changed.tolist(), strict=True):
                terms[column] = terms.get(column, 0.0) + value
            # Seats of a site that may close count while it is kept.
            kept = rows.variables.kept[:, share.band, t]
            closable = kept != ABSENT
            seats = (weight * problem.seats_by_year[:, share.band, t])[closable].tolist()
            constant -= sum(seats)
            terms |= dict(zip(kept[closable].tolist(), seats, strict=True))
            if terms:
                rows.at_most("C9", (i, t), terms, -constant)
