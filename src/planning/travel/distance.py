"""Travel distance: straight line in the working CRS times a detour factor."""

from __future__ import annotations

import numpy as np
from pyproj import Proj, Transformer
from scipy.spatial.distance import cdist

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
    """Measure every zone against every site.

    Parameters
    ----------
    zone_lon, zone_lat
        Points from which pupils travel, degrees WGS 84, shape (Z,).
    site_lon, site_lat
        Sites, degrees WGS 84, shape (F,).
    crs
        Projected CRS whose unit is the metre.
    detour_factor
        Road distance over straight line.
    ground
        True divides by the projection's scale at the middle of the zones, so that metres are those of the
        ground; False keeps metres of the map.

    Returns
    -------
    numpy.ndarray
        Metres, shape (Z, F).

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
    return np.asarray(cdist(zones, sites) * (detour_factor / scale), dtype=np.float64)


def _scale(crs: str, lon: FloatArray, lat: FloatArray) -> float:
    """Return map metres for each metre on the ground at the middle of the points."""
    factors = Proj(crs).get_factors(float(lon.mean()), float(lat.mean()))
    return float(np.sqrt(factors.areal_scale))
