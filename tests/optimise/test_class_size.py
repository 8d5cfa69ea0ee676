"""Seats that follow from rooms and class sizes (C16), and who has no seat if a size comes in one year or another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from planning.appraise.audit import audit
from planning.appraise.rooms_full import pupils_beyond_rooms
from planning.appraise.seats import open_seats
from planning.domain.class_size import ClassSize, at_class_size
from planning.domain.class_sizes import ClassSizes, SizeFrom
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.errors import ProblemError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.class_sizes import BandPlaces, band_with_schedule, held_from
from planning.optimise.solver.deadline import Deadline
from tests.towns import random_town, school, town

NO_LIMIT = Deadline.after(None)


def fewest(problem: PlanningProblem, dial: ClassSize, band: int, size: float, year: int) -> float:
    """Return the entrants without a seat where a size holds from a year on; nothing is left to decide."""
    found = BandPlaces(problem, band, SolverSettings()).fewest_unplaced(
        held_from(problem, dial, band, size, year), deadline=NO_LIMIT
    )
    assert found is not None
    return found


def falling_town() -> tuple[PlanningProblem, ClassSize]:
    """Four rooms of 45 for 180, 160, 120 entrants of one year: 40 can hold from 2024, 30 from 2025."""
    problem = town(intakes=[[[180, 160, 120]]], seats=[[180]], distance_m=[[1]])
    return problem, ClassSize(rooms=[[4]], class_size=np.zeros((1, 3)), planned=[45])


def test_the_earliest_years_are_those_that_rolls_allow() -> None:
    problem, dial = falling_town()
    expected = {40.0: [20, 0, 0], 30.0: [100, 40, 0]}
    for size, left in expected.items():
        assert [fewest(problem, dial, 0, size, year) for year in problem.years] == pytest.approx(left)
    cases = tuple(
        SizeFrom(size=size, first_year=year, unplaced=left)
        for size, all_left in expected.items()
        for year, left in zip(problem.years, all_left, strict=True)
    )
    found = ClassSizes(band=0, years=problem.years, sizes=(40.0, 30.0), today=0.0, cases=cases, by_year=())
    assert [found.earliest(size) for size in found.sizes] == [2024, 2025]
    assert found.is_proven(30.0)


def test_what_was_not_settled_is_not_proven() -> None:
    cases = (
        SizeFrom(size=40, first_year=2023, unplaced=None),
        SizeFrom(size=40, first_year=2024, unplaced=0),
    )
    found = ClassSizes(band=0, years=(2023, 2024), sizes=(40,), today=0, cases=cases, by_year=())
    assert found.earliest(40) == 2024
    assert not found.is_proven(40)


def test_c16_is_needed() -> None:
    """Two rooms planned for 40 seat 80 of 90; by today's seats all 90 would sit in them."""
    problem = town(intakes=[[[90]]], seats=[[90]], distance_m=[[1]])
    smaller = at_class_size(problem, ClassSize(rooms=[[2]], class_size=[[40]], planned=[45]))
    assert optimise(smaller).unplaced.sum() == pytest.approx(10)
    without = replace(smaller, class_size=None)
    assert optimise(without).unplaced.sum() == pytest.approx(0)
    crowded = optimise(without)
    assert "C16" in {breach.rule for breach in audit(smaller, crowded).breaches}


def test_large_classes_of_today_end_as_their_pupils_leave() -> None:
    problem = town(
        intakes=[[[0, 40]]], seats=[[90]], distance_m=[[1]], enrolled_before=[[[90, 45]]], retention=[[1, 1]]
    )
    smaller = at_class_size(problem, ClassSize(rooms=[[2]], class_size=[[40, 40]], planned=[45]))
    plan = optimise(smaller)
    assert plan.temporary[0, 0] == pytest.approx([10, 0])
    assert plan.unplaced.sum() == pytest.approx(5), "45 of before and 35 of the entrants fill two rooms of 40"
    assert audit(smaller, plan).passed


def test_seats_of_projects_follow_too() -> None:
    """A school of 90 seats has two rooms; it seats 80 at 40 a room, and larger classes are no opening."""
    problem = town(
        intakes=[[[90, 90]]], seats=[[0]], distance_m=[[1]], projects=[school(0, 90, 10, 2023)],
        entry_factor=[1.0], entry_factor_opening=[2.0], band_years=[1],
    )  # fmt: skip
    dial = ClassSize(rooms=[[0]], class_size=[[40, 45]], planned=[45])
    asked = at_class_size(problem, dial)
    assert asked.option_seats[0, 0] == pytest.approx([80, 90])
    assert asked.option_opening_seats[0, 0] == pytest.approx([80, 0])
    plan = optimise(asked)
    assert plan.unplaced[0, 0] == pytest.approx([10, 0])
    assert audit(asked, plan).passed


