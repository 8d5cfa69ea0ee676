"""Rules that no schedule can keep, found from totals before anything is built."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem

ROOM = 1e-6
Said = tuple[str, str]


def impossible(problem: PlanningProblem) -> list[Said]:
    """List the rules that no schedule can keep, as far as totals show it.

    Parameters
    ----------
    problem
        Planning problem.

    Returns
    -------
    list of tuple
        Chinese and English reason for each rule that committed projects alone break in every schedule.
    """
    return [*_orders(problem), *_works(problem), *_shares(problem), *_staff(problem), *_changes(problem)]


def _committed(problem: PlanningProblem) -> list[int]:
    return np.flatnonzero(problem.programme.committed).tolist()


def _orders(problem: PlanningProblem) -> list[Said]:
    said, committed = [], set(_committed(problem))
    programme, names = problem.programme, problem.projects
    for group in problem.rules.exclusive:
        both = [names[p] for p in group if p in committed]
        if len(both) > 1:
            listed = ", ".join(both)
            said.append(
                (f"{listed} 只能选一个，却都必须实施", f"one of {listed} is allowed, and all are committed")
            )
    for project, earlier in problem.rules.after:
        own, other = programme.options_of(project), programme.options_of(earlier)
        latest = programme.option_start_year[own].max() if len(own) else 0
        first = programme.option_opening_year[other].min() if len(other) else 10_000
        if project in committed and first > latest:
            a, b = names[project], names[earlier]
            said.append(
                (
                    f"{a} 最晚 {latest} 年开工，其前置项目 {b} 在那以前不能启用",
                    f"{a} begins by {latest}, and {b}, which it follows, cannot open by then",
                )
            )
    return said


def _works(problem: PlanningProblem) -> list[Said]:
    limits = problem.rules.works_at_once
    if limits is None:
        return []
    programme = problem.programme
    years = np.array(problem.years)
    busy = (programme.option_start_year[:, None] <= years) & (years < programme.option_opening_year[:, None])
    least = _least(problem, busy.astype(float))
    return [
        (
            f"{year} 年必须实施的项目至少 {least[t]:.0f} 个同时施工，限 {limits[t]:.0f} 个",
            f"in {year} at least {least[t]:.0f} committed projects are under works; {limits[t]:.0f} may be",
        )
        for t, year in enumerate(problem.years)
        if least[t] > limits[t] + ROOM
    ][:1]


def _shares(problem: PlanningProblem) -> list[Said]:
    said: list[Said] = []
    programme, committed = problem.programme, set(_committed(problem))
    for share in problem.rules.shares:
        seats = problem.seats[:, share.band]
        weight = share.member - share.floor
        best = np.full(len(problem.years), float((seats * weight).sum()))
        gains = (
            problem.option_seats[:, share.band] * weight[programme.facility[programme.option_project], None]
        )
        for p in range(programme.project_count):
            own = programme.options_of(p)
            if len(own):
                most = gains[own].max(axis=0)
                best += most if p in committed else np.maximum(most, 0.0)
        short = np.flatnonzero(best < -ROOM * max(1.0, float(seats.sum())))
        if len(short):
            year, lack = problem.years[int(short[0])], -best[int(short[0])]
            now = float((seats * share.member).sum() / seats.sum()) if seats.sum() else 0.0
            said.append(
                (
                    f"{share.name} 份额下限 {share.floor:.1%}（现为 {now:.1%}）："
                    f"{year} 年无论如何安排都差 {lack:,.0f} 个学位",
                    f"share {share.name} is to be {share.floor:.1%} (now {now:.1%}): "
                    f"in {year} every schedule is {lack:,.0f} weighted seats short",
                )
            )
    return said


def _staff(problem: PlanningProblem) -> list[Said]:
    staff = problem.rules.staff
    if staff is None:
        return []
    needed = np.einsum("obt,b->ot", problem.option_opening_seats, staff.per_seat)
    for zh, en, amount, limits in (
        ("当年招聘", "recruited in the year", needed, staff.recruitment),
        ("累计编制", "posts up to the year", np.cumsum(needed, axis=1), staff.posts),
    ):
        least = _least(problem, amount)
        over = np.flatnonzero(least > limits + ROOM)
        if len(over):
            t = int(over[0])
            year = problem.years[t]
            return [
                (
                    f"教职工（{zh}）：{year} 年必须启用的学位至少需要 {least[t]:,.0f} 人，"
                    f"限 {limits[t]:,.0f} 人",
                    f"staff ({en}): committed openings need at least {least[t]:,.0f} in {year}; there are "
                    f"{limits[t]:,.0f}",
                )
            ]
    return []


def _changes(problem: PlanningProblem) -> list[Said]:
    reference, programme = problem.rules.reference, problem.programme
    if reference is None:
        return []
    forced = 0
    for p, announced in enumerate(reference.opening_year.tolist()):
        openings = programme.option_opening_year[programme.options_of(p)].tolist()
        forced += int(
            (announced > 0 and announced not in openings) or (not announced and bool(programme.committed[p]))
        )
    if forced <= reference.change_limit:
        return []
    limit = reference.change_limit
    return [
        (
            f"至少 {forced} 个项目已不能按原公布年份启用，限改 {limit:.0f} 个",
            f"at least {forced} projects can no longer open as announced; {limit:.0f} changes are allowed",
        )
    ]


def _least(problem: PlanningProblem, amount: FloatArray) -> FloatArray:
    """Return the least amount that committed projects need in each year, (T,), from ``amount`` (O, T)."""
    total = np.zeros(len(problem.years))
    for p in _committed(problem):
        own = problem.programme.options_of(p)
        if len(own):
            total += amount[own].min(axis=0)
    return total
