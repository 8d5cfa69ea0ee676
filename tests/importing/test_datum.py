"""The Chinese map datums: known points, and there and back to well below a centimetre."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.importing.datum import bd09_to_wgs84, gcj02_to_bd09, gcj02_to_wgs84, metres_crs, wgs84_to_gcj02

METRE = 1.0 / 111_000.0
LON, LAT = st.floats(74.0, 134.0), st.floats(4.0, 53.0)


@given(lon=LON, lat=LAT)
def test_there_and_back(lon: float, lat: float) -> None:
    x, y = np.array([lon]), np.array([lat])
    gcj = wgs84_to_gcj02(x, y)
    back = gcj02_to_wgs84(*gcj)
    assert abs(back[0] - x).max() < 0.001 * METRE
    assert abs(back[1] - y).max() < 0.001 * METRE
    back = bd09_to_wgs84(*gcj02_to_bd09(*gcj))
    assert abs(back[0] - x).max() < 0.001 * METRE
    assert abs(back[1] - y).max() < 0.001 * METRE


@given(lon=LON, lat=LAT)
def test_the_shift_is_some_hundred_metres(lon: float, lat: float) -> None:
    x, y = np.array([lon]), np.array([lat])
    there = wgs84_to_gcj02(x, y)
    east = (there[0] - x) / METRE * np.cos(np.radians(lat))
    north = (there[1] - y) / METRE
    assert 10 < np.hypot(east, north)[0] < 1500


def test_outside_china_nothing_is_shifted() -> None:
    x, y = np.array([-0.1, 139.7]), np.array([51.5, 35.7])
    assert wgs84_to_gcj02(x, y)[0].tolist() == x.tolist()


def test_the_working_crs() -> None:
    assert metres_crs("EPSG:27700", -1.0, 52.0) == "EPSG:27700"
    assert metres_crs("EPSG:4326", 118.0, 24.5) == "EPSG:4548"
    assert metres_crs("EPSG:4326", 104.0, 30.6) == "EPSG:4544"
    assert metres_crs("EPSG:4326", 2.3, 48.9) == "EPSG:32631"
    assert metres_crs("", 151.0, -33.8) == "EPSG:32756"
    # Web Mercator is in metres and measures none; feet are no metres.
    assert metres_crs("EPSG:3857", 118.0, 24.5) == "EPSG:4548"
    assert metres_crs("EPSG:2263", -74.0, 40.7) == "EPSG:32618"


@pytest.mark.parametrize("empty", [np.zeros(0)])
def test_no_points(empty: np.ndarray) -> None:
    assert gcj02_to_wgs84(empty, empty)[0].shape == (0,)