def test_rooms_taken_away_have_the_seats_of_their_site() -> None:
    """A school of four rooms of 50 is closed by a project: nothing is left at any class size, and no less."""
    close = {"facility": 0, "seats": [-200], "options": [(2023, 2023, {})], "committed": True}
    problem = town(intakes=[[[50]]], seats=[[200]], distance_m=[[1]], projects=[close])
    asked = at_class_size(problem, ClassSize(rooms=[[4]], class_size=[[40]], planned=[45]))
    plan = optimise(asked)
    assert open_seats(asked, plan)[0, 0, 0] == pytest.approx(0)
    assert audit(asked, plan).passed


def test_sites_without_rooms_keep_their_seats() -> None:
    problem = town(intakes=[[[90]]], seats=[[90], [50]], distance_m=[[1, 1]])
    asked = at_class_size(problem, ClassSize(rooms=[[2], [0]], class_size=[[40]], planned=[45]))
    assert asked.seats_by_year[:, 0, 0] == pytest.approx([80, 50])


def test_rooms_of_a_building_that_retires_leave_with_its_seats() -> None:
    problem = town(intakes=[[[9, 9]]], seats=[[90]], distance_m=[[1]], seat_change=[[[0, -45]]])
    asked = at_class_size(problem, ClassSize(rooms=[[2]], class_size=[[40, 40]], planned=[45]))
    assert asked.seats_by_year[0, 0] == pytest.approx([80, 40])


def test_a_dial_at_todays_size_changes_nothing() -> None:
    problem = town(intakes=[[[50, 60]]], seats=[[90]], distance_m=[[1]], retention=[[1, 1]])
    same = at_class_size(problem, ClassSize(rooms=[[2]], class_size=[[45, 45]], planned=[45]))
    assert (same.seats_by_year == problem.seats_by_year).all()
    assert (optimise(same).place == optimise(problem).place).all()


def test_arrays_that_do_not_fit_are_refused() -> None:
    problem, dial = falling_town()
    with pytest.raises(ProblemError, match="class_size does not fit"):
        replace(problem, class_size=replace(dial, class_size=np.zeros((1, 2))))
    with pytest.raises(ProblemError, match="rooms must be finite"):
        replace(dial, rooms=np.array([[np.inf]]))
    with pytest.raises(ProblemError, match="class_size"):
        replace(dial, class_size=np.array([[-1.0, 0.0, 0.0]]))


def with_rooms(seed: int) -> tuple[PlanningProblem, ClassSize, int, list[int]]:
    """Return a random town with rooms, a band, and a schedule."""
    rng = np.random.default_rng(seed + 5000)
    problem = random_town(seed)
    rooms = np.where(rng.random(problem.seats.shape) < 0.8, np.ceil(problem.seats / 40), 0.0)
    dial = ClassSize(
        rooms=rooms, class_size=np.zeros((len(problem.bands), len(problem.years))),
        planned=np.full(len(problem.bands), 40.0),
    )  # fmt: skip
    schedule = [int(rng.choice([-1, *problem.programme.options_of(p)])) for p in range(len(problem.projects))]
    band = int(rng.integers(0, len(problem.bands)))
    return band_with_schedule(problem, band, schedule), dial, band, schedule


