"""Closings as tables and sheets: written only where a scenario lets sites close or a building retires."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from planning.appraise.closures import find_closures, provision
from planning.domain.closures import Closure
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.subject import Subject
from planning.results.sometimes import CLOSURES, PROVISION
from planning.words import Words, listed, message, name_in

#: Operators that count as public, and as inclusive.
PUBLIC: Final = ("public", "public_type")
INCLUSIVE: Final = (*PUBLIC, "inclusive_private")
REASONS: Final = {
    "viability": message("report.closures.viability"),
    "retires": message("report.closures.retires"),
}
USES: Final = {"care": message("report.closures.care"), "other": message("report.closures.other")}
DECIMALS: Final = 3
#: Expected pupils fewer than this are not named.
NOBODY: Final = 0.5


def has_closures(subject: Subject) -> bool:
    """Return True if sites may close, or a building retires."""
    return subject.problem.retreat is not None or bool(subject.problem.retired)


def closing_tables(subject: Subject) -> Mapping[str, pd.DataFrame]:
    """Make the tables on closings by file name without suffix; none where no site may close."""
    if not has_closures(subject):
        return {}
    return {CLOSURES.name: closures(subject), PROVISION.name: by_year(subject)}


def closures(subject: Subject) -> pd.DataFrame:
    """Make the table of closings, one row for each site and band."""
    problem = subject.problem
    rows = []
    for one in find_closures(problem, subject.plan):
        site = subject.facilities.iloc[one.facility]
        rows.append(
            {
                "facility": problem.facilities[one.facility],
                "name_zh": str(site["name_zh"]),
                "name_en": str(site["name_en"]),
                "band": problem.bands[one.band],
                "reason": "retires" if one.retires else "viability",
                "last_year": one.last_year,
                "roll": round(one.roll, DECIMALS),
                "moved": round(one.pupils_moved, DECIMALS),
                "moved_to": "; ".join(f"{problem.facilities[g]} {n:.1f}" for g, n in one.moved),
                "use": "care" if one.care_places else "other",
                "care_places": round(one.care_places, DECIMALS),
                "saved_10k": round(one.saved_10k, DECIMALS),
            }
        )
    return CLOSURES.conform(pd.DataFrame(rows, columns=CLOSURES.names()))


def by_year(subject: Subject) -> pd.DataFrame:
    """Make the table of sites, shares of operators and running cost, one row for each band and year."""
    problem, operator = subject.problem, subject.facilities["operator"]
    made = provision(
        problem,
        subject.plan,
        public=operator.isin(PUBLIC).to_numpy(),
        inclusive=operator.isin(INCLUSIVE).to_numpy(),
    )
    index = pd.MultiIndex.from_product([problem.bands, problem.years], names=["band", "year"])
    values = {name: np.asarray(value).ravel().round(6) for name, value in vars(made).items()}
    for name in ("open_sites", "empty_sites", "crowded_sites", "small_sites"):
        values[name] = values[name].astype(int)
    return PROVISION.conform(pd.DataFrame(values, index=index).reset_index())


def closures_sheet(subject: Subject) -> Sheet:
    """Make the sheet of closings: site, last year, pupils then and where they go, use afterwards, saving."""
    rows = [
        (
            subject.problem.facilities[one.facility],
            _name(subject, one.facility),
            subject.bands[subject.problem.bands[one.band]].words,
            REASONS["retires" if one.retires else "viability"],
            one.last_year,
            one.roll,
            one.pupils_moved,
            _where(subject, one),
            USES["care" if one.care_places else "other"],
            one.care_places,
            one.saved_10k,
        )
        for one in find_closures(subject.problem, subject.plan)
    ]
    return Sheet(
        name="closures",
        words=message("report.closures.title"),
        fields=fields_of(
            ("facility", message("word.key")),
            ("name", message("word.school")),
            ("band", message("word.band")),
            ("reason", message("report.closures.reason")),
            ("last_year", message("report.closures.last_year"), "year"),
            ("roll", message("report.closures.roll"), "count"),
            ("moved", message("report.closures.moved"), "count"),
            ("moved_to", message("report.closures.moved_to")),
            ("use", message("report.closures.use")),
            ("care_places", message("report.closures.care_places"), "count"),
            ("saved_10k", message("report.closures.saved", money=subject.money.words), "count"),
        ),
        rows=rows_of(rows),
    )


def provision_sheet(subject: Subject) -> Sheet:
    """Make the sheet of sites and shares by year, for the bands whose sites may close."""
    problem, table = subject.problem, by_year(subject)
    rule = problem.retreat
    shown = [
        band
        for b, band in enumerate(problem.bands)
        if (rule is not None and (rule.first_close[:, b] >= 0).any())
        or b in {one.band for one in problem.retired}
    ]
    columns: tuple[tuple[Any, ...], ...] = (
        ("open_sites", message("report.closures.open_sites"), "count"),
        ("empty_sites", message("report.closures.empty_sites"), "count"),
        ("crowded_sites", message("report.closures.crowded_sites"), "count"),
        ("small_sites", message("report.closures.small_sites"), "count"),
        ("public_seats", message("report.closures.public_seats"), "share"),
        ("public_pupils", message("report.closures.public_pupils"), "share"),
        ("inclusive_seats", message("report.closures.inclusive_seats"), "share"),
        ("inclusive_pupils", message("report.closures.inclusive_pupils"), "share"),
        ("running_10k", message("report.closures.running", money=subject.money.words), "count"),
        ("saved_10k", message("report.closures.saved_by_year", money=subject.money.words), "count"),
        ("subsidy_10k", message("report.closures.subsidy", money=subject.money.words), "count"),
    )
    rows = [
        (subject.bands[str(row["band"])].words, int(row["year"]), *(float(row[name]) for name, *_ in columns))
        for row in table[table["band"].isin(shown)].to_dict("records")
    ]
    return Sheet(
        name="provision",
        words=message("report.closures.provision"),
        fields=fields_of(("band", message("word.band")), ("year", message("word.year"), "year"), *columns),
        rows=rows_of(rows),
    )


def _name(subject: Subject, f: int) -> Words:
    site = subject.facilities.iloc[f]
    return name_in(zh=str(site["name_zh"]), en=str(site["name_en"]))


def _where(subject: Subject, one: Closure) -> Words | None:
    if not one.moved:
        return None
    return (
        listed(
            message("report.closures.to", name=_name(subject, g), n=max(round(pupils), 1))
            for g, pupils in one.moved
            if pupils >= NOBODY
        )
        if any(pupils >= NOBODY for _, pupils in one.moved)
        else None
    )
