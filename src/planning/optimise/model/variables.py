"""The variables of the model: blocks of columns, found by position on the problem's axes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Index

#: Position of a variable that the model does not have.
ABSENT: Final = -1

Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Variables:
    """Column of each variable by position on the problem's axes; ``ABSENT`` for variables that do not exist.

    A variable exists only if it can be above 0: ``place`` if the zone has an intake and the site has or may
    have seats by then, ``unplaced`` if there is an intake, ``temporary`` if the site has a limit.

    Parameters
    ----------
    carry
        Money carried out of a year, 10,000 yuan, shape (T,); absent without a budget.
    closing
        1 in the year from which a site is closed, shape (F, B, T); follows from ``kept``.
    kept
        1 while a site that may be closed stays open, shape (F, B, T).
    moved
        Pupils of a site that closes who move to another, by the retreat's move, cohort and year, shape
        (M, K, T): cohort 0 were there before the horizon, the others entered that many years ago.
    place
        Pupils of an intake placed on a pair, shape (N, T).
    serve
        1 if a facility serves a zone, by pair and year, shape (N, T); only for bands with a rule on
        catchments.
    short
        Pupils whom a site lacks to its smallest viable roll, shape (F, B, T).
    start
        1 if an option is carried out, shape (O,).
    temporary
        Temporary seats used, shape (F, B, T).
    unplaced
        Pupils of an intake without a seat, shape (Z, B, T).
    """

    carry: Index
    closing: Index
    kept: Index
    moved: Index
    place: Index
    serve: Index
    short: Index
    start: Index
    temporary: Index
    unplaced: Index

    @property
    def decisions(self) -> Index:
        """Columns that are 0 or 1; with them fixed, the rest is a linear programme."""
        return np.concatenate([block[block != ABSENT] for block in (self.start, self.serve, self.kept)])

    def renumbered(self, column: Index) -> Variables:
        """Return the variables with renumbered columns.

        Parameters
        ----------
        column
            New column of each old one, or ``ABSENT``; the last entry is for absent columns.

        Returns
        -------
        Variables
            Variables by the same positions.
        """
        return Variables(**{block.name: column[getattr(self, block.name)] for block in fields(self)})


@dataclass(frozen=True, kw_only=True, eq=False)
class Columns:
    """Bounds and kind of each column.

    Parameters
    ----------
    lower, upper
        Bounds, shape (columns,).
    integer
        True where the column takes whole numbers only, shape (columns,).
    """

    lower: FloatArray
    upper: FloatArray
    integer: Flags

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.lower)


def make_variables(problem: PlanningProblem) -> tuple[Variables, Columns]:
    """Assign columns to the variables of a problem block by block, each in the order of its axes.

    Parameters
    ----------
    problem
        Planning problem.

    Returns
    -------
    tuple
        Variables, and the bounds and kinds of their columns.
    """
    pairs, programme = problem.pairs, problem.programme
    usable, needed = usable_sites(problem), problem.intakes > 0
    served = usable[pairs.facility, pairs.band]
    wanted = needed[pairs.zone, pairs.band]
    place = served & wanted
    # Pairs go by zone, then facility, then band; options go by project.
    order = np.lexsort((pairs.band, pairs.facility, pairs.zone))
    by_project = np.argsort(programme.option_project, kind="stable")
    carried = problem.has_budget and problem.carry_over
    number = _Numbering()
    kept = may_close(problem)
    variables = Variables(
        carry=number.block(np.full(len(problem.years), carried)),
        closing=number.block(kept),
        kept=number.block(kept),
        moved=number.block(_moving(problem, kept, usable)),
        place=number.block(place, order),
        serve=number.block(_serving(problem, place, served & ~wanted), order),
        short=number.block(kept & _has_least(problem)),
        start=number.block(np.ones(programme.option_count, dtype=bool), by_project),
        temporary=number.block(problem.temporary_limit > 0),
        unplaced=number.block(needed),
    )
    upper, integer = np.full(number.count, np.inf), np.zeros(number.count, dtype=bool)
    upper[variables.unplaced[needed]] = 0.0 if problem.unmet_forbidden else problem.intakes[needed]
    upper[variables.decisions], integer[variables.decisions] = 1.0, True
    return variables, Columns(lower=np.zeros(number.count), upper=upper, integer=integer)


def _has_least(problem: PlanningProblem) -> Flags:
    rule = problem.retreat
    return np.asarray([[[True]]] if rule is None else rule.least_roll[:, :, None] > 0)


def may_close(problem: PlanningProblem) -> Flags:
    """Return True where a site with seats may be closed, shape (F, B, T); not if its seats come and go."""
    rule = problem.retreat
    if rule is None:
        return np.zeros(problem.shape[1:], dtype=bool)
    there = problem.seats_by_year > 0
    comes_back = (there[:, :, 1:] & ~there[:, :, :-1]).any(axis=2)
    first = np.where(comes_back, -1, rule.first_close)[:, :, None]
    years = np.arange(len(problem.years))
    return np.asarray((first >= 0) & (years >= first) & there)


def _moving(problem: PlanningProblem, kept: Flags, usable: Flags) -> Flags:
    """Return who may move, by move, cohort and year; shape (M, K, T)."""
    rule, (_, _, _, years) = problem.retreat, problem.shape
    if rule is None:
        return np.zeros((0, 0, years), dtype=bool)
    site, to, band = rule.move_from, rule.move_to, rule.move_band
    cohorts = problem.retention.shape[1]
    result = np.zeros((len(site), cohorts, years), dtype=bool)
    result[:, 0] = problem.enrolled_before[site, band] > 0
    for k in range(1, min(cohorts, years)):
        result[:, k, k:] = (problem.retention[band, k] > 0)[:, None] & usable[site, band, : years - k]
    return np.asarray(result & (kept[site, band] & usable[to, band])[:, None, :])


class _Numbering:
    """Assign columns to blocks of variables, one block after the other."""

    def __init__(self) -> None:
        self.count = 0

    def block(self, there: Flags, order: IntArray | None = None) -> Index:
        """Assign columns to the places with a variable, in the order of the first axis."""
        ordered = there if order is None else there[order]
        column = np.full(there.shape, ABSENT, dtype=np.int32)
        made = int(np.count_nonzero(ordered))
        column[ordered] = np.arange(self.count, self.count + made)
        self.count += made
        if order is None:
            return column
        result = np.empty_like(column)
        result[order] = column
        return result


def _serving(problem: PlanningProblem, place: Flags, empty: Flags) -> Flags:
    """Return the pairs that may serve a zone; a zone without an intake may connect a catchment."""
    rules, band = problem.rules.catchments, problem.pairs.band
    if rules is None:
        return np.zeros_like(place)
    ruled = np.isin(band, rules.bands)[:, None]
    return np.asarray(ruled & (place | (empty & (rules.contiguous == 1)[band][:, None])))


def usable_sites(problem: PlanningProblem) -> Flags:
    """Return True where a site has or may have seats, shape (F, B, T)."""
    programme = problem.programme
    usable = problem.seats_by_year > 0
    usable |= problem.temporary_limit > 0
    site = programme.facility[programme.option_project]
    np.logical_or.at(usable, site, problem.option_seats > 0)
    return np.asarray(usable)
