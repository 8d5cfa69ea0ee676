"""Figures that jump: from one year to the next, from one age to the next, from a zone to its own other ages.

A jump must be large as a ratio and larger than chance allows for counts of this size (Poisson), so that ten
children who become twenty in a small village are no finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.check.oddity import Kind, Oddity, tell
from planning.errors import Findings
from planning.words import message, name_in

Tables = Mapping[str, pd.DataFrame]
#: Births of a district within a year: the largest falls and rises on record (China 2016 and 2020 to 2022,
#: Japan's year of the fire horse, 1966) stay within a quarter.
BIRTHS: Final = 1.5
#: Pupils of a band in all schools that are full, within a year.
ROLLS: Final = 1.5
#: Pupils of one school, within a year: schools merge and split, but seldom to a third.
SCHOOL: Final = 3.0
#: Residents of a district within a year; of a zone between two counts, where a new town may double.
DISTRICT, ZONE = 1.5, 4.0
#: Children of one age against the next age in the whole district.
AGES: Final = 2.0
#: Children of one age against the ages around it in one zone.
CELL: Final = 5.0
#: Share of an age that enters a band, from one entry to the next.
SHARE: Final = 0.3
#: Standard deviations of the difference of two counts that chance may bring; people move in families.
CHANCE: Final = 6.0
#: Fewer persons than this move with one new estate, and are no finding.
ESTATE: Final = 150.0


def warn_jumps(tables: Tables, *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of each table whose figures jump.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    told = (
        ("births", "births", _births(tables), message("check.jumps.births")),
        ("residents", "residents", _residents(tables), message("check.jumps.residents")),
        ("population", "persons", _ages(tables), message("check.jumps.ages")),
        ("enrolment", "pupils", _rolls(tables), message("check.jumps.rolls")),
        ("pupils", "pupils", _pupils(tables), message("check.jumps.counted_pupils")),
        ("participation", "rate", _shares(tables), message("check.jumps.shares")),
    )
    for table, column, odd, words in told:
        kind = Kind(id=f"lacks.jump.{table}", table=table, column=column, words=words)
        tell(kind, odd, file=files[table], warnings=warnings)


def jumps(before: float, after: float, *, factor: float, least: float = 0.0) -> bool:
    """Return True if two counts differ by more than a factor, a least difference and chance.

    Parameters
    ----------
    before, after
        Counts of persons.
    factor
        Largest ratio of the larger to the smaller that is usual.
    least
        Smallest difference that matters, persons.

    Returns
    -------
    bool
        True if the two are a jump.

    Examples
    --------
    >>> jumps(4342, 5, factor=1.5), jumps(6, 13, factor=1.5), jumps(4674, 4637, factor=1.5)
    (True, False, False)
    """
    low, high = sorted((before, after))
    apart = high - low
    return high > factor * low and apart >= least and apart > CHANCE * float(np.sqrt(low + high))


def _births(tables: Tables) -> list[Oddity]:
    frame = tables["births"].sort_values("year")
    return _along(frame["year"], frame["births"], factor=BIRTHS, rows=frame["row"])


def _residents(tables: Tables) -> list[Oddity]:
    frame = tables["residents"]
    wide = frame.pivot_table(index="zone_id", columns="year", values="residents", aggfunc="sum")
    whole = wide.dropna()
    odd = _along(wide.columns.to_series(), whole.sum(), factor=DISTRICT, least=ESTATE)
    for zone, own in wide.iterrows():
        odd += _along(own.dropna().index.to_series(), own.dropna(), factor=ZONE, least=ESTATE, name=str(zone))
    return odd


def _ages(tables: Tables) -> list[Oddity]:
    odd = []
    for year, own in tables["population"].groupby("year"):
        wide = own.pivot_table(index="zone_id", columns="age", values="persons", aggfunc="sum")
        total = wide.dropna().sum()
        odd += _along(wide.columns.to_series(), total, factor=AGES, name=str(year))
        around = pd.concat([wide.shift(k, axis=1) for k in (-2, -1, 1, 2)]).groupby(level=0).median()
        low, high = np.minimum(wide, around), np.maximum(wide, around)
        beyond = (high > CELL * low) & (high - low >= ESTATE) & (high - low > CHANCE * np.sqrt(low + high))
        for zone, age in beyond.stack()[lambda odd: odd].index:
            one, usual = float(wide.loc[zone, age]), float(around.loc[zone, age])
            words = message(
                "check.jumps.age_beside", zone=zone, year=year, age=age, persons=one, around=usual
            )
            odd.append(Oddity(size=_ratio(one, usual), row=0, words=words))
    return odd


def _rolls(tables: Tables) -> list[Oddity]:
    """Return jumps of schools and bands whose grades are all filled in both years.

    A school that opens fills one grade a year; its growth is no jump.
    """
    frame = tables["enrolment"]
    keys = ["facility_id", "band", "school_year"]
    own = frame.groupby(keys).agg(
        pupils=("pupils", "sum"), least=("pupils", "min"), grades=("grade", "nunique")
    )
    own = own.reset_index()
    length = bands_from(tables["bands"]).years_of()
    full = own[(own["least"] > 0) & (own["grades"] == own["band"].map(length))]
    odd = []
    for band, rolls in full.groupby("band"):
        wide = rolls.pivot_table(index="facility_id", columns="school_year", values="pupils", aggfunc="sum")
        years = [int(str(year)) for year in wide.columns]
        for one, two in pairwise(years):
            both = wide[[one, two]].dropna()
            schools = list(zip(both.index, both[one], both[two], strict=True))
            # Where one school's figure is the jump, it is named; else the sum of all is compared.
            alone = [s for s in schools if jumps(s[1], s[2], factor=SCHOOL ** (two - one), least=ESTATE)]
            sums = [("", both[one].sum(), both[two].sum())]
            factor = ROLLS ** (two - one)
            for school, before, after in alone or [s for s in sums if jumps(s[1], s[2], factor=factor)]:
                odd.append(_step(f"{school} {band}".strip(), one, two, float(before), float(after)))
    return odd


def _pupils(tables: Tables) -> list[Oddity]:
    odd = []
    for band, own in tables["pupils"].groupby("band"):
        wide = own.pivot_table(index="zone_id", columns="year", values="pupils", aggfunc="sum")
        odd += _along(wide.columns.to_series(), wide.sum(), factor=ROLLS, name=str(band))
        for zone, row in wide.iterrows():
            name = f"{zone} {band}"
            odd += _along(wide.columns.to_series(), row, factor=ZONE, least=ESTATE, name=name)
    return odd


def _shares(tables: Tables) -> list[Oddity]:
    odd = []
    for band, own in tables["participation"].groupby("band"):
        ordered = own.sort_values("year")
        share = (ordered["eligible_share"] * ordered["rate"]).tolist()
        years = ordered["year"].tolist()
        for i in range(1, len(share)):
            if abs(share[i] - share[i - 1]) > SHARE:
                step = f"{share[i - 1]:.1%} → {share[i]:.1%}"
                said = name_in(en=f"{band} {years[i - 1]}–{years[i]}: {step}")
                odd.append(Oddity(size=abs(share[i] - share[i - 1]), row=0, words=said))
    return odd


def _along(
    keys: pd.Series,
    values: pd.Series,
    *,
    factor: float,
    least: float = 0.0,
    name: str = "",
    rows: pd.Series | None = None,
) -> list[Oddity]:
    """Return the jumps along one line of figures, with the factor for each year or age of the step."""
    at, line = [int(key) for key in keys], [float(value) for value in values]
    numbers = [0] * len(at) if rows is None else [int(row) for row in rows]
    return [
        _step(name, at[i - 1], at[i], line[i - 1], line[i], row=numbers[i])
        for i in range(1, len(at))
        if jumps(line[i - 1], line[i], factor=factor ** (at[i] - at[i - 1]), least=least)
    ]


def _step(name: str, one: int, two: int, before: float, after: float, *, row: int = 0) -> Oddity:
    said = f"{name} {one}–{two}: {before:,.0f} → {after:,.0f}".strip()
    return Oddity(size=_ratio(before, after), row=row, words=name_in(en=said))


def _ratio(one: float, two: float) -> float:
    low, high = sorted((one, two))
    return high / max(low, 0.5)
