"""Tell a layer that lies some 500 m off the others, and in which datum it would not."""

from __future__ import annotations

import numpy as np
import shapely

from planning.errors import Findings, Where
from planning.importing.cells import points_of, texts
from planning.importing.files import Files
from planning.importing.schools import Rows
from planning.importing.shift import in_china, outside_says, pairs_say
from planning.importing.zones import Zones
from planning.words import Words, message


def look_for_shift(zones: Zones, facilities: Rows, files: Files) -> None:
    """Report schools shifted off the zones, and projects shifted off the schools that they name.

    Parameters
    ----------
    zones, facilities
        Zones and schools made from the files.
    files
        Planner's files, which receive the faults; a CRS that the planner states is not questioned.
    """
    findings, metres = files.findings, files.metres
    points = np.array([[float(str(row["lon"])), float(str(row["lat"]))] for row in facilities])
    if not in_china(points):
        return
    if not files.crs("schools"):
        found = outside_says(points, zones.shapes, metres)
        if found is not None:
            name, before, after = found
            _tell(
                findings, files.layers["schools"].file, "schools", name,
                words=message("importing.shifted.lies_some_500_m_off", before=before, named=name, after=after),
                )  # fmt: skip
    if "projects" in files and not files.crs("projects"):
        _projects(facilities, files)


def _projects(facilities: Rows, files: Files) -> None:
    """Compare projects with the schools of the same name."""
    layer, columns = files.layers["projects"], files.columns("projects")
    shapes = points_of(layer, columns, crs=None, findings=Findings())
    if shapes is None:
        return
    known = {str(row["name_zh"]): (float(str(row["lon"])), float(str(row["lat"]))) for row in facilities}
    names = texts(layer, columns, "name_zh")
    both = [
        (known[name], shapely.centroid(shape))
        for name, shape in zip(names, shapes, strict=True)
        if name in known
    ]
    one = np.array([place for place, _ in both]).reshape(-1, 2)
    two = np.array([[shape.x, shape.y] for _, shape in both]).reshape(-1, 2)
    found = pairs_say(one, two, files.metres)
    if found is None:
        return
    name, apart = found
    _tell(
        files.findings, layer.file, "projects", name if name != "?" else "EPSG:...",
        words=message("importing.shifted.projects_lie_alike_some_m", n=len(both), apart=apart, value=('' if name == '?' else message("importing.shifted.them_once_they_taken", named=name))),
        )  # fmt: skip


def _tell(findings: Findings, file: str, kind: str, datum: str, *, words: Words) -> None:
    findings.add(
        Where(file=file),
        zh=zh,
        en=en,
        fix_zh=f"若其坐标取自地图服务，请在 mapping.yaml 中 {kind} 的 crs 写 {datum}；"
        "确为 WGS 84 则写 EPSG:4326",
        fix_en=f"If it comes from a map service, write {datum} at crs of {kind} in mapping.yaml; if it is "
        "WGS 84 for sure, write EPSG:4326",
    )
