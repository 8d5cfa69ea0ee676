"""A case made of two tables that are in memory: zones with pupils, schools with seats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planning.ask.case import Case, case_of
from planning.ask.kept import KeptFolder
from planning.ask.source import Source
from planning.importing.request import Request
from planning.runs.bring import import_district


def case_from(
    *,
    zones: Any,
    schools: Any,
    year: int,
    band: str = "",
    name: str = "district",
    confidence: str = "estimated",
    bands: str | Path = "cn-633",
    currency: str = "CNY",
) -> Case:
    """Make a case from two GeoDataFrames, with columns guessed as by ``planning import``.

    Parameters
    ----------
    zones
        GeoDataFrame of polygons or points with the pupils of each zone, in any CRS that it states.
    schools
        GeoDataFrame of points with the seats of each school.
    year
        School year of the pupils, and first year of the plan.
    band
        Band of pupils and seats if the columns do not name one; the first compulsory band if left empty.
    name
        Name of the district.
    confidence
        Confidence of the figures: ``official``, ``press``, ``estimated`` or ``assumed``.
    bands
        Bands of the district: name of a ready-made table, or path of a CSV file.
    currency
        Currency of the district, code as in ISO 4217.

    Returns
    -------
    Case
        Case of one year that places every pupil and counts distance alone.

    Raises
    ------
    InputError
        If the tables have faults; carries all of them.
    """
    kept = KeptFolder.made()
    files = {"zones": kept.path / "zones.gpkg", "schools": kept.path / "schools.gpkg"}
    for kind, frame in (("zones", zones), ("schools", schools)):
        frame.to_file(files[kind], driver="GPKG", layer=kind)
    request = Request(
        name_zh=name,
        name_en=name,
        year=year,
        band=band,
        confidence=confidence,
        table=bands,
        currency_code=currency,
    )
    district = kept.path / "district"
    import_district(district, files, request=request)
    return case_of(Source(scenario=district / "base.yaml", kept=kept))
