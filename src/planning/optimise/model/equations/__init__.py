"""The equations: one module and one function each, numbered as in ``formulation.md``."""

from planning.optimise.model.equations.c1_placement import add_c1_placement
from planning.optimise.model.equations.c2_capacity import add_c2_capacity
from planning.optimise.model.equations.c4_entry import add_c4_entry
from planning.optimise.model.equations.c5_temporary import add_c5_temporary
from planning.optimise.model.equations.c6_once import add_c6_once
from planning.optimise.model.equations.c7_budget import add_c7_budget
from planning.optimise.model.equations.c8_order import add_c8_order
from planning.optimise.model.equations.c9_shares import add_c9_shares
from planning.optimise.model.equations.c10_staff import add_c10_staff
from planning.optimise.model.equations.c11_changes import add_c11_changes
from planning.optimise.model.equations.c12_whole import add_c12_whole
from planning.optimise.model.equations.c13_contiguous import add_c13_contiguous
from planning.optimise.model.equations.c14_rooms import add_c14_rooms
from planning.optimise.model.equations.c15_viability import add_c15_viability
from planning.optimise.model.equations.c17_staff import add_c17_staff
from planning.optimise.model.equations.c18_purses import add_c18_purses
from planning.optimise.model.equations.c19_least_intake import add_c19_least_intake

__all__ = [
    "add_c1_placement",
    "add_c2_capacity",
    "add_c4_entry",
    "add_c5_temporary",
    "add_c6_once",
    "add_c7_budget",
    "add_c8_order",
    "add_c9_shares",
    "add_c10_staff",
    "add_c11_changes",
    "add_c12_whole",
    "add_c13_contiguous",
    "add_c14_rooms",
    "add_c15_viability",
    "add_c17_staff",
    "add_c18_purses",
    "add_c19_least_intake",
]
