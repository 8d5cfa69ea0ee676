"""Pupils counted by zone, for a district that has no ages, births or rolls."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, year, zone_id
from planning.domain.bands import BandSystem
from planning.words import message


def pupils(bands: BandSystem) -> Contract:
    """Return the contract of pupils counted by zone."""
    return Contract(
        name="pupils",
        words=message("contracts.pupils.pupils_zone_who_need_seat"),
        key=("zone_id", "band", "year", "variant"),
        columns=(
            zone_id(),
            band(bands),
            year("year", words=message("contracts.pupils.school_year_later_years_not")),
            Column(
                name="variant",
                words=message("contracts.pupils.variant_pupils_variant_scenario_chooses"),
                optional=True,
                column_optional=True,
            ),
            Column(
                name="pupils",
                words=message("word.pupils_3"),
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
