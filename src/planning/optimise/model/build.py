"""Build the model of a problem: variables, then one call for each equation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from planning.domain.problem import PlanningProblem
from planning.optimise.model.equations import (
    add_c1_placement,
    add_c2_capacity,
    add_c4_entry,
    add_c5_temporary,
    add_c6_once,
    add_c7_budget,
    add_c8_order,
    add_c9_shares,
    add_c10_staff,
    add_c11_changes,
    add_c12_whole,
    add_c13_contiguous,
    add_c14_rooms,
    add_c15_viability,
    add_c17_staff,
    add_c18_purses,
    add_c19_least_intake,
)
from planning.optimise.model.matrix import Model, finish
from planning.optimise.model.rows import Family, Rows
from planning.optimise.model.variables import make_variables

#: Equations that add rows. C3 defines open seats and is substituted in C2 and C4.
EQUATIONS: Final[dict[str, Callable[[Rows], None]]] = {
    "C1": add_c1_placement,
    "C2": add_c2_capacity,
    "C4": add_c4_entry,
    "C5": add_c5_temporary,
    "C6": add_c6_once,
    "C7": add_c7_budget,
    "C8": add_c8_order,
    "C9": add_c9_shares,
    "C10": add_c10_staff,
    "C11": add_c11_changes,
    "C12": add_c12_whole,
    "C13": add_c13_contiguous,
    "C14": add_c14_rooms,
    "C17": add_c17_staff,
    "C18": add_c18_purses,
    "C15": add_c15_viability,
    "C19": add_c19_least_intake,
}


def build_model(
    problem: PlanningProblem,
    *,
    leave_out: Collection[str] = (),
    elastic: Mapping[Family, str] | None = None,
) -> Model:
    """Build the model of a problem without an objective.

    Parameters
    ----------
    problem
        Planning problem.
    leave_out
        Numbers of equations to leave out, for tests that show the effect of an equation; the plan breaks the
        rules.
    elastic
        Kind of change of the rows that may be violated at a price, by equation and kind of row.

    Returns
    -------
    Model
        Model with all rows, grouped by equation in the order of ``EQUATIONS``.
    """
    rows = Rows(problem, *make_variables(problem), elastic or {})
    for number, add in EQUATIONS.items():
        if number not in leave_out:
            add(rows)
    return finish(rows)
