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

NEW, DEMOLITION = "new", "demolition"

_TYPE = Column(name="dwelling_type", zh="住房类型", en="type of dwelling, as in pupil_yield and occupancy")

HOMES = Contract(
    name="homes",
    zh="住房项目，按类型",
    en="dwellings of one type in a housing project",
    key=("home_id", "dwelling_type"),
    columns=(
        Column(name="home_id", zh="住房项目编号", en="key of the housing project"),
        NAME_ZH,
        NAME_EN,
        zone_id(),
        Column(name="work", zh="新建或拆除", en="new dwellings, or demolition", choices=(NEW, DEMOLITION)),
        _TYPE,
        count("dwellings", zh="套数", en="dwellings", unit="dwellings"),
        year("completion_year", zh="该年8月31日前竣工（或拆除）", en="finished, or gone, by 31 August of"),
        share(
            "in_trend_share",
            zh="其中过去的趋势已包含的份额",
            en="share of its children whom the trend brings anyway: they move between zones and add nobody",
            confidence="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)

PUPIL_YIELD = Contract(
    name="pupil_yield",
    zh="每套住房各岁儿童数，按类型",
    en="children of one age in an occupied dwelling when it is moved into",
    key=("dwelling_type", "age"),
    columns=(
        _TYPE,
        Column(
            name="age", zh="周岁", en="completed years", kind="integer", unit="years", minimum=0, maximum=17
        ),
        Column(
            name="persons_per_dwelling",
            zh="每套人数",
            en="persons in a dwelling",
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
    zh="竣工后各年入住率（累计），按类型",
    en="share of the dwellings occupied some years after completion",
    key=("dwelling_type", "years_after"),
    columns=(
        _TYPE,
        Column(
            name="years_after",
            zh="竣工后第几年",
            en="years after completion",
            kind="integer",
            unit="years",
            minimum=0,
            maximum=30,
        ),
        share("occupied_share", zh="入住率", en="share occupied by then", confidence="confidence"),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
