"""Travel distance: straight line in the working CRS times a detour factor."""

from __future__ import annotations

import numpy as np
from pyproj import Proj, Transformer

from planning.domain.frozen import FloatArray


def travel_distance_m(
    *,
    zone_lon: FloatArray,
    zone_lat: FloatArray,
    site_lon: FloatArray,
    site_lat: FloatArray,
    crs: str,
    detour_factor: float,
    ground: bool = False,
) -> FloatArray:
    """Measure the travel distance from every zone to every site.

    Parameters
    ----------
    zone_lon, zone_lat
        Starting points of the pupils, degrees WGS 84, shape (Z,).
    site_lon, site_lat
        Points of the sites, degrees WGS 84, shape (F,).
    crs
        Projected CRS whose unit is the metre.
    detour_factor
        Road distance divided by straight-line distance.
    ground
        True divides by the projection's scale at the middle of the zones and gives metres on the ground;
        False keeps metres on the map.

    Returns
    -------
    numpy.ndarray
        Distances in metres, shape (Z, F).

    Examples
    --------
    A school a hundredth of a degree north of the zone, by roads 1.3 times as long as the straight line:

    >>> metres = travel_distance_m(
    ...     zone_lon=[117.0], zone_lat=[24.0], site_lon=[117.0], site_lat=[24.01],
    ...     crs="EPSG:4548", detour_factor=1.3,
    ... )
    >>> metres.round()
    array([[1440.]])
    """
    transformer = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    zones = np.column_stack(transformer.transform(zone_lon, zone_lat))
    sites = np.column_stack(transformer.transform(site_lon, site_lat))
    scale = _scale(crs, zone_lon, zone_lat) if ground and len(zone_lon) else 1.0
    straight = np.linalg.norm(zones[:, None] - sites[None], axis=-1)
    return np.asarray(straight * (detour_factor / scale), dtype=np.float64)


def _scale(crs: str, lon: FloatArray, lat: FloatArray) -> float:
    """Return map metres for each metre on the ground at the middle of the points."""
    factors = Proj(crs).get_factors(float(lon.mean()), float(lat.mean()))
    return float(np.sqrt(factors.areal_scale))
