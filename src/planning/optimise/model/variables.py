"""The variables of the model: blocks of columns, found by position on the problem's axes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.bills import bills_of
from planning.optimise.model.loan_years import loan_years
from planning.optimise.model.terms import Flags, Index

#: Position of a variable that the model does not have.
ABSENT: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Variables:
    """Column of each variable by position on the problem's axes; ``ABSENT`` for variables that do not exist.

    A variable exists only if it can be above 0: ``place`` if the zone has an intake and the site has or may
    have seats by then, ``unplaced`` if there is an intake, ``temporary`` if the site has a limit. M are the
    conversions of rooms; their variables count blocks.

    Parameters
    ----------
    away
        Blocks that the giving band lacks, lent or under works, shape (M, T).
    back
        Blocks that leave the receiving band on their way back, shape (M, T).
    carry
        Money carried out of a year, 10,000 yuan, shape (T,); absent without a budget.
    grows
        1 if rooms may come to serve the receiving band, 0 if they may leave it, shape (M, T).
    lends
        1 if a band of a site lends rooms, shape (F, B, T); only where that limits its temporary seats.
    lent
        Blocks that serve the receiving band, shape (M, T); those of ``away`` where works take no year.
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
    taken
        Blocks taken from the giving band, shape (M, T).
    temporary
        Temporary seats used, shape (F, B, T).
    unplaced
        Pupils of an intake without a seat, shape (Z, B, T).
    recruited
        Staff recruited, shape (B, T); empty without a limit on posts that lack.
    retrained
        Staff who begin to be retrained, by cohort and pair of bands, shape (K, R, T); empty likewise.
    held
        Money carried out of a year by a purse, 10,000 yuan, shape (U, T); absent where none may be.
    pay
        Money that a purse pays for a group of bills in a year, 10,000 yuan, shape (U, W, T).
    """

    away: Index
    back: Index
    carry: Index
    grows: Index
    lends: Index
    lent: Index
    closing: Index
    kept: Index
    moved: Index
    place: Index
    serve: Index
    short: Index
    start: Index
    taken: Index
    temporary: Index
    unplaced: Index
    recruited: Index
    retrained: Index
    held: Index
    pay: Index

    @property
    def money(self) -> Index:
        """Columns that hold or pay money."""
        return np.concatenate([block[block != ABSENT] for block in (self.carry, self.held, self.pay)])

    @property
    def decisions(self) -> Index:
        """Columns that are 0 or 1; with them fixed, the rest is a linear programme."""
        return np.concatenate([block[block != ABSENT] for block in (self.start, self.serve, self.kept)])

    @property
    def of_rooms(self) -> Index:
        """Columns of rooms that take whole numbers only; ``lends`` follow from them."""
        return np.concatenate([block[block != ABSENT] for block in (self.taken, self.back)])

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
    bills = bills_of(problem)
    pay = (bills.payers[:, :, None] == 1) & (bills.asked[None] == 1)
    held_10k = np.zeros((0, len(problem.years))) if problem.purses is None else problem.purses.held_10k
    number = _Numbering()
    ordinary = {
        "carry": number.block(np.full(len(problem.years), carried)),
        "place": number.block(place, order),
        "serve": number.block(_serving(problem, place, served & ~wanted), order),
        "start": number.block(np.ones(programme.option_count, dtype=bool), by_project),
        "temporary": number.block(problem.temporary_limit > 0),
        "unplaced": number.block(needed),
    }
    loans, kept = loan_years(problem), may_close(problem)
    lent = number.block(loans.lent)
    # Without works a room that the giving band lacks serves the receiving one.
    away = np.where(loans.at_once, lent, number.block(loans.away & ~loans.at_once))
    variables = Variables(
        **ordinary,
        lent=lent,
        away=away,
        taken=number.block(loans.taken),
        back=number.block(loans.back),
        grows=number.block(loans.both_ways),
        lends=number.block(loans.lends),
        **{name: number.block(np.ones(shape, dtype=bool)) for name, shape in _of_staff(problem).items()},
        held=number.block(held_10k > 0),
        pay=number.block(pay),
        closing=number.block(kept),
        kept=number.block(kept),
        moved=number.block(_moving(problem, kept, usable)),
        short=number.block(kept & _has_least(problem)),
    )
    upper, integer = np.full(number.count, np.inf), np.zeros(number.count, dtype=bool)
    upper[variables.unplaced[needed]] = 0.0 if problem.unmet_forbidden else problem.intakes[needed]
    upper[variables.held[held_10k > 0]] = held_10k[held_10k > 0]
    for block in (variables.decisions, variables.lends[loans.lends], variables.grows[loans.both_ways]):
        upper[block], integer[block] = 1.0, True
    for block in (lent, away, variables.taken, variables.back):
        blocks, _ = np.nonzero(block != ABSENT)
        upper[block[block != ABSENT]] = loans.most[blocks]
    integer[variables.of_rooms] = True
    return variables, Columns(lower=np.zeros(number.count), upper=upper, integer=integer)


def _of_staff(problem: PlanningProblem) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the variables of staff."""
    supply = problem.rules.staff_supply
    if supply is None:
        return {"recruited": (0, 0), "retrained": (0, 0, 0)}
    cohorts, _, bands, years = supply.shape
    return {"recruited": (bands, years), "retrained": (cohorts, len(supply.retraining), years)}


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
    if problem.rooms is not None:
        np.logical_or.at(usable, (problem.rooms.facility, problem.rooms.receiver), loan_years(problem).lent)
    return np.asarray(usable)
