"""Class size as a dial: seats are rooms times the pupils that a room is planned for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats
from planning.errors import ProblemError

if TYPE_CHECKING:
    from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True, eq=False)
class ClassSize:
    """Rooms of each site, and the pupils that a room is planned for by band and year (C16).

    Parameters
    ----------
    rooms
        Rooms of each site and band before any project, shape (F, B); 0 where they are not known: the site
        keeps its seats.
    class_size
        Pupils that a room is planned for, shape (B, T); 0 where seats stay as they are.
    planned
        Pupils that a room of a project is planned for, shape (B,): its rooms are its seats over them. 0 if
        that is not known: projects keep their seats.

    Raises
    ------
    ProblemError
        If shapes do not fit together or a figure is not a finite number of at least 0.

    Examples
    --------
    Two rooms of 45 seats, planned for 40 from the second year on; a site whose rooms nobody counted:

    >>> dial = ClassSize(rooms=[[2], [0]], class_size=[[0, 40]], planned=[45])
    >>> seats = np.array([[90.0], [50.0]])
    >>> dial.seats(np.repeat(seats[:, :, None], 2, axis=2), seats)[:, 0]
    array([[90., 80.],
           [50., 50.]])
    """

    rooms: FloatArray
    class_size: FloatArray
    planned: FloatArray

    def __post_init__(self) -> None:
        """Check the arrays and make them read-only."""
        b, t = np.shape(self.class_size) if np.ndim(self.class_size) == 2 else (0, 0)
        f = np.shape(self.rooms)[0] if np.ndim(self.rooms) == 2 else 0
        freeze_floats(self, {"rooms": (f, b), "class_size": (b, t), "planned": (b,)})
        for name in ("rooms", "class_size", "planned"):
            if not np.isfinite(getattr(self, name)).all():
                raise ProblemError(f"{name} must be finite")

    @property
    def is_set(self) -> bool:
        """True if the seats of some band and year follow from rooms."""
        return bool((self.class_size > 0).any())

    def seats(self, there: FloatArray, today: FloatArray) -> FloatArray:
        """Return the seats of sites without any project.

        Parameters
        ----------
        there
            Seats by year at today's class size, shape (F, B, T); the rooms of a building that retires leave
            with its seats.
        today
            Seats before any project, shape (F, B).

        Returns
        -------
        numpy.ndarray
            ``rooms x class_size`` where both are known, else the seats that there are, shape (F, B, T).
        """
        pupils_a_room = self._own(today)[:, :, None]
        return self._converted(there, np.broadcast_to(pupils_a_room, there.shape))

    def option_seats(self, seats: FloatArray, site: IntArray, today: FloatArray) -> FloatArray:
        """Return the seats that options add to their sites.

        Parameters
        ----------
        seats
            Seats that each option adds as it was planned, shape (O, B, T); negative where it takes some away.
        site
            Site of each option, shape (O,).
        today
            Seats of sites before any project, shape (F, B).

        Returns
        -------
        numpy.ndarray
            Seats at the class size of each band and year, shape (O, B, T). Rooms that are taken away had the
            seats of the site's own rooms.
        """
        taken = self._own(today)[site][:, :, None]
        pupils_a_room = np.where(seats >= 0, self.planned[None, :, None], taken)
        return self._converted(seats, pupils_a_room)

    def _own(self, today: FloatArray) -> FloatArray:
        """Return today's seats of a room by site and band, 0 where they are not known; shape (F, B)."""
        return np.divide(today, self.rooms, out=np.zeros_like(self.rooms), where=self.rooms > 0)

    def _converted(self, seats: FloatArray, pupils_a_room: FloatArray) -> FloatArray:
        follows = (pupils_a_room > 0) & (self.class_size > 0)[None]
        rooms = np.divide(seats, pupils_a_room, out=np.zeros_like(seats), where=follows)
        return np.asarray(np.where(follows, rooms * self.class_size[None], seats), dtype=np.float64)


def at_class_size(problem: PlanningProblem, dial: ClassSize) -> PlanningProblem:
    """Return a problem whose seats follow from rooms.

    Parameters
    ----------
    problem
        Planning problem.
    dial
        Rooms and class sizes, which replace those that the problem has.

    Returns
    -------
    PlanningProblem
        Problem with the dial. Temporary seats are allowed at least as far as pupils already enrolled need
        them: nobody is moved, so large classes of today end as their pupils leave.

    Examples
    --------
    Two rooms of 45 in which 85 pupils sit; at 40 a room five of them hold temporary seats until they leave:

    >>> from planning.domain.pairs import Pairs
    >>> from planning.domain.problem import PlanningProblem
    >>> problem = PlanningProblem.build(
    ...     zones=("North",), facilities=("School",), bands=("primary",), years=(2024, 2025),
    ...     intakes=[[[0, 30]]], seats=[[90]], enrolled_before=[[[85, 0]]],
    ...     pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[800]),
    ... )
    >>> smaller = at_class_size(problem, ClassSize(rooms=[[2]], class_size=[[40, 40]], planned=[45]))
    >>> smaller.seats_by_year[0, 0], smaller.temporary_limit[0, 0]
    (array([80., 80.]), array([5., 0.]))
    """
    changed = replace(problem, class_size=dial)
    needed = problem.enrolled_before - changed.seats_by_year
    return replace(changed, temporary_limit=np.maximum(problem.temporary_limit, needed))
