"""Columns that many tables share."""

from __future__ import annotations

from planning.district.contract import Column
from planning.domain.bands import BandSystem
from planning.domain.sources import CONFIDENCES

SOURCE = Column(name="source", zh="来源", en="where the figures of the row come from")
CONFIDENCE = Column(
    name="confidence",
    zh="可信度：官方、媒体、估算、假定",
    en="how sure the row's figures are",
    choices=CONFIDENCES,
)
NAME_ZH = Column(name="name_zh", zh="中文名称", en="Chinese name")
NAME_EN = Column(name="name_en", zh="英文名称", en="English name")
LON = Column(
    name="lon", zh="经度", en="longitude", kind="number", unit="degrees, WGS 84", minimum=-180, maximum=180
)
LAT = Column(
    name="lat", zh="纬度", en="latitude", kind="number", unit="degrees, WGS 84", minimum=-90, maximum=90
)


def band(bands: BandSystem, *, en: str = "band of schooling") -> Column:
    """Return a column for a band of the district."""
    return Column(name="band", zh="学段", en=en, choices=bands.ids)


def zone_id() -> Column:
    """Return a column that refers to a demand zone."""
    return Column(name="zone_id", zh="需求区编号", en="demand zone", refers_to="zones.zone_id")


def facility_id() -> Column:
    """Return a column that refers to a facility."""
    return Column(name="facility_id", zh="学校编号", en="facility", refers_to="facilities.facility_id")


def year(name: str, *, zh: str, en: str) -> Column:
    """Return a column for a year that identifies the row.

    Parameters
    ----------
    name
        Name of the column.
    zh, en
        Meaning in Chinese and English.

    Returns
    -------
    Column
        Whole numbers from 1900 to 2200, without a confidence.
    """
    return Column(name=name, zh=zh, en=en, kind="integer", unit="year", minimum=1900, maximum=2200)


def count(name: str, *, zh: str, en: str, unit: str, confidence: str = "confidence") -> Column:
    """Return a column for a count.

    Parameters
    ----------
    name
        Name of the column.
    zh, en
        Meaning in Chinese and English.
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
        zh=zh,
        en=en,
        kind="integer",
        unit=unit,
        minimum=0,
        maximum=100_000_000,
        confidence_column=confidence,
    )


def share(name: str, *, zh: str, en: str, low: float = 0.0, high: float = 1.0, confidence: str) -> Column:
    """Return a column for a share.

    Parameters
    ----------
    name
        Name of the column.
    zh, en
        Meaning in Chinese and English.
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
        zh=zh,
        en=en,
        kind="number",
        unit="share",
        minimum=low,
        maximum=high,
        confidence_column=confidence,
    )
