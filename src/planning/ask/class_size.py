"""From which year on a class size can hold without building: the frontier, with its staff bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planning.appraise.audit import audit
from planning.appraise.rooms_used import rooms_used
from planning.ask.asked import Asked
from planning.ask.wishes import check_known
from planning.assemble.plan.class_size import make_class_size, planned_size, sites_without_rooms
from planning.domain.class_size import ClassSize
from planning.domain.class_sizes import ClassSizes, SizeFrom, SizeYear
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener, Progress
from planning.errors import AuditError, Findings, NoPlanError, Where
from planning.optimise.schedule.class_sizes import BandPlaces, band_with_schedule, held_from
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.question import Question
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.class_size import Basis, class_size_answer
from planning.scenario.class_size import MOST
from planning.words import Words, message

#: Shares of the time: for the schedule, and of the rest for the linear programmes.
FOR_SCHEDULE: Final = 0.4
FOR_FRONTIER: Final = 0.7
#: Steps below today's class size that are asked about if no sizes are given, pupils.
STEPS: Final = (5.0, 10.0, 15.0)


@dataclass(frozen=True, kw_only=True)
class SizeWish:
    """Class sizes that are asked about.

    Parameters
    ----------
    band
        Key of the band.
    sizes
        Pupils of a room; None for 5, 10 and 15 fewer than today.
    with_plan
        True to build what the best plan builds; false: committed projects and fixed openings alone.
    """

    band: str
    sizes: tuple[float, ...] | None = None
    with_plan: bool = False


def class_size(case: Asked, wish: SizeWish, *, seconds: float | None, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.class_size`.

    Parameters
    ----------
    case
        Case to question.
    wish
        Band, sizes, and what is built.
    seconds
        Time for the whole answer; None takes the scenario's time limit.
    listener
        Receives the stage while the solver works.

    Returns
    -------
    Answer
        Sheets of earliest years, of years with rooms and teachers, and of who has no seat.

    Raises
    ------
    InputError
        If the band is unknown or a size is out of range.
    NoPlanError
        If the scenario itself has no plan.
    """
    _check(case, wish)
    scenario, district = case.inputs.loaded.scenario, case.inputs.district
    b = case.problem.bands.index(wish.band)
    dial = make_class_size(district, scenario, case.problem.facilities)
    sizes = wish.sizes or tuple(float(dial.planned[b]) - step for step in STEPS if dial.planned[b] > step)
    _check_rooms(wish.band, rooms=float(dial.rooms[:, b].sum()), sizes=sizes)
    deadline = Deadline.after(case.engine.settings.time_limit_s if seconds is None else seconds)
    option = _schedule(case, wish.with_plan, deadline.part(FOR_SCHEDULE), listener)
    problem = band_with_schedule(case.problem, b, option)
    today, cases = _frontier(case, problem, dial, b, sizes, deadline.part(FOR_FRONTIER), listener)
    known = ClassSizes(band=b, years=problem.years, sizes=sizes, today=today, cases=tuple(cases), by_year=())
    found = ClassSizes(
        band=b, years=problem.years, sizes=sizes, today=today, cases=tuple(cases),
        by_year=tuple(_by_year(case, problem, dial, known, deadline)),
    )  # fmt: skip
    teachers, teachers_words = _teachers_a_room(case, wish.band)
    basis = Basis(
        with_plan=wish.with_plan,
        built=sum(int(o >= 0 and problem.programme.seats[p, b] != 0) for p, o in enumerate(option)),
        without_rooms=sites_without_rooms(district, wish.band),
        planned=planned_size(district, scenario, wish.band).pupils,
        planned_words=planned_size(district, scenario, wish.band).words,
        teachers_a_room=teachers,
        teachers_words=teachers_words,
        salary_10k=None if scenario.class_size is None else scenario.class_size.salary_10k,
        source=None if scenario.class_size is None else scenario.class_size.source.words,
    )
    return case.noted(class_size_answer(found, case.labels, basis))


def _check(case: Asked, wish: SizeWish) -> None:
    findings = Findings()
    check_known("band", case.problem.bands, [wish.band], findings)
    for size in wish.sizes or ():
        if not 1 <= size <= MOST:
            findings.add(
                Where(file="sizes"),
                words=message("ask.class_size.no_size", size=size),
                fix=message("ask.class_size.fix_no_size", most=MOST),
            )
    findings.raise_if_any()


