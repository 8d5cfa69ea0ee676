"""The numbers of a plan, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from planning.appraise.access import seats_per_child
from planning.appraise.seats import open_seats
from planning.appraise.summary import summarise
from planning.domain.plan import Plan
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from tests.towns import town


@pytest.fixture
def problem() -> PlanningProblem:
    return town(
        intakes=[[[30, 10]], [[20, 10]]],
        seats=[[40], [0]],
        distance_m=[[1000, 3000], [2000, 500]],
        projects=[{"facility": 1, "seats": [30], "options": [(2023, 2024, {2023: 80.0, 2024: 22.0})]}],
        retention=np.array([[1.0, 0.5]]),
        enrolled_before=[[[4, 0]], [[0, 0]]],
        budget_10k=[100.0, 50.0],
        carry_over=True,
        norm_m=[1500.0],
        temporary_limit=np.array([[[2, 2]], [[0, 0]]]),
        prices=Prices(
            distance_10k_per_pupil_km=0.1,
            beyond_norm_10k_per_pupil_km=0.2,
            temporary_10k_per_seat_year=0.5,
            discount_rate=0.1,
        ),
    )


@pytest.fixture
def plan() -> Plan:
    # Pairs in order: Z0F0, Z0F1, Z1F0, Z1F1. 2023: 30 and 8 to F0, 12 unhoused. 2024: 10 to F0, 10 to F1.
    return Plan(
        option=np.array([0]),
        place=np.array([[30.0, 10.0], [0, 0], [8, 0], [0, 10]]),
        unplaced=np.array([[[0.0, 0.0]], [[12.0, 0.0]]]),
        temporary=np.array([[[2.0, 0.0]], [[0.0, 0.0]]]),
    )


def test_by_hand(problem: PlanningProblem, plan: Plan) -> None:
    found = summarise(problem, plan)
    np.testing.assert_allclose(found.open_seats[:, 0], [[40, 40], [0, 30]])
    np.testing.assert_allclose(found.enrolled[:, 0], [[42, 10 + 0.5 * 38], [0, 10]])
    np.testing.assert_allclose(found.surplus[:, 0], [[0, 11], [0, 20]])
    np.testing.assert_allclose(found.utilisation[0, 0], [42 / 40, 29 / 40])
    assert np.isnan(found.utilisation[1, 0, 0])
    np.testing.assert_allclose(found.unplaced_share[:, 0], [[0, 0], [0.6, 0]])
    np.testing.assert_allclose(found.unplaced_pupil_years, [12 * 1.5])
    np.testing.assert_allclose(found.spent_10k, [80, 22])
    np.testing.assert_allclose(found.carried_in_10k, [0, 20])
    np.testing.assert_allclose(found.carried_out_10k, [20, 48])
    np.testing.assert_allclose(found.mean_distance_m[0], [(30 * 1000 + 8 * 2000) / 38, 750])
    np.testing.assert_allclose(found.beyond_norm_share[0], [8 / 38, 0])
    assert found.start_year == (2023,)
    assert found.opening_year == (2024,)
    kilometres = 1.5 * (0.1 * (30 * 1 + 8 * 2 + 10 * 1 + 10 * 0.5) + 0.2 * 8 * 0.5)
    assert found.objectives["O1"] == pytest.approx(18)
    assert found.objectives["O2"] == pytest.approx(kilometres + 0.5 * 2 + 80 + 22 / 1.1)


def test_mean_of_seats_per_child_is_the_districts(problem: PlanningProblem, plan: Plan) -> None:
    seats = open_seats(problem, plan)
    found = seats_per_child(problem, seats)
    for t in range(2):
        weighted = (found[:, 0, t] * problem.intakes[:, 0, t]).sum()
        assert weighted == pytest.approx(seats[:, 0, t].sum() / problem.band_years[0])
