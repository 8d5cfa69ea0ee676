"""C15: an open site holds its smallest viable roll, or pays for what it lacks; a closed one stays closed."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.domain.retreat import Retreat
from planning.optimise.model.equations.c2_capacity import moves_of_pupils, sitting_pupils
from planning.optimise.model.rows import Entries, Rows
from planning.optimise.model.terms import Flags
from planning.optimise.model.variables import ABSENT

#: Kinds of rows: positions (facility, band, year), but (facility, band, year of entry) of ``here``, where -1
#: stands for before the horizon, (pair, year) of ``place``, and (year) of ``most``.
ROLL: Final = "roll"
ONCE: Final = "once"
LEAVING: Final = "leaving"
HERE: Final = "here"
TEMPORARY: Final = "temporary"
PLACE: Final = "place"
MOST: Final = "most"


def add_c15_viability(rows: Rows) -> None:
    """Add the rows on sites that may close.

    ``least_roll[f,b] kept[f,b,t] - roll[f,b,t] <= short[f,b,t]``, where ``roll`` are the pupils of C2;
    ``closing[f,b,t] = kept[f,b,t-1] - kept[f,b,t]``, so that a closed site stays closed;
    ``sum moved[f,g,b,k,t] <= most[f,b] closing[f,b,t]``: pupils move only where and when a site closes;
    pupils of a cohort who move were placed there; no temporary seats and no entrants at a closed site;
    ``sum closing[f,b,t] <= most_a_year``.
    """
    rule = rows.problem.retreat
    if rule is None:
        return
    _add_roll(rows)
    _add_once(rows)
    if len(rule.move_from):
        _add_leaving(rows, rule)
        _add_here(rows, rule)
    _add_closed(rows)
    if rule.most_a_year is not None:
        closing = rows.variables.closing
        f, b, t = np.nonzero(closing != ABSENT)
        years = np.unique(t)
        entries = [(np.searchsorted(years, t), closing[f, b, t], 1.0)]
        limits = np.full(len(years), float(rule.most_a_year))
        rows.at_most_each("C15", years[:, None], entries, limits, part=MOST)


def _row_at(there: Flags) -> IntArray:
    result = np.full(there.shape, ABSENT, dtype=np.int64)
    result[there] = np.arange(np.count_nonzero(there))
    return result


def _add_roll(rows: Rows) -> None:
    problem, variables, rule = rows.problem, rows.variables, rows.problem.retreat
    assert rule is not None
    there = variables.short != ABSENT
    row_at = _row_at(there)
    least = np.broadcast_to(rule.least_roll[:, :, None], there.shape)
    entries: list[Entries] = [
        (row_at[there], variables.kept[there], least[there]),
        (row_at[there], variables.short[there], -1.0),
    ]
    for site, column, share in (*sitting_pupils(rows), *moves_of_pupils(rows)):
        own = row_at.take(site)
        bound = own != ABSENT
        entries.append((own[bound], column[bound], -share[bound]))
    rows.at_most_each("C15", np.argwhere(there), entries, problem.enrolled_before[there], part=ROLL)


def _add_once(rows: Rows) -> None:
    variables = rows.variables
    there = variables.kept != ABSENT
    row_at = _row_at(there)
    earlier = there[:, :, 1:] & there[:, :, :-1]
    entries: list[Entries] = [
        (row_at[there], variables.closing[there], 1.0),
        (row_at[there], variables.kept[there], 1.0),
        (row_at[:, :, 1:][earlier], variables.kept[:, :, :-1][earlier], -1.0),
    ]
    values = np.ones(there.shape)
    values[:, :, 1:][earlier] = 0.0
    rows.equal_each("C15", np.argwhere(there), entries, values[there], part=ONCE)


def _add_leaving(rows: Rows, rule: Retreat) -> None:
    variables = rows.variables
    move, cohort, year = np.nonzero(variables.moved != ABSENT)
    there = np.zeros(variables.kept.shape, dtype=bool)
    there[rule.move_from[move], rule.move_band[move], year] = True
    row_at = _row_at(there)
    most = np.broadcast_to(most_leaving(rows.problem)[:, :, None], there.shape)
    entries: list[Entries] = [
        (row_at[rule.move_from[move], rule.move_band[move], year], variables.moved[move, cohort, year], 1.0),
        (row_at[there], variables.closing[there], -most[there]),
    ]
    rows.at_most_each("C15", np.argwhere(there), entries, np.zeros(len(np.argwhere(there))), part=LEAVING)


def most_leaving(problem: PlanningProblem) -> FloatArray:
    """Return the most pupils that a site may have to move when it closes, shape (F, B).

    They fitted on its seats a year ago, and a cohort may have grown since.
    """
    share = problem.retention
    growth = np.divide(share[:, 1:], share[:, :-1], out=np.ones_like(share[:, 1:]), where=share[:, :-1] > 0)
    most = np.maximum(growth.max(axis=1, initial=1.0), 1.0)
    held = (problem.seats_by_year + problem.temporary_limit).max(axis=2)
    return np.asarray(held * most[None, :] + problem.enrolled_before.max(axis=2))


def _add_here(rows: Rows, rule: Retreat) -> None:
    """Let no more pupils of a cohort move than were placed."""
    problem, variables, pairs = rows.problem, rows.variables, rows.problem.pairs
    move, cohort, year = np.nonzero(variables.moved != ABSENT)
    site, band = rule.move_from[move], rule.move_band[move]
    entered = np.where(cohort == 0, -1, year - cohort)
    _, facilities, bands, years = problem.shape
    shape = (facilities, bands, years + 1)
    there = np.zeros(shape, dtype=bool)
    there[site, band, entered] = True  # -1 is the last
    row_at = _row_at(there)
    here = problem.enrolled_before[site, band, year]
    stayed = np.where(cohort == 0, np.where(here > 0, here, 1.0), problem.retention[band, cohort])
    pair, entry = np.nonzero(variables.place != ABSENT)
    own = row_at[pairs.facility[pair], pairs.band[pair], entry]
    bound = own != ABSENT
    entries: list[Entries] = [
        (row_at[site, band, entered], variables.moved[move, cohort, year], 1.0 / stayed),
        (own[bound], variables.place[pair[bound], entry[bound]], -1.0),
    ]
    positions = np.argwhere(there)
    limits = (positions[:, 2] == years).astype(float)
    positions[:, 2] = np.where(positions[:, 2] == years, -1, positions[:, 2])
    rows.at_most_each("C15", positions, entries, limits, part=HERE)


def _add_closed(rows: Rows) -> None:
    """Let a closed site have neither temporary seats nor entrants; the latter follows from C2, and helps."""
    problem, variables, pairs = rows.problem, rows.variables, rows.problem.pairs
    there = (variables.kept != ABSENT) & (variables.temporary != ABSENT)
    every = np.arange(np.count_nonzero(there))
    entries: list[Entries] = [
        (every, variables.temporary[there], 1.0),
        (every, variables.kept[there], -problem.temporary_limit[there]),
    ]
    rows.at_most_each("C15", np.argwhere(there), entries, np.zeros(len(every)), part=TEMPORARY)
    kept = variables.kept[pairs.facility, pairs.band]
    n, t = np.nonzero((variables.place != ABSENT) & (kept != ABSENT))
    every = np.arange(len(n))
    entries = [
        (every, variables.place[n, t], 1.0),
        (every, kept[n, t], -problem.intakes[pairs.zone[n], pairs.band[n], t]),
    ]
    rows.at_most_each("C15", np.column_stack([n, t]), entries, np.zeros(len(n)), part=PLACE)
