"""What a planner asks of an import."""

from __future__ import annotations

import re
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
    by
        ``distance`` or ``time``: what shortest ways along roads are shortest in.
    walk_km_h
        Walking speed, by which minutes and metres stand for each other. 4 km/h is slower than the 4.8 to 5.4
        of adults (Transport for London, *PTAL* guide 2010, takes 4.8), as children walk.
    """

    name_zh: str
    name_en: str
    year: int
    band: str = "primary"
    confidence: str = "estimated"
    grid_m: float = 500.0
    least_count: int = LEAST_COUNT
    by: str = "distance"
    walk_km_h: float = 4.0

    @property
    def walk_m_per_min(self) -> float:
        """Metres walked in a minute."""
        return self.walk_km_h * 1000.0 / 60.0


def scenario_name(text: str) -> str:
    """Return a name that results can be filed under."""
    return re.sub(r"[^\w.+-]+", "-", text).strip("-.+")[:60] or "district"
