"""From which year on class sizes can hold, with rooms, teachers and what these cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planning.domain.class_sizes import ClassSizes, SizeYear
from planning.report.charts.class_size_chart import draw_class_sizes
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, listed, message


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What an answer on class sizes rests on.

    Parameters
    ----------
    with_plan
        True if what the best plan builds is built; false: committed projects alone.
    built
        Projects with seats of the band that are built.
    without_rooms
        Sites that have seats but no count of rooms, and keep their seats.
    planned, planned_words
        Pupils that a room of a project was planned for, and where the figure comes from.
    teachers_a_room, teachers_words
        Teachers of a room with pupils, None if nothing tells, and where the figure comes from.
    salary_10k
        Yearly cost of a teacher, 10,000 yuan; None if nobody states it.
    source
        Source of what the scenario states; None without.
    """

    with_plan: bool
    built: int
    without_rooms: int
    planned: float
    planned_words: Words
    teachers_a_room: float | None
    teachers_words: Words
    salary_10k: float | None
    source: Words | None


def class_size_answer(found: ClassSizes, labels: Labels, basis: Basis) -> Answer:
    """Answer with the earliest year of each class size, and who has no seat if it came sooner.

    Parameters
    ----------
    found
        Frontier of class sizes.
    labels
        Keys and names of the axes.
    basis
        What the answer rests on.

    Returns
    -------
    Answer
        Sheets ``class_size``, ``class_size_staff`` and ``class_size_frontier``, and a chart; ``result`` is a
        ``ClassSizes``.
    """
    band = labels.band(found.band)
    return Answer(
        name="class_size",
        sheets=(_earliest(found, labels), _staff(found, labels), _cases(found)),
        sentences=tuple(_sentences(found, labels, basis)),
        result=found,
        draw=lambda _, language: draw_class_sizes(found, band=band, language=language),
        pictures=("chart",),
        facts=(
            ("unplaced_today", found.today),
            ("with_plan", basis.with_plan),
            ("planned_class_size", basis.planned),
            ("teachers_a_room", basis.teachers_a_room),
            ("salary_10k", basis.salary_10k),
            ("sites_without_rooms", basis.without_rooms),
        ),
    )


def _look(found: ClassSizes) -> Literal["count", "number"]:
    """Return how sizes are shown: without decimals where they are whole."""
    return "count" if all(size == round(size) for size in found.sizes) else "number"


def _of(found: ClassSizes, size: float | None) -> list[SizeYear]:
    return [one for one in found.by_year if one.size == size]


def _more(found: ClassSizes, size: float, name: str) -> list[float]:
    """Return what a size needs more of a figure than today's sizes, by year; empty if one is unknown."""
    now, then = _of(found, None), _of(found, size)
    pairs = [(getattr(a, name), getattr(b, name)) for a, b in zip(then, now, strict=False)]
    return [] if any(None in pair for pair in pairs) else [a - b for a, b in pairs]


def _earliest(found: ClassSizes, labels: Labels) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for size in found.sizes:
        first, cases = found.earliest(size), found.of(size)
        before = [one.unplaced for one in cases if first is None or one.first_year < first]
        at = next((one.unplaced for one in cases if one.first_year == first), None)
        rooms, teachers = _more(found, size, "rooms_used"), _more(found, size, "teachers")
        bill = _more(found, size, "bill_10k")
        rows.append(
            (
                size, first, at, before[-1] if before else None, cases[0].unplaced if cases else None,
                max(rooms) if rooms else None, max(teachers) if teachers else None,
                sum(bill) if bill else None, YES if found.is_proven(size) else NO,
            )
        )  # fmt: skip
    money = labels.money.words
    return Sheet(
        name="class_size",
        words=message("sheets.class_size.earliest_years"),
        fields=fields_of(
            ("size", message("sheets.class_size.size"), _look(found)),
            ("earliest", message("sheets.class_size.earliest"), "year"),
            ("unplaced", message("sheets.class_size.unplaced_then"), "count"),
            ("unplaced_year_before", message("sheets.class_size.unplaced_year_before"), "count"),
            ("unplaced_at_once", message("sheets.class_size.unplaced_at_once"), "count"),
            ("more_rooms_used", message("sheets.class_size.more_rooms_used"), "count"),
            ("more_teachers", message("sheets.class_size.more_teachers"), "count"),
            ("more_bill_10k", message("sheets.class_size.more_bill", money=money), "count"),
            ("proven", message("word.proven")),
        ),
        rows=rows_of(rows),
    )


