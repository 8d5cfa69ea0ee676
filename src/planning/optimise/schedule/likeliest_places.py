"""The schools and bands where one more class is likeliest to be worth something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planning.optimise.schedule.gains import Comparison
from planning.optimise.schedule.more_seats import MoreSeats, Place, full_first, worth_of_each
from planning.optimise.solver.deadline import Deadline

#: Digits to which two estimates are one.
DIGITS: Final = 6
#: Part of the time left that each screen may take.
FOR_SCREEN: Final = 1 / 3

#: Estimated decrease of O1, and of O2.
Estimate = tuple[float, float]


def likeliest_places(
    comparison: Comparison, class_size: Sequence[float], *, count: int, deadline: Deadline
) -> tuple[list[Place], bool]:
    """Return the places where one more class is likeliest to be worth something, the likeliest first.

    Each place is screened by linear programmes: with the schedule kept, which gives what a class is worth at
    least; and with projects that may be built in part, which hints at a class that spares a project.

    Parameters
    ----------
    comparison
        Best plan to compare with.
    class_size
        Seats of one more class of each band.
    count
        Most places to return.
    deadline
        Moment by which to stop.

    Returns
    -------
    tuple
        Facilities and bands, and whether all were screened in time. Where pupils lack seats comes before
        where seats save money; within either, bands take turns, so that the best schools of each are among
        the first.
    """
    if not count:
        return [], True
    places = full_first(comparison.bench, comparison.best.values)
    classes = [MoreSeats(place=place, seats=float(class_size[place[1]])) for place in places]
    screen = deadline.part(FOR_SCREEN)
    kept = [
        (0.0, 0.0) if gain is None else (gain.o1, gain.o2_10k)
        for gain in comparison.with_schedule(classes, screen)
    ]
    complete = not screen.over
    screen = deadline.part(FOR_SCREEN)
    hints = _hints(comparison, classes, screen)
    complete = complete and not screen.over
    estimates = {
        place: (round(max(one[0], other[0]), DIGITS), round(max(one[1], other[1]), DIGITS))
        for place, one, other in zip(places, kept, hints, strict=True)
    }
    return _in_turn(places, estimates)[:count], complete


def _hints(comparison: Comparison, classes: Sequence[MoreSeats], deadline: Deadline) -> list[Estimate]:
    """Return what each class is worth if projects may be built in part."""
    if not len(comparison.best.starts):
        return [(0.0, 0.0)] * len(classes)
    before, after = worth_of_each(comparison.bench, None, classes, deadline=deadline)
    return [
        (0.0, 0.0)
        if before is None or worth is None
        else (before.o1 - worth.o1, before.o2_10k - worth.o2_10k)
        for worth in after
    ]


def _in_turn(places: Sequence[Place], estimates: dict[Place, Estimate]) -> list[Place]:
    """Return places by estimate, bands in turn; equal ones stay in their order."""
    ordered = sorted(places, key=lambda place: tuple(-value for value in estimates[place]))
    turn: dict[tuple[bool, int], int] = {}
    ranked: list[tuple[bool, int, int, Place]] = []
    for place in ordered:
        group = (estimates[place][0] <= 0, place[1])
        turn[group] = turn.get(group, 0) + 1
        ranked.append((group[0], turn[group], len(ranked), place))
    return [place for *_, place in sorted(ranked)]
