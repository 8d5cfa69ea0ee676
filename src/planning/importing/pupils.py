"""Pupils by zone from points, cells and larger areas; and the table of them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.domain.frozen import FloatArray
from planning.errors import Findings
from planning.importing.cells import Columns, band_shares, by_band, points_of
from planning.importing.faults import no_column
from planning.importing.layer import Layer, Notes
from planning.importing.request import Request
from planning.importing.years import Counts
from planning.importing.zones import Zones
from planning.words import message


def points_and_pupils(
    layer: Layer, columns: Columns, kind: str, *, crs: str | None, request: Request, findings: Findings
) -> tuple[FloatArray, FloatArray] | None:
    """Read points of pupils.

    Parameters
    ----------
    layer, columns, kind
        File, its columns by field, and its section in ``mapping.yaml``.
    crs
        CRS of coordinates in columns; None for degrees.
    request
        Band of pupils without one.
    findings
        Receives the faults.

    Returns
    -------
    tuple of numpy.ndarray or None
        Longitude and latitude, shape (N, 2), and pupils by band, shape (N, B); a point without a number is
        one pupil. None after a fault.
    """
    shapes = points_of(layer, columns, crs=crs, findings=findings)
    if shapes is None:
        if not len(findings):
            no_column(findings, layer, kind, "lon, lat")
        return None
    pupils = by_band(layer, columns, "pupils", bands=request.bands, band=request.band, findings=findings)
    if pupils is None:
        pupils = band_shares(layer, columns, bands=request.bands, band=request.band)
    middle = shapely.centroid(shapes)
    return np.column_stack([shapely.get_x(middle), shapely.get_y(middle)]), pupils


def into_zones(
    points: FloatArray, pupils: FloatArray, zones: Zones, *, metres: str, notes: Notes
) -> FloatArray:
    """Add up points of pupils by zone; points outside every zone go to the nearest.

    Parameters
    ----------
    points, pupils
        Longitude and latitude, shape (N, 2), and pupils by band, shape (N, B).
    zones
        Zones of the district.
    metres
        CRS in which distances are measured.
    notes
        Receives a note on points outside every zone.

    Returns
    -------
    numpy.ndarray
        Pupils by zone and band, shape (Z, B).
    """
    cells = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(metres)
    places = gpd.GeoSeries.from_xy(points[:, 0], points[:, 1], crs="EPSG:4326").to_crs(metres)
    tree = shapely.STRtree(cells.to_numpy())
    (where, cell), metres_off = tree.query_nearest(places.to_numpy(), return_distance=True, all_matches=False)
    outside = metres_off > 0
    if outside.any():
        notes.append(
            message(
                "importing.pupils.points_pupils_lie_no_zone",
                outside=int(outside.sum()),
                metres_off=metres_off.max(),
            )
        )
    total = np.zeros((len(zones.keys), pupils.shape[1]))
    np.add.at(total, cell, pupils[where])
    return total


def from_areas(
    layer: Layer,
    columns: Columns,
    zones: Zones,
    dwellings: FloatArray | None,
    *,
    metres: str,
    request: Request,
    findings: Findings,
    notes: Notes,
) -> FloatArray | None:
    """Share the pupils of larger areas among the zones inside them.

    Parameters
    ----------
    layer, columns
        File of polygons with pupils, and its columns by field.
    zones
        Zones of the district.
    dwellings
        Dwellings of each zone, shape (Z,), as weights (dasymetric); None weights by area alone.
    metres
        CRS in which areas are measured.
    request
        Band of the pupils.
    findings, notes
        Receive the faults, and notes on what was done.

    Returns
    -------
    numpy.ndarray or None
        Pupils by zone and band, shape (Z, B); they add up to the pupils of the areas that touch a zone. None
        after a fault.

    Notes
    -----
    Areal weighting after Goodchild and Lam (1980), with dwellings instead of area if they are known
    (dasymetric, Wright 1936).
    """
    pupils = by_band(layer, columns, "pupils", bands=request.bands, band=request.band, findings=findings)
    if pupils is None or layer.shapes is None:
        no_column(findings, layer, "census", "pupils" if pupils is None else "geometry")
        return None
    large = gpd.GeoSeries(layer.shapes, crs="EPSG:4326").to_crs(metres).to_numpy()
    small = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(metres).to_numpy()
    area, zone = shapely.STRtree(small).query(large, predicate="intersects")
    shared = shapely.area(shapely.intersection(large[area], small[zone]))
    weight = shared if dwellings is None else shared / shapely.area(small[zone]) * dwellings[zone]
    whole = np.bincount(area, weights=weight, minlength=len(large))
    # Areas whose zones hold no dwelling are shared out by area.
    flat = np.bincount(area, weights=shared, minlength=len(large))
    share = np.where(whole[area] > 0, weight / np.where(whole[area] > 0, whole[area], 1.0),
                     shared / np.where(flat[area] > 0, flat[area], 1.0))  # fmt: skip
    total = np.zeros((len(zones.keys), pupils.shape[1]))
    np.add.at(total, zone, share[:, None] * pupils[area])
    by = message("word.dwellings") if dwellings is not None else message("word.area")
    notes.append(message("importing.pupils.pupils_larger_areas_shared_out", by=by))
    return total


def table_of(counts: Counts, zones: Zones, *, source: str, request: Request) -> pd.DataFrame:
    """Return the table ``pupils``: bands that have any, every zone, every year and variant.

    Parameters
    ----------
    counts
        Pupils by variant, year, zone and band; a band is left out of years in which it is not known.
    zones
        Their zones.
    source
        File that they come from.
    request
        How sure the counts are; what is carried on from them is assumed.

    Returns
    -------
    pandas.DataFrame
        With a column ``variant`` only if there are several views of who is coming.
    """
    rows = []
    every = [total for years in counts.variants.values() for total in years.values()]
    present = np.nansum([np.nansum(total, axis=0) for total in every], axis=0) > 0
    for variant, years in counts.variants.items():
        for year, total in years.items():
            sure = request.confidence if year in counts.counted else "assumed"
            for b in np.flatnonzero(present & ~np.isnan(total).any(axis=0)).tolist():
                rows += [
                    (key, request.bands[b].id, year, variant, f"{value:.10g}", source, sure)
                    for key, value in zip(zones.keys, total[:, b].tolist(), strict=True)
                ]
    columns = ["zone_id", "band", "year", "variant", "pupils", "source", "confidence"]
    table = pd.DataFrame(rows, columns=columns)
    return table if any(counts.variants) else table.drop(columns="variant")
