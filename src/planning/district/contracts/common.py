"""Columns that many tables share."""

from __future__ import annotations

from planning.district.contract import Column
from planning.domain.bands import BandSystem
from planning.domain.sources import CONFIDENCES
from planning.words import Words, message

SOURCE = Column(name="source", words=message("contracts.common.where_figures_row_come"))
CONFIDENCE = Column(
    name="confidence",
    words=message("contracts.common.how_sure_row_s_figures"),
    choices=CONFIDENCES,
)
NAME_ZH = Column(name="name_zh", words=message("word.chinese_name"))
NAME_EN = Column(name="name_en", words=message("word.english_name"))
LON = Column(
    name="lon",
    words=message("contracts.common.longitude"),
    kind="number",
    unit="degrees, WGS 84",
    minimum=-180,
    maximum=180,
)
LAT = Column(
    name="lat",
    words=message("contracts.common.latitude"),
    kind="number",
    unit="degrees, WGS 84",
    minimum=-90,
    maximum=90,
)


def band(bands: BandSystem, *, words: Words | None = None) -> Column:
    """Return a column for a band of the district, whose meaning may be said otherwise."""
    return Column(name="band", words=words or message("contracts.common.band"), choices=bands.ids)


def zone_id() -> Column:
    """Return a column that refers to a demand zone."""
    return Column(name="zone_id", words=message("contracts.common.demand_zone"), refers_to="zones.zone_id")


def facility_id() -> Column:
    """Return a column that refers to a facility."""
    return Column(
        name="facility_id", words=message("contracts.common.facility"), refers_to="facilities.facility_id"
    )


def year(name: str, *, words: Words) -> Column:
    """Return a column for a year that identifies the row.

    Parameters
    ----------
    name
        Name of the column.
    words
        Meaning.

    Returns
    -------
    Column
        Whole numbers from 1900 to 2200, without a confidence.
    """
    return Column(name=name, words=words, kind="integer", unit="year", minimum=1900, maximum=2200)


def count(name: str, *, words: Words, unit: str, confidence: str = "confidence") -> Column:
    """Return a column for a count.

    Parameters
    ----------
    name
        Name of the column.
    words
        Meaning.
    unit
        Unit of the count, such as ``pupils``.
    confidence
        Column with the confidence of the figure.

    Returns
    -------
    Column
        Whole numbers from 0.
    """
    return Column(
        name=name,
        words=words,
        kind="integer",
        unit=unit,
        minimum=0,
        maximum=100_000_000,
        confidence_column=confidence,
    )


def share(name: str, *, words: Words, low: float = 0.0, high: float = 1.0, confidence: str) -> Column:
    """Return a column for a share.

    Parameters
    ----------
    name
        Name of the column.
    words
        Meaning.
    low, high
        Range, both ends included.
    confidence
        Column with the confidence of the figure.

    Returns
    -------
    Column
        Numbers within the range.
    """
    return Column(
        name=name,
        words=words,
        kind="number",
        unit="share",
        minimum=low,
        maximum=high,
        confidence_column=confidence,
    )
