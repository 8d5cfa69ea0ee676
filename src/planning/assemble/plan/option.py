"""One way to carry a project out."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to carry a project out.

    Parameters
    ----------
    project
        Position of the project.
    start_year
        Calendar year in which works begin.
    opening_year
        Year of the September in which seats open.
    spend_10k
        Money paid in each year of the horizon, 10,000 yuan, shape (T,).
    """

    project: int
    start_year: int
    opening_year: int
    spend_10k: FloatArray
