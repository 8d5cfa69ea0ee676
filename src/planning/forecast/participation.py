"""Shares that hold from a year on."""

from __future__ import annotations

from collections.abc import Mapping


def share_in(path: Mapping[int, float], year: int) -> float:
    """Return the share that holds in a year.

    Parameters
    ----------
    path
        Shares by the year from which each holds.
    year
        Year to look up; it takes the latest share up to it, or the first share if it precedes all.

    Returns
    -------
    float
        Share that holds in the year.

    Examples
    --------
    >>> path = {2020: 0.90, 2025: 0.95}
    >>> share_in(path, 2019), share_in(path, 2024), share_in(path, 2030)
    (0.9, 0.9, 0.95)
    """
    known = [start for start in path if start <= year]
    return path[max(known)] if known else path[min(path)]
