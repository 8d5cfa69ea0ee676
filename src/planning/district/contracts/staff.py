"""The table of staff."""

from __future__ import annotations

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count
from planning.domain.bands import BandSystem
from planning.words import Words, message


def staff(bands: BandSystem) -> Contract:
    """Return the contract of staff by band, with their ages where they are known."""
    return Contract(
        name="staff",
        words=message("contracts.staff.row"),
        key=("band", "age_from"),
        columns=(
            band(bands),
            _age("age_from", message("contracts.staff.age_from")),
            _age("age_to", message("contracts.staff.age_to")),
            count("staff", words=message("contracts.staff.staff"), unit="staff"),
            Column(
                name="leavers_rate",
                words=message("contracts.staff.leavers_rate"),
                kind="number",
                unit="share",
                minimum=0,
                maximum=1,
                optional=True,
                confidence_column="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )


def _age(name: str, words: Words) -> Column:
    return Column(
        name=name,
        words=words,
        kind="integer",
        unit="years",
        minimum=16,
        maximum=90,
        optional=True,
        column_optional=True,
    )
