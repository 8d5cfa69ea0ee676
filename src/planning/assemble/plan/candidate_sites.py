"""Candidate sites of new schools: every zone, a grid, or given parcels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np

from planning.district.district import District
from planning.errors import Findings, Where
from planning.words import message

#: Most candidates of a grid or a file: more is a slip in the spacing.
MOST_SITES: Final = 5_000


@dataclass(frozen=True, kw_only=True)
class Site:
    """Candidate site.

    Parameters
    ----------
    key, name_zh, name_en
        Key and names: those of a zone, or of a parcel.
    lon, lat
        Place, WGS 84.
    """

    key: str
    name_zh: str
    name_en: str
    lon: float
    lat: float


def every_zone(district: District) -> list[Site]:
    """Return one candidate for each zone, at its centre, neighbours near each other on the list."""
    zones = district.tables["zones"]
    columns = (zones[name].tolist() for name in ("zone_id", "name_zh", "name_en", "lon", "lat"))
    return _in_halves([Site(key=str(k), name_zh=str(zh), name_en=str(en), lon=float(x), lat=float(y))
                       for k, zh, en, x, y in zip(*columns, strict=True)])  # fmt: skip


def grid_of(district: District, crs: str, spacing_m: float) -> list[Site]:
    """Return candidates on a square grid within the zones.

    Parameters
    ----------
    district
        Checked district.
    crs
        Projected working CRS.
    spacing_m
        Distance of neighbours, metres.

    Returns
    -------
    list of Site
        Candidates, neighbours near each other.

    Raises
    ------
    InputError
        If there would be too many.
    """
    area = district.zones.geometry.to_crs(crs).union_all()
    west, south, east, north = area.bounds
    expected = (east - west) * (north - south) / spacing_m**2
    if expected > 10 * MOST_SITES:
        _too_many(round(expected), "--grid")
    x, y = np.meshgrid(
        np.arange(west + spacing_m / 2, east, spacing_m), np.arange(south + spacing_m / 2, north, spacing_m)
    )
    points = gpd.GeoSeries(gpd.points_from_xy(x.ravel(), y.ravel()), crs=crs)
    points = points[points.within(area)].to_crs(4326)
    if len(points) > MOST_SITES:
        _too_many(len(points), "--grid")
    return _in_halves(
        [
            Site(key=f"G{i:04d}", name_zh=f"{p.x:.5f}, {p.y:.5f}", name_en=f"{p.x:.5f}, {p.y:.5f}",
                 lon=float(p.x), lat=float(p.y))
            for i, p in enumerate(points, start=1)
        ]
    )  # fmt: skip


def parcels_of(path: Path) -> list[Site]:
    """Return the parcels or points of a layer as candidates.

    Parameters
    ----------
    path
        Layer that GDAL reads, with a CRS. The first of the columns ``parcel_id``, ``id``, ``key`` and
        ``name`` that it has is the key.

    Returns
    -------
    list of Site
        Candidates, a point within each parcel, neighbours near each other.

    Raises
    ------
    InputError
        If the layer cannot be read, has no CRS, or no or too many features.
    """
    findings, where = Findings(), Where(file=str(path))
    layer = None
    try:
        layer = gpd.read_file(path)
    except (OSError, ValueError, RuntimeError) as error:
        findings.add(
            where,
            words=message("plan.sites.unreadable", reason=str(error)),
            fix=message("plan.sites.fix_unreadable"),
        )
    if layer is not None and (layer.crs is None or layer.empty):
        findings.add(
            where,
            words=message("plan.sites.no_crs_or_feature"),
            fix=message("plan.sites.fix_no_crs_or_feature"),
        )
    findings.raise_if_any()
    assert layer is not None
    layer = layer[layer.geometry.notna() & ~layer.geometry.is_empty]
    if len(layer) > MOST_SITES:
        _too_many(len(layer), str(path))
    points = layer.geometry.representative_point().to_crs(4326)
    named = next((name for name in ("parcel_id", "id", "key", "name") if name in layer.columns), None)
    keys = [f"L{i:03d}" for i in range(1, len(layer) + 1)] if named is None else layer[named].astype(str)
    return _in_halves(
        [
            Site(key=key, name_zh=key, name_en=key, lon=float(p.x), lat=float(p.y))
            for key, p in zip(keys, points, strict=True)
        ]
    )


def _too_many(number: int, file: str) -> None:
    findings = Findings()
    findings.add(
        Where(file=file),
        words=message("plan.sites.too_many", number=number, most=MOST_SITES),
        fix=message("plan.sites.fix_too_many"),
    )
    findings.raise_if_any()


def _in_halves(sites: list[Site]) -> list[Site]:
    """Return sites so ordered that each half of the list, and each half of a half, lies together."""
    if len(sites) < 3:
        return sorted(sites, key=lambda site: site.key)
    lon, lat = [site.lon for site in sites], [site.lat for site in sites]
    wide = max(lon) - min(lon) >= max(lat) - min(lat)
    ordered = sorted(sites, key=lambda site: ((site.lon if wide else site.lat), site.key))
    mid = len(ordered) // 2
    return _in_halves(ordered[:mid]) + _in_halves(ordered[mid:])
