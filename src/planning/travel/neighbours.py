"""Which zones border on each other, and which zone holds each facility."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from planning.domain.frozen import IntArray

#: Zones closer than this touch: layers drawn by hand leave gaps.
TOUCH_M: Final = 1.0
#: A common border is at least this long: corners are none.
BORDER_M: Final = 10.0


def neighbours(shapes: NDArray[np.object_]) -> IntArray:
    """Return the pairs of adjacent zones, shape (M, 2).

    Groups of zones that touch no other, such as islands, are joined to the nearest zone; otherwise no
    catchment could join them to a school elsewhere.

    Parameters
    ----------
    shapes
        Polygons of the zones in a CRS of metres, shape (Z,).

    Returns
    -------
    numpy.ndarray
        Positions of the zones, the smaller first, each pair once.

    Examples
    --------
    Three squares of 100 metres in a row:

    >>> row = np.array([shapely.box(100 * i, 0, 100 * i + 100, 100) for i in range(3)])
    >>> neighbours(row)
    array([[0, 1],
           [1, 2]])
    """
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=TOUCH_M)
    keep = one < other
    one, other = one[keep], other[keep]
    border = shapely.intersection(shapely.boundary(shapes[one]), shapely.buffer(shapes[other], TOUCH_M))
    # What overlaps for more than a border, a zone around another among them, is beside it as well.
    long = shapely.length(border) >= BORDER_M
    pairs = np.column_stack([one[long], other[long]]).astype(np.int64)
    return _joined(pairs, shapes)


def homes(shapes: NDArray[np.object_], points: NDArray[np.object_]) -> IntArray:
    """Return the zone that contains each point, or else the nearest, shape (F,).

    Parameters
    ----------
    shapes, points
        Polygons of the zones and points of the sites, in the same CRS of metres.

    Returns
    -------
    numpy.ndarray
        Positions of the zones, shape (F,).

    Examples
    --------
    >>> row = np.array([shapely.box(100 * i, 0, 100 * i + 100, 100) for i in range(3)])
    >>> homes(row, shapely.points([[250, 50], [-20, 50]]))   # the second point lies outside
    array([2, 0])
    """
    return np.asarray(shapely.STRtree(shapes).nearest(points), dtype=np.int64)


def _joined(pairs: IntArray, shapes: NDArray[np.object_]) -> IntArray:
    """Add the shortest link between groups of zones until all are connected."""
    # Imported here, because few scenarios have rules on catchments.
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    count = len(shapes)
    while True:
        one, other = pairs.reshape(-1, 2).T
        graph = csr_array((np.ones(len(pairs)), (one, other)), shape=(count, count))
        groups, group = connected_components(graph, directed=False)
        if groups == 1:
            return pairs
        sizes = np.bincount(group)
        alone = np.flatnonzero(group == int(sizes.argmin()))
        rest = np.flatnonzero(group != int(sizes.argmin()))
        tree = shapely.STRtree(shapes[rest])
        (at, near), far = tree.query_nearest(shapes[alone], return_distance=True, all_matches=False)
        best = int(far.argmin())
        link = sorted((int(alone[at[best]]), int(rest[near[best]])))
        pairs = np.vstack([pairs.reshape(-1, 2), [link]])
