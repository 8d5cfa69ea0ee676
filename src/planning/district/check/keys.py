"""Checks between rows and between tables: keys, references, completeness, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from planning.district import check_messages, messages
from planning.district.band_rows import bands_from
from planning.district.contract import Contract
from planning.district.contracts import contracts
from planning.district.contracts.projects import SPEND_YEARS
from planning.domain.bands import BandSystem, Enters
from planning.errors import Findings, Where
from planning.words import message

AGES = range(18)
EXAMPLES = 3
#: Ways of entering that need no share of an age: their demand stands in the table of bands.
WITHOUT_SHARE = (Enters.REST, Enters.PER_1000, Enters.SHARE)


def check_keys(frame: pd.DataFrame, *, contract: Contract, file: str, findings: Findings) -> None:
    """Report duplicate keys.

    Parameters
    ----------
    frame
        Table with the column ``row``.
    contract
        Contract of the table, which names the key columns.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    """
    columns = list(contract.key)
    shared = frame.duplicated(columns, keep=False).to_numpy()
    if not shared.any():
        return
    twice = frame[shared]
    told = {name: twice[name].astype(str).where(twice[name].notna(), "") for name in columns}
    keys = pd.DataFrame(told).agg(" / ".join, axis=1)
    first: dict[str, int] = {}
    for key, row in zip(keys, twice["row"], strict=True):
        if key in first:
            where = Where(file=file, row=int(row), column=", ".join(contract.key))
            messages.duplicate_key(findings, where, key, first[key])
        else:
            first[key] = int(row)


def check_references(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Report cells that refer to rows that do not exist.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    findings
        Receives the faults.
    """
    every = contracts(bands_from(tables["bands"]))
    for name, frame in tables.items():
        for column in every[name].columns:
            if column.refers_to is None:
                continue
            table, key = column.refers_to.split(".")
            if table not in tables:
                continue
            unknown = ~frame[column.name].isin(set(tables[table][key])).to_numpy()
            if not unknown.any():
                continue
            lost = frame[unknown]
            for value, row in zip(lost[column.name], lost["row"], strict=True):
                where = Where(file=files[name], row=int(row), column=column.name)
                messages.unknown_key(findings, where, str(value), files[table])


def check_complete(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Report missing rows: each zone and age of the base year, each band, the rates of each age.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    findings
        Receives the faults.
    """
    base_year = int(tables["district"]["base_year"].iloc[0])
    zones = tables["zones"]["zone_id"].tolist()
    if not tables["pupils"].empty:
        _check_pupils(tables, files=files, findings=findings)
        if tables["population"].empty:
            return
    wanted: dict[str, tuple[list[str], list[tuple[object, ...]]]] = {
        "population": (
            ["zone_id", "year", "age"],
            [(zone, base_year, age) for zone in zones for age in AGES],
        ),
        "rates_by_age": (["age"], [(age,) for age in AGES]),
        "zone_growth": (["zone_id"], [(zone,) for zone in zones]),
        "participation": (
            ["band"],
            [(band.id,) for band in bands_from(tables["bands"]) if band.enters not in WITHOUT_SHARE],
        ),
    }
    for name, (columns, rows) in wanted.items():
        present = set(tables[name][columns].itertuples(index=False, name=None))
        missing = [row for row in rows if row not in present]
        if missing:
            examples = [
                ", ".join(f"{column}={value}" for column, value in zip(columns, row, strict=True))
                for row in missing[:EXAMPLES]
            ]
            check_messages.missing_rows(findings, Where(file=files[name]), examples, len(missing))


def _check_pupils(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Report zones missing from a counted band and year."""
    table = tables["pupils"]
    zones = set(tables["zones"]["zone_id"])
    for (band, year, variant), own in table.groupby(["band", "year", "variant"]):
        missing = sorted(zones - set(own["zone_id"]))
        if missing:
            of = f", variant={variant}" if variant else ""
            examples = [f"zone_id={zone}, band={band}, year={year}{of}" for zone in missing[:EXAMPLES]]
            check_messages.missing_rows(findings, Where(file=files["pupils"]), examples, len(missing))


def check_projects(frame: pd.DataFrame, *, file: str, findings: Findings) -> None:
    """Report projects whose payments do not add up to 1 or whose window is reversed.

    Parameters
    ----------
    frame
        Table of projects.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    """
    names = [f"spend_share_{i}" for i in range(1, SPEND_YEARS + 1)]
    for record in frame.to_dict("records"):
        row = int(record["row"])
        total = sum(float(record[name]) for name in names)
        if abs(total - 1.0) > 1e-6:
            check_messages.shares_do_not_sum(findings, Where(file=file, row=row, column=names[0]), total)
        first, last = int(record["start_earliest"]), int(record["start_latest"])
        if first > last:
            check_messages.window_reversed(
                findings, Where(file=file, row=row, column="start_earliest"), first, last
            )


def check_grades(frame: pd.DataFrame, *, bands: BandSystem, file: str, findings: Findings) -> None:
    """Report grades beyond the length of their band.

    Parameters
    ----------
    frame
        Table with bands and grades.
    bands
        Bands of the district.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    """
    years = bands.years_of()
    beyond = frame[frame["grade"] > frame["band"].map(years)]
    for band, grade, row in zip(beyond["band"], beyond["grade"], beyond["row"], strict=True):
        where = Where(file=file, row=int(row), column="grade")
        messages.out_of_range(findings, where, str(grade), 1, years[band])


def warn_unused(tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of counted pupils in a district with ages: the plan follows the forecast from the ages.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    warnings
        Receives the warning.
    """
    if tables["pupils"].empty or tables["population"].empty:
        return
    warnings.add(
        Where(file=files["pupils"]),
        words=message("check.keys.counted_and_aged"),
        fix=message("check.keys.fix_counted_and_aged"),
    )


def warn_overfull(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], warnings: Findings
) -> None:
    """Warn of sites with more pupils than permanent and temporary seats.

    Parameters
    ----------
    tables, files
        Tables by name, and the file of each, as messages name it.
    warnings
        Receives the warnings.
    """
    base_year = int(tables["district"]["base_year"].iloc[0])
    enrolment, seats = tables["enrolment"], tables["seats"]
    pupils: Counter[tuple[str, str]] = Counter()
    for row in enrolment[enrolment["school_year"] == base_year].itertuples():
        pupils[str(row.facility_id), str(row.band)] += int(str(row.pupils))
    places = {
        (str(row.facility_id), str(row.band)): float(str(row.seats)) + float(str(row.temporary_limit))
        for row in seats.itertuples()
    }
    for (facility, band), number in pupils.items():
        limit = places.get((facility, band), 0)
        if number > limit:
            check_messages.overfull(warnings, Where(file=files["enrolment"]), facility, band, number, limit)