def _staff(found: ClassSizes, labels: Labels) -> Sheet:
    rows = [
        (
            one.size, one.year, YES if one.holds else NO, one.pupils, one.rooms, one.rooms_used,
            one.teachers, one.bill_10k,
        )
        for one in found.by_year
    ]  # fmt: skip
    return Sheet(
        name="class_size_staff",
        words=message("sheets.class_size.rooms_and_teachers"),
        fields=fields_of(
            ("size", message("sheets.class_size.size_or_today"), _look(found)),
            ("school_year", message("word.school_year_by_its_september"), "year"),
            ("holds", message("sheets.class_size.holds")),
            ("pupils", message("word.pupils"), "count"),
            ("rooms", message("sheets.class_size.rooms"), "count"),
            ("rooms_used", message("sheets.class_size.rooms_used"), "count"),
            ("teachers", message("sheets.class_size.teachers"), "count"),
            ("bill_10k", message("sheets.class_size.bill", money=labels.money.words), "count"),
        ),
        rows=rows_of(rows),
    )


def _cases(found: ClassSizes) -> Sheet:
    rows = []
    for size in found.sizes:
        for one in found.of(size):
            known = one.unplaced is not None
            more = one.unplaced - found.today if one.unplaced is not None else None
            holds = (YES if found.holds(one) else NO) if known else None
            rows.append((size, one.first_year, one.unplaced, more, holds, YES if known else NO))
    return Sheet(
        name="class_size_frontier",
        words=message("sheets.class_size.without_seat_by_first_year"),
        fields=fields_of(
            ("size", message("sheets.class_size.size"), _look(found)),
            ("first_year", message("sheets.class_size.first_year"), "year"),
            ("unplaced", message("sheets.class_size.unplaced"), "count"),
            ("more", message("sheets.class_size.more_than_today"), "change"),
            ("holds", message("sheets.class_size.can_hold")),
            ("proven", message("word.proven")),
        ),
        rows=rows_of(rows),
    )


def _sentences(found: ClassSizes, labels: Labels, basis: Basis) -> list[Words]:
    parts: Sequence[Words] = [_when(found, size) for size in found.sizes]
    built = "with_plan" if basis.with_plan else "without_building"
    said: list[Words] = [
        message(
            f"sheets.class_size.{built}",
            band=labels.band(found.band), when=listed(list(parts), "list.semicolon"),
        )
    ]  # fmt: skip
    reading = "none_left" if found.today < 0.5 else "no_more_left"
    said.append(message(f"sheets.class_size.{reading}", today=found.today))
    said.append(message("sheets.class_size.built", n=basis.built))
    said.append(
        message("sheets.class_size.rooms_of_projects", pupils=basis.planned, basis=basis.planned_words)
    )
    if basis.without_rooms:
        said.append(message("sheets.class_size.sites_without_rooms", n=basis.without_rooms))
    said += _about_teachers(labels, basis)
    loose = [size for size in found.sizes if not found.is_proven(size)]
    said.append(
        message("sheets.class_size.not_all_settled", n=len(loose))
        if loose
        else message("sheets.class_size.all_proven")
    )
    return said


def _when(found: ClassSizes, size: float) -> Words:
    first = found.earliest(size)
    if first is not None:
        known = "from" if found.is_proven(size) else "from_at_the_latest"
        return message(f"sheets.class_size.{known}", size=size, year=first)
    if found.is_proven(size):
        return message("sheets.class_size.not_by", size=size, year=found.years[-1])
    return message("sheets.class_size.not_settled", size=size)


def _about_teachers(labels: Labels, basis: Basis) -> list[Words]:
    if basis.teachers_a_room is None:
        return [basis.teachers_words]
    said: list[Words] = [
        message(
            "sheets.class_size.teachers_of_a_room", each=basis.teachers_a_room, basis=basis.teachers_words
        )
    ]
    if basis.salary_10k is None or basis.source is None:
        return [*said, message("sheets.class_size.no_salary")]
    salary = message(
        "sheets.class_size.salary",
        salary_10k=basis.salary_10k, money=labels.money.words, source=basis.source,
    )  # fmt: skip
    return [*said, salary]
