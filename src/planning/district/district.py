"""A checked district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.currency import currency_in
from planning.district.check.oddity import LACKS
from planning.domain.bands import BandSystem
from planning.domain.currency import Currency
from planning.errors import Finding
from planning.words import Name, Words, name_in


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Figure that nobody stated, and what it was taken from.

    Parameters
    ----------
    path
        Path of the figure, as in a scenario: ``add.N1.cost_10k``.
    value
        Figure.
    words
        What it was taken from.
    """

    path: str
    value: float | str
    words: Words


@dataclass(frozen=True, kw_only=True, eq=False)
class District:
    """Tables and layers of a district that passed every check; do not modify them.

    Parameters
    ----------
    folder
        Folder of the manifest.
    tables
        Frames by table name, columns as in the contracts, ``row`` first.
    files
        File of each table, as messages name it.
    digests
        SHA-256 of each file, by table name.
    sources
        Number of figures by confidence.
    warnings
        Oddities that leave the data usable.
    taken
        Figures of projects that a scenario adds, as far as it left them to the district's own projects.
    """

    folder: Path
    tables: Mapping[str, pd.DataFrame]
    files: Mapping[str, str]
    digests: Mapping[str, str]
    sources: Mapping[str, int]
    warnings: tuple[Finding, ...]
    taken: tuple[Taken, ...] = ()

    @property
    def name(self) -> Name:
        """Name of the district."""
        row = self.tables["district"].iloc[0]
        return name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))

    @cached_property
    def bands(self) -> BandSystem:
        """Bands of schooling, in the order used on every axis."""
        return bands_from(self.tables["bands"])

    @property
    def lacks(self) -> tuple[Finding, ...]:
        """Warnings of what the data lacks: missing or implausible figures that would make a plan wrong."""
        return tuple(warning for warning in self.warnings if warning.id.startswith(LACKS))

    @property
    def counted(self) -> bool:
        """True if pupils are counted by zone and there are no ages, so that no forecast is made."""
        return not self.tables["pupils"].empty and self.tables["population"].empty

    @property
    def base_year(self) -> int:
        """School year of population and rolls."""
        return int(self.tables["district"]["base_year"].iloc[0])

    @property
    def currency(self) -> Currency:
        """Currency of all money."""
        return currency_in(self.tables["district"])

    @property
    def zones(self) -> gpd.GeoDataFrame:
        """Demand zones, polygons in WGS 84."""
        return gpd.GeoDataFrame(self.tables["zones"])

    @property
    def outline(self) -> gpd.GeoDataFrame:
        """Outline of the district in WGS 84."""
        return gpd.GeoDataFrame(self.tables["outline"])
