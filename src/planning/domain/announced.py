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
    schedule
        Start and opening year by project; 0 and 0 for a project that was not to start.
    catchments
        Pairs of zone, facility and band with pupils, by year.
    """

    folder: str
    schedule: Mapping[str, tuple[int, int]]
    catchments: Mapping[int, frozenset[tuple[str, str, str]]]
