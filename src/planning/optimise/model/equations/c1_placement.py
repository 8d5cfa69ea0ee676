"""C1: every pupil of an intake is placed or counted as unplaced."""

from __future__ import annotations

import numpy as np

from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c1_placement(rows: Rows) -> None:
    """Add ``sum_f place[z,f,b,t] + unplaced[z,b,t] = intake[z,b,t]`` for each zone, band and year."""
    problem, variables = rows.problem, rows.variables
    there = variables.unplaced != ABSENT
    positions = np.argwhere(there)
    every = np.arange(len(positions), dtype=np.int32)
    row_at = np.zeros(there.shape, dtype=np.int32)
    row_at[there] = every
    pair, year = np.nonzero(variables.place != ABSENT)
    placed = row_at[problem.pairs.zone[pair], problem.pairs.band[pair], year]
    entries = ((placed, variables.place[pair, year], 1.0), (every, variables.unplaced[there], 1.0))
    rows.equal_each("C1", positions, entries, problem.intakes[there])
