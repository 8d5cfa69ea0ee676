"""Make the planning problem of a district under a scenario."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planning.assemble.forecast.people import Demand
from planning.assemble.plan.class_size import make_class_size, refuse_lent_rooms
from planning.assemble.plan.fixed_openings import check_known_projects
from planning.assemble.plan.pairs import pairs_of, serving
from planning.assemble.plan.project_options import Begun, make_programme
from planning.assemble.plan.purses import make_purses, make_running
from planning.assemble.plan.retiring import Retiring, retire
from planning.assemble.plan.retreat import make_retreat
from planning.assemble.plan.rooms import make_rooms
from planning.assemble.plan.rules import make_rules
from planning.assemble.plan.works_progress import begun_by_progress
from planning.district.district import District
from planning.domain.announced import Announced
from planning.domain.class_size import at_class_size
from planning.domain.frozen import FloatArray
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.programme import Programme
from planning.errors import Findings
from planning.scenario.schema import Scenario


def assemble_problem(
    district: District, scenario: Scenario, demand: Demand, *, announced: Announced | None = None
) -> PlanningProblem:
    """Assemble the planning problem from district, scenario, forecast and travel.

    Parameters
    ----------
    district
        Checked district.
    scenario
        Checked scenario.
    demand
        Intakes, retention and pupils enrolled before of the same district and scenario.
    announced
        Plan announced by an earlier round: projects begun are frozen, the rest may change at a price. None
        without one.

    Returns
    -------
    PlanningProblem
        Frozen problem.

    Raises
    ------
    InputError
        If a committed project cannot open within the horizon, or a rule names an unknown project.
    """
    findings = Findings()
    facilities = tuple(district.tables["facilities"]["facility_id"])
    programme = _programme(district, scenario, announced, findings)
    seats, temporary = _seats(district, facilities)
    seats, programme = seats * scenario.seats_factor, _scaled(programme, scenario.seats_factor)
    retiring = retire(district, scenario, seats=seats, enrolled_before=demand.enrolled_before)
    programme, prices = retiring.without_losses(programme), _prices(district, scenario)
    rooms = make_rooms(district, scenario, seats=seats, findings=findings)
    rules = [scenario.bands[band.id] for band in district.bands]
    pairs = pairs_of(district, scenario, serving(seats, programme), rooms)
    problem = PlanningProblem(
        zones=tuple(district.tables["zones"]["zone_id"]),
        facilities=facilities,
        bands=district.bands.ids,
        years=scenario.years,
        projects=tuple(district.tables["projects"]["project_id"]),
        intakes=demand.intakes,
        retention=demand.retention,
        enrolled_before=retiring.enrolled_before,
        band_weight=np.array([rule.weight for rule in rules]),
        band_years=_band_years(district),
        seats=seats,
        seat_change=retiring.seat_change,
        retired=retiring.moved,
        retreat=make_retreat(
            district, scenario, seats=seats, programme=programme, retention=demand.retention, prices=prices
        ),
        temporary_limit=_temporary_limit(temporary, scenario, seats, retiring),
        entry_factor=_entry(district, [rule.entry_factor for rule in rules]),
        entry_factor_opening=_entry(district, [rule.entry_factor_opening for rule in rules]),
        pairs=pairs,
        programme=programme,
        budget_10k=_budget(scenario),
        carry_over=scenario.budget.carry_over,
        lapses_after=scenario.budget.lapses_after_years,
        purses=make_purses(district, scenario, programme=programme, seats=seats, findings=findings),
        running=make_running(scenario, district.bands),
        norm_m=np.array([np.inf if rule.norm_m is None else rule.norm_m for rule in rules]),
        prices=prices,
        rules=make_rules(
            district, scenario, seats=seats, pairs=pairs, announced=announced, findings=findings
        ),
        rooms=rooms,
    )
    return _at_class_size(district, scenario, problem)


def _programme(
    district: District, scenario: Scenario, announced: Announced | None, findings: Findings
) -> Programme:
    """Return the projects with their options; raise if one cannot open, or a fixed opening names none."""
    programme = make_programme(
        district.tables["projects"],
        facilities=tuple(district.tables["facilities"]["facility_id"]),
        bands=district.bands,
        years=scenario.years,
        file=district.files["projects"],
        findings=findings,
        begun=_begun(district, scenario, announced),
        changes=district.tables["seat_changes"],
        late=scenario.rules.late,
        openings=scenario.openings,
    )
    check_known_projects(
        scenario.openings, tuple(district.tables["projects"]["project_id"]), findings=findings
    )
    findings.raise_if_any()
    return programme


def _at_class_size(district: District, scenario: Scenario, problem: PlanningProblem) -> PlanningProblem:
    """Return the problem with the seats that rooms have at the scenario's class sizes."""
    dial = make_class_size(district, scenario, problem.facilities)
    refuse_lent_rooms(dial, problem.rooms, district.bands, file=str(scenario.scenario))
    return at_class_size(problem, dial) if dial.is_set else problem


