"""C11: no more projects open otherwise than announced than the limit allows."""

from __future__ import annotations

import math

from planning.domain.problem import PlanningProblem
from planning.optimise.model.rows import Rows


def add_c11_changes(rows: Rows) -> None:
    """Add ``changed projects <= change_limit``; see :func:`change_terms`. One row, without a position."""
    reference = rows.problem.rules.reference
    if reference is None or math.isinf(reference.change_limit):
        return
    constant, weights = change_terms(rows.problem)
    terms = {int(rows.variables.start[o]): weight for o, weight in weights.items() if weight}
    if terms:
        rows.at_most("C11", (), terms, reference.change_limit - constant)


def change_terms(problem: PlanningProblem) -> tuple[float, dict[int, float]]:
    """Express the number of changed projects as a constant and weights of the options.

    A project announced for a year is changed unless it takes an option that opens then; a project announced
    as not started is changed by any option.

    Parameters
    ----------
    problem
        Problem with a reference.

    Returns
    -------
    tuple
        Constant, and weights by option.
    """
    reference, programme = problem.rules.reference, problem.programme
    assert reference is not None
    constant = 0.0
    weights: dict[int, float] = {}
    for p, announced in enumerate(reference.opening_year.tolist()):
        own = programme.options_of(p).tolist()
        if announced:
            constant += 1.0
            same = [o for o in own if programme.option_opening_year[o] == announced]
            weights |= dict.fromkeys(same, -1.0)
        else:
            weights |= dict.fromkeys(own, 1.0)
    return constant, weights
