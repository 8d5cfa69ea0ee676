"""School system of a run: its bands and its currency, as ``run.json`` holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from planning.domain.bands import Band, BandSystem, Enters
from planning.domain.currency import CODE, YUAN, currency_of
from planning.domain.prices import Unit, unit_of_money


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


def money_of_record(record: Mapping[str, Any]) -> Unit:
    """Return the unit in which a run counts money; yuan if its record names no currency."""
    return unit_of_money(currency_of(str(record.get("currency", YUAN.code))))


def is_bands(value: Any) -> bool:
    """Return True if a value is the entry ``bands`` of a run."""
    try:
        system = bands_of_record(value)
    except (TypeError, ValueError, KeyError):
        return False
    return all(isinstance(text, str) for band in system for text in (band.id, band.zh, band.en, band.colour))


def is_currency(value: Any) -> bool:
    """Return True if a value is the code of a currency."""
    return isinstance(value, str) and CODE.fullmatch(value) is not None
