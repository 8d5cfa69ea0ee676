"""Brute force over the starts, with an allocation programme written apart from the package's model.

Only the room that holding O1 gives is the package's own: without the same room the two would differ where two
schedules are as good as equal.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from scipy.optimize import linprog

from planning.domain.problem import PlanningProblem
from planning.optimise.solver.interface import ROOM, ROOM_RELATIVE
from tests.lent import Lent, loans
from tests.staff_towns import best_values

Best = tuple[float, float]


def brute_force(problem: PlanningProblem) -> Best | None:
    """Return the best (O1, O2) over all schedules, O1 first; None where no schedule keeps the budget."""
    best: Best | None = None
    for schedule, lent in itertools.product(schedules(problem), loans(problem)):
        chosen = [o for o in schedule if o >= 0]
        if not _affordable(problem, chosen, lent) or not _keeps_rules(problem, chosen, lent):
            continue
        found = _allocate(problem, chosen, lent)
        if found is not None and (best is None or _better(found, best)):
            best = found
    return best


def schedules(problem: PlanningProblem) -> list[tuple[int, ...]]:
    """List every choice of options, -1 for a project that is not started, whatever the rules say."""
    programme = problem.programme
    choices = [
        ([] if programme.committed[p] else [-1]) + programme.options_of(p).tolist()
        for p in range(programme.project_count)
    ]
    return list(itertools.product(*choices))


def best_with(problem: PlanningProblem, schedule: tuple[int, ...]) -> Best | None:
    """Return (O1, O2) of one schedule: every other option is taken away."""
    programme = problem.programme
    kept = np.array(sorted(o for o in schedule if o >= 0), dtype=np.int64)
    committed = np.array([int(o >= 0) for o in schedule])
    change = programme.option_seat_change
    fixed = replace(
        programme,
        committed=committed,
        option_project=programme.option_project[kept],
        option_start_year=programme.option_start_year[kept],
        option_opening_year=programme.option_opening_year[kept],
        option_spend_10k=programme.option_spend_10k[kept],
        option_seat_change=None if change is None else change[kept],
    )
    return brute_force(replace(problem, programme=fixed))


def _better(one: Best, other: Best) -> bool:
    if abs(one[0] - other[0]) > ROOM:
        return one[0] < other[0]
    return one[1] < other[1]


def _affordable(problem: PlanningProblem, chosen: list[int], lent: Lent) -> bool:
    if problem.purses is not None:
        return _purses_pay(problem, chosen)
    if problem.lapses_after is not None and problem.carry_over:
        spent = problem.programme.option_spend_10k[chosen].sum(axis=0)
        return _flows(problem.budget_10k, spent, problem.lapses_after)
    rest = 0.0
    for t in range(len(problem.years)):
        rest += problem.budget_10k[t] - sum(problem.programme.option_spend_10k[o, t] for o in chosen)
        rest -= lent.money_10k[t]
        if rest < -1e-9:
            return False
        if not problem.carry_over:
            rest = 0.0
    return True


def _flows(limits: np.ndarray, spent: np.ndarray, lapses_after: int) -> bool:
    """Say whether every bill finds money of its own year, or of a year that has not lapsed, coin by coin."""
    years = len(limits)
    ways = [(s, t) for s in range(years) for t in range(s, years) if t - s <= lapses_after]
    given, needed = np.zeros((years, len(ways))), np.zeros((years, len(ways)))
    for i, (s, t) in enumerate(ways):
        given[s, i] = needed[t, i] = 1.0
    return bool(linprog(np.zeros(len(ways)), A_ub=given, b_ub=limits + 1e-7, A_eq=needed, b_eq=spent).success)


def running_cost(problem: PlanningProblem, option: int, year: int) -> float:
    """Return the running cost of what an option has open in a year, in plain words."""
    cost = problem.running
    if cost is None:
        return 0.0
    site, total = problem.programme.facility[problem.programme.option_project[option]], 0.0
    for b in range(len(problem.bands)):
        seats = max(0.0, _adds(problem, option, b, year))
        total += seats * float(cost.per_pupil_10k[b])
        if seats > 0 and problem.seats[site, b] == 0:
            total += float(cost.per_site_10k[b])
    return total


def _purses_pay(problem: PlanningProblem, chosen: list[int]) -> bool:
    """Pay every single bill out of money of a single year of a purse, by a programme of its own."""
    purses, years = problem.purses, len(problem.years)
    assert purses is not None
    bills = []
    for o in chosen:
        p = int(problem.programme.option_project[o])
        for t in range(years):
            bills.append((0, p, t, float(problem.programme.option_spend_10k[o, t])))
            if purses.running.sum():
                bills.append((1, p, t, running_cost(problem, o, t)))
    bills = [bill for bill in bills if bill[3] > 0]
    ways = [
        (u, s, i)
        for u, lapses in enumerate(purses.lapses_after.tolist())
        for s in range(years)
        for i, (kind, p, t, _) in enumerate(bills)
        if (purses.running if kind else purses.capital)[u, p] and s <= t and (lapses < 0 or t - s <= lapses)
    ]
    if not bills:
        return True
    if not ways:
        return False
    below, most = [], []
    for u in range(len(purses.names)):
        for s in range(years):
            below.append([float(way[:2] == (u, s)) for way in ways])
            most.append(float(purses.limits_10k[u, s]) + 1e-7)
        for p in {bill[1] for bill in bills}:
            below.append([float(way[0] == u and bills[way[2]][:2] == (0, p)) for way in ways])
            whole = sum(bill[3] for bill in bills if bill[:2] == (0, p))
            most.append(float(purses.largest_share[u]) * whole + 1e-7)
    paid = [[float(way[2] == i) for way in ways] for i in range(len(bills))]
    owed = [bill[3] for bill in bills]
    return bool(linprog(np.zeros(len(ways)), A_ub=below, b_ub=most, A_eq=paid, b_eq=owed).success)


def _keeps_rules(problem: PlanningProblem, chosen: list[int], lent: Lent) -> bool:
    """Check the rules beyond seats and money, one by one, in plain words."""
    programme, rules, years = problem.programme, problem.rules, problem.years
    by_project = {int(programme.option_project[o]): o for o in chosen}
    for project, earlier in rules.after:
        if project in by_project:
            begins = programme.option_start_year[by_project[project]]
            if earlier not in by_project or programme.option_opening_year[by_project[earlier]] > begins:
                return False
    for group in rules.exclusive:
        if len(set(group) & set(by_project)) > 1:
            return False
    recruited = 0.0
    for t, year in enumerate(years):
        if rules.works_at_once is not None:
            busy = [
                o for o in chosen if programme.option_start_year[o] <= year < programme.option_opening_year[o]
            ]
            if len(busy) > rules.works_at_once[t]:
                return False
        for share in rules.shares:
            seats = [
                _open(problem, chosen, site, share.band, t) + lent.seats[site, share.band, t]
                for site in range(len(problem.facilities))
            ]
            own = sum(number for number, member in zip(seats, share.member, strict=True) if member)
            if own < share.floor * sum(seats) - 1e-9:
                return False
        if rules.staff is not None:
            fresh = sum(
                rules.staff.per_seat[b] * _fresh(problem, o, b, t)
                for o in chosen
                for b in range(len(problem.bands))
            )
            recruited += fresh
            if fresh > rules.staff.recruitment[t] + 1e-9 or recruited > rules.staff.posts[t] + 1e-9:
                return False
    if rules.staff_supply is not None and not _staffed(problem, chosen):
        return False
    if rules.reference is not None:
        opening = [
            int(programme.option_opening_year[by_project[p]]) if p in by_project else 0
            for p in range(programme.project_count)
        ]
        if sum(a != b for a, b in zip(opening, rules.reference.opening_year, strict=True)) > (
            rules.reference.change_limit
        ):
            return False
    return True


def _staffed(problem: PlanningProblem, chosen: list[int]) -> bool:
    """Tell whether recruits and retraining can fill the posts of open seats but for what may lack."""
    supply = problem.rules.staff_supply
    assert supply is not None
    assert supply.lack_limit is not None
    shape = supply.shape
    needed = np.zeros(shape[1:])
    for b, t in np.ndindex(*shape[2:]):
        seats = sum(
            _open(problem, chosen, site, b, t)
            for site in range(len(problem.facilities))
            if supply.group[site] >= 0
        )
        needed[0, b, t] = supply.per_seat[b] * seats - min(supply.lack_limit[b], 1e6)
    return best_values(supply, needed, only_lack=True)[0] < 1e-6


def _adds(problem: PlanningProblem, option: int, band: int, year: int) -> float:
    """Return the seats that an option adds in a year."""
    programme = problem.programme
    opened = programme.option_opening_year[option] <= problem.years[year]
    seats = float(programme.seats[programme.option_project[option], band]) if opened else 0.0
    if programme.option_seat_change is not None:
        seats += float(programme.option_seat_change[option, band, year])
    return seats


def _fresh(problem: PlanningProblem, option: int, band: int, year: int) -> float:
    """Return the seats of an option that nobody has sat on before that year."""
    before = max([0.0, *(_adds(problem, option, band, earlier) for earlier in range(year))])
    return max(0.0, _adds(problem, option, band, year) - before)


def _open(problem: PlanningProblem, chosen: list[int], site: int, band: int, year: int) -> float:
    return float(problem.seats_by_year[site, band, year]) + sum(
        _adds(problem, o, band, year)
        for o in chosen
        if problem.programme.facility[problem.programme.option_project[o]] == site
    )


def _allocate(problem: PlanningProblem, chosen: list[int], lent: Lent) -> Best | None:
    """Solve the allocation twice: fewest unhoused, then cheapest among these."""
    z, f, b, t = problem.shape
    n = len(problem.pairs)
    count = n * t + z * b * t + f * b * t

    def place(i: int, year: int) -> int:
        return i * t + year

    def unplaced(zone: int, band: int, year: int) -> int:
        return n * t + (zone * b + band) * t + year

    def temporary(site: int, band: int, year: int) -> int:
        return n * t + z * b * t + (site * b + band) * t + year

    equal, equal_to, below, below_to = [], [], [], []
    for zone, band, year in itertools.product(range(z), range(b), range(t)):
        row = np.zeros(count)
        for i in range(n):
            if problem.pairs.zone[i] == zone and problem.pairs.band[i] == band:
                row[place(i, year)] = 1
        row[unplaced(zone, band, year)] = 1
        equal.append(row)
        equal_to.append(problem.intakes[zone, band, year])
    for site, band, year in itertools.product(range(f), range(b), range(t)):
        seats = _open(problem, chosen, site, band, year) + lent.seats[site, band, year]
        fresh = lent.fresh[site, band, year] + sum(
            _fresh(problem, o, band, year)
            for o in chosen
            if problem.programme.facility[problem.programme.option_project[o]] == site
        )
        here = [i for i in range(n) if problem.pairs.facility[i] == site and problem.pairs.band[i] == band]
        row = np.zeros(count)
        for i in here:
            for k in range(min(year + 1, problem.retention.shape[1])):
                row[place(i, year - k)] += problem.retention[band, k]
        row[temporary(site, band, year)] = -1
        below.append(row)
        below_to.append(seats - problem.enrolled_before[site, band, year])
        factor, opening = problem.entry_factor[band], problem.entry_factor_opening[band]
        if np.isfinite(factor):
            row = np.zeros(count)
            for i in here:
                row[place(i, year)] = problem.band_years[band]
            row[temporary(site, band, year)] = -1
            below.append(row)
            below_to.append(factor * (seats - fresh) + max(factor, opening) * fresh)
    years_sitting = problem.retention.sum(axis=1)
    first, second = np.zeros(count), np.zeros(count)
    for zone, band, year in itertools.product(range(z), range(b), range(t)):
        first[unplaced(zone, band, year)] = problem.band_weight[band] * years_sitting[band]
    prices = problem.prices
    for i in range(n):
        km = problem.pairs.distance_m[i] / 1000
        band = problem.pairs.band[i]
        over = max(0.0, km - problem.norm_m[band] / 1000)
        price = prices.distance_10k_per_pupil_km * km + prices.beyond_norm_10k_per_pupil_km * over
        for year in range(t):
            second[place(i, year)] = price * years_sitting[band]
    for site, band, year in itertools.product(range(f), range(b), range(t)):
        second[temporary(site, band, year)] = prices.temporary_10k_per_seat_year
    bounds = [(0.0, None)] * (n * t + z * b * t) + [
        (0.0, lent.temporary_limit[site, band, year])
        for site, band, year in itertools.product(range(f), range(b), range(t))
    ]
    common = {"A_eq": np.array(equal), "b_eq": equal_to, "bounds": bounds, "method": "highs"}
    one = linprog(first, A_ub=np.array(below), b_ub=below_to, **common)
    if not one.success:
        return None
    held = np.vstack([*below, first])
    two = linprog(second, A_ub=held, b_ub=[*below_to, one.fun * (1 + ROOM_RELATIVE) + ROOM], **common)
    money = sum(
        problem.programme.option_spend_10k[o, year]
        / (1 + prices.discount_rate) ** (problem.years[year] - prices.base_year)
        for o in chosen
        for year in range(t)
    ) + sum(
        lent.money_10k[year] / (1 + prices.discount_rate) ** (problem.years[year] - prices.base_year)
        for year in range(t)
    )
    lasting = sum(
        running_cost(problem, o, year)
        / (1 + prices.discount_rate) ** (problem.years[year] - prices.base_year)
        for o in chosen
        for year in range(t)
    )
    weight = 0.0 if problem.running is None else problem.running.cost_weight
    return float(one.fun), float(two.fun) + prices.cost_weight * float(money) + weight * float(lasting)
