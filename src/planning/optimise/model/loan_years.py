"""In which years rooms may be taken, lent and returned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.optimise.model.terms import Flags


@dataclass(frozen=True, kw_only=True, eq=False)
class LoanYears:
    """Years in which each conversion may change, and where lending limits temporary seats.

    Parameters
    ----------
    taken
        Years in which works may begin, such that rooms serve the receiving band in time, shape (M, T).
    lent
        Years in which rooms may serve the receiving band, shape (M, T).
    away
        Years in which the giving band may lack rooms, shape (M, T).
    back
        Years in which rooms may leave the receiving band after the least stay, shape (M, T).
    both_ways
        Years in which rooms may come to serve the receiving band, or leave it, shape (M, T).
    at_once
        True where works take no school year, shape (M, 1).
    lends
        Where lending limits temporary seats of the giving band, shape (F, B, T).
    most
        Most blocks of each conversion, shape (M,).
    """

    taken: Flags
    lent: Flags
    away: Flags
    back: Flags
    both_ways: Flags
    at_once: Flags
    lends: Flags
    most: IntArray


def loan_years(problem: PlanningProblem) -> LoanYears:
    """Return the years of a problem's conversions; of shape (0, T) without any."""
    rooms, years = problem.rooms, np.array(problem.years)[None, :]
    _, f, b, t = problem.shape
    if rooms is None:
        none = np.zeros((0, t), dtype=bool)
        return LoanYears(
            taken=none,
            lent=none,
            away=none,
            back=none,
            both_ways=none,
            at_once=np.zeros((0, 1), dtype=bool),
            lends=np.zeros((f, b, t), dtype=bool),
            most=np.zeros(0, dtype=np.int64),
        )
    works, most = rooms.works_years[:, None], rooms.most_blocks
    some = (most > 0)[:, None]
    # Nothing is taken before the horizon, so nothing is lent before the first works end.
    first = np.maximum(rooms.first_year[:, None], years[0, 0] + works)
    last = rooms.last_year[:, None]
    lent = some & (first <= years) & (years <= last)
    away = some & (first - works <= years) & (years <= last + works)
    stays = first + np.maximum(rooms.least_stay_years, 1)[:, None]
    returns = (rooms.way_back == 1)[:, None]
    lends = np.zeros((f, b, t), dtype=bool)
    np.logical_or.at(lends, (rooms.facility, rooms.giver), away)
    back = some & returns & (stays <= years) & (years <= last + 1)
    return LoanYears(
        taken=some & (first <= years + works) & (years + works <= np.minimum(last, years[0, -1])),
        lent=lent,
        away=away,
        back=back,
        both_ways=back & lent,
        at_once=works == 0,
        lends=lends & (problem.temporary_limit > seated_before(problem)),
        most=most,
    )


def seated_before(problem: PlanningProblem) -> FloatArray:
    """Return the temporary seats that pupils from before the horizon need, shape (F, B, T)."""
    return np.maximum(problem.enrolled_before - problem.seats_by_year, 0.0)
