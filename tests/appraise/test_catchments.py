"""Catchments by hand."""

from __future__ import annotations

import numpy as np

from planning.appraise.catchments import make_catchments
from planning.domain.plan import Plan
from tests.towns import town


def test_a_zone_belongs_where_a_twentieth_of_its_intake_goes() -> None:
    problem = town(
        intakes=[[[100]], [[100]], [[2]]],
        seats=[[150], [80]],
        distance_m=[[1, 2], [2, 1], [1, 1]],
    )
    # Pairs: Z0F0, Z0F1, Z1F0, Z1F1, Z2F0, Z2F1. Four of Z0's hundred go to F1: too few to belong.
    place = np.array([[96.0], [4.0], [30.0], [70.0], [0.0], [2.0]])
    plan = Plan(
        option=np.zeros(0, dtype=np.int64),
        place=place,
        unplaced=np.zeros((3, 1, 1)),
        temporary=np.zeros((2, 1, 1)),
    )
    one, two = make_catchments(problem, plan)
    assert (one.facility, one.zones, one.pupils) == (0, (0, 1), 126)
    assert (two.facility, two.zones, two.pupils) == (1, (1, 2), 76)


def test_a_school_of_many_small_shares_keeps_its_largest_sender() -> None:
    problem = town(intakes=[[[1000]], [[1000]]], seats=[[1000], [30]], distance_m=[[1, 2], [1, 2]])
    place = np.array([[980.0], [20.0], [990.0], [10.0]])
    plan = Plan(
        option=np.zeros(0, dtype=np.int64),
        place=place,
        unplaced=np.zeros((2, 1, 1)),
        temporary=np.zeros((2, 1, 1)),
    )
    assert make_catchments(problem, plan)[1].zones == (0,)
