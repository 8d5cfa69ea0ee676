"""Zones and their pupils from whichever files there are, the surest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planning.district import messages
from planning.domain.bands import BAND_NAMES, BANDS
from planning.domain.frozen import FloatArray
from planning.errors import Where
from planning.importing.cells import bands_of
from planning.importing.files import Files
from planning.importing.gather import gather
from planning.importing.pupils import from_areas, from_table, into_zones, points_and_pupils
from planning.importing.zones import Zones, make_zones

Years = dict[int, FloatArray]


def find_zones(files: Files) -> Zones | None:
    """Find the zones of a district; None after a fault.

    Without a file of zones, the zones are cells of gathered pupils, or today's catchments.
    """
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
    if kind is None and "catchments" in files and files.layers["catchments"].shapes is not None:
        return _of_catchments(files)
    if kind is None:
        messages.missing_file(files.findings, Where(file="--zones"))
        return None
    found = _points(files, kind)
    if found is None:
        return None
    return gather(*found, metres=files.metres, request=files.request, notes=files.notes)


def find_pupils(files: Files, zones: Zones, from_rolls: Callable[[], Years | None]) -> Years | None:
    """Find pupils by year in the file that counts them best.

    Parameters
    ----------
    files
        Planner's files.
    zones
        Zones of the district.
    from_rolls
        Function that derives pupils from the rolls of schools, called if no file counts pupils by home.

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
    layer = files.layers["zones" if "zones" in files else "catchments"]
    messages.missing_column(findings, Where(file=layer.file, column="pupils"), layer.columns)
    return None


def _of_catchments(files: Files) -> Zones | None:
    """Return the catchments of the band with the most catchments as zones."""
    layer, columns = files.layers["catchments"], files.columns("catchments")
    bands = bands_of(layer, columns, band=files.request.band, findings=files.findings)
    own = np.flatnonzero(bands == np.bincount(bands).argmax()).tolist()
    assert layer.shapes is not None
    part = replace(
        layer,
        columns={name: [cells[i] for i in own] for name, cells in layer.columns.items()},
        rows=[layer.rows[i] for i in own],
        shapes=layer.shapes[own],
    )
    zh, en = BAND_NAMES[BANDS[int(bands[own[0]])]]
    files.notes.append(
        (
            f"没有需求区文件：以{zh}现行学区为需求区，共 {len(own)} 个",
            f"there is no file of zones: the {len(own)} catchments of today stand for them ({en})",
        )
    )
    named = {"name_zh": columns["facility_id"]} if "facility_id" in columns else {}
    return make_zones(
        part,
        named,
        crs=files.crs("catchments"),
        metres=files.metres,
        request=files.request,
        findings=files.findings,
        notes=files.notes,
    )


def _points(files: Files, kind: str) -> tuple[FloatArray, FloatArray] | None:
    return points_and_pupils(
        files.layers[kind],
        files.columns(kind),
        crs=files.crs(kind),
        request=files.request,
        findings=files.findings,
    )
