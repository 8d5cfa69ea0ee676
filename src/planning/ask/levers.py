"""The levers on a shortage, as problems: a new school, temporary seats, reach, money, time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from planning.ask.asked import Asked
from planning.assemble.plan.candidate_sites import Site
from planning.assemble.plan.problem import assemble_problem
from planning.assemble.plan.sites import SiteProblems
from planning.domain.problem import PlanningProblem
from planning.optimise.model.relax import more_temporary, without_budget
from planning.scenario.schema import Scenario

SITE: Final = "site"
TEMPORARY: Final = "temporary"
REACH: Final = "reach"
BUDGET: Final = "budget"
EARLIER: Final = "earlier_start"
ROOMS: Final = "rooms"
#: Levers that need no search and no table of their own.
PLAIN: Final = (TEMPORARY, REACH, EARLIER, BUDGET)
#: Temporary seats that the lever allows at every school, as a share of its permanent ones.
TEMPORARY_SHARE: Final = 0.1
#: Factor on reach, and on the number of schools offered to a zone.
FARTHER: Final = 1.5


@dataclass(frozen=True, kw_only=True)
class NewSchool:
    """New school that the lever of sites found.

    Parameters
    ----------
    band
        Key of its band.
    site
        Its site.
    seats
        Its seats.
    """

    band: str
    site: Site
    seats: int


def site_lever(band: str) -> str:
    """Return the name of the lever that builds a new school of a band."""
    return f"{SITE}:{band}"


def lever_problem(
    case: Asked, levers: Collection[str], bands: Sequence[str], schools: Mapping[str, NewSchool]
) -> PlanningProblem:
    """Return the problem with some levers pulled.

    Parameters
    ----------
    case
        Case to question.
    levers
        Names of the levers.
    bands
        Bands that lack seats, to which temporary seats and reach apply.
    schools
        New school of each lever of sites.

    Returns
    -------
    PlanningProblem
        Problem, assembled from the same forecast.
    """
    scenario, district = case.inputs.loaded.scenario, case.inputs.district
    if REACH in levers:
        scenario = farther(scenario, bands)
    if ROOMS in levers:
        scenario = lending(scenario)
    if EARLIER in levers:
        projects = district.tables["projects"].copy()
        free = projects["status"].isin(["starting", "reserve"])
        projects.loc[free, "start_earliest"] = scenario.years[0]
        district = replace(district, tables={**district.tables, "projects": projects})
    problem = assemble_problem(district, scenario, case.expected.demand, announced=case.inputs.announced)
    new = [schools[lever] for lever in levers if lever in schools]
    if new:
        problem = _with_schools(case, replace_inputs=(district, scenario), new=new)
    if TEMPORARY in levers:
        problem = more_temporary(
            problem,
            bands=[problem.bands.index(band) for band in bands],
            share=TEMPORARY_SHARE,
            last_year=scenario.rules.temporary_last_year,
        )
    return without_budget(problem) if BUDGET in levers else problem


def _with_schools(
    case: Asked, *, replace_inputs: tuple[Any, Scenario], new: Sequence[NewSchool]
) -> PlanningProblem:
    """Return the problem with new schools, each of its own band."""
    district, scenario = replace_inputs
    problems = {
        school.band: SiteProblems(
            district, scenario, case.expected.demand, announced=case.inputs.announced, band=school.band
        )
        for school in new
    }
    entries = [problems[school.band].added([school.site], [school.seats])[0] for school in new]
    return problems[new[0].band].problem_of(entries)


def lending(scenario: Scenario) -> Scenario:
    """Return a scenario that lends rooms across bands, on its own terms.

    Parameters
    ----------
    scenario
        Checked scenario.

    Returns
    -------
    Scenario
        Scenario in which sites may lend rooms.
    """
    return scenario.model_copy(update={"rooms": scenario.rooms.model_copy(update={"lend": True})})


def farther(scenario: Scenario, bands: Collection[str]) -> Scenario:
    """Return a scenario in which pupils of some bands may travel farther and have more schools in reach.

    Parameters
    ----------
    scenario
        Checked scenario.
    bands
        Keys of the bands.

    Returns
    -------
    Scenario
        Scenario with longer reach.
    """
    values = scenario.model_dump()
    for band in bands:
        rule = values["bands"][band]
        for name in ("reach_m", "nearest"):
            if rule[name] is not None:
                rule[name] = type(rule[name])(rule[name] * FARTHER)
    return Scenario.model_validate(values)
