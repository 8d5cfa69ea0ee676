"""Today's catchments: a table of zones and schools, or polygons checked against zones and schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from planning.district import shape_messages
from planning.domain.frozen import FloatArray
from planning.importing.cells import band_shares
from planning.importing.faults import no_column
from planning.importing.files import Files
from planning.importing.names import directory_of_schools, positions
from planning.importing.schools import Rows, pairs_of
from planning.importing.zones import Zones
from planning.words import message

#: A zone belongs to every catchment that holds at least so much of it; one that is split, to several.
MEMBER: Final = 0.2
#: Overlaps and gaps below this, or thinner than this, are slivers of drawing.
SLIVER_M2: Final = 1_000.0
SLIVER_M: Final = 5.0
WORST: Final = 10


@dataclass(frozen=True, kw_only=True, eq=False)
class _Drawn:
    """Catchments of one band: positions of records and schools, and shapes in a CRS of metres."""

    band: int
    site: list[int]
    shapes: NDArray[np.object_]


def find_catchments(files: Files, zones: Zones, facilities: Rows) -> Rows:
    """Build the rows of today's catchments; empty without a file or after a fault.

    Parameters
    ----------
    files
        Planner's files; ``catchments`` has a row for each zone and school, or a polygon for each school.
        Receives the faults, and notes on gaps, overlaps, slivers and schools outside their own catchment.
    zones, facilities
        Zones and schools that the catchments refer to.

    Returns
    -------
    list of dict
        Rows with zone, facility and band.
    """
    if "catchments" not in files:
        return []
    layer, columns = files.layers["catchments"], files.columns("catchments")
    said = {"source": layer.file, "confidence": files.request.confidence}
    if "facility_id" not in columns:
        no_column(files.findings, layer, "catchments", "facility_id")
        return []
    bands = files.request.bands
    held = band_shares(layer, columns, bands=bands, band=files.request.band) > 0
    if "zone_id" in columns or layer.shapes is None:
        found = pairs_of(files, "catchments", zones, facilities)
        return [
            {"zone_id": zone, "facility_id": site, "band": bands[b].id, **said}
            for i, zone, site in found
            for b in np.flatnonzero(held[i]).tolist()
        ]
    sites = positions(layer, columns, "facility_id", directory_of_schools(facilities), files.findings)
    for i, shape in enumerate(layer.shapes):
        if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
            kind = "empty" if shape is None or shape.is_empty else shape.geom_type
            shape_messages.wrong_shape(files.findings, layer.where(i), kind)
    if len(files.findings):
        return []
    drawn = gpd.GeoSeries(layer.shapes, crs="EPSG:4326").to_crs(files.metres).make_valid().to_numpy()
    cells = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(files.metres).to_numpy()
    rows: Rows = []
    for b in np.flatnonzero(held.any(axis=0)).tolist():
        own = np.flatnonzero(held[:, b])
        catchments = _Drawn(band=b, site=[sites[i] or 0 for i in own.tolist()], shapes=drawn[own])
        share = _shares(cells, catchments.shapes)
        _tell(files, zones, facilities, catchments, cells, share)
        members = {(z, catchments.site[c]) for z, c in zip(*np.nonzero(share >= MEMBER), strict=True)}
        rows += [
            {
                "zone_id": zones.keys[z],
                "facility_id": facilities[f]["facility_id"],
                "band": bands[b].id,
                **said,
            }
            for z, f in sorted(members)
        ]
    return rows


def _shares(cells: NDArray[np.object_], shapes: NDArray[np.object_]) -> FloatArray:
    """Return the share of each zone that lies in each catchment, shape (Z, C)."""
    one, other = shapely.STRtree(shapes).query(cells, predicate="intersects")
    share = np.zeros((len(cells), len(shapes)))
    share[one, other] = shapely.area(shapely.intersection(cells[one], shapes[other]))
    return share / shapely.area(cells)[:, None]


def _away_m(facilities: Rows, drawn: _Drawn, metres: str) -> FloatArray:
    """Return how far each school stands from its catchment, metres, shape (C,)."""
    points = gpd.GeoSeries.from_xy(
        [float(str(facilities[f]["lon"])) for f in drawn.site],
        [float(str(facilities[f]["lat"])) for f in drawn.site],
        crs="EPSG:4326",
    ).to_crs(metres)
    return np.asarray(shapely.distance(points.to_numpy(), drawn.shapes), dtype=np.float64)


def _tell(
    files: Files,
    zones: Zones,
    facilities: Rows,
    drawn: _Drawn,
    cells: NDArray[np.object_],
    share: FloatArray,
) -> None:
    """Note every kind of misfit with its count and ten worst cases."""
    names = [str(facilities[f]["name_zh"]) for f in drawn.site]
    band = files.request.bands[drawn.band].words
    file = files.layers["catchments"].file
    covered = shapely.union_all(drawn.shapes)
    gaps = shapely.area(shapely.difference(cells, covered))
    found: list[tuple[str, list[tuple[float, str]]]] = []
    slivers = int(((gaps > 1.0) & (gaps < SLIVER_M2)).sum())
    open_ = [(float(gaps[z]), zones.keys[z]) for z in np.flatnonzero(gaps >= SLIVER_M2).tolist()]
    found.append(("importing.catchments.zones_not_wholly_covered", open_))
    one, other = shapely.STRtree(drawn.shapes).query(drawn.shapes, predicate="intersects")
    twice = []
    for i, j in zip(one.tolist(), other.tolist(), strict=True):
        if i < j and drawn.site[i] != drawn.site[j]:
            both = shapely.intersection(drawn.shapes[i], drawn.shapes[j])
            if both.area >= SLIVER_M2 and not shapely.buffer(both, -SLIVER_M / 2).is_empty:
                twice.append((float(both.area), f"{names[i]} / {names[j]}"))
            elif both.area > 1.0:
                slivers += 1
    found.append(("importing.catchments.catchments_overlap", twice))
    away = _away_m(facilities, drawn, files.metres)
    outside = [(float(away[i]), names[i]) for i in np.flatnonzero(away > SLIVER_M).tolist()]
    found.append(("importing.catchments.schools_outside_their_own", outside))
    split = int(((share >= MEMBER).sum(axis=1) > 1).sum())
    for id_, items in found:
        if items:
            worst = sorted(items, key=lambda item: -item[0])[:WORST]
            listed = ", ".join(f"{name} {size:,.0f}" for size, name in worst)
            files.notes.append(message(id_, file=file, band=band, n=len(items), worst=listed))
    if slivers:
        files.notes.append(
            message(
                "importing.catchments.slivers_gaps_overlaps_passed_over",
                file=file,
                band=band,
                slivers=slivers,
            )
        )
    if split:
        files.notes.append(
            message(
                "importing.catchments.zones_lie_across_border_count",
                file=file,
                band=band,
                split=split,
            )
        )
