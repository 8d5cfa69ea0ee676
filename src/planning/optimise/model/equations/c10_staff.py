"""C10: openings need no more staff than can be recruited, and no more posts than there are."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.optimise.model.rows import Rows

#: Kinds of rows, both with positions (year,).
RECRUIT: Final = "recruit"
POSTS: Final = "posts"


def add_c10_staff(rows: Rows) -> None:
    """Add ``sum_o staff[o,t] x start[o] <= recruitment[t]`` and the sum up to each year ``<= posts[t]``.

    ``staff[o,t] = sum_b per_seat[b] x seats of o in their first autumn``.
    """
    staff = rows.problem.rules.staff
    if staff is None:
        return
    needed = np.einsum("obt,b->ot", rows.problem.option_opening_seats, staff.per_seat)
    for part, amount, limits in (
        (RECRUIT, needed, staff.recruitment),
        (POSTS, np.cumsum(needed, axis=1), staff.posts),
    ):
        for t in range(len(rows.problem.years)):
            asking = np.flatnonzero(amount[:, t] > 0)
            columns, weights = rows.variables.start[asking].tolist(), amount[asking, t].tolist()
            if columns and np.isfinite(limits[t]):
                terms = dict(zip(columns, weights, strict=True))
                rows.at_most("C10", (t,), terms, float(limits[t]), part=part)
