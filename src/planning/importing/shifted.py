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
                findings,
                files.layers["schools"].file,
                "schools",
                name,
                words=message(
                    "importing.shifted.lies_some_500_m_off", before=before, datum=name, after=after
                ),
            )
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
        files.findings,
        layer.file,
        "projects",
        name if name != "?" else "EPSG:...",
        words=message("importing.shifted.projects_lie_alike", n=len(both), apart_m=apart)
        if name == "?"
        else message("importing.shifted.projects_fit_once_taken", n=len(both), apart_m=apart, datum=name),
    )


def _tell(findings: Findings, file: str, kind: str, datum: str, *, words: Words) -> None:
    findings.add(
        Where(file=file),
        words=words,
        fix=message("importing.shifted.write_the_datum", kind=kind, datum=datum),
    )