def _band_years(district: District) -> FloatArray:
    """Return the length of each band; counted pupils include all grades, so their band lasts one year."""
    if district.counted:
        return np.ones(len(district.bands))
    return np.array([float(band.years) for band in district.bands])


def _entry(district: District, factors: list[float]) -> FloatArray:
    """Return the limits on entry classrooms, which counted pupils of all grades do not have."""
    return np.full(len(district.bands), np.inf) if district.counted else np.array(factors)


def _begun(district: District, scenario: Scenario, announced: Announced | None) -> dict[str, Begun]:
    """Return the projects under way: begun in an earlier round, or moved by real progress."""
    begun = {}
    for project, (start, opening) in ({} if announced is None else announced.schedule).items():
        if 0 < start < scenario.years[0] <= opening:
            begun[project] = Begun(start_year=start, opening_year=opening, late_years=0, committed=True)
    return begun | begun_by_progress(district)


def _seats(district: District, facilities: tuple[str, ...]) -> tuple[FloatArray, FloatArray]:
    """Return permanent seats and the limit of temporary ones, shape (F, B) each."""
    position = {label: i for i, label in enumerate(facilities)}
    table = district.tables["seats"]
    f = table["facility_id"].map(position).to_numpy(int)
    b, count = table["band"].map(district.bands.index).to_numpy(int), len(district.bands)
    seats, temporary = np.zeros((len(facilities), count)), np.zeros((len(facilities), count))
    seats[f, b] = table["seats"].to_numpy(float)
    temporary[f, b] = table["temporary_limit"].to_numpy(float)
    return seats, temporary


def _scaled(programme: Programme, factor: float) -> Programme:
    """Return the projects with their seats times a factor, so that a school closed takes away what it had."""
    if factor == 1.0:
        return programme
    change = programme.option_seat_change
    return replace(
        programme,
        seats=programme.seats * factor,
        option_seat_change=None if change is None else change * factor,
    )


def _temporary_limit(
    temporary: FloatArray, scenario: Scenario, seats: FloatArray, retiring: Retiring
) -> FloatArray:
    """Return the limit by year, never below the need of pupils already enrolled, shape (F, B, T).

    Enrolled pupils are not moved, so today's large classes last until their pupils leave, or their building
    retires.
    """
    last = scenario.rules.temporary_last_year
    ends = np.array([last is None or year <= last for year in scenario.years])
    stays = ~retiring.gone
    need = retiring.enrolled_before - seats[:, :, None] * stays
    return np.asarray(np.maximum(temporary[:, :, None] * ends * stays, need), dtype=np.float64)


def _budget(scenario: Scenario) -> FloatArray:
    budget = scenario.budget
    if budget.default_limit_10k is None:
        return np.full(len(scenario.years), np.inf)
    return np.array([budget.limits_10k.get(year, budget.default_limit_10k) for year in scenario.years])


def _prices(district: District, scenario: Scenario) -> Prices:
    prices = scenario.prices
    return Prices(
        distance_10k_per_pupil_km=prices.distance_10k_per_pupil_km,
        beyond_norm_10k_per_pupil_km=prices.beyond_norm_10k_per_pupil_km,
        temporary_10k_per_seat_year=prices.temporary_10k_per_seat_year,
        outside_today_10k_per_pupil=prices.outside_today_10k_per_pupil,
        cost_weight=prices.cost_weight,
        discount_rate=prices.discount_rate,
        base_year=scenario.horizon.first_year,
        currency=district.currency,
    )
