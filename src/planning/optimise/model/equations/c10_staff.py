"""C10: openings need no more staff than can be recruited, and no more posts than there are."""

from __future__ import annotations

import numpy as np
import pulp

from planning.optimise.model.rows import Model


def add_c10_staff(model: Model) -> None:
    """Add ``sum_o staff[o,t] x start[o] <= recruitment[t]`` and the sum up to each year ``<= posts[t]``.

    ``staff[o,t] = sum_b per_seat[b] x seats of o in their first autumn``.
    """
    staff = model.problem.rules.staff
    if staff is None:
        return
    needed = np.einsum("obt,b->ot", model.problem.option_opening_seats, staff.per_seat)
    for name, amount, limits in (
        ("recruit", needed, staff.recruitment),
        ("posts", np.cumsum(needed, axis=1), staff.posts),
    ):
        for t in range(len(model.problem.years)):
            terms: dict[pulp.LpVariable, float] = {
                variable: float(amount[o, t])
                for o, variable in model.variables.start.items()
                if amount[o, t] > 0
            }
            if terms and np.isfinite(limits[t]):
                model.at_most(f"C10_{name}_t{t:02d}", terms, float(limits[t]))
