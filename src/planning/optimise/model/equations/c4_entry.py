"""C4: a year's entry is limited by the classrooms that the entry grade can have."""

from __future__ import annotations

import numpy as np

from planning.optimise.model.equations.c3_open_seats import open_seat_gains, opening_seat_gains
from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c4_entry(rows: Rows) -> None:
    """Limit the intake that a site takes in one year.

    ``placed[f,b,t] <= (entry_factor[b] x open[f,b,t] + (entry_factor_opening[b] - entry_factor[b])
    x opening[f,b,t] + temporary[f,b,t]) / band_years[b]``

    ``opening`` are seats in their first autumn: a new school fills its entry grade beyond the steady share,
    since its upper grades are empty. Temporary seats add their steady share, as classes grow equally in every
    grade. The opening factor is never below the ordinary one.
    """
    problem, variables = rows.problem, rows.variables
    factor = problem.entry_factor
    opening_factor = np.maximum(factor, problem.entry_factor_opening)
    facility, band = problem.pairs.facility, problem.pairs.band
    pair, year = np.nonzero((variables.place != ABSENT) & np.isfinite(factor)[band][:, None])
    # Rows stand in the order in which the list of pairs first comes to a site and year.
    shape = problem.shape[1:]
    site = np.ravel_multi_index((facility[pair], band[pair], year), shape)
    distinct, first = np.unique(site, return_index=True)
    distinct = distinct[np.argsort(first)]
    row_at = np.full(shape, ABSENT, dtype=np.int32)
    row_at.ravel()[distinct] = np.arange(len(distinct))
    positions = np.column_stack(np.unravel_index(distinct, shape))
    opened = open_seat_gains(problem).within(row_at)
    fresh = opening_seat_gains(problem).within(row_at)
    widened = np.isfinite(opening_factor)[fresh.band]
    more = fresh.row[widened], variables.start[fresh.option[widened]]
    by = fresh.band[widened]
    extra = (opening_factor[by] - factor[by]) * fresh.seats[widened]
    temporary = (row_at != ABSENT) & (variables.temporary != ABSENT)
    entries = (
        (row_at.ravel()[site], variables.place[pair, year], problem.band_years[band[pair]]),
        (opened.row, variables.start[opened.option], -factor[opened.band] * opened.seats),
        (*more, -extra),
        (row_at[temporary], variables.temporary[temporary], -1.0),
    )
    limits = factor[positions[:, 1]] * problem.seats_by_year[tuple(positions.T)]
    rows.at_most_each("C4", positions, entries, limits)
