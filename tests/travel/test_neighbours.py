"""Which zones border on each other."""

from __future__ import annotations

import numpy as np
import shapely

from planning.travel.neighbours import homes, neighbours


def squares(*corners: tuple[float, float], side: float = 100.0) -> np.ndarray:
    return np.array([shapely.box(x, y, x + side, y + side) for x, y in corners], dtype=object)


def found(shapes: np.ndarray) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, b in neighbours(shapes)}


def test_a_common_side_counts_and_a_corner_does_not() -> None:
    assert found(squares((0, 0), (100, 0), (0, 100), (100, 100))) == {(0, 1), (0, 2), (1, 3), (2, 3)}


def test_a_gap_of_drawing_does_not_part_zones() -> None:
    assert found(squares((0, 0), (100.5, 0), (201, 0))) == {(0, 1), (1, 2)}


def test_overlaps_of_drawing_count_as_borders() -> None:
    assert found(squares((0, 0), (99, 0))) == {(0, 1)}


def test_an_island_is_joined_to_the_nearest_zone() -> None:
    assert found(squares((0, 0), (100, 0), (500, 0), (900, 0), (1000, 0))) == {(0, 1), (1, 2), (2, 3), (3, 4)}


def test_a_zone_within_another_is_beside_it() -> None:
    outer = shapely.box(0, 0, 300, 300).difference(shapely.box(100, 100, 200, 200))
    assert found(np.array([outer, shapely.box(100, 100, 200, 200)], dtype=object)) == {(0, 1)}


def test_a_single_zone_has_none() -> None:
    assert neighbours(squares((0, 0))).shape == (0, 2)


def test_homes_are_where_points_stand_or_the_nearest_zone() -> None:
    points = np.asarray(shapely.points([[50, 50], [150, 20], [900, 900]]), dtype=object)
    assert homes(squares((0, 0), (100, 0)), points).tolist() == [0, 1, 1]
