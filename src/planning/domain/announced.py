"""What an earlier round announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What an earlier round announced.

    Parameters
    ----------
    folder
        Folder it was read from.
    district
        Chinese and English name of the district that it was announced for.
    schedule
        Start and opening year by project; 0 and 0 for a project that was not to start.
    catchments
        Pairs of zone, facility and band with pupils, by year.

    Examples
    --------
    P1 was announced to start in 2024 and open in 2026, P2 not to start:

    >>> last = Announced(
    ...     folder="results/2023",
    ...     district=("甲区", "District A"),
    ...     schedule={"P1": (2024, 2026), "P2": (0, 0)},
    ...     catchments={2024: frozenset({("Z1", "F1", "primary")})},
    ... )
    >>> [project for project, (start, _) in last.schedule.items() if start]
    ['P1']
    """

    folder: str
    district: tuple[str, str]
    schedule: Mapping[str, tuple[int, int]]
    catchments: Mapping[int, frozenset[tuple[str, str, str]]]
