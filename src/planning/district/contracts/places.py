"""The layers: outline and demand zones."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, LAT, LON, NAME_EN, NAME_ZH, SOURCE

OUTLINE = Contract(
    name="outline",
    zh="区县轮廓",
    en="outline of the district",
    key=("name_zh",),
    columns=(NAME_ZH, NAME_EN, SOURCE, CONFIDENCE),
    shape="polygon",
    optional=True,
)

BACKDROP = Contract(
    name="backdrop",
    zh="底图：道路与水系，只用于地图",
    en="what a map shows behind the zones: roads and water; nothing is computed from it",
    key=("feature_id",),
    columns=(
        Column(name="feature_id", zh="编号", en="key of the feature"),
        Column(name="kind", zh="类别", en="what it is", choices=("road", "water")),
        SOURCE,
        CONFIDENCE,
    ),
    shape="any",
    optional=True,
)

ZONES = Contract(
    name="zones",
    zh="需求区：社区或村",
    en="a demand zone: community or village",
    key=("zone_id",),
    columns=(
        Column(name="zone_id", zh="需求区编号", en="key of the zone"),
        NAME_ZH,
        NAME_EN,
        Column(name="subdistrict_zh", zh="所属街道", en="subdistrict"),
        Column(
            name="lon",
            zh=LON.zh,
            en="longitude of the point from which pupils travel",
            kind="number",
            unit=LON.unit,
            minimum=-180,
            maximum=180,
            confidence_column="confidence",
        ),
        Column(
            name="lat",
            zh=LAT.zh,
            en="latitude of the point from which pupils travel",
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
