"""C5: temporary seats stay within the site's limit."""

from __future__ import annotations

import numpy as np

from planning.optimise.model.rows import Rows
from planning.optimise.model.variables import ABSENT


def add_c5_temporary(rows: Rows) -> None:
    """Add ``temporary[f,b,t] <= temporary_limit[f,b,t]`` as numbered rows rather than bounds."""
    there = rows.variables.temporary != ABSENT
    positions = np.argwhere(there)
    entries = (np.arange(len(positions)), rows.variables.temporary[there], 1.0)
    rows.at_most_each("C5", positions, [entries], rows.problem.temporary_limit[there])
