"""Distances along a road layer: a graph of its lines, and shortest paths from every school to every zone."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from planning.district import shape_messages
from planning.domain.frozen import FloatArray
from planning.errors import Where
from planning.importing.cells import numbers, texts
from planning.importing.datum import in_metres
from planning.importing.faults import no_column
from planning.importing.files import Files
from planning.importing.layer import Layer, Notes
from planning.importing.matched import words_for
from planning.importing.schools import Rows, time_note
from planning.importing.zones import Zones
from planning.words import Words, message

#: Ends that lie so near each other are one junction, metres.
SNAP_M: Final = 1.0
#: A road has a node at least so often, so that a door is never far from one, metres.
STEP_M: Final = 50.0
#: Longer ways from a door to the road are told, metres.
FAR_M: Final = 500.0
#: Width beside a barrier that its roads end at, metres; wider than the snapping, or they would meet again.
BARRIER_M: Final = 2.0
LISTED: Final = 10


def road_distances(files: Files, zones: Zones, facilities: Rows) -> Rows:
    """Build the rows of ``distances`` along roads.

    Parameters
    ----------
    files
        Planner's files: ``roads``, lines, without motorways and railways if a column states the class, and
        ``barriers``, lines or areas that cut every road except bridges and tunnels. Receives faults and
        notes.
    zones, facilities
        Zones and schools to connect.

    Returns
    -------
    list of dict
        Pairs that the roads connect; a straight line joins a zone to the nearest road. By time, metres are
        minutes at walking speed.

    Notes
    -----
    Lines are noded where they cross, so a bridge over another road counts as a junction; a river is a barrier
    wherever no road crosses it. Shortest paths follow Dijkstra (1959).
    """
    layer, columns, request = files.layers["roads"], files.columns("roads"), files.request
    where = Where(file=layer.file)
    if layer.shapes is None:
        no_column(files.findings, layer, "roads", "geometry")
        return []
    # Nobody walks along a motorway or a railway.
    barring = words_for("road", "barred")
    walked = np.array(
        [not any(word in cell.lower() for word in barring) for cell in texts(layer, columns, "class")]
    )
    drawn = ~(shapely.is_missing(layer.shapes) | shapely.is_empty(layer.shapes))
    if not drawn.all():
        files.notes.append(shapeless(layer.file, int((~drawn).sum())))
    barred = int((drawn & ~walked).sum())
    walked &= drawn
    kinds = set(shapely.get_type_id(layer.shapes[walked]).tolist())
    if not kinds or not kinds <= {1, 5}:
        found = ", ".join(sorted({shape.geom_type for shape in layer.shapes[walked]})) or "empty"
        shape_messages.wrong_shape(files.findings, where, found)
        return []
    lines = gpd.GeoSeries(layer.shapes[walked], crs="EPSG:4326").to_crs(files.metres).to_numpy()
    slow = np.ones(len(lines))
    if request.by == "time":
        speed = numbers(layer, columns, "walk_km_h", files.findings, empty=request.walk_km_h)[walked]
        slow = request.walk_km_h / np.where(speed > 0, speed, request.walk_km_h)
        files.notes.append(time_note(request))
    lines, slow = _cut_by_barriers(files, lines, slow, walked)
    nodes, graph = make_graph(lines, slow)
    if not len(nodes):
        shape_messages.wrong_shape(files.findings, where, "empty")
        return []
    tree = cKDTree(nodes)
    homes = in_metres(zones.at, files.metres)
    sites = in_metres(
        np.array([[float(str(r["lon"])), float(str(r["lat"]))] for r in facilities]), files.metres
    )
    to_road, home = (np.asarray(part) for part in tree.query(homes))
    from_road, site = (np.asarray(part) for part in tree.query(sites))
    paths: FloatArray = np.asarray(dijkstra(graph, directed=False, indices=np.asarray(site)))
    total = from_road[:, None] + paths[:, home] + to_road[None, :]
    _tell(zones, total, to_road, files.notes, layer, barred)
    said = {"source": layer.file, "confidence": request.confidence}
    return [
        {
            "zone_id": zones.keys[z],
            "facility_id": facilities[f]["facility_id"],
            "distance_m": f"{total[f, z]:.3f}",
            **said,
        }
        for z in range(len(zones.keys))
        for f in np.flatnonzero(np.isfinite(total[:, z])).tolist()
    ]


def shapeless(file: str, count: int) -> Words:
    """Return the note on features without a shape."""
    return message("importing.roads.features_no_shape_left_out", file=file, count=count)


def _cut_by_barriers(
    files: Files, lines: NDArray[np.object_], slow: FloatArray, walked: NDArray[np.bool_]
) -> tuple[NDArray[np.object_], FloatArray]:
    """Remove the parts of roads that lie on a barrier; bridges and tunnels stay whole."""
    if "barriers" not in files:
        return lines, slow
    barriers = files.layers["barriers"]
    if barriers.shapes is None:
        no_column(files.findings, barriers, "barriers", "geometry")
        return lines, slow
    layer, columns = files.layers["roads"], files.columns("roads")
    over = np.array(
        [
            _yes(bridge) or _yes(tunnel)
            for bridge, tunnel in zip(
                texts(layer, columns, "bridge"), texts(layer, columns, "tunnel"), strict=True
            )
        ]
    )[walked]
    shapes = gpd.GeoSeries(barriers.shapes, crs="EPSG:4326").to_crs(files.metres).to_numpy()
    wall = shapely.union_all(shapely.buffer(shapes, BARRIER_M))
    crossed = shapely.intersects(lines, wall) & ~over
    kept = np.array(lines, dtype=object)
    kept[crossed] = shapely.difference(lines[crossed], wall)
    cut, passing = int(crossed.sum()), int(over.sum())
    files.notes.append(
        message(
            "importing.roads.roads_end_barriers_marked_bridges", cut=cut, file=barriers.file, passing=passing
        )
    )
    left = ~shapely.is_empty(kept)
    return kept[left], slow[left]


def _yes(cell: str) -> bool:
    return cell.strip().lower() in words_for("answer", "yes")


def make_graph(lines: NDArray[np.object_], slow: FloatArray | None = None) -> tuple[FloatArray, csr_array]:
    """Build a graph of junctions and bends with the lengths between neighbours.

    Parameters
    ----------
    lines
        Road lines in a CRS of metres.
    slow
        Metres counted for a metre of each line, shape (L,); None counts 1.

    Returns
    -------
    tuple
        Points, shape (N, 2), and a sparse matrix of lengths, shape (N, N), with each stretch once.
    """
    # Snap rounding: a lane that ends within the grid's cell of a road is joined to it.
    whole = shapely.union_all(lines, grid_size=SNAP_M)
    parts = shapely.segmentize(shapely.get_parts(whole), STEP_M)
    points, line = shapely.get_coordinates(parts, return_index=True)
    nodes, place = np.unique(np.round(points, 3), axis=0, return_inverse=True)
    place = place.ravel()
    same = line[1:] == line[:-1]
    one, two = place[:-1][same], place[1:][same]
    length = np.hypot(*(nodes[one] - nodes[two]).T)
    if slow is not None and (slow != 1.0).any():
        middle = shapely.points((nodes[one] + nodes[two]) / 2.0)
        length = length * slow[shapely.STRtree(lines).nearest(middle)]
    kept = length > 0
    ends = np.sort(np.column_stack([one[kept], two[kept]]), axis=1)
    pairs, first = np.unique(ends, axis=0, return_index=True)
    graph = csr_array((length[kept][first], (pairs[:, 0], pairs[:, 1])), shape=(len(nodes), len(nodes)))
    return np.asarray(nodes, dtype=np.float64), graph


def _tell(
    zones: Zones, total: FloatArray, to_road: FloatArray, notes: Notes, layer: Layer, barred: int
) -> None:
    notes.append(message("importing.roads.distances_along_roads", file=layer.file, barred=barred))
    cut = [zones.keys[z] for z in np.flatnonzero(~np.isfinite(total).any(axis=0))]
    if cut:
        listed = ", ".join(cut[:LISTED])
        notes.append(message("importing.roads.zones_reach_no_school_road", n=len(cut), zones=listed))
    far = [zones.keys[z] for z in np.flatnonzero(to_road > FAR_M)]
    if far:
        listed = ", ".join(far[:LISTED])
        notes.append(
            message("importing.roads.zones_lie_more_m_nearest", n=len(far), far_m=FAR_M, zones=listed)
        )
