"""Brute force over starts and closings; pupils are followed as stocks from year to year, unlike in the model."""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
from scipy.optimize import linprog

from planning.domain.problem import PlanningProblem
from planning.optimise.solver.interface import ROOM, ROOM_RELATIVE
from tests.lent import loans
from tests.oracle import Best, _affordable, _better, _fresh, _keeps_rules, _open, schedules

Key = tuple[object, ...]
Closings = dict[tuple[int, int], int]


def best_closings(problem: PlanningProblem) -> Best | None:
    """Return the best (O1, O2) over all schedules and closings, O1 first; None if no schedule keeps the rules."""
    best: Best | None = None
    for schedule in schedules(problem):
        chosen = [o for o in schedule if o >= 0]
        (lent,) = loans(problem)  # no room may be lent here
        if not _affordable(problem, chosen, lent) or not _keeps_rules(problem, chosen, lent):
            continue
        for closings in _choices(problem):
            found = _allocate(problem, chosen, closings)
            if found is not None and (best is None or _better(found, best)):
                best = found
    return best


def _choices(problem: PlanningProblem) -> list[Closings]:
    """List the years from which each site may be closed, in every combination."""
    rule, never = problem.retreat, len(problem.years)
    sites = [tuple(at) for at in np.argwhere(rule.first_close >= 0).tolist()]
    years = [range(int(rule.first_close[site]), never + 1) for site in sites]
    result = []
    for chosen in itertools.product(*years):
        count = np.bincount([t for t in chosen if t < never], minlength=1)
        if rule.most_a_year is None or count.max() <= rule.most_a_year:
            result.append({site: t for site, t in zip(sites, chosen, strict=True) if t < never})
    return result


class _Programme:
    """A linear programme whose variables have names."""

    def __init__(self) -> None:
        self.column: dict[Key, int] = {}
        self.equal: list[tuple[dict[Key, float], float]] = []
        self.below: list[tuple[dict[Key, float], float]] = []

    def at(self, key: Key) -> int:
        return self.column.setdefault(key, len(self.column))

    def solve(self, costs: dict[Key, float]) -> float | None:
        for terms in (costs, *(row for row, _ in self.equal), *(row for row, _ in self.below)):
            for key in terms:
                self.at(key)
        count = len(self.column)

        def dense(terms: dict[Key, float]) -> np.ndarray:
            row = np.zeros(count)
            for key, value in terms.items():
                row[self.at(key)] += value
            return row

        found = linprog(
            dense(costs),
            A_eq=np.array([dense(row) for row, _ in self.equal]),
            b_eq=[value for _, value in self.equal],
            A_ub=np.array([dense(row) for row, _ in self.below]),
            b_ub=[value for _, value in self.below],
            bounds=(0.0, None),
            method="highs",
        )
        return float(found.fun) if found.success else None


