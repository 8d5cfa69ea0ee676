"""The bands of a run in ``run.json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from planning.domain.bands import Band, BandSystem, Enters


def bands_to_record(bands: BandSystem) -> list[dict[str, Any]]:
    """Return the bands as ``run.json`` holds them."""
    return [asdict(band) | {"names": dict(band.names), "enters": band.enters.value} for band in bands]


def bands_of_record(told: Sequence[Mapping[str, Any]]) -> BandSystem:
    """Return the bands that ``run.json`` holds.

    Parameters
    ----------
    told
        Its entry ``bands``.

    Returns
    -------
    BandSystem
        Bands of the district of that run.

    Raises
    ------
    TypeError, ValueError, KeyError
        If the entry is none that a run writes.
    """
    return BandSystem(tuple(Band(**{**item, "enters": Enters(item["enters"])}) for item in told))


def are_bands(value: Any) -> bool:
    """Return True if a value is what a run writes of its bands."""
    try:
        system = bands_of_record(value)
    except (TypeError, ValueError, KeyError):
        return False
    told = [text for band in system for text in (band.id, band.zh, band.en, band.colour)]
    return all(isinstance(text, str) for text in told)
