"""Zones and their pupils from whichever files there are, the surest first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from planning.district import messages
from planning.domain.frozen import FloatArray
from planning.errors import Where
from planning.importing.cells import Columns, band_shares
from planning.importing.faults import no_column
from planning.importing.files import Files
from planning.importing.gather import gather
from planning.importing.layer import Layer
from planning.importing.population import from_table
from planning.importing.pupils import from_areas, into_zones, points_and_pupils
from planning.importing.years import Counts, by_year, check_first_year, one_count, years_note, years_of
from planning.importing.zones import Zones, make_zones
from planning.words import message


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
    found = _points(files, kind, files.layers[kind])
    if found is None or _one_year(files, kind) is None:
        return None
    return gather(*found, metres=files.metres, request=files.request, notes=files.notes)


def find_pupils(files: Files, zones: Zones, from_rolls: Callable[[], Counts | None]) -> Counts | None:
    """Return pupils by year from the file that counts them best.

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
    Counts or None
        Pupils by variant, year, zone and band; None after a fault.
    """
    if "population" in files:
        return from_table(files, zones)
    for kind in ("pupils", "grid"):
        if kind in files and "zones" in files:
            return _year_by_year(files, kind, partial(_points_into, files, zones, kind))
    if "census" in files:
        return _year_by_year(files, "census", partial(_areas_into, files, zones))
    if zones.pupils is not None:
        return _of_zones(files, zones.pupils)
    if "rolls" in files:
        return from_rolls()
    kind = "zones" if "zones" in files else "catchments"
    no_column(files.findings, files.layers[kind], kind, "pupils")
    return None


def _year_by_year(files: Files, kind: str, pupils_of: Callable[[Layer], FloatArray | None]) -> Counts | None:
    """Return the counts of a file with records of one or several years, each year apart."""
    layer, columns, request = files.layers[kind], files.columns(kind), files.request
    before = len(files.findings)
    parts = by_year(layer, columns, request=request, findings=files.findings)
    counted = frozenset(parts)
    check_first_year(layer, columns, counted, request=request, findings=files.findings)
    if len(files.findings) > before:
        return None
    years = {year: pupils_of(part) for year, part in parts.items()}
    note = years_note(layer, counted, request)
    if note is not None:
        files.notes.append(note)
    known = {year: pupils for year, pupils in years.items() if pupils is not None}
    return Counts(variants={"": known}, counted=counted) if len(known) == len(years) else None


def _points_into(files: Files, zones: Zones, kind: str, layer: Layer) -> FloatArray | None:
    found = _points(files, kind, layer)
    return None if found is None else into_zones(*found, zones, metres=files.metres, notes=files.notes)


def _areas_into(files: Files, zones: Zones, layer: Layer) -> FloatArray | None:
    return from_areas(
        layer,
        files.columns("census"),
        zones,
        zones.dwellings,
        metres=files.metres,
        request=files.request,
        findings=files.findings,
        notes=files.notes,
    )


def _of_zones(files: Files, pupils: FloatArray) -> Counts | None:
    """Return the counts in the file of zones itself."""
    kind = next((kind for kind in ("zones", "pupils", "grid") if kind in files), None)
    if kind is None:
        return one_count(files.request.year, pupils)
    year = _one_year(files, kind)
    return None if year is None else one_count(year, pupils)


def _one_year(files: Files, kind: str) -> int | None:
    """Return the year of all records of a file; report several years."""
    layer, columns, request = files.layers[kind], files.columns(kind), files.request
    before = len(files.findings)
    years = frozenset(years_of(layer, columns, request=request, findings=files.findings))
    if len(years) > 1:
        listed = ", ".join(map(str, sorted(years)))
        files.findings.add(
            Where(file=layer.file, column=columns.get("year")),
            words=message("importing.demand.several_school_years_file_not", years=listed),
            fix=message("importing.demand.keep_one_them_give_pupils"),
        )
    check_first_year(layer, columns, years, request=request, findings=files.findings)
    if len(files.findings) > before:
        return None
    note = years_note(layer, years, request)
    if note is not None:
        files.notes.append(note)
    return next(iter(years), request.year)


def _of_catchments(files: Files) -> Zones | None:
    """Return the catchments of the band with the most catchments as zones."""
    layer, columns = files.layers["catchments"], files.columns("catchments")
    held = band_shares(layer, columns, bands=files.request.bands, band=files.request.band) > 0
    most = int(held.sum(axis=0).argmax())
    own = np.flatnonzero(held[:, most]).tolist()
    part = layer.part(own)
    band = files.request.bands[most].words
    files.notes.append(message("importing.demand.no_file_zones_catchments_today", band=band, n=len(own)))
    named = Columns()
    if "facility_id" in columns:
        named |= {"name_zh": columns["facility_id"]}
    return make_zones(
        part,
        named,
        crs=files.crs("catchments"),
        metres=files.metres,
        request=files.request,
        findings=files.findings,
        notes=files.notes,
    )


def _points(files: Files, kind: str, layer: Layer) -> tuple[FloatArray, FloatArray] | None:
    return points_and_pupils(
        layer,
        files.columns(kind),
        kind,
        crs=files.crs(kind),
        request=files.request,
        findings=files.findings,
    )
