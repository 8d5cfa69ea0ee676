"""Pupils counted by zone, for a district that has no ages, births or rolls."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, year, zone_id
from planning.domain.bands import BandSystem


def pupils(bands: BandSystem) -> Contract:
    """Return the contract of pupils counted by zone."""
    return Contract(
        name="pupils",
        zh="每区每学段需要学位的学生（全部年级）；有此表的区县不需要分岁人口等预测用表",
        en="pupils of a zone who need a seat in a band in a year, all grades together; a district with this "
        "table needs none of those of the forecast",
        key=("zone_id", "band", "year", "variant"),
        columns=(
            zone_id(),
            band(bands),
            year(
                "year",
                zh="学年；其后未列的年份沿用最近一年",
                en="school year; later years not listed repeat it",
            ),
            Column(
                name="variant",
                zh="方案，由情景的 pupils_variant 选用；留空的行对各方案都算",
                en="variant, which pupils_variant of the scenario chooses; rows without one hold in each",
                optional=True,
                column_optional=True,
            ),
            Column(
                name="pupils",
                zh="学生",
                en="pupils",
                kind="number",
                unit="pupils",
                minimum=0,
                maximum=1_000_000,
                confidence_column="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )
