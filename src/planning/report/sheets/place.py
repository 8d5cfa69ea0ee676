"""A site, as the sheets name it."""

from __future__ import annotations

from typing import Protocol

from planning.words import Words, name_in


class Place(Protocol):
    """Candidate site, as the sheets name it."""

    @property
    def key(self) -> str:
        """Key."""

    @property
    def name_zh(self) -> str:
        """Chinese name."""

    @property
    def name_en(self) -> str:
        """English name."""

    @property
    def lon(self) -> float:
        """Longitude, WGS 84."""

    @property
    def lat(self) -> float:
        """Latitude, WGS 84."""


def name_of(place: Place) -> Words:
    """Return the key and the name of a site."""
    if place.name_en == place.key:
        return name_in(zh=place.key, en=place.key)
    return name_in(zh=f"{place.key} {place.name_zh}", en=f"{place.key} {place.name_en}")
