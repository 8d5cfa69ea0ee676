"""Tables of past rolls as the arrays of the forecast, and what had to be set aside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.errors import Findings, Where
from planning.forecast.progression import find_breaks
from planning.forecast.rolls import Births, Rolls
from planning.words import Words, message

#: Examples named in a note.
EXAMPLES = 5


@dataclass(frozen=True, kw_only=True)
class Note:
    """Treatment applied to past rolls."""

    words: Words


def make_rolls(frame: pd.DataFrame, *, file: str, least_years: int) -> tuple[list[Rolls], list[Note]]:
    """Group places by their grades and build the arrays of each group.

    Parameters
    ----------
    frame
        Checked table of rolls.
    file
        File of the table, for messages.
    least_years
        Fewest school years with which a test is possible.

    Returns
    -------
    tuple
        Rolls of each group of places with the same grades, and notes on gaps, incomplete counts, places that
        ended, and breaks.

    Raises
    ------
    InputError
        If there are too few school years, or the grades of a place have a gap.
    """
    findings = Findings()
    years = sorted(frame["school_year"].unique().tolist())
    if len(years) < least_years:
        findings.add(
            Where(file=file, column="school_year"),
            words=message("forecast.history.too_few_years", count=len(years), least=least_years),
            fix=message("forecast.history.fix_too_few_years"),
        )
    spans: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for place, grades in frame.groupby("place", sort=True)["grade"]:
        span = tuple(sorted(set(grades.tolist())))
        if span != tuple(range(span[0], span[-1] + 1)):
            missing = sorted(set(range(span[0], span[-1] + 1)) - set(span))
            findings.add(
                Where(file=file, column="grade"),
                words=message("forecast.history.grade_missing", place=place, grade=missing[0]),
                fix=message("forecast.history.fix_grade_missing"),
            )
        spans[span].append(str(place))
    findings.raise_if_any()
    groups = [_group(frame, places, span, years) for span, places in sorted(spans.items())]
    return groups, [note for note in _notes(frame, groups) if note is not None]


def make_births(frame: pd.DataFrame, *, file: str, places: set[str], age_of_grade_0: int) -> Births:
    """Add up births over the places, by calendar year.

    Parameters
    ----------
    frame
        Checked table of births.
    file
        File of the table, for messages.
    places
        Places of the rolls.
    age_of_grade_0
        Age on the cut-off day before grade 0.

    Returns
    -------
    Births
        Births of all places together. A single place outside the rolls counts as all of them.

    Raises
    ------
    InputError
        If several places have births and some are not among the rolls' places.
    """
    findings = Findings()
    named = list(dict.fromkeys(frame["place"].tolist()))
    if len(named) > 1:
        for place in [place for place in named if place not in places]:
            findings.add(
                Where(file=file, column="place"),
                words=message("forecast.history.unknown_place", place=place),
                fix=message("forecast.history.fix_unknown_place"),
            )
    findings.raise_if_any()
    whole = frame.groupby("year")["births"].agg(["sum", "count"])
    complete = whole[whole["count"] == len(named)]
    by_year = {int(str(year)): float(births) for year, births in complete["sum"].items()}
    return Births(by_year=by_year, age_of_grade_0=age_of_grade_0)


def _group(frame: pd.DataFrame, places: list[str], span: tuple[int, ...], years: list[int]) -> Rolls:
    axis = tuple(range(years[0], years[-1] + 1))
    where = {place: i for i, place in enumerate(places)}
    here = frame[frame["place"].isin(where)]
    pupils = np.full((len(places), len(axis), len(span)), np.nan)
    at = (
        here["place"].map(where).to_numpy(int),
        here["school_year"].to_numpy(int) - axis[0],
        here["grade"].to_numpy(int) - span[0],
    )
    pupils[at] = here["pupils"].to_numpy(float)
    return Rolls(places=tuple(places), years=axis, grades=span, pupils=pupils)


def _notes(frame: pd.DataFrame, groups: list[Rolls]) -> list[Note | None]:
    gaps, ended, incomplete, breaks = [], [], [], []
    counted = set(zip(frame["place"], frame["school_year"], strict=True))
    for rolls in groups:
        known = ~np.isnan(rolls.pupils[:, :, 0])
        for p, place in enumerate(rolls.places):
            seen = np.flatnonzero(known[p])
            for t, year in enumerate(rolls.years):
                if not known[p, t] and (place, year) in counted:
                    incomplete.append(f"{place} {year}")
                elif not known[p, t] and len(seen) and seen[0] < t < seen[-1]:
                    gaps.append(f"{place} {year}")
            if len(seen) and seen[-1] < len(rolls.years) - 1:
                ended.append(f"{place} {rolls.years[seen[-1]]}")
        breaks += [
            f"{rolls.places[p]} {rolls.years[t + 1]}" for p, t in np.argwhere(find_breaks(rolls)).tolist()
        ]
    return [
        _note("forecast.history.incomplete", incomplete),
        _note("forecast.history.gaps", gaps),
        _note("forecast.history.ended", ended),
        _note("forecast.history.breaks", breaks),
    ]


def _note(told: str, items: list[str]) -> Note | None:
    if not items:
        return None
    more = "" if len(items) <= EXAMPLES else " …"
    return Note(words=message(told, count=len(items), examples=", ".join(items[:EXAMPLES]) + more))
