"""The bands of schooling that a district has."""

from __future__ import annotations

from collections.abc import Sequence

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE
from planning.domain.bands import Enters
from planning.words import message

#: First letters of the columns with names in each language.
NAME = "name_"
YES, NO = "yes", "no"
#: First age that no table of persons has.
AGES = 18


def bands_contract(languages: Sequence[str] = ()) -> Contract:
    """Return the contract of the table of bands.

    Parameters
    ----------
    languages
        Codes of the languages, beside Chinese and English, in which the table has names.

    Returns
    -------
    Contract
        Contract whose further names may be left empty.
    """
    return Contract(
        name="bands",
        words=message("contracts.bands.band"),
        key=("id",),
        columns=(
            Column(name="id", words=message("contracts.bands.key")),
            NAME_ZH,
            NAME_EN,
            *(
                Column(
                    name=f"{NAME}{language}", words=message("contracts.bands.name_in", language=language),
                    optional=True, column_optional=True,
                )
                for language in languages
            ),
            *_lettering(),
            *_grades(),
            *_entry(),
            *_norms(),
            Column(
                name="colour", words=message("contracts.bands.colour"), optional=True, column_optional=True,
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )  # fmt: skip


def _lettering() -> tuple[Column, ...]:
    return tuple(
        Column(name=name, words=message(f"contracts.bands.{name}"), optional=True, column_optional=True)
        for name in ("short_zh", "short_en")
    )


def _grades() -> tuple[Column, ...]:
    return (
        Column(
            name="first_grade", words=message("contracts.bands.first_grade"),
            kind="integer", unit="grade", minimum=-5, maximum=20,
        ),
        Column(
            name="entry_age", words=message("contracts.bands.entry_age"),
            kind="integer", unit="years", minimum=0, maximum=AGES - 1,
        ),
        Column(
            name="years", words=message("contracts.bands.years"),
            kind="integer", unit="years", minimum=1, maximum=12,
        ),
        Column(
            name="weight", words=message("contracts.bands.weight"),
            kind="number", minimum=0.001, maximum=1000,
        ),
        Column(name="compulsory", words=message("contracts.bands.compulsory"), choices=(YES, NO)),
    )  # fmt: skip


def _entry() -> tuple[Column, ...]:
    return (
        Column(
            name="enters", words=message("contracts.bands.enters"),
            choices=tuple(enters.value for enters in Enters),
        ),
        Column(name="after", words=message("contracts.bands.after"), optional=True),
        Column(
            name="demand", words=message("contracts.bands.demand"), kind="number", minimum=0, maximum=1000,
            optional=True, confidence_column="confidence",
        ),
        Column(
            name="district_wide", words=message("contracts.bands.district_wide"), choices=(YES, NO),
        ),
    )  # fmt: skip


def _norms() -> tuple[Column, ...]:
    return tuple(
        Column(
            name=name, words=message(f"contracts.bands.{name}"), kind="number", unit=unit,
            minimum=low, maximum=high, optional=True,
        )
        for name, unit, low, high in (
            ("radius_m", "metres", 1, 1e6),
            ("class_size", "pupils", 1, 200),
            ("pupils_per_staff", "pupils", 0.1, 200),
            ("most_seats", "pupils", 1, 1e5),
            ("works_months", "months", 0, 120),
        )
    )  # fmt: skip
