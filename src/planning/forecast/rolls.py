"""Past rolls by place, school year and grade, and the births that feed the entry grade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, check_labels
from planning.errors import ProblemError
from planning.forecast.births import cohort_births


@dataclass(frozen=True, kw_only=True, eq=False)
class Rolls:
    """Pupils counted each autumn by place and grade.

    Parameters
    ----------
    places
        Labels of the places: schools, zones or districts.
    years
        Consecutive school years, named by their September.
    grades
        Consecutive grades; the first is the entry grade.
    pupils
        Counts, shape (P, Y, G); NaN in all grades where a place has no complete count in a year.

    Raises
    ------
    ProblemError
        If the axes do not fit or a count is negative.

    Examples
    --------
    Two grades in two autumns; a year that lacks one count is left out whole:

    >>> rolls = Rolls(places=("A",), years=(2022, 2023), grades=(1, 2), pupils=[[[100, 90], [110, np.nan]]])
    >>> rolls.totals
    array([[190.,  nan]])
    """

    places: tuple[str, ...]
    years: tuple[int, ...]
    grades: tuple[int, ...]
    pupils: FloatArray

    def __post_init__(self) -> None:
        """Check the counts against the axes and make them read-only."""
        check_labels("places", self.places)
        pupils = np.array(self.pupils, dtype=np.float64)
        if pupils.shape != (len(self.places), len(self.years), len(self.grades)):
            raise ProblemError(f"pupils has shape {pupils.shape}")
        for name, axis in (("years", self.years), ("grades", self.grades)):
            if not axis or axis != tuple(range(axis[0], axis[0] + len(axis))):
                raise ProblemError(f"{name} must be consecutive")
        if (pupils < 0).any() or np.isinf(pupils).any():
            raise ProblemError("pupils must be finite and not negative")
        pupils[np.isnan(pupils).any(axis=2)] = np.nan
        pupils.setflags(write=False)
        object.__setattr__(self, "pupils", pupils)

    def until(self, position: int) -> Rolls:
        """Return the rolls known in the autumn at a position, including that autumn.

        Examples
        --------
        >>> rolls = Rolls(places=("A",), years=(2021, 2022, 2023), grades=(1,), pupils=[[[90], [100], [110]]])
        >>> rolls.until(1).years
        (2021, 2022)
        """
        return Rolls(
            places=self.places,
            years=self.years[: position + 1],
            grades=self.grades,
            pupils=self.pupils[:, : position + 1],
        )

    @property
    def totals(self) -> FloatArray:
        """Pupils over all grades, shape (P, Y)."""
        return np.asarray(self.pupils.sum(axis=2), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Births:
    """Births of all places together by calendar year.

    Parameters
    ----------
    by_year
        Births by calendar year.
    age_of_grade_0
        Age on 31 August before grade 0; grade 1 is entered a year later.
    """

    by_year: dict[int, float]
    age_of_grade_0: int = 5

    def cohort(self, *, autumn: int, age: int, known_before: int) -> float | None:
        """Return the births of the children who are ``age`` on 31 August of an autumn.

        The cohort is born from 1 September to 31 August, a third of it in the earlier calendar year.

        Parameters
        ----------
        autumn
            Year of the September in which the children enter.
        age
            Age in completed years on the 31 August before.
        known_before
            First calendar year whose births are not known: a forecast made in an autumn knows births up to
            the year before. Unknown years take the mean of the last three known years.

        Returns
        -------
        float or None
            Births; None if no earlier year is known.

        Examples
        --------
        Children of six on 31 August 2024 were born in 2017 (a third) and 2018 (the rest):

        >>> births = Births(by_year={2017: 1200.0, 2018: 1500.0})
        >>> round(births.cohort(autumn=2024, age=6, known_before=2024))
        1400
        """
        known = {year: births for year, births in self.by_year.items() if year < known_before}
        if not known:
            return None
        recent = float(np.mean([known[year] for year in sorted(known)[-3:]]))
        earlier = known.get(autumn - age - 1, recent)
        later = known.get(autumn - age, recent)
        return cohort_births(earlier, later)
