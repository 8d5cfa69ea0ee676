"""The nouns refuse what does not fit, and cannot be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from planning.domain.pairs import Pairs
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.rules import Rules
from planning.errors import ProblemError
from tests.towns import town


@pytest.fixture
def problem() -> PlanningProblem:
    return town(intakes=[[[5, 5]]], seats=[[10]], distance_m=[[100]])


def test_arrays_are_read_only_copies(problem: PlanningProblem) -> None:
    with pytest.raises(ValueError, match="read-only"):
        problem.intakes[0, 0, 0] = 9
    with pytest.raises(FrozenInstanceError):
        problem.carry_over = True  # type: ignore[misc]
    mine = np.array([[10.0]])
    other = replace(problem, seats=mine)
    mine[0, 0] = 99
    assert other.seats[0, 0] == 10


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"intakes": np.zeros((2, 1, 2))}, "intakes has shape"),
        ({"intakes": np.array([[[-1.0, 0.0]]])}, r"intakes\[0, 0, 0\] is -1.0"),
        ({"seats": np.array([[np.nan]])}, r"seats\[0, 0\] is nan"),
        ({"seats": np.array([[np.inf]])}, "seats must be finite"),
        ({"budget_10k": np.array([1.0, np.inf])}, "finite in every year, or infinite"),
        ({"years": (2023, 2025)}, "consecutive"),
        ({"zones": ()}, "axis zones is empty"),
        ({"retention": np.zeros((1, 0))}, "retention needs at least the entry year"),
        ({"retention": np.array([[0.5]])}, r"retention\[0, 0\] is 0.5 \(primary\); .* must be 1"),
        ({"retention": np.array([[0.0, 1.0]])}, "put them all into intakes"),
        ({"band_weight": np.array([0.0])}, r"band_weight\[0\] is 0.0 \(primary\); .* above 0"),
        ({"projects": ("P1",)}, "programme and projects differ"),
    ],
)
def test_what_does_not_fit_is_refused(
    problem: PlanningProblem, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ProblemError, match=message):
        replace(problem, **changes)  # type: ignore[arg-type]


def test_labels_stand_once() -> None:
    problem = town(intakes=[[[5]], [[5]]], seats=[[10]], distance_m=[[100], [100]])
    with pytest.raises(ProblemError, match="label twice"):
        replace(problem, zones=("A", "A"))


def test_pairs_stand_once() -> None:
    one = np.array([0, 0])
    with pytest.raises(ProblemError, match="triple twice"):
        Pairs(zone=one, facility=one, band=one, distance_m=np.array([1.0, 2.0]))


def test_pairs_must_lie_on_the_axes(problem: PlanningProblem) -> None:
    one = np.array([3])
    pairs = Pairs(zone=one, facility=np.array([0]), band=np.array([0]), distance_m=np.array([1.0]))
    with pytest.raises(ProblemError, match="outside the axes"):
        replace(problem, pairs=pairs)


def test_prices_are_not_negative() -> None:
    with pytest.raises(ProblemError, match="discount_rate"):
        Prices(discount_rate=-0.1)


def test_opening_before_works_is_refused() -> None:
    with pytest.raises(ProblemError, match="before its works"):
        town(
            intakes=[[[5]]], seats=[[1]], distance_m=[[1]],
            projects=[{"facility": 0, "seats": [1], "options": [(2024, 2023, {})]}],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("after", "circle"),
    [(((0, 0),), "P0 after P0;"), (((1, 0), (0, 1)), "P0 after P1 after P0;")],
)
def test_projects_that_follow_in_a_circle_are_refused(
    after: tuple[tuple[int, int], ...], circle: str
) -> None:
    build = {"facility": 0, "seats": [1], "options": [(2023, 2023, {})]}
    plain = town(intakes=[[[5]]], seats=[[1]], distance_m=[[1]], projects=[build, build])
    with pytest.raises(ProblemError, match=f"in a circle: {circle}"):
        replace(plain, rules=Rules(after=after))
