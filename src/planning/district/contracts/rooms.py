"""Rooms of a site that are fit for another band."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, facility_id
from planning.domain.bands import BandSystem
from planning.words import Words, message

#: Most rooms of one row.
MOST_ROOMS = 1000


def rooms(bands: BandSystem) -> Contract:
    """Return the contract of the rooms that a site may lend from one band to another."""
    return Contract(
        name="rooms",
        words=message("contracts.rooms.rooms_one_band_fit_for_another"),
        key=("facility_id", "giver", "receiver"),
        columns=(
            facility_id(),
            Column(name="giver", words=message("contracts.rooms.giver"), choices=bands.ids),
            Column(name="receiver", words=message("contracts.rooms.receiver"), choices=bands.ids),
            _whole("rooms", words=message("contracts.rooms.rooms"), unit="rooms", high=MOST_ROOMS),
            _whole("block", words=message("contracts.rooms.block"), unit="rooms", low=1, high=MOST_ROOMS),
            _money("cost_10k", words=message("contracts.rooms.cost")),
            _money("back_cost_10k", words=message("contracts.rooms.back_cost")),
            _whole("works_months", words=message("contracts.rooms.works_months"), unit="months", high=120),
            _year("first_year", words=message("contracts.rooms.first_year")),
            _year("last_year", words=message("contracts.rooms.last_year")),
            Column(name="way_back", words=message("contracts.rooms.way_back"), choices=("yes", "no")),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )


def _whole(name: str, *, words: Words, unit: str, low: int = 0, high: int) -> Column:
    return Column(
        name=name,
        words=words,
        kind="integer",
        unit=unit,
        minimum=low,
        maximum=high,
        confidence_column="confidence",
    )


def _money(name: str, *, words: Words) -> Column:
    return Column(
        name=name,
        words=words,
        kind="number",
        unit="10,000 of the currency, constant prices of the base year",
        minimum=0,
        maximum=1e8,
        confidence_column="confidence",
    )


def _year(name: str, *, words: Words) -> Column:
    """Return a column for a year that may be left empty, which sets no limit."""
    return Column(
        name=name,
        words=words,
        kind="integer",
        unit="year",
        minimum=1900,
        maximum=2200,
        optional=True,
        confidence_column="confidence",
    )
