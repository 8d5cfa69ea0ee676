"""Keys and names of the axes, and the words for an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planning.domain.plan import Outcome
from planning.domain.prices import MONEY, Unit
from planning.report.sheets.values import coded
from planning.words import Words, message, name_in

OUTCOME_NAMES: Final = {
    Outcome.PROVEN: message("sheets.labels.proven_optimal"),
    Outcome.BEST_FOUND: message("sheets.labels.best_found_not_proven"),
    Outcome.NONE: message("word.no_plan"),
}
YES: Final = coded("yes", message("word.yes"))
NO: Final = coded("no", message("word.no"))
#: Chinese and English name from the data, by key.
Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Keys and names of the axes.

    Parameters
    ----------
    zones, bands, years, projects
        Labels of the axes.
    zone_names, project_names
        Chinese and English names by key.
    facilities
        Labels of the axis of facilities.
    facility_names
        Chinese and English names by key.
    o2_unit
        Unit of the second objective.
    money
        Unit in which money is counted.
    band_names
        Chinese and English names of the bands by key.

    Examples
    --------
    >>> names = {"Z1": ("甲社区", "Jia")}
    >>> labels = Labels(zones=("Z1",), bands=(), years=(), projects=(), zone_names=names, project_names={})
    >>> labels.zone(0)
    ('Z1', '甲社区', 'Jia')
    """

    zones: tuple[str, ...]
    bands: tuple[str, ...]
    years: tuple[int, ...]
    projects: tuple[str, ...]
    zone_names: Names
    project_names: Names
    facilities: tuple[str, ...] = ()
    facility_names: Names = field(default_factory=dict)
    o2_unit: Unit = MONEY
    money: Unit = MONEY
    band_names: Names = field(default_factory=dict)

    def project(self, position: int) -> tuple[str, str, str]:
        """Return key, Chinese and English name of a project."""
        key = self.projects[position]
        return (key, *self.project_names.get(key, ("", "")))

    def zone(self, position: int) -> tuple[str, str, str]:
        """Return key, Chinese and English name of a zone."""
        key = self.zones[position]
        return (key, *self.zone_names.get(key, ("", "")))

    def facility(self, position: int) -> tuple[str, str, str]:
        """Return key, Chinese and English name of a facility."""
        key = self.facilities[position]
        return (key, *self.facility_names.get(key, ("", "")))

    def band(self, position: int) -> Words:
        """Return the name of a band."""
        zh, en = self._band(position)
        return name_in(zh=zh, en=en)

    def band_in_sentence(self, position: int) -> Words:
        """Return the name of a band as it stands within a sentence."""
        zh, en = self._band(position)
        return name_in(zh=zh, en=in_sentence(en))

    def _band(self, position: int) -> tuple[str, str]:
        key = self.bands[position]
        return self.band_names.get(key, (key, ""))


def in_sentence(name: str) -> str:
    """Return an English name as it stands within a sentence, the first letter small.

    Examples
    --------
    >>> in_sentence("Middle (6-8)"), in_sentence("K-5")
    ('middle (6-8)', 'K-5')
    """
    rest = name[1:2]
    return name if rest and not rest.islower() else name[:1].lower() + name[1:]
