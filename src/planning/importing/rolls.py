"""Pupils of zones where nothing is known but the rolls of schools."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import cKDTree

from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.forecast.entry import level_entries
from planning.forecast.methods import project
from planning.forecast.progression import pooled_ratios
from planning.forecast.rolls import Rolls
from planning.importing.apart import check_apart, check_parts
from planning.importing.cells import amounts, band_shares
from planning.importing.datum import in_metres
from planning.importing.faults import no_column
from planning.importing.files import Files
from planning.importing.grades import read_grades
from planning.importing.names import directory_of_schools, positions
from planning.importing.schools import Rows
from planning.importing.years import Counts, check_first_year, years_of
from planning.importing.zones import Zones
from planning.words import message

#: Years that rolls by grade are moved on.
AHEAD: Final = 10
#: The weighted mean of the last ratios, the plainest that back-tests well.
METHOD: Final = "weighted"


def pupils_from_rolls(files: Files, zones: Zones, facilities: Rows, catchments: Rows) -> Counts | None:
    """Return pupils by year from the rolls of schools, shared out to the zones from which they may come.

    Parameters
    ----------
    files
        Planner's files, with ``rolls``: school, year, grade or band, pupils.
    zones
        Zones of the district.
    facilities
        Schools, which the rolls name by key or name.
    catchments
        Today's catchments; may be empty.

    Returns
    -------
    Counts or None
        Pupils of the plan's first year, and of ten more if rolls come by grade. None after a fault.

    Notes
    -----
    Rolls by grade move on by the ratios of progression of all schools together, and the entry grade stays at
    the mean of its last three counts; see :mod:`planning.forecast.progression`. The pupils of a school live
    in its catchment of today, or else in the zones to which it is the nearest of its band, spread over them
    by dwellings, or else by area.
    """
    layer, columns, findings = files.layers["rolls"], files.columns("rolls"), files.findings
    before = len(findings)
    lacking = next((field for field in ("facility_id", "pupils") if field not in columns), None)
    if lacking is not None:
        no_column(findings, layer, "rolls", lacking)
        return None
    counts = amounts(layer, columns, "pupils", findings)
    years = years_of(layer, columns, request=files.request, findings=findings)
    sites = positions(layer, columns, "facility_id", directory_of_schools(facilities), findings)
    graded = "grade" in columns
    rungs = read_grades(layer, columns, files.request.bands, findings) if graded else []
    check_apart(files, "rolls", list(zip(sites, years, strict=True)), [range(len(layer))])
    check_parts(files, "rolls")
    if len(findings) > before:
        return None
    first = files.request.year
    last = max((year for year in years if year <= first), default=None)
    if last is None:
        check_first_year(layer, columns, frozenset(years), request=files.request, findings=findings)
        return None
    shares = band_shares(layer, columns, bands=files.request.bands, band=files.request.band)
    table: dict[tuple[int, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for i, (site, year, number) in enumerate(zip(sites, years, counts.tolist(), strict=True)):
        assert site is not None
        own = (
            [(rungs[i], 1.0)] if graded else [((b, 0), v) for b, v in enumerate(shares[i].tolist()) if v > 0]
        )
        for rung, share in own:
            if rung is not None and year <= last:
                cells = table[site, rung[0]]
                cells[year, rung[1]] = cells.get((year, rung[1]), 0.0) + number * share
    ahead = range(first, first + AHEAD + 1) if graded else range(first, first + 1)
    at_schools = (
        _ahead(table, len(facilities), last, ahead, files.request.bands)
        if graded
        else _held(table, len(facilities), last, files.request.bands)
    )
    result = {year: np.zeros((len(zones.keys), len(files.request.bands))) for year in ahead}
    for b in sorted({band for _, band in table}):
        share = _shares(files, zones, facilities, catchments, b, at_schools[first][:, b])
        for year in ahead:
            result[year][:, b] = share @ at_schools[year if graded else first][:, b]
    _say(files, zones, last, graded=graded, by_catchment=bool(catchments))
    return Counts(variants={"": result}, counted=frozenset((first,)))


def _held(
    table: dict[tuple[int, int], dict[tuple[int, int], float]], count: int, last: int, bands: BandSystem
) -> dict[int, FloatArray]:
    """Return pupils of the last count by school and band, whatever the plan's year."""
    total = np.zeros((count, len(bands)))
    for (site, band), cells in table.items():
        total[site, band] = sum(pupils for (year, _), pupils in cells.items() if year == last)
    return defaultdict(lambda: total)


