"""From the shortage of a plan to what would cure it: levers, and mixes of those that help."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from planning.appraise.rooms import room_money
from planning.appraise.warn import TO_AUTUMN, Lead, last_round
from planning.ask.asked import Asked
from planning.ask.levers import BUDGET, EARLIER, PLAIN, ROOMS, SITE, NewSchool, lever_problem, site_lever
from planning.ask.sites import SiteWish, search_sites, sizes_of
from planning.assemble.plan.candidate_sites import every_zone
from planning.assemble.plan.sites import SiteProblems
from planning.assemble.plan.usual_project import class_size
from planning.domain.cure import Cure
from planning.domain.plan import Outcome, Plan
from planning.domain.problem import PlanningProblem
from planning.domain.progress import Listener
from planning.errors import NoPlanError
from planning.optimise.schedule.engine import Workbench
from planning.optimise.solver.deadline import Deadline
from planning.report.sheets.answer import Answer
from planning.report.sheets.cure import cure_answer
from planning.runs.background import lead_of
from planning.words import message

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Shares of the time left: for today's plan, for all sites, and for rooms lent.
FOR_PLAN: Final = 0.3
FOR_SITES: Final = 0.5
FOR_ROOMS: Final = 0.5
#: Most levers in a mix, beside the mix of all that help.
MIXED: Final = 2


def cure(case: Asked, *, seconds: float | None, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.cure`.

    Parameters
    ----------
    case
        Case to question.
    seconds
        Time for the whole answer; None takes the scenario's time limit.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet of levers and mixes, those that leave least first and then the cheapest.

    Raises
    ------
    NoPlanError
        If the scenario itself has no plan.
    """
    deadline = Deadline.after(case.engine.settings.time_limit_s if seconds is None else seconds)
    plan = case.engine.schedule(settle=False, deadline=deadline.part(FOR_PLAN), listener=listener)
    short = [b for b, lack in enumerate(plan.unplaced.sum(axis=(0, 2)).tolist()) if lack > NOBODY]
    bands = [case.problem.bands[b] for b in short]
    # The search of sites takes all but the starts for continuous, which whole rooms are not.
    sought = bands if case.problem.rooms is None else []
    schools = _schools(case, sought, plan, deadline.part(FOR_SITES))
    lends = (ROOMS,) if bands and _may_lend(case) else ()
    levers = [*schools, *lends, *(lever for lever in PLAIN if bands and _possible(case, lever, bands))]
    found: list[Cure] = []
    late = 0
    for mix in ((lever,) for lever in levers):
        late += deadline.over
        # Whole rooms are sought for as long as there is time, which the levers after them need too.
        until = deadline.part(FOR_ROOMS) if ROOMS in mix else deadline
        found += _pulled(case, mix, bands, schools, plan, until, listener)
    helping = [one.levers[0] for one in found if one.seated > NOBODY]
    mixes = [*([tuple(helping)] if len(helping) > MIXED else []), *combinations(helping, MIXED)]
    left = list(mixes)
    while left and not deadline.over:
        found += _pulled(case, left.pop(0), bands, schools, plan, deadline, listener)
    none = tuple(lever for lever in PLAIN if bands and lever not in levers)
    answer = cure_answer(
        found, schools, case.labels, unplaced=plan.unplaced.sum(axis=(0, 2)).tolist(),
        impossible=none, untried=late + len(left),
        this_round=lead_of(case.inputs.loaded.scenario).this_round,
    )  # fmt: skip
    if len(sought) < len(bands):
        answer = replace(answer, sentences=(*answer.sentences, message("ask.cure.without_sites")))
    return case.noted(answer)


