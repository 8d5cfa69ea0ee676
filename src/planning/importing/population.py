"""Pupils by zone from a table of zones: totals or single ages, by year, variant and band."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from planning.domain.bands import BandSystem, Enters
from planning.domain.frozen import FloatArray
from planning.errors import Where
from planning.importing.apart import check_apart, check_parts
from planning.importing.cells import amounts, by_band, numbers, texts
from planning.importing.faults import listed, no_column
from planning.importing.files import Files
from planning.importing.grades import read_grades
from planning.importing.names import directory_of_zones, positions
from planning.importing.request import scenario_name
from planning.importing.years import Counts, Years, check_first_year, years_note, years_of
from planning.importing.zones import Zones
from planning.words import listed as in_words
from planning.words import message

#: Years that single ages are rolled forward.
AHEAD: Final = 10
#: Ages whose mean stands for the births to come.
YOUNGEST: Final = 3


def from_table(files: Files, zones: Zones) -> Counts | None:
    """Read pupils by variant and year from a table of zones.

    Parameters
    ----------
    files
        Planner's files, with ``population``: ages with persons, or pupils by band or grade, of one or several
        years and variants. Receives the faults, and notes on what was assumed.
    zones
        Zones, which the table names by key or name.

    Returns
    -------
    Counts or None
        Pupils of the years counted, and of ten more if single ages roll forward; None after a fault.
    """
    layer, columns, findings = files.layers["population"], files.columns("population"), files.findings
    before = len(findings)
    if "zone_id" not in columns:
        no_column(findings, layer, "population", "zone_id")
        return None
    at = positions(layer, columns, "zone_id", directory_of_zones(zones), findings)
    years = years_of(layer, columns, request=files.request, findings=findings)
    variants = texts(layer, columns, "variant")
    count = _of_ages(files) if "age" in columns else _of_bands(files)
    if count is None or len(findings) > before:
        return None
    names = [name for name in dict.fromkeys(variants) if name] or [""]
    # A row that names no variant holds in each of them.
    rows = {name: [i for i, variant in enumerate(variants) if variant in ("", name)] for name in names}
    keys = [(zone, year) for zone, year in zip(at, years, strict=True)]
    check_apart(files, "population", keys, rows.values())
    check_parts(files, "population")
    if len(findings) > before:
        return None
    tables: dict[str, dict[int, FloatArray]] = {}
    for name, own in rows.items():
        tables[name] = {}
        seen: dict[int, set[int]] = defaultdict(set)
        for i in own:
            zone = at[i]
            assert zone is not None
            total = tables[name].setdefault(years[i], np.zeros((len(zones.keys), count.shape[1])))
            total[zone] += count[i]
            seen[years[i]].add(zone)
        _check_years(files, zones, name, seen)
    counted = frozenset(years)
    check_first_year(layer, columns, counted, request=files.request, findings=findings)
    if len(findings) > before:
        return None
    _say(files, zones, {zone for zone in at if zone is not None}, counted, names)
    if "age" not in columns:
        return Counts(variants=tables, counted=counted)
    until = _ages(files.request.bands)
    ages = {int(age) for age in numbers(layer, columns, "age", findings) if 0 <= age < until}
    return Counts(variants={name: _grown(files, own, ages) for name, own in tables.items()}, counted=counted)


def _of_bands(files: Files) -> FloatArray | None:
    """Return pupils by record and band, shape (N, B)."""
    layer, columns, findings = files.layers["population"], files.columns("population"), files.findings
    if "grade" in columns and "pupils" in columns:
        rungs = read_grades(layer, columns, files.request.bands, findings)
        result = np.zeros((len(layer), len(files.request.bands)))
        pupils = amounts(layer, columns, "pupils", findings)
        for i, rung in enumerate(rungs):
            if rung is not None:
                result[i, rung[0]] = pupils[i]
        return result
    own = by_band(
        layer,
        columns,
        "pupils",
        bands=files.request.bands,
        band=files.request.band,
        findings=findings,
    )
    if own is None:
        no_column(findings, layer, "population", "pupils")
    return own


def _of_ages(files: Files) -> FloatArray | None:
    """Return persons by record and age, up to the last of school, shape (N, A)."""
    layer, columns, findings = files.layers["population"], files.columns("population"), files.findings
    field = "persons" if "persons" in columns else "pupils"
    if field not in columns:
        no_column(findings, layer, "population", "persons")
        return None
    persons = amounts(layer, columns, field, findings)
    ages = numbers(layer, columns, "age", findings, empty=-1.0)
    for i in np.flatnonzero(ages < 0).tolist():
        findings.add(
            layer.where(i, columns["age"]),
            words=message("importing.population.no_age_completed_years"),
            fix=message("importing.population.write_completed_years_0_1"),
        )
    until = _ages(files.request.bands)
    result = np.zeros((len(layer), until))
    known = (ages >= 0) & (ages < until)
    result[known, ages[known].astype(int)] = persons[known]
    return result


def _check_years(files: Files, zones: Zones, variant: str, seen: dict[int, set[int]]) -> None:
    """Report zones that are counted in some years and not in others."""
    layer = files.layers["population"]
    ever = set().union(*seen.values())
    for year, there in sorted(seen.items()):
        gone = [zones.keys[zone] for zone in sorted(ever - there)]
        if gone:
            missing = {"year": year, "n": len(gone), "zones": listed(gone)}
            files.findings.add(
                Where(file=layer.file, column=files.columns("population").get("year")),
                words=message("importing.population.zones_not_counted_in_variant", **missing, variant=variant)
                if variant
                else message("importing.population.zones_not_counted", **missing),
                fix=message("importing.population.add_them_where_nobody_write"),
            )


def _say(files: Files, zones: Zones, there: set[int], counted: frozenset[int], names: list[str]) -> None:
    """Note the years, the variants, and the zones without a row."""
    layer = files.layers["population"]
    note = years_note(layer, counted, files.request)
    if note is not None:
        files.notes.append(note)
    gone = [key for zone, key in enumerate(zones.keys) if zone not in there]
    if gone:
        files.notes.append(
            message(
                "importing.population.no_row_zones_count_nobody",
                file=layer.file,
                n=len(gone),
                zones=listed(gone),
            )
        )
    if names != [""]:
        others = ", ".join(scenario_name(name) for name in names[1:])
        variants = {"variants": ", ".join(names), "first": names[0]}
        files.notes.append(
            message("importing.population.several_variants", **variants, others=others)
            if others
            else message("importing.population.one_variant", **variants)
        )


def _grown(files: Files, counts: dict[int, FloatArray], ages: set[int]) -> Years:
    """Return pupils of the bands' ages as the counted cohorts grow older, without migration or deaths.

    Each year follows from the last count before it, up to ten years after the last count or the plan's first
    year. A band with ages that are not counted, or not yet born without an assumption on births, is NaN.
    """
    request, last = files.request, max(counts)
    until = max(request.year, last) + AHEAD
    result: dict[int, FloatArray] = {}
    for year in range(min(counts), until + 1):
        base = max(known for known in counts if known <= year)
        result[year] = _of_cohorts(counts[base], year - base, ages, request.bands)
    if until not in counts:
        births = set(range(YOUNGEST)) <= ages
        files.notes.append(
            message("importing.population.ages_grown_with_births", until=until)
            if births
            else message("importing.population.ages_grown_without_births", until=until)
        )
    first = [own for year, own in result.items() if year <= request.year]
    lacking = [b for b in range(len(request.bands)) if all(np.isnan(own[:, b]).all() for own in first)]
    for own in result.values():
        own[:, lacking] = np.nan
    if lacking:
        left_out = in_words((request.bands[b].words for b in lacking), "list.names")
        files.notes.append(message("importing.population.ages_these_bands_not_all", bands=left_out))
    return result


def _of_cohorts(count: FloatArray, ahead: int, ages: set[int], bands: BandSystem) -> FloatArray:
    """Return pupils by band, shape (Z, B), of ages counted some years before."""
    youngest = count[:, :YOUNGEST].mean(axis=1)
    now = np.column_stack([*([youngest] * ahead), count])[:, : count.shape[1]]
    born = set(range(YOUNGEST)) <= ages
    result = np.full((len(count), len(bands)), np.nan)
    for b, band in enumerate(bands):
        # Ages do not tell who takes a place beside the bands through which most children pass.
        share = band.demand if band.enters is Enters.SHARE else float(band in bands.through)
        cohorts = [age - ahead for age in band.ages]
        if share and all(age in ages if age >= 0 else born for age in cohorts):
            result[:, b] = share * now[:, band.ages.start : band.ages.stop].sum(axis=1)
    return result


def _ages(bands: BandSystem) -> int:
    """Return the number of ages of school and before it."""
    return max(band.ages.stop for band in bands)
