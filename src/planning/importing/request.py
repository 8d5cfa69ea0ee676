"""What a planner asks of an import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: A cell of counted children with fewer is joined to a neighbour, so that nobody can be told by it.
LEAST_COUNT: Final = 5


@dataclass(frozen=True, kw_only=True)
class Request:
    """Assumptions of an import where the files are silent.

    Parameters
    ----------
    name_zh, name_en
        Chinese and English name of the district.
    year
        School year of the pupils, and first year of the plan.
    band
        Band of pupils and seats whose file does not name one.
    confidence
        Confidence of the figures; ``official`` only if the planner says so.
    grid_m
        Side in metres of the cells into which points of pupils are gathered without zones.
    least_count
        Fewest pupils of a cell or zone made from points of pupils.
    by
        ``distance`` or ``time``: measure by which ways along roads are shortest.
    walk_km_h
        Walking speed that converts minutes to metres. 4 km/h allows for children; adults walk at 4.8 to 5.4
        (Transport for London, *PTAL* guide 2010, takes 4.8).
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
        """Walking speed in metres per minute."""
        return self.walk_km_h * 1000.0 / 60.0


def scenario_name(text: str) -> str:
    """Return a name that results can be filed under."""
    return re.sub(r"[^\w.+-]+", "-", text).strip("-.+")[:60] or "district"
