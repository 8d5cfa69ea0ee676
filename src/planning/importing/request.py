"""What a planner asks of an import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd

from planning.district import messages
from planning.district.band_rows import bands_from
from planning.district.bands import DEFAULT, bands_frame
from planning.district.check.currency import not_a_currency
from planning.domain.bands import BandSystem
from planning.domain.currency import CODE, YUAN, Currency, currency_of
from planning.errors import Findings, Where

#: A cell of counted children with fewer is joined to a neighbour, so that nobody can be told by it.
LEAST_COUNT: Final = 5


@dataclass(frozen=True, kw_only=True)
class Request:
    """Assumptions of an import where the files are silent.

    Parameters
    ----------
    name_zh, name_en
        Chinese and English name of the district.
    year
        School year of the pupils, and first year of the plan.
    table
        Bands of the district: name of a ready-made table, or path of a table of one's own.
    band
        Band of pupils and seats whose file does not name one; the first compulsory one if left empty.
    currency_code
        Currency of the district, code as in ISO 4217.
    confidence
        Confidence of the figures; ``official`` only if the planner says so.
    grid_m
        Side in metres of the cells into which points of pupils are gathered without zones.
    least_count
        Fewest pupils of a cell or zone made from points of pupils.
    by
        ``distance`` or ``time``: measure by which ways along roads are shortest.
    walk_km_h
        Walking speed that converts minutes to metres. 4 km/h allows for children; adults walk at 4.8 to 5.4
        (Transport for London, *PTAL* guide 2010, takes 4.8).

    Raises
    ------
    InputError
        If the table of bands has faults or is none, the band is not in it, or the currency has no code.
    """

    name_zh: str
    name_en: str
    year: int
    table: str | Path = DEFAULT
    band: str = ""
    currency_code: str = YUAN.code
    confidence: str = "estimated"
    grid_m: float = 500.0
    least_count: int = LEAST_COUNT
    by: str = "distance"
    walk_km_h: float = 4.0

    def __post_init__(self) -> None:
        """Check band and currency, and fill in the band of figures that name none."""
        findings = Findings()
        if not self.band:
            object.__setattr__(self, "band", (self.bands.compulsory or self.bands.ids)[0])
        if self.band not in self.bands:
            messages.unknown_word(findings, Where(file="--band"), self.band, self.bands.ids)
        if not CODE.fullmatch(self.currency_code):
            not_a_currency(findings, Where(file="--currency"), self.currency_code)
        findings.raise_if_any()

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Table of the bands, as the district will hold it."""
        return bands_frame(self.table)

    @cached_property
    def bands(self) -> BandSystem:
        """Bands of the district."""
        return bands_from(self.frame)

    @property
    def currency(self) -> Currency:
        """Currency of the district."""
        return currency_of(self.currency_code)

    @property
    def walk_m_per_min(self) -> float:
        """Walking speed in metres per minute."""
        return self.walk_km_h * 1000.0 / 60.0


def scenario_name(text: str) -> str:
    """Return a name that results can be filed under."""
    return re.sub(r"[^\w.+-]+", "-", text).strip("-.+")[:60] or "district"
