"""The layers: outline and demand zones."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, LAT, LON, NAME_EN, NAME_ZH, SOURCE
from planning.words import message

OUTLINE = Contract(
    name="outline",
    words=message("contracts.places.outline_district"),
    key=("name_zh",),
    columns=(NAME_ZH, NAME_EN, SOURCE, CONFIDENCE),
    shape="polygon",
    optional=True,
)

BACKDROP = Contract(
    name="backdrop",
    words=message("contracts.places.what_map_shows_behind_zones"),
    key=("feature_id",),
    columns=(
        Column(name="feature_id", words=message("contracts.places.key_feature")),
        Column(name="kind", words=message("contracts.places.what"), choices=("road", "water")),
        SOURCE,
        CONFIDENCE,
    ),
    shape="any",
    optional=True,
)

ZONES = Contract(
    name="zones",
    words=message("contracts.places.demand_zone_community_village"),
    key=("zone_id",),
    columns=(
        Column(name="zone_id", words=message("word.key_of_the_zone")),
        NAME_ZH,
        NAME_EN,
        Column(name="subdistrict_zh", words=message("contracts.places.subdistrict")),
        Column(
            name="lon",
            words=message("contracts.places.longitude_of_departure"),
            kind="number",
            unit=LON.unit,
            minimum=-180,
            maximum=180,
            confidence_column="confidence",
        ),
        Column(
            name="lat",
            words=message("contracts.places.latitude_of_departure"),
            kind="number",
            unit=LAT.unit,
            minimum=-90,
            maximum=90,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    shape="polygon",
)
