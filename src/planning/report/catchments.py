"""Outlines of the catchments that result from a plan."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from planning.report.names import Subject


def dissolve(subject: Subject) -> dict[tuple[int, ...], BaseGeometry]:
    """Return the polygon of each catchment's set of zones, WGS 84; the same set is dissolved once."""
    shapes = subject.zones.geometry.to_numpy()
    sets = {catchment.zones for catchment in subject.appraisal.catchments}
    return {zones: shapely.coverage_union_all(shapes[list(zones)]) for zones in sorted(sets)}
