"""The shortage against the yearly limit of money."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from planning.domain.frontier import Frontier, FrontierPoint
from planning.domain.prices import Unit
from planning.report.charts.frontier_chart import draw_frontier
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, listed, message

#: Shown instead of projects where no plan keeps the rules, and where the search did not end.
NO_PLAN: Final = message("sheets.frontier.no_plan")
NOT_SETTLED: Final = message("sheets.frontier.not_settled")

#: Open strips that the sentences list; the sheet has all.
LISTED: Final = 3


def frontier_answer(found: Frontier, labels: Labels) -> Answer:
    """Answer with a frontier, the lowest limit first.

    Parameters
    ----------
    found
        Break points, the least limit with a plan, and open strips.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheet whose rows cover the whole range: limits with the same proven shortage, without a plan, and not
        settled in time.
    """
    money = labels.money
    sheet = Sheet(
        name="frontier",
        words=message("sheets.frontier.yearly_limit_shortage"),
        fields=fields_of(
            ("budget_10k", message("sheets.frontier.yearly_limit", money=money.words), "number"),
            ("until_10k", message("sheets.frontier.up", money=money.words), "number"),
            ("unhoused_pupil_years", message("sheets.frontier.pupil_years_without_place"), "count"),
            ("entering", message("sheets.frontier.projects_enter_move")),
            ("o1", message("sheets.frontier.o1_weighted"), "count"),
            ("o1_least", message("sheets.frontier.o1_least"), "count"),
            ("proven", message("word.proven")),
        ),
        rows=rows_of(_rows(found, labels)),
    )
    said = [
        _end_sentence(found, money),
        *_edge_sentence(found, money),
        *_reading(found),
        *_open_sentence(found, money),
    ]
    return Answer(
        name="frontier",
        sheets=(sheet,),
        sentences=tuple(said),
        result=found,
        draw=(lambda _, language: draw_frontier(found, money=money, language=language))
        if found.points
        else None,
        facts=(("none_below_10k", found.none_below_10k), ("proven", found.proven)),
    )


def limit_text(limit_10k: float) -> str:
    """Format a limit without needless decimals, rounded up so that what it pays for can be paid.

    Examples
    --------
    >>> limit_text(33941.6), limit_text(48180.9081), limit_text(60.0)
    ('33,941.6', '48,180.91', '60')
    """
    text = f"{math.ceil(limit_10k * 100 - 1e-6) / 100:,.2f}"
    return text.rstrip("0").rstrip(".")


def _rows(found: Frontier, labels: Labels) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    before: FrontierPoint | None = None
    for part in found.segments():
        point, low, high = part.point, part.low_10k, part.high_10k
        if point is not None and point is not before and point.budget_10k == low and point.proven:
            entering = moves_text(before.openings if before else None, point.openings, labels)
            until = low if part.open else high
            rows.append((low, until, point.unplaced_pupil_years, entering, point.o1, point.o1, YES))
        elif not part.open:
            rows.append(_plain_row(low, high, point))
        if part.open:
            years = None if point is None else point.unplaced_pupil_years
            most = None if math.isinf(part.o1_most) else part.o1_most
            rows.append((low, high, years, NOT_SETTLED, most, part.o1_least, NO))
        before = point or before
    return rows


def _plain_row(low: float, high: float, point: FrontierPoint | None) -> tuple[Any, ...]:
    """Return the row of a segment without a plan, or whose plan began in an earlier segment."""
    if point is None:
        return low, high, None, NO_PLAN, None, None, YES
    return low, high, point.unplaced_pupil_years, "–", point.o1, point.o1, YES


def moves_text(before: Sequence[int] | None, after: Sequence[int], labels: Labels) -> str:
    """List the projects that open otherwise in a second schedule.

    Parameters
    ----------
    before, after
        Opening year of each project, 0 if it is not started; ``before`` may be None if there is no earlier
        schedule.
    labels
        Keys of the projects.

    Returns
    -------
    str
        Projects with their years, or a dash.

    Examples
    --------
    >>> labels = Labels(
    ...     zones=(), bands=(), years=(), projects=("P1", "P2"), zone_names={}, project_names={}
    ... )
    >>> moves_text((2025, 0), (2024, 2026), labels), moves_text((2025, 0), (2025, 0), labels)
    ('P1 2025→2024, +P2 2026', '–')
    """
    if before is None:
        return "–"
    parts = []
    for p, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            name = labels.projects[p]
            parts.append(f"{name} {old or '–'}→{new or '–'}" if old else f"+{name} {new}")
    return ", ".join(parts) or "–"


def _end_sentence(found: Frontier, money: Unit) -> Words:
    """State the limit above which more money helps nobody, and the shortage at the lowest limit."""
    low, high = limit_text(found.low_10k), limit_text(found.high_10k)
    if not found.points:
        if found.none_below_10k is None:
            return message("word.nothing_was_settled_in_time_raise")
        return message("sheets.frontier.no_plan_keeps_rules_yearly", money=money.words, low=low, high=high)
    last, first = found.points[-1], found.points[0]
    top = limit_text(last.budget_10k)
    if found.at(found.high_10k)[0] < last.o1 or any(s.high_10k > last.budget_10k for s in found.open_strips):
        end = message("sheets.frontier.best_known_needs", money=money.words, top=top)
    elif last.budget_10k <= found.low_10k:
        end = message("sheets.frontier.same_all_over", money=money.words, low=low, high=high)
    elif found.high_10k > last.budget_10k:
        end = message("sheets.frontier.more_helps_nobody_asked_up_to", money=money.words, top=top, high=high)
    else:
        end = message("sheets.frontier.more_helps_nobody", money=money.words, top=top)
    if len(found.points) == 1:
        return end
    more = first.unplaced_pupil_years - last.unplaced_pupil_years
    bottom = limit_text(first.budget_10k)
    return message("sheets.frontier.at_lowest_limit", money=money.words, end=end, bottom=bottom, more=more)


def _edge_sentence(found: Frontier, money: Unit) -> list[Words]:
    edge = found.none_below_10k
    if edge is None:
        return []
    if math.isinf(edge):
        return [message("sheets.frontier.no_limit_high_enough_not")]
    limit = limit_text(edge)
    if any(
        strip.low_10k <= edge <= strip.high_10k and math.isinf(strip.o1_most) for strip in found.open_strips
    ):
        return [message("sheets.frontier.least_with_plan_not_settled", money=money.words, limit=limit)]
    return [message("sheets.frontier.least_with_plan", money=money.words, limit=limit)]


def _reading(found: Frontier) -> list[Words]:
    if not found.points:
        return []
    said: list[Words] = [message("sheets.frontier.over_limits_each_proven_row")]
    loose = sum(not point.settled for point in found.points)
    if loose:
        said.append(message("sheets.frontier.projects_rows_not_shown_cheapest", loose=loose))
    return said


def _open_sentence(found: Frontier, money: Unit) -> list[Words]:
    strips = [strip for strip in found.open_strips if strip.low_10k < found.high_10k]
    if not strips or not found.points:
        return []
    parts: list[Words] = []
    for strip in strips[:LISTED]:
        low, high = limit_text(strip.low_10k), limit_text(strip.high_10k)
        if math.isinf(strip.o1_most):
            parts.append(
                message("sheets.frontier.strip_without_known_plan", money=money.words, low=low, high=high)
            )
        else:
            bounds = {"least": strip.o1_least, "most": strip.o1_most}
            parts.append(
                message("sheets.frontier.strip_with_bounds", money=money.words, low=low, high=high, **bounds)
            )
    rest = len(strips) - LISTED
    if rest > 0:
        parts.append(message("sheets.frontier.more_strips", rest=rest))
    return [message("sheets.frontier.strips_not_settled", strips=listed(parts, "list.semicolon"))]
