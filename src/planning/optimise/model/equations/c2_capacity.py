"""C2: pupils sitting in a band of a site do not exceed its open and temporary seats."""

from __future__ import annotations

import numpy as np
import pulp

from planning.optimise.model.equations.c3_open_seats import open_seat_terms
from planning.optimise.model.rows import Model


def add_c2_capacity(model: Model) -> None:
    """Add ``enrolled_before + sum_k retention[b,k] x placed[f,b,t-k] <= open seats + temporary seats``.

    The sum runs over the years of a pupil's stay; ``placed`` is the sum of ``place`` over the zones.
    """
    problem = model.problem
    for f, b in sorted({(f, b) for f, b, _ in model.entries} | _other_sites(model)):
        for t in range(len(problem.years)):
            terms: dict[pulp.LpVariable, float] = {}
            for k in range(min(t + 1, problem.retention.shape[1])):
                share = float(problem.retention[b, k])
                if share:
                    terms.update(dict.fromkeys(model.entries.get((f, b, t - k), ()), share))
            constant, seats = open_seat_terms(model, f, b, t)
            enrolled_before = float(problem.enrolled_before[f, b, t])
            if not terms and enrolled_before <= constant and not any(gain < 0 for gain in seats.values()):
                continue
            for variable, gain in seats.items():
                terms[variable] = -gain
            temporary = model.variables.temporary.get((f, b, t))
            if temporary is not None:
                terms[temporary] = -1.0
            model.at_most(f"C2_f{f:03d}_b{b}_t{t:02d}", terms, constant - enrolled_before)


def _other_sites(model: Model) -> set[tuple[int, int]]:
    """Return sites that take nobody in and yet have a rule to keep.

    They may lose seats to a project, or hold more pupils already placed than they have permanent seats.
    """
    problem, programme = model.problem, model.problem.programme
    options = np.argwhere((problem.option_seats < 0).any(axis=2))
    losing = np.array([(programme.option_project[o], b) for o, b in options.tolist()]).reshape(-1, 2)
    crowded = np.argwhere(problem.enrolled_before.max(axis=2) > problem.seats)
    return {(int(programme.facility[p]), int(b)) for p, b in losing.tolist()} | {
        (int(f), int(b)) for f, b in crowded.tolist()
    }
