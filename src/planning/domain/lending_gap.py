"""How far a plan that lends rooms may be from the best, in money and in rooms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LendingGap:
    """O2 of a plan that lends rooms, beside what bounds it.

    Parameters
    ----------
    bound_10k
        O2 that no plan is below, 10,000 yuan.
    rooms_in_parts_10k
        O2 if rooms could be lent in parts, by the sites and in the years in which this plan lends; no bound,
        since other sites may do better.
    whole_10k
        O2 of the plan, with whole rooms.
    room_10k
        Mean cost of changing a room, 10,000 yuan.

    Examples
    --------
    Whole rooms cost 120 more than parts of them, which is what two rooms cost:

    >>> gap = LendingGap(bound_10k=9_000.0, rooms_in_parts_10k=9_880.0, whole_10k=10_000.0, room_10k=60.0)
    >>> gap.in_rooms, gap.of_whole_rooms
    (16.666666666666668, 2.0)
    >>> gap.share_of_whole_rooms
    0.012
    """

    bound_10k: float
    rooms_in_parts_10k: float
    whole_10k: float
    room_10k: float

    @property
    def in_rooms(self) -> float | None:
        """What is not proven, in rooms changed for that money; None if a change costs nothing."""
        return (self.whole_10k - self.bound_10k) / self.room_10k if self.room_10k else None

    @property
    def of_whole_rooms(self) -> float | None:
        """The part of it that whole rooms cost beside parts of them, in rooms; None if a change is free."""
        return (self.whole_10k - self.rooms_in_parts_10k) / self.room_10k if self.room_10k else None

    @property
    def share_of_whole_rooms(self) -> float:
        """What whole rooms cost beside parts of them, as a share of O2; 0 if O2 is 0."""
        return (self.whole_10k - self.rooms_in_parts_10k) / self.whole_10k if self.whole_10k else 0.0