def _schools(case: Asked, bands: Sequence[str], plan: Plan, deadline: Deadline) -> dict[str, NewSchool]:
    """Return the best new school of each band that lacks seats; bands whose cost is not known have none."""
    schools, sites = {}, every_zone(case.inputs.district)
    for i, band in enumerate(bands):
        problems = SiteProblems(
            case.inputs.district,
            case.inputs.loaded.scenario,
            case.expected.demand,
            announced=case.inputs.announced,
            band=band,
        )
        if not problems.knows_cost:
            continue
        seats = sizes_of(SiteWish(band=band), class_size(case.inputs.district.tables["seats"], band))
        found = search_sites(
            case, problems, sites, seats, plan, count=1, within=0.0, most=0,
            deadline=deadline.part(1.0 / (len(bands) - i)),
        )  # fmt: skip
        if found.choices and found.choices[0].openings[0]:
            best = found.choices[0]
            schools[site_lever(band)] = NewSchool(band=band, site=sites[best.points[0]], seats=best.seats[0])
    return schools


def _possible(case: Asked, lever: str, bands: Sequence[str]) -> bool:
    """Return False for a lever that changes nothing: no limit of money, or nothing that may start earlier."""
    if lever == BUDGET:
        return case.problem.has_budget or case.problem.purses is not None
    if lever == EARLIER:
        changed = lever_problem(case, [lever], bands, {})
        return changed.programme.option_count > case.problem.programme.option_count
    return True


def _may_lend(case: Asked) -> bool:
    """Return True if sites could lend rooms and the scenario does not let them yet."""
    if case.problem.rooms is not None or case.inputs.district.tables["rooms"].empty:
        return False
    # Rooms and catchments of a given shape are not planned together.
    return case.problem.rules.catchments is None


def _pulled(
    case: Asked,
    levers: Sequence[str],
    bands: Sequence[str],
    schools: Mapping[str, NewSchool],
    plan: Plan,
    deadline: Deadline,
    listener: Listener,
) -> list[Cure]:
    """Return the best plan with some levers, in a list; empty without time or plan."""
    if deadline.over:
        return []
    problem = lever_problem(case, levers, bands, schools)
    try:
        made = Workbench(problem, case.engine.settings).plan(
            settle=False, deadline=deadline, listener=listener
        )
    except NoPlanError:
        return []
    stages = {stage.name: stage for stage in made.stages}
    return [
        Cure(
            levers=tuple(levers),
            unplaced=tuple(made.unplaced.sum(axis=(0, 2)).tolist()),
            o1=stages["O1"].value,
            o1_bound=stages["O1"].bound,
            cost_10k=round(_cost_10k(problem, made) - _cost_10k(case.problem, plan), 4) + 0.0,
            seated=round(float(plan.unplaced.sum() - made.unplaced.sum()), 6) + 0.0,
            last_round=_last_round(case, levers, bands, plan, lead_of(case.inputs.loaded.scenario)),
            proven=made.outcome is Outcome.PROVEN,
        )
    ]


def _cost_10k(problem: PlanningProblem, plan: Plan) -> float:
    """Return the cost of projects that are started, of temporary seats and of rooms lent, not discounted."""
    built = sum(float(problem.programme.cost_10k[p]) for p, o in enumerate(plan.option.tolist()) if o >= 0)
    built += float(room_money(problem, plan).sum())
    return built + problem.prices.temporary_10k_per_seat_year * float(plan.temporary.sum())


def _last_round(case: Asked, levers: Collection[str], bands: Sequence[str], plan: Plan, lead: Lead) -> int:
    """Return the last round in which the slowest of the levers can be decided before the first shortage."""
    rounds = []
    for band in bands:
        lack = plan.unplaced[:, case.problem.bands.index(band)].sum(axis=0).tolist()
        first = case.problem.years[next(t for t, pupils in enumerate(lack) if pupils > NOBODY)]
        works = lead.works_months.get(band, 24.0)
        for lever in levers:
            if lever.startswith(SITE) and lever != site_lever(band):
                continue
            slow = lever.startswith(SITE) or lever in (BUDGET, EARLIER)
            months = lead.approvals_months + works if slow else TO_AUTUMN
            rounds.append(last_round(first, lead_months=months))
    return min(rounds, default=0)
