"""Where new schools would do most, of which size and from when, and what would still lack a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planning.ask.asked import Asked
from planning.ask.rooms import refuse_rooms
from planning.assemble.plan.candidate_sites import Site, every_zone, grid_of, parcels_of
from planning.assemble.plan.sites import SiteProblems
from planning.assemble.plan.usual_project import class_size
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.domain.sites import SiteChoice, Sites
from planning.errors import Findings, Where
from planning.optimise.model.objectives import price_of_sites
from planning.optimise.schedule.site_model import Anywhere, SiteModel
from planning.optimise.schedule.site_values import values_of_a_class
from planning.optimise.schedule.sites import find_sites
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.sites import sites_answer
from planning.words import message

#: Classes of the smallest and of the largest school looked at, and the step between sizes.
SMALLEST_CLASSES: Final = 12
LARGEST_CLASSES: Final = 36
STEP_CLASSES: Final = 6
MOST_SCHOOLS: Final = 3
#: Share of the time for the plan without new schools, and of the rest for the search; values follow.
FOR_PLAN: Final = 0.3
FOR_SEARCH: Final = 0.8
#: Seconds for an answer that was given no time of its own.
USUAL_S: Final = 120.0
#: Further choices whose schedule is searched anew once the best is settled.
FURTHER: Final = 5


@dataclass(frozen=True, kw_only=True)
class SiteWish:
    """New schools asked for.

    Parameters
    ----------
    band
        Key of their band.
    count
        Number of new schools.
    candidates
        Layer of parcels; None for every zone, or the grid.
    grid_m
        Spacing of a grid of candidates, metres; None without one.
    least_seats, most_seats
        Seats of the smallest and the largest school; None for 12 and 36 classes.
    within
        Share by which further choices may be worse.
    values
        True to value one more classroom at every candidate.
    """

    band: str
    count: int = 1
    candidates: Path | None = None
    grid_m: float | None = None
    least_seats: int | None = None
    most_seats: int | None = None
    within: float = 0.01
    values: bool = True


def site(case: Asked, wish: SiteWish, *, seconds: float | None, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.site`.

    Parameters
    ----------
    case
        Case to question.
    wish
        New schools asked for.
    seconds
        Time for the whole answer; None takes the scenario's time limit, and no more than two minutes.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheets of the choices and of the value of a classroom; ``result`` is a ``Sites``.

    Raises
    ------
    InputError
        If rooms may be lent, the band is unknown, the number of schools is not 1 to 3, or the candidates
        cannot be used.
    NoPlanError
        If the scenario itself has no plan.
    """
    refuse_rooms(case)
    problems = _problems(case, wish)
    candidates = _candidates(case, wish)
    size = class_size(case.inputs.district.tables["seats"], wish.band)
    limit = case.engine.settings.time_limit_s
    usual = USUAL_S if limit is None else min(limit, USUAL_S)
    deadline = Deadline.after(usual if seconds is None else seconds)
    base = case.engine.schedule(settle=False, deadline=deadline.part(FOR_PLAN), listener=listener)
    seats = sizes_of(wish, size)
    found = search_sites(
        case, problems, candidates, seats, base,
        count=min(wish.count, len(candidates)), within=wish.within,
        deadline=deadline.part(FOR_SEARCH) if wish.values else deadline,
    )  # fmt: skip
    values = []
    if wish.values:
        model = SiteModel(_anywhere(case, problems, candidates, seats, 1), case.engine.settings)
        starts = _starts(case.problem, base)
        values = values_of_a_class(model, starts, seats=size, sites=len(candidates), deadline=deadline)
    return case.noted(
        sites_answer(
            found, values, candidates, case.labels,
            band=case.problem.bands.index(wish.band), class_size=size,
            shapes=case.inputs.district.zones.geometry.to_list(),
        )
    )  # fmt: skip


def search_sites(
    case: Asked,
    problems: SiteProblems,
    candidates: Sequence[Site],
    seats: Sequence[int],
    base: Plan,
    *,
    count: int,
    within: float,
    deadline: Deadline,
    most: int = FURTHER,
) -> Sites:
    """Search the best sites and sizes of new schools.

    Parameters
    ----------
    case
        Case to question.
    problems
        Problems with new schools.
    candidates
        Candidate sites.
    seats
        Sizes of a school, ascending.
    base
        Best plan without new schools.
    count
        Number of new schools.
    within
        Share by which further choices may be worse.
    deadline
        Moment by which to stop.
    most
        Further choices that are solved in full once the best is settled.

    Returns
    -------
    Sites
        Best choice, those nearly as good, and what is proven.
    """
    model = SiteModel(_anywhere(case, problems, candidates, seats, count), case.engine.settings)
    found = find_sites(model, within=within, most=most, deadline=deadline)
    return Sites(
        before=_choice(case.problem, base, (), ()),
        choices=found.choices,
        proven=found.proven,
        o1_bound=found.o1_bound,
        o2_bound_10k=found.o2_bound_10k,
        candidates=len(candidates),
        unsettled=found.unsettled,
    )


