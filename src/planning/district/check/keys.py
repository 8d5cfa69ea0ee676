"""Checks between rows and between tables: keys, references, completeness, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from planning.district import messages
from planning.district.contract import Contract
from planning.district.contracts import CONTRACTS
from planning.district.contracts.projects import SPEND_YEARS
from planning.domain.bands import BAND_YEARS, BANDS
from planning.errors import Findings, Where

AGES = range(18)
EXAMPLES = 3


def check_keys(frame: pd.DataFrame, *, contract: Contract, file: str, findings: Findings) -> None:
    """Tell each key that stands twice."""
    keys = frame[list(contract.key)].astype(str).agg(" / ".join, axis=1)
    first: dict[str, int] = {}
    for key, row in zip(keys, frame["row"], strict=True):
        if key in first:
            where = Where(file=file, row=int(row), column=", ".join(contract.key))
            messages.duplicate_key(findings, where, key, first[key])
        else:
            first[key] = int(row)


def check_references(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Tell each cell that refers to a row that does not exist."""
    for name, frame in tables.items():
        for column in CONTRACTS[name].columns:
            if column.refers_to is None:
                continue
            table, key = column.refers_to.split(".")
            if table not in tables:
                continue
            known = set(tables[table][key])
            for value, row in zip(frame[column.name], frame["row"], strict=True):
                if value not in known:
                    where = Where(file=files[name], row=int(row), column=column.name)
                    messages.unknown_key(findings, where, str(value), files[table])


def check_complete(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Tell rows that must be there: every zone and age of the base year, every band, every age's rates."""
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
        "participation": (["band"], [(band,) for band in BANDS]),
    }
    for name, (columns, rows) in wanted.items():
        present = set(tables[name][columns].itertuples(index=False, name=None))
        missing = [row for row in rows if row not in present]
        if missing:
            examples = [
                ", ".join(f"{column}={value}" for column, value in zip(columns, row, strict=True))
                for row in missing[:EXAMPLES]
            ]
            messages.missing_rows(findings, Where(file=files[name]), examples, len(missing))


def _check_pupils(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Tell zones that a band and year of the count leaves out."""
    table = tables["pupils"]
    zones = set(tables["zones"]["zone_id"])
    for (band, year, variant), own in table.groupby(["band", "year", "variant"]):
        missing = sorted(zones - set(own["zone_id"]))
        if missing:
            of = f", variant={variant}" if variant else ""
            examples = [f"zone_id={zone}, band={band}, year={year}{of}" for zone in missing[:EXAMPLES]]
            messages.missing_rows(findings, Where(file=files["pupils"]), examples, len(missing))


def check_projects(frame: pd.DataFrame, *, file: str, findings: Findings) -> None:
    """Tell projects whose payments do not add up or whose window is reversed."""
    names = [f"spend_share_{i}" for i in range(1, SPEND_YEARS + 1)]
    for record in frame.to_dict("records"):
        row = int(record["row"])
        total = sum(float(record[name]) for name in names)
        if abs(total - 1.0) > 1e-6:
            messages.shares_do_not_sum(findings, Where(file=file, row=row, column=names[0]), total)
        first, last = int(record["start_earliest"]), int(record["start_latest"])
        if first > last:
            messages.window_reversed(
                findings, Where(file=file, row=row, column="start_earliest"), first, last
            )


def check_grades(frame: pd.DataFrame, *, file: str, findings: Findings) -> None:
    """Tell grades beyond the length of their band."""
    for band, grade, row in zip(frame["band"], frame["grade"], frame["row"], strict=True):
        if grade > BAND_YEARS[band]:
            where = Where(file=file, row=int(row), column="grade")
            messages.out_of_range(findings, where, str(grade), 1, BAND_YEARS[band])


def warn_unused(tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of counted pupils beside ages: the plan follows the forecast from the ages."""
    if tables["pupils"].empty or tables["population"].empty:
        return
    warnings.add(
        Where(file=files["pupils"]),
        zh="既有分岁人口又有分区学生数；方案依据由人口作出的预测，本表未用",
        en="there are ages and counted pupils; the plan follows the forecast from the ages, and this table "
        "is not used",
        fix_zh="若要按清点的学生直接安置，请去掉 population 表",
        fix_en="To place the counted pupils instead, take the table population out of the manifest",
    )


def warn_overfull(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], warnings: Findings
) -> None:
    """Warn of sites that hold more pupils than permanent and temporary seats."""
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
            messages.overfull(warnings, Where(file=files["enrolment"]), facility, band, number, limit)
