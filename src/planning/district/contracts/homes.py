"""Housing projects: dwellings to come and to go, how fast they fill, and who lives in them."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import (
    CONFIDENCE,
    NAME_EN,
    NAME_ZH,
    SOURCE,
    count,
    share,
    year,
    zone_id,
)
from planning.words import message

NEW, DEMOLITION = "new", "demolition"

_TYPE = Column(name="dwelling_type", words=message("contracts.homes.type_dwelling_pupil_yield_occupancy"))

HOMES = Contract(
    name="homes",
    words=message("contracts.homes.dwellings_one_type_housing_project"),
    key=("home_id", "dwelling_type"),
    columns=(
        Column(name="home_id", words=message("contracts.homes.key_housing_project")),
        NAME_ZH,
        NAME_EN,
        zone_id(),
        Column(
            name="work", words=message("contracts.homes.new_dwellings_demolition"), choices=(NEW, DEMOLITION)
        ),
        _TYPE,
        count("dwellings", words=message("contracts.homes.dwellings"), unit="dwellings"),
        year("completion_year", words=message("contracts.homes.finished_gone_31_august")),
        share(
            "in_trend_share",
            words=message("contracts.homes.share_children_whom_trend_brings"),
            confidence="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)

PUPIL_YIELD = Contract(
    name="pupil_yield",
    words=message("contracts.homes.children_one_age_occupied_dwelling"),
    key=("dwelling_type", "age"),
    columns=(
        _TYPE,
        Column(
            name="age",
            words=message("word.completed_years"),
            kind="integer",
            unit="years",
            minimum=0,
            maximum=17,
        ),
        Column(
            name="persons_per_dwelling",
            words=message("contracts.homes.persons_dwelling"),
            kind="number",
            unit="persons per dwelling",
            minimum=0,
            maximum=5,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)

OCCUPANCY = Contract(
    name="occupancy",
    words=message("contracts.homes.share_dwellings_occupied_some_years"),
    key=("dwelling_type", "years_after"),
    columns=(
        _TYPE,
        Column(
            name="years_after",
            words=message("contracts.homes.years_after_completion"),
            kind="integer",
            unit="years",
            minimum=0,
            maximum=30,
        ),
        share("occupied_share", words=message("contracts.homes.share_occupied"), confidence="confidence"),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
