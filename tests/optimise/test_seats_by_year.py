"""Seats that come and go whatever is built."""

from __future__ import annotations

import numpy as np
import pytest

from planning.appraise.audit import audit
from planning.appraise.seats import open_seats
from planning.errors import ProblemError
from planning.optimise.optimise import optimise
from tests.towns import town


def test_a_building_that_retires_takes_nobody_who_would_still_sit_there() -> None:
    """Two sites of 60 seats, pupils stay two years; the nearer one has no seats from the third year on."""
    problem = town(
        intakes=[[[30, 30, 30]]],
        seats=[[60], [60]],
        distance_m=[[100, 900]],
        retention=[[1, 1]],
        seat_change=[[[0, 0, -60]], [[0, 0, 0]]],
    )
    plan = optimise(problem)
    assert plan.unplaced.sum() == 0
    near = plan.place[problem.pairs.facility == 0].sum(axis=0)
    assert near == pytest.approx([30, 0, 0])
    assert open_seats(problem, plan)[0, 0] == pytest.approx([60, 60, 0])
    assert audit(problem, plan).passed


def test_seats_cannot_fall_below_none() -> None:
    with pytest.raises(ProblemError, match="seat_change"):
        town(intakes=[[[1]]], seats=[[5]], distance_m=[[1]], seat_change=[[[-6]]])


def test_no_change_is_the_same_as_none() -> None:
    parts = {"intakes": [[[30, 30]]], "seats": [[40]], "distance_m": [[1]]}
    plain, same = town(**parts), town(**parts, seat_change=np.zeros((1, 1, 2)))
    assert optimise(plain).unplaced == pytest.approx(optimise(same).unplaced)
