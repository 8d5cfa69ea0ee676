"""C9: the public share in kindergartens does not fall, and inclusive coverage holds."""

from __future__ import annotations

import pulp

from planning.optimise.model.equations.c3_open_seats import open_seat_terms
from planning.optimise.model.rows import Model


def add_c9_shares(model: Model) -> None:
    """Add ``sum_f (floor - member[f]) x open[f,b,t] <= 0`` for each share and year.

    Shares are of seats: pupils go where seats are, and a share of pupils would let a plan leave public seats
    empty.
    """
    problem = model.problem
    for i, share in enumerate(problem.rules.shares):
        for t in range(len(problem.years)):
            terms: dict[pulp.LpVariable, float] = {}
            constant = 0.0
            for f, member in enumerate(share.member.tolist()):
                weight = share.floor - member
                seats, gains = open_seat_terms(model, f, share.band, t)
                constant += weight * seats
                for variable, gain in gains.items():
                    terms[variable] = terms.get(variable, 0.0) + weight * gain
            if terms:
                model.at_most(f"C9_r{i:02d}_t{t:02d}", terms, -constant)
