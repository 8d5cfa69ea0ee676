"""Rules beyond seats and money; each is on only where it is stated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.catchment_rules import CatchmentRules
from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.domain.staff_supply import StaffSupply
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class SeatShare:
    """Floor on the share of a band's open seats that some sites hold.

    Parameters
    ----------
    name
        Name of the share, such as ``public`` or ``inclusive``.
    band
        Position of the band.
    member
        1 for sites whose seats count, else 0, shape (F,).
    floor
        Smallest share allowed, from 0 to 1.

    Raises
    ------
    ProblemError
        If the floor is no share or a member is neither 0 nor 1.

    Examples
    --------
    At least half of the kindergarten seats at the first of two sites:

    >>> share = SeatShare(name="public", band=0, member=[1, 0], floor=0.5)
    >>> share.member, share.floor
    (array([1, 0]), 0.5)
    >>> SeatShare(name="public", band=0, member=[1, 0], floor=1.5)
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: floor of public is 1.5; it must be a share
    """

    name: str
    band: int
    member: IntArray
    floor: float

    def __post_init__(self) -> None:
        """Check and freeze."""
        freeze_ints(self, {"member": np.shape(self.member)}, limits={"member": (0, 2)})
        if not 0 <= self.floor <= 1:
            raise ProblemError(f"floor of {self.name} is {self.floor}; it must be a share")


@dataclass(frozen=True, kw_only=True, eq=False)
class Staff:
    """Limits on the staff that openings need.

    Parameters
    ----------
    per_seat
        Staff for each seat by the norm of its band, shape (B,).
    recruitment
        Most staff recruited for openings in a year, shape (T,); infinity without a limit.
    posts
        Posts available for openings up to and including a year, shape (T,); infinity without a limit.

    Raises
    ------
    ProblemError
        If a figure is negative or not a number.

    Examples
    --------
    One post for 20 seats, at most 12 recruited a year, posts without limit:

    >>> staff = Staff(per_seat=[0.05], recruitment=[12, 12], posts=[np.inf, np.inf])
    >>> float(staff.recruitment[0] / staff.per_seat[0])   # most seats that one year can staff
    240.0
    """

    per_seat: FloatArray
    recruitment: FloatArray
    posts: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        names = ("per_seat", "recruitment", "posts")
        freeze_floats(self, {name: np.shape(getattr(self, name)) for name in names})


@dataclass(frozen=True, kw_only=True, eq=False)
class Reference:
    """Plan announced before, and the limits and prices of departing from it.

    Parameters
    ----------
    opening_year
        Announced opening year of each project, 0 if it was not to start, shape (P,).
    pair
        1 for pairs that belong to an announced catchment, else 0, shape (N, T).
    change_limit
        Most projects whose opening may differ; infinity without a limit.
    change_price
        Price of a project whose opening differs, in O3.
    pupil_price
        Price of a pupil placed outside the announced catchments, in O3.

    Raises
    ------
    ProblemError
        If a limit or price is negative or a year or flag is out of range.

    Examples
    --------
    The first project was announced for 2026, the second not at all; one of them may change:

    >>> last = Reference(opening_year=[2026, 0], pair=[[1]], change_limit=1)
    >>> last.opening_year
    array([2026,    0])
    """

    opening_year: IntArray
    pair: IntArray
    change_limit: float = np.inf
    change_price: float = 1000.0
    pupil_price: float = 1.0

    def __post_init__(self) -> None:
        """Check and freeze."""
        freeze_ints(
            self,
            {"opening_year": np.shape(self.opening_year), "pair": np.shape(self.pair)},
            limits={"opening_year": (0, 10_000), "pair": (0, 2)},
        )
        if min(self.change_limit, self.change_price, self.pupil_price) < 0:
            raise ProblemError("limit and prices of a reference must not be negative")


@dataclass(frozen=True, kw_only=True, eq=False)
class Rules:
    """Rules beyond seats and money.

    Parameters
    ----------
    after
        Pairs (project, earlier): works of ``project`` begin no sooner than the year in which ``earlier``
        opens.
    exclusive
        Groups of projects of which at most one is carried out.
    works_at_once
        Most projects under works in a year, shape (T,); None without such a limit.
    shares
        Floors on shares of seats, held in every year.
    staff
        Limits on staff; None without such a limit.
    reference
        Plan announced before; None without one.
    catchments
        Rules on the shape of catchments; None if they are free.
    fewest_projects, most_projects
        Limits on the number of projects that are carried out; None sets no upper limit.
    least_intake
        Fewest pupils who enter the site of a project in each year from its opening on, shape (P, B); None
        without such a floor.
    staff_supply
        Staff of the whole district as one group, with the posts that may lack; None without such a limit.

    Examples
    --------
    >>> Rules().nothing
    True
    >>> rules = Rules(after=((1, 0),), exclusive=((1, 2),))   # 1 begins once 0 is open; 1 or 2, not both
    >>> rules.nothing
    False
    """

    after: tuple[tuple[int, int], ...] = ()
    exclusive: tuple[tuple[int, ...], ...] = ()
    works_at_once: FloatArray | None = None
    shares: tuple[SeatShare, ...] = ()
    staff: Staff | None = None
    reference: Reference | None = None
    catchments: CatchmentRules | None = None
    fewest_projects: int = 0
    most_projects: int | None = None
    least_intake: FloatArray | None = None
    staff_supply: StaffSupply | None = None

    def __post_init__(self) -> None:
        """Check and freeze."""
        if self.least_intake is not None:
            freeze_floats(self, {"least_intake": np.shape(self.least_intake)})
        most = self.fewest_projects if self.most_projects is None else self.most_projects
        if not 0 <= self.fewest_projects <= most:
            raise ProblemError("fewest_projects must lie between 0 and most_projects")

    @property
    def nothing(self) -> bool:
        """True if no rule is set."""
        parts = (self.after, self.exclusive, self.shares, self.fewest_projects)
        stated = (
            self.works_at_once,
            self.staff,
            self.reference,
            self.catchments,
            self.most_projects,
            self.least_intake,
            self.staff_supply,
        )
        return not any(parts) and all(part is None for part in stated)

    @property
    def circle(self) -> tuple[int, ...]:
        """Positions of projects that follow one another in a circle, each after the next; empty if none do.

        Examples
        --------
        >>> Rules(after=((0, 1), (1, 2), (2, 0))).circle
        (0, 1, 2)
        >>> Rules(after=((0, 1), (0, 2), (1, 2))).circle
        ()
        """
        follows: dict[int, list[int]] = {}
        for project, earlier in self.after:
            follows.setdefault(project, []).append(earlier)
        clear: set[int] = set()
        for first in sorted(follows):
            path, left = [first], [iter(follows[first])]
            while path:
                step = next(left[-1], None)
                if step is None:
                    clear.add(path.pop())
                    left.pop()
                elif step in path:
                    return tuple(path[path.index(step) :])
                elif step not in clear:
                    path.append(step)
                    left.append(iter(follows.get(step, ())))
        return ()

    def check_fits(
        self, *, projects: int, zones: int, facilities: int, bands: int, years: int, pairs: int
    ) -> None:
        """Raise if a rule does not fit the axes.

        Parameters
        ----------
        projects, zones, facilities, bands, years
            Lengths of the axes.
        pairs
            Number of eligible pairs.

        Raises
        ------
        ProblemError
            If a position lies outside its axis or a shape differs.

        Examples
        --------
        >>> rules = Rules(after=((1, 0),))
        >>> rules.check_fits(projects=2, zones=1, facilities=1, bands=1, years=1, pairs=1)
        >>> rules.check_fits(projects=1, zones=1, facilities=1, bands=1, years=1, pairs=1)
        Traceback (most recent call last):
        ...
        planning.errors.ProblemError: a rule names a project outside the axis
        """
        named = [p for pair in self.after for p in pair] + [p for group in self.exclusive for p in group]
        if any(not 0 <= p < projects for p in named):
            raise ProblemError("a rule names a project outside the axis")
        if self.works_at_once is not None and np.shape(self.works_at_once) != (years,):
            raise ProblemError("works_at_once needs one limit for each year")
        if self.least_intake is not None and self.least_intake.shape != (projects, bands):
            raise ProblemError("least_intake needs one floor for each project and band")
        for share in self.shares:
            if share.member.shape != (facilities,) or not 0 <= share.band < bands:
                raise ProblemError(f"share {share.name} does not fit the axes")
        if self.staff is not None and (
            self.staff.per_seat.shape != (bands,)
            or self.staff.recruitment.shape != (years,)
            or self.staff.posts.shape != (years,)
        ):
            raise ProblemError("staff does not fit the axes")
        if self.staff_supply is not None and (
            self.staff_supply.shape[1:] != (1, bands, years) or len(self.staff_supply.group) != facilities
        ):
            raise ProblemError("the supply of staff does not fit the axes, or is not that of one group")
        reference = self.reference
        if reference is not None and (
            reference.opening_year.shape != (projects,) or reference.pair.shape != (pairs, years)
        ):
            raise ProblemError("the reference does not fit the axes")
        if self.catchments is not None:
            self.catchments.check_fits(zones=zones, facilities=facilities, bands=bands)
