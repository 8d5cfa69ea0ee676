"""The building programme: projects, and for each the ways in which it may be scheduled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme:
    """Programme of P projects and their O options.

    An *option* is one way to carry a project out: the year in which works begin, the September in which its
    seats open, and the money each year of the horizon pays. The model picks at most one option a project.

    Parameters
    ----------
    facility
        Site of each project, position on the facility axis, shape (P,).
    seats
        Seats added per band when the project opens, shape (P, B); negative where a conversion or a closure
        removes seats.
    committed
        True where the project must be carried out, shape (P,).
    cost_10k
        Total cost including money paid before the horizon, 10,000 yuan, shape (P,).
    option_project
        Project of each option, shape (O,).
    option_start_year, option_opening_year
        Calendar year in which works begin; year of the September in which seats open; shape (O,).
    option_spend_10k
        Money paid in each year of the horizon, 10,000 yuan, shape (O, T).
    option_seat_change
        Difference between an option's seats and ``seats``, from its opening on, shape (O, B, T): negative
        where a later phase has not opened yet or seats are out of use during works. None if none differ.

    Raises
    ------
    ProblemError
        If shapes or indices do not fit together, a figure is not finite, or an option opens before its works
        begin.

    Examples
    --------
    One school of 90 places that may start in 2024 or 2025 and opens a year later, at 300 (10,000 yuan):

    >>> programme = Programme(
    ...     facility=[0], seats=[[90]], committed=[0], cost_10k=[300],
    ...     option_project=[0, 0], option_start_year=[2024, 2025], option_opening_year=[2025, 2026],
    ...     option_spend_10k=[[100, 200, 0], [0, 100, 200]],
    ... )
    >>> programme.project_count, programme.option_count
    (1, 2)
    """

    facility: IntArray
    seats: FloatArray
    committed: IntArray
    cost_10k: FloatArray
    option_project: IntArray
    option_start_year: IntArray
    option_opening_year: IntArray
    option_spend_10k: FloatArray
    option_seat_change: FloatArray | None = None

    def __post_init__(self) -> None:
        """Check the arrays and make them read-only."""
        p, o = len(self.facility), len(self.option_project)
        b = np.shape(self.seats)[1] if np.ndim(self.seats) == 2 else 0
        t = np.shape(self.option_spend_10k)[1] if np.ndim(self.option_spend_10k) == 2 else 0
        freeze_ints(
            self,
            {
                "facility": (p,),
                "committed": (p,),
                "option_project": (o,),
                "option_start_year": (o,),
                "option_opening_year": (o,),
            },
            limits={
                "facility": (0, 2**31),
                "committed": (0, 2),
                "option_project": (0, max(p, 1)),
                "option_start_year": (1, 10_000),
                "option_opening_year": (1, 10_000),
            },
        )
        freeze_floats(self, {"seats": (p, b)}, minimum=None)
        freeze_floats(self, {"cost_10k": (p,), "option_spend_10k": (o, t)})
        if self.option_seat_change is not None:
            freeze_floats(self, {"option_seat_change": (o, b, t)}, minimum=None)
        if not np.isfinite(self.seats).all() or not np.isfinite(self.option_spend_10k).all():
            raise ProblemError("seats and spending of projects must be finite")
        if (self.option_opening_year < self.option_start_year).any():
            raise ProblemError("an option opens before its works begin")

    @property
    def project_count(self) -> int:
        """Number of projects, P."""
        return len(self.facility)

    @property
    def option_count(self) -> int:
        """Number of options, O."""
        return len(self.option_project)

    def options_of(self, project: int) -> IntArray:
        """Return the positions of one project's options on the option axis.

        Examples
        --------
        Two projects, of which the second has two options:

        >>> programme = Programme(
        ...     facility=[0, 1], seats=[[90], [45]], committed=[0, 0], cost_10k=[300, 200],
        ...     option_project=[0, 1, 1],
        ...     option_start_year=[2024, 2024, 2025], option_opening_year=[2025, 2025, 2026],
        ...     option_spend_10k=[[300], [200], [200]],
        ... )
        >>> programme.options_of(1)
        array([1, 2])
        """
        return np.flatnonzero(self.option_project == project).astype(np.int64)


def no_projects(*, bands: int, years: int) -> Programme:
    """Return a programme without projects for the given lengths of the axes.

    Examples
    --------
    >>> none = no_projects(bands=1, years=3)
    >>> none.project_count, none.option_count
    (0, 0)
    """
    none = np.zeros(0, dtype=np.int64)
    return Programme(
        facility=none,
        seats=np.zeros((0, bands)),
        committed=none,
        cost_10k=np.zeros(0),
        option_project=none,
        option_start_year=none,
        option_opening_year=none,
        option_spend_10k=np.zeros((0, years)),
    )
