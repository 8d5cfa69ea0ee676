"""Distances and eligible pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from planning.travel.distance import travel_distance_m
from planning.travel.eligible import ZONES_OF_A_SITE, Reach, eligible_pairs


def test_distance_agrees_with_the_ellipsoid() -> None:
    lon, lat = np.array([117.95, 118.05]), np.array([24.45, 24.60])
    found = travel_distance_m(
        zone_lon=lon[:1],
        zone_lat=lat[:1],
        site_lon=lon[1:],
        site_lat=lat[1:],
        crs="EPSG:4548",
        detour_factor=1.3,
    )
    truth = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])[2] * 1.3
    assert found[0, 0] == pytest.approx(truth, rel=3e-4)


def test_nearest_of_the_zone_and_of_the_site() -> None:
    # One crowded town: each zone is offered one site; the far sites still see their nearest zones.
    distance = np.array([[10.0, 20.0, 900.0], [10.0, 25.0, 800.0]])
    pairs = eligible_pairs(
        distance_m=distance, serves=np.ones((3, 1), bool), reach=[Reach(reach_m=850.0, nearest=1)]
    )
    found = set(zip(pairs.zone.tolist(), pairs.facility.tolist(), strict=True))
    assert found == {(0, 0), (1, 0), (0, 1), (1, 1), (1, 2)}


def test_no_limits_offer_everything_that_serves_the_band() -> None:
    serves = np.array([[True, False], [True, True]])
    pairs = eligible_pairs(
        distance_m=np.ones((3, 2)), serves=serves, reach=[Reach(reach_m=None, nearest=None)] * 2
    )
    assert len(pairs) == 3 * 2 + 3 * 1


def test_nothing_in_reach_gives_no_pairs() -> None:
    pairs = eligible_pairs(
        distance_m=np.full((2, 2), 99.0), serves=np.ones((2, 1), bool), reach=[Reach(reach_m=5.0, nearest=3)]
    )
    assert len(pairs) == 0


@given(seed=st.integers(0, 10_000), nearest=st.integers(1, 4), reach_m=st.floats(1, 2000))
def test_every_site_in_reach_of_somebody_is_offered(seed: int, nearest: int, reach_m: float) -> None:
    distance = np.random.default_rng(seed).uniform(0, 2000, (5, 7))
    pairs = eligible_pairs(
        distance_m=distance, serves=np.ones((7, 1), bool), reach=[Reach(reach_m=reach_m, nearest=nearest)]
    )
    assert (pairs.distance_m <= reach_m).all()
    assert set(pairs.facility.tolist()) == set(np.flatnonzero(distance.min(axis=0) <= reach_m).tolist())
    for zone in range(5):
        own = set(pairs.facility[pairs.zone == zone].tolist())
        wanted = [f for f in np.argsort(distance[zone])[:nearest].tolist() if distance[zone, f] <= reach_m]
        assert set(wanted) <= own
    assert ZONES_OF_A_SITE >= 1
