"""Datum and CRS: what coordinates stand on, and the way from the Chinese map datums to WGS 84."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.matched import words_by_meaning
from planning.words import message

WGS84: Final = "EPSG:4326"
#: Datums that no CRS code stands for.
GCJ02, BD09 = "GCJ-02", "BD-09"
#: Old systems whose way to WGS 84 is not public: each region has seven parameters of its own.
REFUSED: Final = {
    "Xian 1980": message("importing.datum.xian_1980"),
    "Beijing 1954": message("importing.datum.beijing_1954"),
}
#: Krasovsky's ellipsoid, on which the shift of GCJ-02 is computed.
AXIS: Final = 6378245.0
SQUARED: Final = 0.00669342162296594323
BAIDU: Final = math.pi * 3000.0 / 180.0
#: Metres of a degree of latitude, for the stop of the iteration.
NEAR_DEGREES: Final = 1e-10


def to_wgs84(
    shapes: NDArray[np.object_], crs: str, *, where: Where, findings: Findings
) -> NDArray[np.object_]:
    """Convert shapes to WGS 84 degrees, longitude first.

    Parameters
    ----------
    shapes
        Shapes in the coordinates of the file, x first.
    crs
        Code such as ``EPSG:4547``, the WKT of a file, or ``GCJ-02`` or ``BD-09``. CGCS2000 agrees with WGS 84
        to less than a decimetre and is treated as WGS 84.
    where
        Place that the fault names.
    findings
        Receives the fault if the shapes cannot be converted.

    Returns
    -------
    numpy.ndarray
        Converted shapes; unchanged after a fault.
    """
    named = _datum_of(crs.strip())
    if named in (GCJ02, BD09):
        convert = gcj02_to_wgs84 if named == GCJ02 else bd09_to_wgs84
        return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(convert(xy[:, 0], xy[:, 1]))))
    try:
        found = CRS.from_user_input(named)
    except CRSError:
        findings.add(
            where,
            words=message("importing.datum.no_crs", crs=crs),
            fix=message("importing.datum.write_epsg_code_such_epsg"),
        )
        return shapes
    datum = refused_datum(found)
    if datum is not None:
        findings.add(
            where,
            words=message("importing.datum.datum_parameters_cgcs2000_differ_region", datum=REFUSED[datum]),
            fix=message("importing.datum.ask_local_bureau_natural_resources"),
        )
        return shapes
    if found.to_epsg() == 4326:
        return shapes
    try:
        transformer = Transformer.from_crs(found, WGS84, always_xy=True)
        return np.asarray(
            shapely.transform(shapes, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
        )
    except ProjError as fault:
        findings.add(
            where,
            words=message("importing.datum.coordinates_cannot_converted", fault=fault),
            fix=message("importing.datum.export_them_wgs_84_cgcs2000"),
        )
        return shapes


def _datum_of(crs: str) -> str:
    """Return the Chinese map datum that a text names; the text itself if it names none."""
    datums = words_by_meaning("datum").items()
    return next((datum for datum, words in datums if crs.lower() in words), crs)


def refused_datum(crs: CRS) -> str | None:
    """Return the name of a datum that cannot be converted without regional parameters, or None."""
    parts = (crs, crs.datum, crs.geodetic_crs)
    told = " ".join(part.name for part in parts if part is not None).replace("_", " ")
    return next((name for name in REFUSED if name.lower() in told.lower()), None)


def metres_crs(crs: str, lon: float, lat: float) -> str:
    """Choose the working CRS of a district.

    The file's own CRS is kept if it is projected in metres and has a code. Otherwise the choice is CGCS2000
    in 3-degree zones in and around China, and UTM elsewhere.

    Parameters
    ----------
    crs
        CRS of the file; empty if it states none.
    lon, lat
        Middle of the district, degrees WGS 84.

    Returns
    -------
    str
        Code such as ``EPSG:4548``.
    """
    try:
        found = CRS.from_user_input(crs) if crs else None
    except CRSError:
        found = None
    code = None if found is None else found.to_epsg()
    if (
        found is not None
        and code is not None
        and found.is_projected
        and code != 3857  # Web Mercator stretches distances by the latitude.
        and all(axis.unit_name == "metre" for axis in found.axis_info)
    ):
        return f"EPSG:{code}"
    if 73.5 <= lon < 136.5 and 15.0 <= lat <= 54.0:
        # CGCS2000 in 3-degree zones, whose central meridians run from 75 to 135 degrees east.
        return f"EPSG:{4534 + round((lon - 75.0) / 3.0)}"
    zone = int((lon + 180.0) // 6.0) % 60 + 1
    return f"EPSG:{(32600 if lat >= 0 else 32700) + zone}"


def wgs84_to_gcj02(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Convert WGS 84 to GCJ-02, degrees; points outside China are not shifted.

    Notes
    -----
    The formula is the published approximation of the state's shift and agrees with map services to a few
    metres.
    """
    lon, lat = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    east, north = _shift(lon, lat)
    inside = (lon > 72.004) & (lon < 137.8347) & (lat > 0.8293) & (lat < 55.8271)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_wgs84(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Convert GCJ-02 to WGS 84, degrees, by iteration to well below a millimetre."""
    x, y = np.array(lon, dtype=np.float64), np.array(lat, dtype=np.float64)
    for _ in range(30):
        there_x, there_y = wgs84_to_gcj02(x, y)
        step_x, step_y = there_x - lon, there_y - lat
        x, y = x - step_x, y - step_y
        if max(np.abs(step_x).max(initial=0.0), np.abs(step_y).max(initial=0.0)) < NEAR_DEGREES:
            break
    return x, y


def gcj02_to_bd09(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Convert GCJ-02 to BD-09, degrees."""
    lon, lat = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BAIDU)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BAIDU)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def bd09_to_wgs84(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Convert BD-09 to WGS 84, degrees, by iterating the forward conversion."""
    x, y = np.array(lon, dtype=np.float64) - 0.0065, np.array(lat, dtype=np.float64) - 0.006
    for _ in range(30):
        there_x, there_y = gcj02_to_bd09(x, y)
        step_x, step_y = there_x - lon, there_y - lat
        x, y = x - step_x, y - step_y
        if max(np.abs(step_x).max(initial=0.0), np.abs(step_y).max(initial=0.0)) < NEAR_DEGREES:
            break
    return gcj02_to_wgs84(x, y)


def _shift(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the shift of GCJ-02 in degrees of longitude and latitude."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    waves = (20.0 * np.sin(6.0 * x * math.pi) + 20.0 * np.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * np.sin(y * math.pi) + 40.0 * np.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * math.pi) + 320.0 * np.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * np.sin(x * math.pi) + 40.0 * np.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * math.pi) + 300.0 * np.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    sine = np.sin(lat / 180.0 * math.pi)
    curved = 1.0 - SQUARED * sine * sine
    along = AXIS / np.sqrt(curved) * np.cos(lat / 180.0 * math.pi) * math.pi / 180.0
    meridian = AXIS * (1.0 - SQUARED) / (curved * np.sqrt(curved)) * math.pi / 180.0
    return np.asarray(east / along, dtype=np.float64), np.asarray(north / meridian, dtype=np.float64)


def in_metres(points: FloatArray, metres: str) -> FloatArray:
    """Convert points of longitude and latitude, shape (N, 2), to a CRS of metres."""
    there = Transformer.from_crs("EPSG:4326", metres, always_xy=True)
    return np.column_stack(there.transform(points[:, 0], points[:, 1]))
