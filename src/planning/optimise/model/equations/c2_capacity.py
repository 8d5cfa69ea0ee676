"""C2: pupils sitting in a band of a site do not exceed its open and temporary seats."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.equations.c3_open_seats import Gains, open_seat_gains
from planning.optimise.model.equations.room_seats import lent_room_seats
from planning.optimise.model.rows import Entries, Rows
from planning.optimise.model.terms import Flags, Index
from planning.optimise.model.variables import ABSENT, may_close


def add_c2_capacity(rows: Rows) -> None:
    """Add ``enrolled_before + sum_k retention[b,k] x placed[f,b,t-k] <= open seats + temporary seats``.

    The sum runs over the years of a pupil's attendance; ``placed`` is the sum of ``place`` over the zones.
    Rooms that a site lends are not open in the giving band, and are in the receiving one (C14). A site
    without pupils or losses of seats has no row.
    """
    problem, variables = rows.problem, rows.variables
    sitting = sitting_pupils(rows)
    gains = open_seat_gains(problem)
    rooms = lent_room_seats(problem, variables)
    there = _binding(problem, sitting, gains)
    there[rooms.facility, rooms.band, rooms.year] = True
    positions = np.argwhere(there)
    row_at = np.full(there.shape, ABSENT, dtype=np.int32)
    row_at[there] = np.arange(len(positions))
    opened = gains.within(row_at)
    temporary = there & (variables.temporary != ABSENT)
    entries: list[Entries] = [
        *((row_at.take(site), column, share) for site, column, share in sitting),
        (opened.row, variables.start[opened.option], -opened.seats),
        (row_at[temporary], variables.temporary[temporary], -1.0),
        (row_at[rooms.facility, rooms.band, rooms.year], rooms.column, -rooms.seats),
    ]
    limits = problem.seats_by_year - problem.enrolled_before
    if problem.retreat is not None:
        # A site that may close has its seats while it is kept; who moves sits where the move leads.
        entries += [(row_at.take(site), column, share) for site, column, share in moves_of_pupils(rows)]
        closable = variables.kept != ABSENT
        entries.append((row_at[closable], variables.kept[closable], -problem.seats_by_year[closable]))
        limits = limits - np.where(closable, problem.seats_by_year, 0.0)
    rows.at_most_each("C2", positions, entries, limits[there])


def sitting_pupils(rows: Rows) -> list[tuple[Index, Index, FloatArray]]:
    """Return where pupils are enrolled ``k`` years after entry, for each ``k``.

    Places are positions on the flattened axes (F, B, T); with them come columns and the shares still
    enrolled.
    """
    problem, place = rows.problem, rows.variables.place
    pair, year = np.nonzero(place != ABSENT)
    band, column = problem.pairs.band[pair], place[pair, year]
    _, _, bands, years = problem.shape
    entered = (problem.pairs.facility[pair] * bands + band) * years + year
    entered, band = entered.astype(np.int32), band.astype(np.int32)
    result = []
    for k in range(min(years, problem.retention.shape[1])):
        share = problem.retention[:, k]
        there = np.flatnonzero((year < years - k) & (share != 0)[band])
        result.append((entered.take(there) + k, column.take(there), share.take(band.take(there))))
    return result


def moves_of_pupils(rows: Rows) -> list[tuple[Index, Index, FloatArray]]:
    """Return what each pupil who moves changes: one less where the move begins, one more where it leads.

    In the form of :func:`sitting_pupils`; a pupil counts in every year of the stay that is left, by the share
    of the cohort still enrolled.
    """
    problem, moved = rows.problem, rows.variables.moved
    rule = problem.retreat
    assert rule is not None
    move, cohort, year = np.nonzero(moved != ABSENT)
    band, column = rule.move_band[move], moved[move, cohort, year]
    _, _, bands, years = problem.shape
    before = cohort == 0
    here = problem.enrolled_before[rule.move_from[move], band, year]
    result = []
    for later in range(years):
        age = cohort + later
        lasting = (year + later < years) & (before | (age < problem.retention.shape[1]))
        at = np.flatnonzero(lasting)
        share = np.where(
            before[at],
            problem.enrolled_before[rule.move_from[move[at]], band[at], year[at] + later]
            / np.where(before[at], here[at], 1.0),
            problem.retention[band[at], np.where(before[at], 0, age[at])]
            / problem.retention[band[at], np.where(before[at], 0, cohort[at])],
        )
        for site, sign in ((rule.move_from, -1.0), (rule.move_to, 1.0)):
            place = (site[move[at]] * bands + band[at]) * years + year[at] + later
            result.append((place.astype(np.int32), column[at], sign * share))
    return result


def _binding(problem: PlanningProblem, sitting: list[tuple[Index, Index, FloatArray]], gains: Gains) -> Flags:
    """Return True where the rule can bind, shape (F, B, T).

    A site without an intake may still lose seats to a project, or have more pupils enrolled before than
    permanent seats.
    """
    binds = problem.enrolled_before > problem.seats_by_year
    for site, _, _ in sitting:
        binds.ravel()[site] = True
    losing = gains.seats < 0
    binds[gains.facility[losing], gains.band[losing], gains.year[losing]] = True
    rule = problem.retreat
    if rule is not None:
        binds |= may_close(problem)
        binds[rule.move_to, rule.move_band] = True
    return binds
