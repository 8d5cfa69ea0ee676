"""From the shortage of a plan to what would cure it: levers, and mixes of those that help."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final

from planning.appraise.warn import TO_AUTUMN, Lead, last_round
from planning.ask.asked import Asked
from planning.ask.levers import BUDGET, EARLIER, PLAIN, SITE, NewSchool, lever_problem, site_lever
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

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Shares of the time left: for today's plan, for all sites, and for each lever or mix.
FOR_PLAN: Final = 0.3
FOR_SITES: Final = 0.5
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
    schools = _schools(case, bands, plan, deadline.part(FOR_SITES)) if bands else {}
    levers = [*schools, *(lever for lever in PLAIN if bands and _possible(case, lever, bands))]
    found: list[Cure] = []
    for mix in ((lever,) for lever in levers):
        found += _pulled(case, mix, bands, schools, plan, deadline, listener)
    helping = [one.levers[0] for one in found if one.seated > NOBODY]
    mixes = [*([tuple(helping)] if len(helping) > MIXED else []), *combinations(helping, MIXED)]
    left = list(mixes)
    while left and not deadline.over:
        found += _pulled(case, left.pop(0), bands, schools, plan, deadline, listener)
    none = tuple(lever for lever in PLAIN if bands and lever not in levers)
    return case.noted(
        cure_answer(
            found, schools, case.labels, unplaced=plan.unplaced.sum(axis=(0, 2)).tolist(),
            impossible=none, untried=len(left), this_round=lead_of(case.inputs.loaded.scenario).this_round,
        )
    )  # fmt: skip


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
        return case.problem.has_budget
    if lever == EARLIER:
        changed = lever_problem(case, [lever], bands, {})
        return changed.programme.option_count > case.problem.programme.option_count
    return True


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
    """Return the cost of projects that are started and of temporary seats, not discounted."""
    built = sum(float(problem.programme.cost_10k[p]) for p, o in enumerate(plan.option.tolist()) if o >= 0)
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
