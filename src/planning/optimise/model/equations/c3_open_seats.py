"""C3: open seats are the existing ones and those of the projects that have opened.

The equation defines a quantity, so it is substituted where the quantity is used (C2, C4) and adds no row.
"""

from __future__ import annotations

import pulp

from planning.optimise.model.rows import Model


def open_seat_terms(
    model: Model, facility: int, band: int, year: int
) -> tuple[float, dict[pulp.LpVariable, float]]:
    """Return open seats of a site as a constant and terms in the starts.

    ``open[f,b,t] = existing[f,b] + sum_{options o at f} option_seats[o,b,t] x start[o]``

    Parameters
    ----------
    model
        The model.
    facility, band, year
        Positions on the axes.

    Returns
    -------
    tuple
        Existing seats; and seats gained by each option that has opened.
    """
    problem = model.problem
    terms: dict[pulp.LpVariable, float] = {}
    for o in model.options_at.get(facility, ()):
        gain = float(problem.option_seats[o, band, year])
        if gain:
            terms[model.variables.start[o]] = gain
    return float(problem.seats[facility, band]), terms


def opening_seat_terms(model: Model, facility: int, band: int, year: int) -> dict[pulp.LpVariable, float]:
    """Return the seats in their first autumn, terms in the starts; lost seats are left out."""
    terms: dict[pulp.LpVariable, float] = {}
    for o in model.options_at.get(facility, ()):
        gain = float(model.problem.option_opening_seats[o, band, year])
        if gain > 0:
            terms[model.variables.start[o]] = gain
    return terms