def _anywhere(
    case: Asked, problems: SiteProblems, candidates: Sequence[Site], seats: Sequence[int], count: int
) -> Anywhere:
    base = case.problem
    problem, distance_m = problems.anywhere(base, candidates, seats[-1], count)
    facilities, projects = len(base.facilities), len(base.projects)
    band = base.bands.index(problems.band)
    return Anywhere(
        problem=problem,
        band=band,
        facilities=tuple(range(facilities, facilities + count)),
        projects=tuple(range(projects, projects + count)),
        price_10k=price_of_sites(problem, band, distance_m, facility=facilities),
        seats=tuple(seats),
    )


def _choice(
    problem: PlanningProblem, plan: Plan, points: tuple[int, ...], sizes: tuple[int, ...]
) -> SiteChoice:
    programme = problem.programme
    own = [int(o) for o in plan.option[len(plan.option) - len(points) :]]
    stages = {stage.name: stage.value for stage in plan.stages}
    cost = sum(
        float(programme.cost_10k[len(plan.option) - len(points) + i]) for i, o in enumerate(own) if o >= 0
    )
    return SiteChoice(
        points=points,
        seats=sizes,
        openings=tuple(0 if o < 0 else int(programme.option_opening_year[o]) for o in own),
        starts=tuple(0 if o < 0 else int(programme.option_start_year[o]) for o in own),
        cost_10k=cost,
        o1=stages["O1"],
        o2_10k=stages["O2"],
        unplaced=tuple(plan.unplaced.sum(axis=(0, 2)).tolist()),
        proven=plan.outcome is Outcome.PROVEN,
    )


def _starts(problem: PlanningProblem, plan: Plan) -> list[float]:
    chosen = {int(o) for o in plan.option if o >= 0}
    return [float(o in chosen) for o in range(problem.programme.option_count)]


def sizes_of(wish: SiteWish, size: float) -> list[int]:
    """Return the sizes of a school, seats ascending.

    Parameters
    ----------
    wish
        New schools asked for.
    size
        Seats of a class.

    Returns
    -------
    list of int
        Sizes, in steps of six classes.
    """
    least = round(SMALLEST_CLASSES * size) if wish.least_seats is None else wish.least_seats
    most = max(round(LARGEST_CLASSES * size) if wish.most_seats is None else wish.most_seats, least)
    step = max(round(STEP_CLASSES * size), 1)
    return sorted({*range(least, most, step), most})


def _problems(case: Asked, wish: SiteWish) -> SiteProblems:
    findings = Findings()
    if wish.band not in case.problem.bands:
        findings.add(
            Where(file="--band"),
            words=message("ask.sites.unknown_band", band=wish.band),
            fix=message("ask.sites.fix_unknown_band", known=", ".join(case.problem.bands)),
        )
    if not 1 <= wish.count <= MOST_SCHOOLS:
        findings.add(
            Where(file="--count"),
            words=message("ask.sites.wrong_count", count=wish.count, most=MOST_SCHOOLS),
            fix=message("ask.sites.fix_wrong_count", most=MOST_SCHOOLS),
        )
    if None not in (wish.least_seats, wish.most_seats) and (wish.least_seats or 0) > (wish.most_seats or 0):
        findings.add(
            Where(file="--least-seats"),
            words=message("ask.sites.least_above_most", least=wish.least_seats, most=wish.most_seats),
            fix=message("ask.sites.fix_least_above_most"),
        )
    findings.raise_if_any()
    problems = SiteProblems(
        case.inputs.district,
        case.inputs.loaded.scenario,
        case.expected.demand,
        announced=case.inputs.announced,
        band=wish.band,
    )
    if not problems.knows_cost:
        findings.add(
            Where(file="projects"),
            words=message("ask.sites.no_cost", band=wish.band),
            fix=message("ask.sites.fix_no_cost"),
        )
    findings.raise_if_any()
    return problems


def _candidates(case: Asked, wish: SiteWish) -> list[Site]:
    district, crs = case.inputs.district, case.inputs.loaded.scenario.travel.crs
    if wish.candidates is not None:
        return parcels_of(wish.candidates)
    return every_zone(district) if wish.grid_m is None else grid_of(district, crs, wish.grid_m)