def _ahead(
    table: dict[tuple[int, int], dict[tuple[int, int], float]],
    count: int,
    last: int,
    years: range,
    bands: BandSystem,
) -> dict[int, FloatArray]:
    """Return pupils by school and band in the years ahead, with grades moved on."""
    result = {year: np.zeros((count, len(bands))) for year in (last, *years)}
    for b, band in enumerate(bands):
        own = {site: cells for (site, at), cells in table.items() if at == b}
        if not own:
            continue
        grades = range(band.years)
        past = tuple(range(min(year for cells in own.values() for year, _ in cells), last + 1))
        # A school counted in a year has no pupils in the grades that its record leaves out.
        pupils = np.array(
            [
                [
                    [cells.get((year, g), 0.0 if (year in {y for y, _ in cells}) else np.nan) for g in grades]
                    for year in past
                ]
                for cells in own.values()
            ]
        )
        rolls = Rolls(places=tuple(map(str, own)), years=past, grades=tuple(grades), pupils=pupils)
        now = np.nan_to_num(rolls.pupils[:, -1])
        gone = ~(now.sum(axis=1) > 0)
        entries = np.where(gone[:, None], 0.0, level_entries(rolls, horizon=max(years[-1] - last, 1)))
        ahead = project(last=now, ratios=pooled_ratios(rolls, method=METHOD), entries=entries)
        for row, site in enumerate(own):
            result[last][site, b] = now[row].sum()
            for year in years:
                if year > last:
                    result[year][site, b] = ahead[row, year - last - 1].sum()
    return result


def _shares(
    files: Files, zones: Zones, facilities: Rows, catchments: Rows, band: int, pupils: FloatArray
) -> FloatArray:
    """Return the share of each school's pupils that lives in each zone, shape (Z, F); columns sum to 1."""
    shapes = gpd.GeoSeries(zones.shapes, crs="EPSG:4326").to_crs(files.metres)
    weight = shapely.area(shapes.to_numpy())
    if zones.dwellings is not None and zones.dwellings.sum() > 0:
        weight = np.asarray(zones.dwellings, dtype=np.float64)
    home = np.zeros((len(zones.keys), len(facilities)), dtype=bool)
    position = {key: z for z, key in enumerate(zones.keys)}
    site = {str(row["facility_id"]): f for f, row in enumerate(facilities)}
    for row in catchments:
        if row["band"] == files.request.bands[band].id:
            home[position[str(row["zone_id"])], site[str(row["facility_id"])]] = True
    places = in_metres(
        np.array([[float(str(r["lon"])), float(str(r["lat"]))] for r in facilities]), files.metres
    )
    doors = in_metres(zones.at, files.metres)
    open_ = np.flatnonzero(pupils > 0)
    without = open_[~home[:, open_].any(axis=0)]
    if len(without):
        _, nearest = cKDTree(places[without]).query(doors)
        home[np.arange(len(doors)), without[nearest]] |= ~home.any(axis=1)
        for f in without[~home[:, without].any(axis=0)].tolist():
            _, zone = cKDTree(doors).query(places[f])
            home[int(zone), f] = True
    share = home * weight[:, None]
    empty = home.any(axis=0) & ~(share.sum(axis=0) > 0)
    share[:, empty] = home[:, empty]
    whole = share.sum(axis=0)
    return np.asarray(share / np.where(whole > 0, whole, 1.0), dtype=np.float64)


def _say(files: Files, zones: Zones, last: int, *, graded: bool, by_catchment: bool) -> None:
    where = (
        message("importing.rolls.in_its_catchment")
        if by_catchment
        else message("importing.rolls.in_the_zones_nearest_to_it")
    )
    files.notes.append(
        message(
            "importing.rolls.only_rolls_known_pupils_school",
            last=last,
            where=where,
            by=message("word.dwellings") if zones.dwellings is not None else message("word.area"),
        )
    )
    files.notes.append(
        message("importing.rolls.grades_move_ratios_all_schools", year=files.request.year + AHEAD)
        if graded
        else message("importing.rolls.rolls_do_not_tell_grades")
    )
