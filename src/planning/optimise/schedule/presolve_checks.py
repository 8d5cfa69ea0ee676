"""Rules that no schedule can keep, found from totals before anything is built."""

from __future__ import annotations

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.words import Message, message

ROOM = 1e-6


def impossible(problem: PlanningProblem) -> list[Message]:
    """List the rules that no schedule can keep, as far as totals show it.

    Parameters
    ----------
    problem
        Planning problem.

    Returns
    -------
    list of Message
        Reason for each rule that committed projects alone break in every schedule.
    """
    return [*_orders(problem), *_works(problem), *_shares(problem), *_staff(problem), *_changes(problem)]


def _committed(problem: PlanningProblem) -> list[int]:
    return np.flatnonzero(problem.programme.committed).tolist()


def _orders(problem: PlanningProblem) -> list[Message]:
    said, committed = [], set(_committed(problem))
    programme, names = problem.programme, problem.projects
    for group in problem.rules.exclusive:
        both = [names[p] for p in group if p in committed]
        if len(both) > 1:
            said.append(message("schedule.presolve_checks.exclusive", projects=", ".join(both)))
    for project, earlier in problem.rules.after:
        own, other = programme.options_of(project), programme.options_of(earlier)
        latest = programme.option_start_year[own].max() if len(own) else 0
        first = programme.option_opening_year[other].min() if len(other) else 10_000
        if project in committed and first > latest:
            said.append(
                message(
                    "schedule.presolve_checks.order",
                    project=names[project],
                    latest=latest,
                    earlier=names[earlier],
                )
            )
    return said


def _works(problem: PlanningProblem) -> list[Message]:
    limits = problem.rules.works_at_once
    if limits is None:
        return []
    programme = problem.programme
    years = np.array(problem.years)
    busy = (programme.option_start_year[:, None] <= years) & (years < programme.option_opening_year[:, None])
    least = _least(problem, busy.astype(float))
    return [
        message("schedule.presolve_checks.works", year=year, least=least[t], limit=limits[t])
        for t, year in enumerate(problem.years)
        if least[t] > limits[t] + ROOM
    ][:1]


def _shares(problem: PlanningProblem) -> list[Message]:
    said = []
    programme, committed = problem.programme, set(_committed(problem))
    for share in problem.rules.shares:
        seats = problem.seats_by_year[:, share.band]
        weight = share.member - share.floor
        best = weight @ seats
        gains = (
            problem.option_seats[:, share.band] * weight[programme.facility[programme.option_project], None]
        )
        for p in range(programme.project_count):
            own = programme.options_of(p)
            if len(own):
                most = gains[own].max(axis=0)
                best += most if p in committed else np.maximum(most, 0.0)
        short = np.flatnonzero(best < -ROOM * np.maximum(1.0, seats.sum(axis=0)))
        if len(short):
            year, lack = problem.years[int(short[0])], -best[int(short[0])]
            total = float(seats[:, 0].sum())
            now = float(seats[:, 0] @ share.member) / total if total else 0.0
            said.append(
                message(
                    "schedule.presolve_checks.share",
                    share=share.name,
                    floor=share.floor,
                    now=now,
                    year=year,
                    lack=lack,
                )
            )
    return said


def _staff(problem: PlanningProblem) -> list[Message]:
    staff = problem.rules.staff
    if staff is None:
        return []
    needed = np.einsum("obt,b->ot", problem.option_opening_seats, staff.per_seat)
    for told, amount, limits in (
        ("schedule.presolve_checks.recruitment", needed, staff.recruitment),
        ("schedule.presolve_checks.posts", np.cumsum(needed, axis=1), staff.posts),
    ):
        least = _least(problem, amount)
        over = np.flatnonzero(least > limits + ROOM)
        if len(over):
            t = int(over[0])
            return [message(told, year=problem.years[t], least=least[t], limit=limits[t])]
    return []


def _changes(problem: PlanningProblem) -> list[Message]:
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
    return [message("schedule.presolve_checks.changes", forced=forced, limit=limit)]


def _least(problem: PlanningProblem, amount: FloatArray) -> FloatArray:
    """Return the least amount that committed projects need in each year, (T,), from ``amount`` (O, T)."""
    total = np.zeros(len(problem.years))
    for p in _committed(problem):
        own = problem.programme.options_of(p)
        if len(own):
            total += amount[own].min(axis=0)
    return total
