"""Sites that close in a plan, and what this means for the sites that stay."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True)
class Closure:
    """One site that closes, or whose building retires, as positions on the axes.

    Parameters
    ----------
    facility, band
        The site.
    retires
        True if its building retires, False if the plan closes it.
    last_year
        Last school year in which it is used.
    roll
        Pupils in that year.
    moved
        Facilities to which pupils move, and how many, most first.
    care_places
        Care places that its rooms become.
    saved_10k
        Running cost saved in each year from then on, 10,000 yuan.
    """

    facility: int
    band: int
    retires: bool
    last_year: int
    roll: float
    moved: tuple[tuple[int, float], ...]
    care_places: float
    saved_10k: float

    @property
    def pupils_moved(self) -> float:
        """Pupils who move."""
        return float(sum(pupils for _, pupils in self.moved))


@dataclass(frozen=True, kw_only=True, eq=False)
class Provision:
    """Sites and their pupils by band and year, shape (B, T) each.

    Parameters
    ----------
    open_sites, empty_sites, crowded_sites, small_sites
        Sites with seats; those without a pupil, more than 95 % full, and below the smallest viable roll.
    public_seats, public_pupils
        Share of public sites among seats and among pupils.
    inclusive_seats, inclusive_pupils
        Share of public and inclusive private sites among seats and among pupils.
    running_10k, saved_10k, subsidy_10k
        Running cost of sites and pupils, what closings save of it, and the yearly bill of subsidies, 10,000
        yuan.
    """

    open_sites: FloatArray
    empty_sites: FloatArray
    crowded_sites: FloatArray
    small_sites: FloatArray
    public_seats: FloatArray
    public_pupils: FloatArray
    inclusive_seats: FloatArray
    inclusive_pupils: FloatArray
    running_10k: FloatArray
    saved_10k: FloatArray
    subsidy_10k: FloatArray
