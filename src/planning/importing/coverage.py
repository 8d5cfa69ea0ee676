"""Zones whose borders were drawn apart become a coverage: no overlaps, no slivers, every border one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray, IntArray
from planning.errors import Findings, Where
from planning.importing.faults import listed_words
from planning.importing.layer import Layer, Notes
from planning.words import Words, message

#: Corners nearer than this to each other are one corner, metres.
SNAP_M: Final = 0.5
#: Gaps narrower than this are slips of drawing, metres; wider ones may be a river, a park or another's land.
GAP_M: Final = 5.0
#: An overlap above this share of the smaller zone, or a zone changed by more, is no slip of drawing.
MOST_SHARE: Final = 0.01
#: Below this the share is not asked for, m2: corners of very small zones.
SLIP_M2: Final = 100.0
#: What overlaps by less is rounding and not told, m2.
TOLD_M2: Final = 0.01


@dataclass(frozen=True, kw_only=True, eq=False)
class _Overlaps:
    """Pairs of zones that overlap, by position, and by how much, m2."""

    one: IntArray
    other: IntArray
    area_m2: FloatArray


def as_coverage(
    layer: Layer,
    shapes: NDArray[np.object_],
    keys: list[str],
    *,
    metres: str,
    findings: Findings,
    notes: Notes,
) -> NDArray[np.object_]:
    """Repair zones so that the borders of neighbours match corner by corner.

    Parameters
    ----------
    layer
        File of the zones.
    shapes
        Valid polygons in degrees.
    keys
        Keys of the zones.
    metres
        CRS in which they are snapped and measured.
    findings
        Receives overlaps that are too large to be slips of drawing.
    notes
        Receives a note on the repairs and their size.

    Returns
    -------
    numpy.ndarray
        Polygons, unchanged if they match or after a fault. In repaired ones corners within half a metre are
        one, and overlaps and gaps narrower than five metres belong to the neighbour with the longest border.

    Notes
    -----
    Cleaned by :func:`shapely.coverage_clean`, the coverage cleaner of GEOS 3.14.
    """
    flat = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs(metres).to_numpy()
    if shapely.coverage_is_valid(shapes) and shapely.coverage_is_valid(flat, gap_width=SNAP_M):
        return shapes
    overlaps = _overlaps(flat)
    area = shapely.area(flat)
    least = np.minimum(area[overlaps.one], area[overlaps.other])
    far = (overlaps.area_m2 > MOST_SHARE * least) & (overlaps.area_m2 > SLIP_M2)
    if far.any():
        _refuse_overlaps(layer, keys, overlaps, far, findings)
        return shapes
    clean = shapely.coverage_clean(  # type: ignore[attr-defined]  # newer than its stubs
        flat, gap_width=GAP_M, snapping_distance=SNAP_M
    )
    moved = shapely.area(shapely.symmetric_difference(flat, clean))
    lost = shapely.is_empty(clean) | ((moved > MOST_SHARE * area) & (moved > SLIP_M2))
    degrees = gpd.GeoSeries(clean, crs=metres).to_crs("EPSG:4326").to_numpy()
    if lost.any() or not shapely.coverage_is_valid(degrees):
        _refuse_change(layer, keys, moved / area, lost, findings)
        return shapes
    _say(layer, keys, flat, clean, overlaps, float((moved / area).max()), notes)
    return np.asarray(degrees, dtype=object)


def _overlaps(flat: NDArray[np.object_]) -> _Overlaps:
    """Return the pairs of polygons that overlap, with the largest overlap first."""
    one, other = shapely.STRtree(flat).query(flat, predicate="intersects")
    one, other = one[one < other], other[one < other]
    area = shapely.area(shapely.intersection(flat[one], flat[other]))
    order = np.argsort(-area, kind="stable")
    order = order[area[order] > TOLD_M2]
    return _Overlaps(one=one[order], other=other[order], area_m2=area[order])


def _refuse_overlaps(
    layer: Layer, keys: list[str], overlaps: _Overlaps, far: NDArray[np.bool_], findings: Findings
) -> None:
    """Report zones that overlap by more than a slip of drawing."""
    pairs = [
        f"{keys[one]} / {keys[other]} {area:,.0f} m2"
        for one, other, area in zip(
            overlaps.one[far].tolist(),
            overlaps.other[far].tolist(),
            overlaps.area_m2[far].tolist(),
            strict=True,
        )
    ]
    findings.add(
        Where(file=layer.file),
        words=message(
            "importing.coverage.zones_overlap", n=len(pairs), share=MOST_SHARE, pairs=listed_words(pairs)
        ),
        fix=message("importing.coverage.correct_borders_smaller_gaps_overlaps"),
    )


def _refuse_change(
    layer: Layer, keys: list[str], share: FloatArray, lost: NDArray[np.bool_], findings: Findings
) -> None:
    """Report zones that a repair would change by more than a slip of drawing."""
    worst = np.argsort(-share, kind="stable")
    zones = [f"{keys[z]} {share[z]:.1%}" for z in worst.tolist() if lost[z] or not lost.any()]
    findings.add(
        Where(file=layer.file),
        words=message("importing.coverage.not_repaired", share=MOST_SHARE, zones=listed_words(zones)),
        fix=message("importing.coverage.check_topology_gis_correct_borders"),
    )


def _say(
    layer: Layer,
    keys: list[str],
    flat: NDArray[np.object_],
    clean: NDArray[np.object_],
    overlaps: _Overlaps,
    most: float,
    notes: Notes,
) -> None:
    """Note the repairs: number, area and largest of the overlaps and gaps."""
    filled = shapely.difference(shapely.union_all(clean), shapely.union_all(flat))
    gaps = shapely.area(shapely.get_parts(filled))
    gaps = gaps[gaps > TOLD_M2]
    said: list[Words] = []
    if len(overlaps.area_m2):
        pair = f"{keys[int(overlaps.one[0])]} / {keys[int(overlaps.other[0])]}"
        said.append(
            message(
                "importing.coverage.overlaps",
                n=len(overlaps.area_m2),
                total_m2=float(overlaps.area_m2.sum()),
                largest_m2=float(overlaps.area_m2[0]),
                pair=pair,
            )
        )
    if len(gaps):
        total_m2, largest_m2 = float(gaps.sum()), float(gaps.max())
        said.append(message("importing.coverage.gaps", n=len(gaps), total_m2=total_m2, largest_m2=largest_m2))
    what = said[0] if said else message("importing.coverage.corners_that_do_not_meet")
    if len(said) > 1:
        what = message("importing.coverage.overlaps_and_gaps", overlaps=said[0], gaps=said[1])
    notes.append(
        message(
            "importing.coverage.borders_did_not_match_repaired",
            file=layer.file,
            what=what,
            snap_m=SNAP_M,
            gap_m=GAP_M,
            most=most,
        )
    )