def _check_rooms(band: str, *, rooms: float, sizes: Sequence[float]) -> None:
    """Raise if seats cannot follow a class size, or none is left to ask about."""
    findings = Findings()
    if rooms <= 0:
        findings.add(
            Where(file="seats", column="classes"),
            words=message("ask.class_size.no_rooms", band=band),
            fix=message("ask.class_size.fix_no_rooms"),
        )
    elif not sizes:
        findings.add(
            Where(file="sizes"),
            words=message("ask.class_size.no_sizes"),
            fix=message("ask.class_size.fix_no_size", most=MOST),
        )
    findings.raise_if_any()


def _schedule(case: Asked, with_plan: bool, deadline: Deadline, listener: Listener) -> list[int]:
    """Return the option of each project: of the best plan, or of committed projects alone."""
    programme = case.problem.programme
    free = [o for o, p in enumerate(programme.option_project.tolist()) if not programme.committed[p]]
    question = None if with_plan else Question(forced=dict.fromkeys(free, 0))
    plan = case.engine.schedule(question, settle=False, deadline=deadline, listener=listener)
    return [int(o) for o in plan.option]


def _frontier(
    case: Asked,
    problem: PlanningProblem,
    dial: ClassSize,
    band: int,
    sizes: Sequence[float],
    deadline: Deadline,
    listener: Listener,
) -> tuple[float, list[SizeFrom]]:
    """Return the entrants without a seat at today's sizes, and for each size and first year."""
    places = BandPlaces(problem, band, case.engine.settings)
    today = places.fewest_unplaced(problem, deadline=deadline)
    if today is None:
        raise NoPlanError(words=message("ask.class_size.no_time"))
    cases = []
    for size in sizes:
        # The latest year first: so each programme resumes from its neighbour, with fewer seats in one year.
        for year in reversed(problem.years):
            listener(Progress(stage="O1", seconds=0.0))
            asked = held_from(problem, dial, band, size, year)
            left = None if deadline.over else places.fewest_unplaced(asked, deadline=deadline)
            cases.append(SizeFrom(size=size, first_year=year, unplaced=left))
    return today, cases


def _by_year(
    case: Asked, problem: PlanningProblem, dial: ClassSize, known: ClassSizes, deadline: Deadline
) -> list[SizeYear]:
    """Return rooms and teachers by year, at today's sizes and for each size from its earliest year."""
    asked: list[tuple[float | None, int | None, PlanningProblem]] = [(None, None, problem)]
    for each in known.sizes:
        since = known.earliest(each)
        if since is not None:
            asked.append((each, since, held_from(problem, dial, known.band, each, since)))
    rows: list[SizeYear] = []
    for i, (size, first, posed) in enumerate(asked):
        if deadline.over:
            break
        part = deadline.part(1.0 / (len(asked) - i))
        try:
            plan = Workbench(posed, case.engine.settings).plan(settle=False, deadline=part)
        except NoPlanError:
            continue
        checked = audit(posed, plan)
        if not checked.passed:
            raise AuditError(tuple(str(breach) for breach in checked.breaches))
        rows += _years(case, posed, plan, dial, known.band, size, first)
    return rows


def _years(
    case: Asked,
    problem: PlanningProblem,
    plan: Plan,
    dial: ClassSize,
    band: int,
    size: float | None,
    first: int | None,
) -> list[SizeYear]:
    found = rooms_used(problem, plan, dial, band)
    each, _ = _teachers_a_room(case, problem.bands[band])
    part = case.inputs.loaded.scenario.class_size
    salary = None if part is None else part.salary_10k
    result = []
    for t, year in enumerate(problem.years):
        teachers = None if each is None else each * float(found.used[t])
        result.append(
            SizeYear(
                size=size, year=year, holds=first is not None and year >= first,
                pupils=float(found.pupils[t]), rooms=float(found.rooms[t]),
                rooms_used=float(found.used[t]), teachers=teachers,
                bill_10k=None if teachers is None or salary is None else teachers * salary,
            )
        )  # fmt: skip
    return result


def _teachers_a_room(case: Asked, band: str) -> tuple[float | None, Words]:
    """Return the teachers that a room with pupils needs, and where the figure comes from."""
    part = case.inputs.loaded.scenario.class_size
    if part is not None and band in part.teachers_a_room:
        return part.teachers_a_room[band], message("ask.class_size.teachers_stated")
    norms = case.inputs.district.bands[band]
    if norms.class_size is None or norms.pupils_per_staff is None:
        return None, message("ask.class_size.teachers_unknown")
    words = message(
        "ask.class_size.teachers_by_norm", size=norms.class_size, pupils_per_staff=norms.pupils_per_staff
    )
    return norms.class_size / norms.pupils_per_staff, words
