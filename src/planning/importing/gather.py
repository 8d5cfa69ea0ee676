"""Points of pupils gathered into cells, so that no child can be told by what is written."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Transformer

from planning.domain.frozen import FloatArray, IntArray
from planning.importing.layer import Notes
from planning.importing.request import Request
from planning.importing.zones import Zones
from planning.words import message


def gather(points: FloatArray, pupils: FloatArray, *, metres: str, request: Request, notes: Notes) -> Zones:
    """Gather points of pupils into square cells, and join small cells to their nearest neighbour.

    Parameters
    ----------
    points, pupils
        Longitude and latitude, shape (N, 2), and pupils by band, shape (N, B).
    metres
        CRS of the cells.
    request
        Side of the cells, and fewest pupils that a cell holds.
    notes
        Receives notes on what was done.

    Returns
    -------
    Zones
        Cells with pupils; the points themselves are not kept.
    """
    there = Transformer.from_crs("EPSG:4326", metres, always_xy=True)
    xy = np.column_stack(there.transform(points[:, 0], points[:, 1]))
    cell = np.floor(xy / request.grid_m).astype(np.int64)
    corners, member = np.unique(cell, axis=0, return_inverse=True)
    member = joined(
        np.asarray(corners * request.grid_m, dtype=np.float64),
        member.ravel(),
        pupils.sum(axis=1),
        request.least_count,
    )
    groups = np.unique(member)
    shapes, totals, at = [], [], []
    back = Transformer.from_crs(metres, "EPSG:4326", always_xy=True)
    for group in groups.tolist():
        inside = member == group
        squares = [
            shapely.box(x, y, x + request.grid_m, y + request.grid_m)
            for x, y in np.unique(cell[inside], axis=0) * request.grid_m
        ]
        whole = shapely.union_all(squares)
        shapes.append(shapely.transform(whole, lambda c: np.column_stack(back.transform(c[:, 0], c[:, 1]))))
        totals.append(pupils[inside].sum(axis=0))
        weights = pupils[inside].sum(axis=1)
        # The mean place of at least ``least_count`` children tells of none of them.
        at.append(np.average(points[inside], axis=0, weights=np.maximum(weights, 1e-9)))
    notes.append(
        message(
            "importing.gather.points_pupils_gathered_into_cells",
            n=len(groups),
            grid_m=request.grid_m,
            least_count=request.least_count,
        )
    )
    width = len(str(len(groups)))
    keys = [f"G{i + 1:0{width}d}" for i in range(len(groups))]
    return Zones(
        keys=keys,
        names=[(key, key) for key in keys],
        subdistricts=[request.name_zh] * len(groups),
        shapes=np.array(shapes, dtype=object),
        at=np.array(at),
        pupils=np.array(totals),
    )


def joined(places: FloatArray, member: IntArray, pupils: FloatArray, least: int) -> IntArray:
    """Join cells with few pupils to their nearest neighbour.

    Parameters
    ----------
    places
        Columns and rows of the cells, shape (C, 2).
    member
        Cell of each point, shape (N,).
    pupils
        Pupils of each point, shape (N,).
    least
        Fewest pupils that a cell holds.

    Returns
    -------
    numpy.ndarray
        Cell of each point after joining, shape (N,).
    """
    count = np.bincount(member, weights=pupils, minlength=len(places))
    target = np.arange(len(places))
    centre = places.astype(np.float64).copy()
    while True:
        alive = np.flatnonzero(target == np.arange(len(places)))
        small = alive[count[alive] < least]
        if not len(small) or len(alive) == 1:
            break
        one = small[int(count[small].argmin())]
        others = alive[alive != one]
        near = others[int(((centre[others] - centre[one]) ** 2).sum(axis=1).argmin())]
        target[target == one] = near
        count[near] += count[one]
    return np.asarray(target[member])
