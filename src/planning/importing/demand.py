"""Zones and their pupils from whichever files there are, the surest first."""

from __future__ import annotations

from collections.abc import Callable

from planning.district import messages
from planning.domain.frozen import FloatArray
from planning.errors import Where
from planning.importing.files import Files
from planning.importing.gather import gather
from planning.importing.pupils import from_areas, from_table, into_zones, points_and_pupils
from planning.importing.zones import Zones, make_zones

Years = dict[int, FloatArray]


def find_zones(files: Files) -> Zones | None:
    """Return the zones of the file that has them, or cells of gathered pupils; None after a fault."""
    if "zones" in files:
        return make_zones(
            files.layers["zones"],
            files.columns("zones"),
            crs=files.crs("zones"),
            metres=files.metres,
            request=files.request,
            findings=files.findings,
            notes=files.notes,
        )
    kind = "pupils" if "pupils" in files else "grid" if "grid" in files else None
    if kind is None:
        messages.missing_file(files.findings, Where(file="--zones"))
        return None
    found = _points(files, kind)
    if found is None:
        return None
    return gather(*found, metres=files.metres, request=files.request, notes=files.notes)


def find_pupils(files: Files, zones: Zones, from_rolls: Callable[[], Years | None]) -> Years | None:
    """Return pupils by year from the file that counts them best.

    Parameters
    ----------
    files
        The planner's files.
    zones
        The zones.
    from_rolls
        Gives pupils by the rolls of schools; asked where no file counts them where they live.

    Returns
    -------
    dict or None
        Pupils by zone and band, shape (Z, B), by year; None after a fault.
    """
    request, findings, notes = files.request, files.findings, files.notes
    if "population" in files:
        layer, columns = files.layers["population"], files.columns("population")
        return from_table(layer, columns, zones, request=request, findings=findings, notes=notes)
    for kind in ("pupils", "grid"):
        if kind in files and "zones" in files:
            found = _points(files, kind)
            if found is None:
                return None
            return {request.year: into_zones(*found, zones, metres=files.metres, notes=notes)}
    if "census" in files:
        total = from_areas(
            files.layers["census"],
            files.columns("census"),
            zones,
            zones.dwellings,
            metres=files.metres,
            request=request,
            findings=findings,
            notes=notes,
        )
        return None if total is None else {request.year: total}
    if zones.pupils is not None:
        return {request.year: zones.pupils}
    if "rolls" in files:
        return from_rolls()
    where = Where(file=files.layers["zones"].file, column="pupils")
    messages.missing_column(findings, where, files.layers["zones"].columns)
    return None


def _points(files: Files, kind: str) -> tuple[FloatArray, FloatArray] | None:
    return points_and_pupils(
        files.layers[kind],
        files.columns(kind),
        crs=files.crs(kind),
        request=files.request,
        findings=files.findings,
    )
