"""C2: pupils sitting in a band of a site do not exceed its open and temporary seats."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.equations.c3_open_seats import Gains, open_seat_gains
from planning.optimise.model.rows import Entries, Rows
from planning.optimise.model.terms import Index
from planning.optimise.model.variables import ABSENT, Flags


def add_c2_capacity(rows: Rows) -> None:
    """Add ``enrolled_before + sum_k retention[b,k] x placed[f,b,t-k] <= open seats + temporary seats``.

    The sum runs over the years of a pupil's attendance; ``placed`` is the sum of ``place`` over the zones. A
    site without pupils or losses of seats has no row.
    """
    problem, variables = rows.problem, rows.variables
    sitting = _sitting(rows)
    gains = open_seat_gains(problem)
    there = _binding(problem, sitting, gains)
    positions = np.argwhere(there)
    row_at = np.full(there.shape, ABSENT, dtype=np.int32)
    row_at[there] = np.arange(len(positions))
    opened = gains.within(row_at)
    temporary = there & (variables.temporary != ABSENT)
    entries: list[Entries] = [
        *((row_at.take(site), column, share) for site, column, share in sitting),
        (opened.row, variables.start[opened.option], -opened.seats),
        (row_at[temporary], variables.temporary[temporary], -1.0),
    ]
    limits = problem.seats_by_year - problem.enrolled_before
    rows.at_most_each("C2", positions, entries, limits[there])


def _sitting(rows: Rows) -> list[tuple[Index, Index, FloatArray]]:
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
    return binds
