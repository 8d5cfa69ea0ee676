"""The bands of a district from its table, and tables that are ready made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from planning.district.check import keys
from planning.district.check.bands import check_bands
from planning.district.contracts.bands import NAME, YES, bands_contract
from planning.district.read.cells import to_frame
from planning.district.read.raw import RawTable, read_raw
from planning.domain.bands import Band, BandSystem, Enters
from planning.errors import Findings, Where

#: Table of a district that brings none of its own.
DEFAULT: Final = "cn-633"
TABLES: Final = Path(__file__).parent / "band_tables"
#: Colours for bands without one of their own: Okabe and Ito's, which colour-blind eyes tell apart.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#777777")
ORDER: Final = tuple(Enters)


def names_of_tables() -> tuple[str, ...]:
    """Return the names of the ready-made tables, the default first."""
    found = sorted(path.stem for path in TABLES.glob("*.csv"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


def ready_made(name: str = DEFAULT) -> BandSystem:
    """Return the bands of a ready-made table.

    Parameters
    ----------
    name
        One of :func:`names_of_tables`.

    Returns
    -------
    BandSystem
        Bands of the table.

    Raises
    ------
    InputError
        If there is no such table.

    Examples
    --------
    >>> ready_made("cn-543").years_of()
    {'kindergarten': 3, 'primary': 5, 'junior': 4, 'senior': 3}
    """
    return _ready_made(name)[1]


def ready_made_frame(name: str = DEFAULT) -> pd.DataFrame:
    """Return a ready-made table as a district holds it; raise ``InputError`` if there is none of the name."""
    return _ready_made(name)[0].copy()


def read_bands(path: Path, *, name: str | None = None) -> BandSystem:
    """Read a table of bands.

    Parameters
    ----------
    path
        CSV file in UTF-8 or GBK, columns as in the contract.
    name
        File as messages name it; ``path`` if omitted.

    Returns
    -------
    BandSystem
        Bands of the table.

    Raises
    ------
    InputError
        If the table has faults; carries all of them.
    """
    return bands_from(_read(path, name or str(path)))


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


def languages_of(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the languages, beside Chinese and English, in which a table of bands has names.

    Examples
    --------
    >>> languages_of(["id", "name_zh", "name_en", "name_fr"])
    ('fr',)
    """
    codes = (column.removeprefix(NAME) for column in columns if column.startswith(NAME))
    return tuple(code for code in codes if code and code not in ("zh", "en"))


def checked_bands(raw: RawTable, *, findings: Findings) -> pd.DataFrame | None:
    """Return the table of bands from its text cells; None if it has faults.

    Parameters
    ----------
    raw
        Text cells.
    findings
        Receives the faults.

    Returns
    -------
    pandas.DataFrame or None
        Columns of the contract, ``row`` first.
    """
    contract, before = bands_contract(languages_of(list(raw.columns))), len(findings)
    frame = to_frame(raw, contract=contract, findings=findings)
    if frame is None:
        return None
    keys.check_keys(frame, contract=contract, file=raw.file, findings=findings)
    check_bands(frame, file=raw.file, findings=findings)
    return frame if len(findings) == before else None


@cache
def _ready_made(name: str) -> tuple[pd.DataFrame, BandSystem]:
    if name not in names_of_tables():
        findings = Findings()
        listed = ", ".join(names_of_tables())
        findings.add(
            Where(file=name),
            zh=f"没有现成的学段表“{name}”，现有：{listed}",
            en=f"there is no ready-made table of bands '{name}'; there are: {listed}",
            fix_zh="请改用其中一个，或给出自己的 CSV 文件",
            fix_en="Use one of them, or give a CSV file of your own",
        )
        findings.raise_if_any()
    frame = _read(TABLES / f"{name}.csv", f"{name}.csv")
    return frame, bands_from(frame)


def _read(path: Path, name: str) -> pd.DataFrame:
    findings = Findings()
    raw = read_raw(path, name=name, contract=bands_contract(), encoding="auto", findings=findings)
    frame = None if raw is None else checked_bands(raw, findings=findings)
    findings.raise_if_any()
    assert frame is not None
    return frame


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
