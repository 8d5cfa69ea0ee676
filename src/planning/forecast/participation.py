"""Shares that hold from a year on."""

from __future__ import annotations

from collections.abc import Mapping


def share_in(path: Mapping[int, float], year: int) -> float:
    """Return the share that holds in a year.

    Parameters
    ----------
    path
        Share by the year from which it holds.
    year
        The year asked for; it takes the latest share before it, and one before all of them the first.

    Returns
    -------
    float
        The share.

    Examples
    --------
    >>> path = {2020: 0.90, 2025: 0.95}
    >>> share_in(path, 2019), share_in(path, 2024), share_in(path, 2030)
    (0.9, 0.9, 0.95)
    """
    known = [start for start in path if start <= year]
    return path[max(known)] if known else path[min(path)]
