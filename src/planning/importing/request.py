"""What a planner asks of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: A cell of counted children with fewer is joined to a neighbour, so that nobody can be told by it.
LEAST_COUNT: Final = 5


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an import assumes where the files do not say it.

    Parameters
    ----------
    name_zh, name_en
        Name of the district.
    year
        School year of the pupils; the first year of the plan.
    band
        Band of pupils and seats that are not told apart by band.
    confidence
        How sure the figures are: nothing is called official that nobody has called so.
    grid_m
        Side of the cells into which points of pupils are gathered where there are no zones.
    least_count
        Cells and zones made from points of pupils hold at least so many.
    """

    name_zh: str
    name_en: str
    year: int
    band: str = "primary"
    confidence: str = "estimated"
    grid_m: float = 500.0
    least_count: int = LEAST_COUNT
