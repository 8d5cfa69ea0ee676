"""The frozen planning problem: everything the optimiser and the audit may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import numpy as np

from planning.domain.class_size import ClassSize
from planning.domain.frozen import FloatArray, check_labels, freeze_floats
from planning.domain.pairs import Pairs
from planning.domain.prices import Prices
from planning.domain.problem_checks import check_problem
from planning.domain.programme import Programme, no_projects
from planning.domain.purses import Purses, RunningCost, running_of_options
from planning.domain.retreat import Retired, Retreat
from planning.domain.rooms import Rooms
from planning.domain.rules import Rules
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class PlanningProblem:
    """Planning problem as labelled arrays over Z zones, F facilities, B bands, T years, P projects.

    Parameters
    ----------
    zones, facilities, bands, years, projects
        Labels of the axes. Years are consecutive school years, named by the year of their September.
    intakes
        Pupils who need a placement, shape (Z, B, T).
    retention
        Share of an intake still sitting k years later, shape (B, K); column 0 is the entry year and holds 1.
    enrolled_before
        Pupils placed before the horizon who still occupy seats, shape (F, B, T).
    band_weight
        Weight of an unplaced pupil-year in the first objective, shape (B,); above 0.
    band_years
        Length of each band in years, shape (B,).
    seats
        Permanent seats existing before any project, shape (F, B).
    seat_change
        Seats that come or go by year whatever is built, shape (F, B, T); None for none.
    class_size
        Rooms, and pupils that a room is planned for by band and year (C16); None leaves seats as they are.
    temporary_limit
        Most temporary seats a site may use, shape (F, B, T).
    entry_factor, entry_factor_opening
        Entry classrooms as a multiple of the steady share ``seats / band_years``, in an ordinary year and for
        seats in the year in which they open, shape (B,). Infinity switches the limit off.
    pairs
        Eligible zone-facility pairs and their distance.
    programme
        Projects and their options.
    budget_10k
        Spending limit of each year, 10,000 yuan, shape (T,); infinity in every year means no limit.
    carry_over
        True if money not spent in a year may be spent later.
    norm_m
        Service radius of each band in metres, shape (B,); infinity for a band without a norm.
    prices
        Policy prices of the second objective.
    rules
        Rules beyond seats and money.
    unmet_forbidden
        True if every pupil must be placed; a problem without room for all then has no plan.
    rooms
        Rooms that may be lent to another band; None if none may.
    lapses_after
        Years after which money of the budget that was carried over lapses; None for never.
    purses
        Money by source, in place of one budget; None without purses.
    running
        Running cost of sites and pupils; None if it is not known.
    retreat
        Sites that may close; None if none may.
    retired
        Buildings that retire, and where their pupils go; for reports, their seats are in ``seat_change``.

    Raises
    ------
    ProblemError
        If shapes, labels or indices do not fit together, or a band would not count in its entry year.

    Examples
    --------
    One school of 80 seats, two zones of 30 and 20 entrants a year who stay two years:

    >>> problem = PlanningProblem.build(
    ...     zones=("North", "South"), facilities=("School",), bands=("primary",), years=(2024, 2025),
    ...     intakes=[[[30, 30]], [[20, 20]]],
    ...     seats=[[80]],
    ...     retention=[[1, 1]],
    ...     pairs=Pairs(zone=[0, 1], facility=[0, 0], band=[0, 0], distance_m=[800, 1500]),
    ... )
    >>> problem.shape, problem.pupil_years
    ((2, 1, 1, 2), array([2.]))
    >>> problem.intakes[:, 0, 0]   # who needs a placement in 2024, by zone
    array([30., 20.])
    >>> problem.has_budget
    False
    """

    zones: tuple[str, ...]
    facilities: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    projects: tuple[str, ...]
    intakes: FloatArray
    retention: FloatArray
    enrolled_before: FloatArray
    band_weight: FloatArray
    band_years: FloatArray
    seats: FloatArray
    temporary_limit: FloatArray
    entry_factor: FloatArray
    entry_factor_opening: FloatArray
    pairs: Pairs
    programme: Programme
    budget_10k: FloatArray
    carry_over: bool
    norm_m: FloatArray
    prices: Prices
    rules: Rules = field(default_factory=Rules)
    unmet_forbidden: bool = False
    rooms: Rooms | None = None
    lapses_after: int | None = None
    purses: Purses | None = None
    running: RunningCost | None = None
    seat_change: FloatArray | None = None
    class_size: ClassSize | None = None
    retreat: Retreat | None = None
    retired: tuple[Retired, ...] = ()

    def __post_init__(self) -> None:
        """Check the arrays against the axes and make them read-only."""
        for name in ("zones", "facilities", "bands", "years"):
            check_labels(name, getattr(self, name))
        if len(set(self.projects)) != len(self.projects):
            raise ProblemError("axis projects has a label twice")
        z, f, b, t = self.shape
        k = np.shape(self.retention)[1] if np.ndim(self.retention) == 2 else 0
        freeze_floats(
            self,
            {
                "intakes": (z, b, t),
                "retention": (b, k),
                "enrolled_before": (f, b, t),
                "band_weight": (b,),
                "band_years": (b,),
                "seats": (f, b),
                "temporary_limit": (f, b, t),
                "entry_factor": (b,),
                "entry_factor_opening": (b,),
                "budget_10k": (t,),
                "norm_m": (b,),
            },
        )
        dial = self.class_size
        if dial is not None and (dial.rooms.shape != (f, b) or dial.class_size.shape != (b, t)):
            raise ProblemError("class_size does not fit the axes of facilities, bands and years")
        if self.seat_change is not None:
            freeze_floats(self, {"seat_change": (f, b, t)}, minimum=None)
            if not (np.isfinite(self.seat_change).all() and (self.seats_by_year >= 0).all()):
                raise ProblemError("seat_change must be finite, and leave no site with fewer than 0 seats")
        check_problem(self)

    @cached_property
    def seats_by_year(self) -> FloatArray:
        """Permanent seats without any project, shape (F, B, T)."""
        result = np.repeat(self.seats[:, :, None], len(self.years), axis=2)
        if self.seat_change is not None:
            result = result + self.seat_change
        if self.class_size is not None:
            result = self.class_size.seats(result, self.seats)
        result.setflags(write=False)
        return np.asarray(result, dtype=np.float64)

    @cached_property
    def option_seats(self) -> FloatArray:
        """Seats that an option adds to its site by year, negative if it removes some; shape (O, B, T)."""
        return self._in_rooms(self._planned_seats)

    @cached_property
    def option_opening_seats(self) -> FloatArray:
        """Seats of each option in their first autumn, shape (O, B, T).

        Seats that return after works do not count, and neither do seats of an option that opened before the
        horizon, nor those that larger classes bring.
        """
        seats = self._planned_seats
        before = self.programme.option_opening_year < self.years[0]
        first = np.where(before[:, None], np.maximum(seats[:, :, 0], 0.0), 0.0)
        most = np.maximum.accumulate(np.concatenate([first[:, :, None], seats], axis=2), axis=2)
        most = np.maximum(most, 0.0)
        return self._in_rooms(np.asarray(np.diff(most, axis=2), dtype=np.float64))

    @property
    def _planned_seats(self) -> FloatArray:
        """Seats that an option adds by year as it was planned, shape (O, B, T)."""
        programme = self.programme
        opened = np.array(self.years)[None, :] >= programme.option_opening_year[:, None]
        result = programme.seats[programme.option_project][:, :, None] * opened[:, None, :]
        if programme.option_seat_change is not None:
            result = result + programme.option_seat_change
        return np.asarray(result, dtype=np.float64)

    def _in_rooms(self, seats: FloatArray) -> FloatArray:
        """Return seats of options at the class size of each year, read-only."""
        if self.class_size is not None:
            site = self.programme.facility[self.programme.option_project]
            seats = self.class_size.option_seats(seats, site, self.seats)
        seats.setflags(write=False)
        return seats

    @cached_property
    def option_running_10k(self) -> FloatArray:
        """Running cost of what an option opens, by school year, 10,000 yuan, shape (O, T)."""
        site = self.programme.facility[self.programme.option_project]
        return running_of_options(self.running, self.option_seats, self.seats[site])

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Lengths (Z, F, B, T)."""
        return len(self.zones), len(self.facilities), len(self.bands), len(self.years)

    @property
    def has_budget(self) -> bool:
        """True if spending is limited."""
        return bool(np.isfinite(self.budget_10k).all())

    @property
    def pupil_years(self) -> FloatArray:
        """Years that one unplaced pupil of the intake goes without a seat, shape (B,)."""
        return np.asarray(self.retention.sum(axis=1), dtype=np.float64)

    @classmethod
    def build(cls, **parts: Any) -> Self:
        """Build a problem and fill the fields left out with neutral values.

        Required are ``zones``, ``facilities``, ``bands``, ``years``, ``intakes``, ``seats`` and ``pairs``.
        Without the others nobody stays beyond a year, a band lasts as long as its retention goes, nobody
        enrolled before, each band weighs 1, there are
        no temporary seats, limits on entry, projects, budget or norm, and prices have their defaults.

        Parameters
        ----------
        **parts
            Fields of the class.

        Returns
        -------
        PlanningProblem
            The checked problem.

        Raises
        ------
        ProblemError
            If shapes, labels or indices do not fit together.

        Examples
        --------
        >>> problem = PlanningProblem.build(
        ...     zones=("North",), facilities=("School",), bands=("junior",), years=(2024,),
        ...     intakes=[[[30]]], seats=[[90]],
        ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[800]),
        ... )
        >>> problem.band_years, problem.budget_10k, problem.projects
        (array([1.]), array([inf]), ())

        What does not fit is refused:

        >>> PlanningProblem.build(
        ...     zones=("North",), facilities=("School",), bands=("junior",), years=(2024,),
        ...     intakes=[[[30, 30]]], seats=[[90]],
        ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[800]),
        ... )
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: intakes has shape (1, 1, 2); expected (1, 1, 1)
        """
        f, b, t = len(parts["facilities"]), len(parts["bands"]), len(parts["years"])
        defaults: dict[str, Any] = {
            "projects": (),
            "retention": np.ones((b, 1)),
            "enrolled_before": np.zeros((f, b, t)),
            "band_weight": np.ones(b),
            "band_years": np.full(b, float(np.shape(parts.get("retention", np.ones((b, 1))))[-1])),
            "temporary_limit": np.zeros((f, b, t)),
            "entry_factor": np.full(b, np.inf),
            "entry_factor_opening": np.full(b, np.inf),
            "programme": no_projects(bands=b, years=t),
            "budget_10k": np.full(t, np.inf),
            "carry_over": False,
            "norm_m": np.full(b, np.inf),
            "prices": Prices(base_year=int(parts["years"][0])),
        }
        return cls(**{**defaults, **parts})
