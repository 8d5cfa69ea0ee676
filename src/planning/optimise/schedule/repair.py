"""The smallest change that makes an impossible round possible."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.domain.progress import silent
from planning.domain.repair import Action, Repair, Repairs
from planning.optimise.model.build import build_model
from planning.optimise.model.equations import c8_order, c10_staff, c17_staff, c18_purses
from planning.optimise.model.extract import rounded_starts
from planning.optimise.model.relax import free_catchments
from planning.optimise.model.rows import Family, Slack
from planning.optimise.model.terms import Terms
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings

#: What a unit of each kind of violation costs against another; the unit is in the name of the action.
WEIGHTS: Final[dict[str, float]] = {
    "budget": 1.0,  # 10,000 yuan
    "window": 1500.0,  # a project, a year later than its window allows
    "committed": 60_000.0,  # a project left out that must be carried out
    "order": 5000.0,  # a precedence or exclusion set aside
    "works": 3000.0,  # a project more under works in a year
    "share": 20.0,  # a seat (weighted) short of a floor
    "staff": 50.0,  # a person more in a year
    "changes": 2000.0,  # an announced opening more that changes
    "temporary": 5.0,  # a temporary seat more in a year
}
#: Kind of change for each kind of row; C6 is the committed projects.
KIND_OF_ROW: Final[dict[Family, str]] = {
    ("C5", ""): "temporary",
    ("C6", ""): "committed",
    ("C7", ""): "budget",
    ("C8", c8_order.AFTER): "order",
    ("C8", c8_order.ONE): "order",
    ("C8", c8_order.WORKS): "works",
    ("C9", ""): "share",
    ("C10", c10_staff.RECRUIT): "staff",
    ("C10", c10_staff.POSTS): "staff",
    ("C11", ""): "changes",
    ("C17", c17_staff.RECRUIT): "staff",
    ("C18", c18_purses.PURSE): "budget",
}
NOTHING: Final = 1e-5
LATEST_YEARS, MOST_SEARCHES = 3, 60
EVERYWHERE: Final = "*"

#: Kind and place of a change.
Part = tuple[str, str]


def find_repairs(
    problem: PlanningProblem,
    *,
    count: int = 3,
    untouchable: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    forced: Mapping[int, int] | None = None,
    required: tuple[tuple[int, ...], ...] = (),
    settings: SolverSettings | None = None,
    deadline: Deadline | None = None,
) -> Repairs:
    """Find the cheapest changes of the rules that make a plan possible.

    The rules bind the schedule alone: pupils without a seat are a result, so the allocation cannot make a
    round impossible. Each rule that may be changed has a slack at its weight, each project may open up to
    three years beyond its window, and starts stay whole. The next repair forbids one part of an earlier one,
    so that repairs differ in kind or in place.

    Parameters
    ----------
    problem
        Planning problem; if its rules can be kept, the only repair has no actions.
    count
        Number of repairs to find.
    untouchable
        Kinds of rules that must not be changed.
    weights
        Weights that replace ``WEIGHTS``.
    forced, required
        Options that a wish forces or forbids, as in :class:`planning.optimise.schedule.engine.Question`.
    settings
        Solver, threads and time limit of the answer.
    deadline
        End of the time; None starts the clock of the settings' limit now.

    Returns
    -------
    Repairs
        Repairs, the cheapest first; fewer than asked for if there are no more, or time ran out.
    """
    asked = settings or SolverSettings()
    price = {**WEIGHTS, **(weights or {})}
    elastic = _Elastic(
        free_catchments(problem),
        untouchable=frozenset(untouchable),
        weights=price,
        settings=asked,
        deadline=deadline or Deadline.after(asked.time_limit_s),
    )
    elastic.wish(forced or {}, required)
    found: dict[tuple[Part, ...], Repair] = {}
    _search(elastic, found, count=count, by_kind=True)
    if len(found) < count and not elastic.late:
        _search(elastic, found, count=count, by_kind=False)
    repairs = tuple(sorted(found.values(), key=lambda repair: repair.cost))
    return Repairs(repairs=repairs, complete=not elastic.late)


def _search(elastic: _Elastic, found: dict[tuple[Part, ...], Repair], *, count: int, by_kind: bool) -> None:
    """Take the cheapest repair, then forbid one kind (or one part) of it, and repeat."""
    number = itertools.count()
    queue: list[tuple[float, int, frozenset[Part], Repair]] = []
    tried: set[frozenset[Part]] = {frozenset()}
    first = elastic.solve(frozenset())
    if first is not None:
        heapq.heappush(queue, (first.cost, next(number), frozenset(), first))
    while queue and len(found) < count and len(tried) < MOST_SEARCHES:
        _, _, forbidden, repair = heapq.heappop(queue)
        parts = tuple(sorted((action.kind, action.where) for action in repair.actions))
        found.setdefault(parts, repair)
        for kind, where in parts:
            narrower = forbidden | {(kind, EVERYWHERE if by_kind else where)}
            if narrower in tried:
                continue
            tried.add(narrower)
            other = elastic.solve(narrower)
            if other is not None:
                heapq.heappush(queue, (other.cost, next(number), narrower, other))


class _Elastic:
    """Rules of a schedule with slacks, solved with some of the slacks forbidden."""

    def __init__(
        self,
        problem: PlanningProblem,
        *,
        untouchable: frozenset[str],
        weights: Mapping[str, float],
        settings: SolverSettings,
        deadline: Deadline,
    ) -> None:
        self._deadline = deadline
        #: True once a search was not made, or did not end, for lack of time.
        self.late = self._solved_once = False
        late = None if "window" in untouchable else _later(problem)
        self._late = np.zeros(problem.programme.option_count) if late is None else late[1]
        wide = problem if late is None else late[0]
        bare = replace(wide, intakes=np.zeros_like(wide.intakes), unmet_forbidden=False)
        self._problem = bare
        may = {kind for kind in weights if kind not in untouchable}
        self._model = build_model(
            bare, elastic={family: kind for family, kind in KIND_OF_ROW.items() if kind in may}
        )
        self._slacks = [(part_of(bare, slack), slack.columns) for slack in self._model.slacks]
        slack = {column: weights[part[0]] for part, columns in self._slacks for column in columns}
        self._costs = Terms.joined(
            (np.array(list(slack), dtype=np.int32), np.array(list(slack.values()))),
            (self._model.variables.start, weights["window"] * self._late),
        )
        self._forced: Mapping[int, int] = {}
        self._required: tuple[tuple[int, ...], ...] = ()
        self._live = open_solver(self._model, settings) if self._model.shape[0] else None

    def wish(self, forced: Mapping[int, int], required: tuple[tuple[int, ...], ...]) -> None:
        """Apply the forced and forbidden options of a wish to every search."""
        self._forced, self._required = forced, required

    def solve(self, forbidden: frozenset[Part]) -> Repair | None:
        if self._live is None:
            return Repair(actions=(), cost=0.0, proven=True)
        if self._deadline.over and self._solved_once:
            self.late = True
            return None
        self._solved_once = True
        self._live.release()
        start, programme = self._model.variables.start, self._problem.programme
        for option, value in self._forced.items():
            self._live.bound(start[[option]], value, value)
        for group in self._required:
            self._live.at_most(Terms(column=start[list(group)], weight=np.full(len(group), -1.0)), -1.0)
        shut = [
            column
            for part, columns in self._slacks
            if part in forbidden or (part[0], EVERYWHERE) in forbidden
            for column in columns
        ]
        for o, years in enumerate(self._late.tolist()):
            name = self._problem.projects[int(programme.option_project[o])]
            if years and {("window", name), ("window", EVERYWHERE)} & forbidden:
                shut.append(int(start[o]))
        if shut:
            self._live.bound(np.array(shut, dtype=np.int32), 0.0, 0.0)
        left = self._deadline.left_s
        solved = self._live.minimise(self._costs, name="repair", gap=0.0, time_limit_s=left, listener=silent)
        self.late = self.late or not (solved.infeasible or (solved.stage is not None and solved.stage.proven))
        if solved.stage is None or solved.values is None:
            return None
        return Repair(
            actions=self._actions(solved.values), cost=solved.stage.value, proven=solved.stage.proven
        )

    def _actions(self, values: FloatArray) -> tuple[Action, ...]:
        actions = []
        for (kind, where), columns in self._slacks:
            amount = float(sum(values[list(columns)].tolist()))
            if amount > NOTHING:
                actions.append(Action(kind=kind, where=where, amount=amount))
        starts = rounded_starts(self._model, values)
        for o, years in enumerate(self._late.tolist()):
            if years and starts[o] == 1.0:
                name = self._problem.projects[int(self._problem.programme.option_project[o])]
                actions.append(Action(kind="window", where=name, amount=years))
        return tuple(actions)


def part_of(problem: PlanningProblem, slack: Slack) -> Part:
    """Return the kind and place of a slack in the planner's labels.

    Parameters
    ----------
    problem
        Problem with the labels.
    slack
        Slack of a row.

    Returns
    -------
    tuple
        Kind of change, and labels of the place separated by blanks.
    """
    projects, years, rules = problem.projects, problem.years, problem.rules
    match slack.family, slack.position:
        case ("C5", _), (f, b, t):
            where = [problem.facilities[f], problem.bands[b], str(years[t])]
        case ("C6", _), (p,):
            where = [projects[p]]
        case ("C8", c8_order.AFTER), (p, _, earlier):
            where = [projects[p], projects[earlier]]
        case ("C8", c8_order.ONE), (g,):
            where = [projects[p] for p in rules.exclusive[g]]
        case ("C18", c18_purses.PURSE), (u, t):
            where = [problem.purses.names[u] if problem.purses else "", str(years[t])]
        case ("C9", _), (i, t):
            where = [rules.shares[i].name, str(years[t])]
        case _, (t,):
            where = [str(years[t])]
        case _:
            where = []
    return slack.kind, " ".join(where)


def _later(problem: PlanningProblem) -> tuple[PlanningProblem, FloatArray] | None:
    """Return the problem with openings beyond the windows, and the years by which each option is beyond."""
    programme, years = problem.programme, problem.years
    rows: list[tuple[int, int, int, FloatArray, int, int]] = []
    for p in range(programme.project_count):
        own = programme.options_of(p)
        if not len(own):
            continue
        last = int(own[int(programme.option_opening_year[own].argmax())])
        for late in range(1, LATEST_YEARS + 1):
            opening = int(programme.option_opening_year[last]) + late
            if opening > years[-1]:
                break
            begun = int(programme.option_start_year[last]) < years[0]
            start = int(programme.option_start_year[last]) + (0 if begun else late)
            paid = np.zeros(len(years))
            paid[late:] = programme.option_spend_10k[last][: len(years) - late]
            if begun:
                # Half of what is still to pay slides with the opening, as for any project under way.
                paid = (paid + programme.option_spend_10k[last]) / 2.0
            rows.append((p, start, opening, paid, late, last))
    if not rows:
        return None
    change = programme.option_seat_change
    if change is not None:
        shifted = [np.roll(change[row[5]], row[4], axis=1) for row in rows]
        change = np.concatenate([change, np.array(shifted)])
    wider = replace(
        programme,
        option_project=np.append(programme.option_project, [row[0] for row in rows]),
        option_start_year=np.append(programme.option_start_year, [row[1] for row in rows]),
        option_opening_year=np.append(programme.option_opening_year, [row[2] for row in rows]),
        option_spend_10k=np.concatenate([programme.option_spend_10k, np.array([row[3] for row in rows])]),
        option_seat_change=change,
    )
    beyond = np.append(np.zeros(programme.option_count), [float(row[4]) for row in rows])
    return replace(problem, programme=wider), beyond