def _allocate(problem: PlanningProblem, chosen: list[int], closings: Closings) -> Best | None:
    z, f, b, t = problem.shape
    rule, prices, pairs, share = problem.retreat, problem.prices, problem.pairs, problem.retention
    made = _Programme()
    first: dict[Key, float] = {}
    second: dict[Key, float] = defaultdict(float)
    lasting = share.sum(axis=1)
    discount = [(1 + prices.discount_rate) ** -(year - prices.base_year) for year in problem.years]
    for zone, band, year in itertools.product(range(z), range(b), range(t)):
        terms = {
            ("place", n, year): 1.0
            for n in range(len(pairs))
            if pairs.zone[n] == zone and pairs.band[n] == band
        }
        terms["unplaced", zone, band, year] = 1.0
        made.equal.append((terms, float(problem.intakes[zone, band, year])))
        first["unplaced", zone, band, year] = float(problem.band_weight[band] * lasting[band])
    for n in range(len(pairs)):
        km, band = pairs.distance_m[n] / 1000, pairs.band[n]
        over = max(0.0, km - problem.norm_m[band] / 1000)
        for year in range(t):
            second["place", n, year] = float(
                (prices.distance_10k_per_pupil_km * km + prices.beyond_norm_10k_per_pupil_km * over)
                * lasting[band]
            )
    constant = 0.0
    for site, band in itertools.product(range(f), range(b)):
        closes = closings.get((site, band), t)
        own = [n for n in range(len(pairs)) if (pairs.facility[n], pairs.band[n]) == (site, band)]
        leads = [
            m for m in range(len(rule.move_from)) if (rule.move_from[m], rule.move_band[m]) == (site, band)
        ]
        comes = [m for m in range(len(rule.move_to)) if (rule.move_to[m], rule.move_band[m]) == (site, band)]
        for cohort in range(-1, t):
            _follow(problem, made, site, band, cohort, closes=closes, own=own, leads=leads)
        for year in range(t):
            seats = _open(problem, chosen, site, band, year) * (year < closes)
            fresh = sum(
                _fresh(problem, o, band, year)
                for o in chosen
                if problem.programme.facility[problem.programme.option_project[o]] == site
            )
            sits: dict[Key, float] = {
                ("own", site, band, cohort, year): 1.0 for cohort in range(-1, year + 1)
            }
            sits |= {("guest", m, cohort, year): 1.0 for m in comes for cohort in range(-1, year + 1)}
            temporary: Key = ("temporary", site, band, year)
            made.below.append((sits | {temporary: -1.0}, seats))
            made.below.append(
                ({temporary: 1.0}, float(problem.temporary_limit[site, band, year]) * (year < closes))
            )
            second[temporary] = prices.temporary_10k_per_seat_year
            entering: dict[Key, float] = {("place", n, year): 1.0 for n in own}
            if year >= closes:
                made.below.append((entering, 0.0))
            factor = problem.entry_factor[band]
            if np.isfinite(factor):
                room = factor * (seats - fresh) + max(factor, problem.entry_factor_opening[band]) * fresh
                grades = {key: float(problem.band_years[band]) for key in entering}
                made.below.append((grades | {temporary: -1.0}, float(room)))
            begins = rule.first_close[site, band]
            if begins < 0 or year < begins:
                continue
            if year < closes:
                constant += discount[year] * rule.running_10k[site, band]
                lacks: Key = ("lacks", site, band, year)
                made.below.append(
                    (dict.fromkeys(sits, -1.0) | {lacks: -1.0}, -float(rule.least_roll[site, band]))
                )
                second[lacks] = rule.short_10k
            elif year == closes:
                constant += discount[year] * rule.closing_10k[site, band]
    for m, cohort, year in itertools.product(range(len(rule.move_from)), range(-1, t), range(t)):
        second["moves", m, cohort, year] = float(rule.move_10k[m])
    one = made.solve(first)
    if one is None:
        return None
    made.below.append((first, one * (1 + ROOM_RELATIVE) + ROOM))
    two = made.solve(second)
    if two is None:
        return None
    money = sum(problem.programme.option_spend_10k[o, y] * discount[y] for o in chosen for y in range(t))
    return one, two + constant + prices.cost_weight * float(money)


def _follow(
    problem: PlanningProblem,
    made: _Programme,
    site: int,
    band: int,
    cohort: int,
    *,
    closes: int,
    own: list[int],
    leads: list[int],
) -> None:
    """Follow the pupils of one entry year; -1 entered before the horizon, and guests move no second time."""
    share = problem.retention[band]

    def growth(year: int) -> float:
        """Return how many are there in a year for each who was there in the year before."""
        if cohort < 0:
            now, last = (
                problem.enrolled_before[site, band, year],
                problem.enrolled_before[site, band, year - 1],
            )
        else:
            age = year - cohort
            now, last = (share[age], share[age - 1]) if age < len(share) else (0.0, 1.0)
        return float(now / last) if last else 0.0

    start = max(cohort, 0)
    for year in range(len(problem.years)):
        here: Key = ("own", site, band, cohort, year)
        moving: list[Key] = [("moves", m, cohort, year) for m in leads]
        if year < start:
            made.equal += [({here: 1.0}, 0.0)]
            made.equal += [({("guest", m, cohort, year): 1.0}, 0.0) for m in leads]
            made.equal += [({key: 1.0}, 0.0) for key in moving]
            continue
        terms = {here: 1.0} | dict.fromkeys(moving, 1.0)
        known = 0.0
        if year == start:
            if cohort < 0:
                known = float(problem.enrolled_before[site, band, 0])
            else:
                terms |= {("place", n, year): -1.0 for n in own}
        else:
            terms["own", site, band, cohort, year - 1] = -growth(year)
        made.equal.append((terms, known))
        for m, key in zip(leads, moving, strict=True):
            guests: dict[Key, float] = {("guest", m, cohort, year): 1.0, key: -1.0}
            if year > start:
                guests["guest", m, cohort, year - 1] = -growth(year)
            made.equal.append((guests, 0.0))
            # Only when the site closes, and not in the year of entry, in which they go elsewhere at once.
            if year != closes or cohort == year:
                made.equal.append(({key: 1.0}, 0.0))
