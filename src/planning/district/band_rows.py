"""The bands of a district from the rows of its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from planning.district.contracts.bands import NAME, YES
from planning.domain.bands import Band, BandSystem, Enters

#: Colours for bands without one of their own: Okabe and Ito's, which colour-blind eyes tell apart.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#777777")
ORDER: Final = tuple(Enters)


def bands_from(frame: pd.DataFrame) -> BandSystem:
    """Return the bands of a checked table.

    Parameters
    ----------
    frame
        Columns as in the contract.

    Returns
    -------
    BandSystem
        Bands by age of entry, bands by share last, so that the order of rows decides nothing.
    """
    records: list[dict[str, Any]] = [{str(k): v for k, v in r.items()} for r in frame.to_dict("records")]
    bands = sorted((_band(record) for record in records), key=_rank)
    return BandSystem(tuple(_coloured(bands)))


def _band(record: dict[str, Any]) -> Band:
    def number(name: str) -> float | None:
        value = float(record[name])
        return None if pd.isna(value) else value

    names = {key.removeprefix(NAME): str(value) for key, value in record.items() if key.startswith(NAME)}
    zh, en = names.pop("zh"), names.pop("en")
    return Band(
        id=str(record["id"]),
        zh=zh,
        en=en,
        names={language: text for language, text in names.items() if text},
        short_zh=str(record["short_zh"]) or zh[:1],
        short_en=str(record["short_en"]) or en[:1].upper(),
        first_grade=int(record["first_grade"]),
        entry_age=int(record["entry_age"]),
        years=int(record["years"]),
        weight=float(record["weight"]),
        compulsory=record["compulsory"] == YES,
        enters=Enters(record["enters"]),
        after=str(record["after"]),
        demand=number("demand"),
        district_wide=record["district_wide"] == YES,
        radius_m=number("radius_m"),
        class_size=number("class_size"),
        pupils_per_staff=number("pupils_per_staff"),
        most_seats=number("most_seats"),
        works_months=number("works_months"),
        colour=str(record["colour"]),
    )


def _rank(band: Band) -> tuple[bool, int, int, str]:
    return band.enters is Enters.SHARE, band.entry_age, ORDER.index(band.enters), band.id


def _coloured(bands: Sequence[Band]) -> list[Band]:
    """Give a colour that is still free to each band without one."""
    free = [colour for colour in COLOURS if colour not in {band.colour for band in bands}] or list(COLOURS)
    result, at = [], 0
    for band in bands:
        if not band.colour:
            band = replace(band, colour=free[at % len(free)])  # noqa: PLW2901 - the same band, coloured
            at += 1
        result.append(band)
    return result
