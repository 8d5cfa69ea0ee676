"""C12: a zone sends pupils only where it is served, and a whole zone is served by one facility."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT

#: Kinds of rows: positions (pair, year) and (zone, band, year).
SERVED: Final = "served"
ONE: Final = "one"


def add_c12_whole(rows: Rows) -> None:
    """Limit places to the facilities that serve a zone.

    ``place[z,f,b,t] <= intake[z,b,t] serve[z,f,b,t]`` for bands with a rule on catchments, and
    ``sum_f serve[z,f,b,t] <= 1`` for bands whose zones are kept whole.
    """
    problem, variables = rows.problem, rows.variables
    rules = problem.rules.catchments
    if rules is None:
        return
    there = (variables.serve != ABSENT) & (variables.place != ABSENT)
    pair, year = np.nonzero(there)
    zone, band = problem.pairs.zone[pair], problem.pairs.band[pair]
    serve, every = variables.serve[there], np.arange(len(pair))
    entries = ((every, variables.place[there], 1.0), (every, serve, -problem.intakes[zone, band, year]))
    rows.at_most_each("C12", np.column_stack([pair, year]), entries, np.zeros(len(pair)), part=SERVED)
    # Rows stand in the order in which the list of pairs first comes to a zone, band and year.
    whole = np.flatnonzero(rules.whole[band] == 1)
    shape = problem.intakes.shape
    place = np.ravel_multi_index((zone[whole], band[whole], year[whole]), shape)
    distinct, first, row, count = np.unique(place, return_index=True, return_inverse=True, return_counts=True)
    several = np.flatnonzero(count > 1)
    several = several[np.argsort(first[several])]
    row_at = np.full(len(distinct), ABSENT, dtype=np.int64)
    row_at[several] = np.arange(len(several))
    bound = row_at[row] != ABSENT
    positions = np.column_stack(np.unravel_index(distinct[several], shape))
    choices = (row_at[row[bound]], serve[whole[bound]], 1.0)
    rows.at_most_each("C12", positions, [choices], np.ones(len(several)), part=ONE)