def by_hand(problem: PlanningProblem, dial: ClassSize, band: int, size: float, since: int) -> float:
    """Return the fewest entrants without a seat: seats counted room by room, and a programme of its own."""
    f, t = len(problem.facilities), len(problem.years)
    plain = random_town_seats(problem, dial, band, size, since)
    seats, opening = plain
    own = np.flatnonzero(problem.pairs.band == band)
    zone, site = problem.pairs.zone[own], problem.pairs.facility[own]
    n = len(own) * t
    a_ub: list[Any] = []
    b_ub: list[float] = []
    for j in range(f):
        for s in range(t):
            before = problem.enrolled_before[j, band, s]
            limit = problem.temporary_limit[j, band, s] if problem.years[s] < since else 0.0
            temporary = max(limit, before - seats[j][s][0])
            row, entry = np.zeros(n), np.zeros(n)
            for i in np.flatnonzero(site == j).tolist():
                entry[i * t + s] = problem.band_years[band]
                for k in range(min(problem.retention.shape[1], s + 1)):
                    row[i * t + s - k] = problem.retention[band, k]
            total = seats[j][s][0] + seats[j][s][1]
            a_ub += [row, entry]
            b_ub += [
                total + temporary - before,
                1.5 * total + 0.5 * opening[j][s] + temporary,
            ]
    for z in range(len(problem.zones)):
        for s in range(t):
            row = np.zeros(n)
            row[[i * t + s for i in np.flatnonzero(zone == z).tolist()]] = 1.0
            a_ub.append(row)
            b_ub.append(float(problem.intakes[z, band, s]))
    found = linprog(-np.ones(n), A_ub=np.array(a_ub), b_ub=b_ub)
    assert found.status == 0
    return float(problem.intakes[:, band].sum() + found.fun)


def random_town_seats(
    problem: PlanningProblem, dial: ClassSize, band: int, size: float, since: int
) -> tuple[list[list[list[float]]], list[list[float]]]:
    """Return seats of the site and of its projects by site and year, and those of projects that open."""
    programme = problem.programme
    seats = [[[0.0, 0.0] for _ in problem.years] for _ in problem.facilities]
    opening = [[0.0 for _ in problem.years] for _ in problem.facilities]
    for s, year in enumerate(problem.years):
        for j in range(len(problem.facilities)):
            rooms = dial.rooms[j, band]
            seats[j][s][0] = rooms * size if rooms and year >= since else float(problem.seats[j, band])
        for o, p in enumerate(programme.option_project.tolist()):
            added = float(programme.seats[p, band])
            here = added / dial.planned[band] * size if year >= since else added
            if year >= programme.option_opening_year[o]:
                seats[int(programme.facility[p])][s][1] += here
            if year == programme.option_opening_year[o]:
                opening[int(programme.facility[p])][s] += here
    return seats, opening


@pytest.mark.parametrize("seed", range(100))
def test_every_size_and_year_against_brute_force(seed: int) -> None:
    problem, dial, band, _ = with_rooms(seed)
    places = BandPlaces(problem, band, SolverSettings())
    for size in (40.0, 31.0, 20.0):
        for year in problem.years:
            asked = held_from(problem, dial, band, size, year)
            found = places.fewest_unplaced(asked, deadline=NO_LIMIT)
            assert found == pytest.approx(by_hand(problem, dial, band, size, year), abs=1e-5)


@pytest.mark.parametrize("seed", range(15))
def test_more_rooms_never_hurt_and_labels_do_not_matter(seed: int) -> None:
    problem, dial, band, _ = with_rooms(seed)
    more = np.where(dial.rooms > 0, dial.rooms + 1, 0.0)
    grown = np.divide(problem.seats * more, dial.rooms, out=np.array(problem.seats), where=dial.rooms > 0)
    larger, wider = replace(problem, seats=grown), replace(dial, rooms=more)
    order = np.arange(len(problem.facilities))[::-1]
    turned = replace(
        problem,
        facilities=problem.facilities[::-1], seats=problem.seats[order],
        enrolled_before=problem.enrolled_before[order], temporary_limit=problem.temporary_limit[order],
        pairs=replace(problem.pairs, facility=order[problem.pairs.facility]),
        programme=replace(problem.programme, facility=order[problem.programme.facility]),
    )  # fmt: skip
    for size in (40.0, 25.0):
        for year in problem.years:
            left = fewest(problem, dial, band, size, year)
            assert fewest(larger, wider, band, size, year) <= left + 1e-6
            relabelled = fewest(turned, replace(dial, rooms=dial.rooms[order]), band, size, year)
            assert relabelled == pytest.approx(left, abs=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_the_audit_counts_the_same_rooms(seed: int) -> None:
    """What the audit counts from rooms is what the problem has of seats, whatever is built."""
    problem, dial, band, _ = with_rooms(seed)
    asked = held_from(problem, dial, band, 31.0, problem.years[0])
    plan = optimise(asked)
    assert audit(asked, plan).passed
    _, held = pupils_beyond_rooms(asked, plan)
    follows = (held > 0) & (dial.rooms > 0)[:, :, None]
    assert held[follows] == pytest.approx(open_seats(asked, plan)[follows])
    if plan.place.sum() > 1:
        crowded: Plan = replace(plan, place=plan.place * 3.0)
        assert not audit(asked, crowded).passed
