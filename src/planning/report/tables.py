"""Tidy tables of a plan, units in the column names; which columns they have is said in ``results.tables``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from planning.report.subject import Subject
from planning.results.sometimes import ROOMS_USED
from planning.results.tables import BANDS, BUDGET, PLACEMENTS, SCHEDULE, SEATS_TABLE, UNHOUSED

#: A tidy table; so named for those who hand it on without knowing its library.
Table: TypeAlias = pd.DataFrame
#: Pupils fewer than this are left out of the list of placements.
NOBODY = 1e-6
DECIMALS: Final = 6


def make_tables(subject: Subject) -> Mapping[str, pd.DataFrame]:
    """Make the tables of a plan, by file name without suffix."""
    lent = {} if subject.problem.rooms is None else {ROOMS_USED.name: rooms_used(subject)}
    return {
        SCHEDULE.name: schedule(subject),
        PLACEMENTS.name: placements(subject),
        SEATS_TABLE.name: seats(subject),
        UNHOUSED.name: unplaced(subject),
        BUDGET.name: budget(subject),
        BANDS.name: bands(subject),
        **lent,
    }


def schedule(subject: Subject) -> pd.DataFrame:
    """Make the schedule, one row for each project; years are missing for a project that is not started."""
    problem, appraisal, projects = subject.problem, subject.appraisal, subject.projects
    table = pd.DataFrame(
        {
            "project_id": problem.projects,
            "name_zh": projects["name_zh"].to_numpy(),
            "name_en": projects["name_en"].to_numpy(),
            "status": projects["status"].to_numpy(),
            "start_year": _years(appraisal.start_year),
            "opening_year": _years(appraisal.opening_year),
            "cost_10k": problem.programme.cost_10k,
        }
    )
    for b, band in enumerate(problem.bands):
        table[f"seats_{band}"] = problem.programme.seats[:, b].round().astype(int)
    return SCHEDULE.conform(table, bands=problem.bands)


def placements(subject: Subject) -> pd.DataFrame:
    """Make the placements, one row for each pair and year with pupils."""
    problem, place = subject.problem, subject.plan.place
    n, t = np.nonzero(place > NOBODY)
    pairs = problem.pairs
    table = pd.DataFrame(
        {
            "zone": np.array(problem.zones, dtype=object)[pairs.zone[n]],
            "facility": np.array(problem.facilities, dtype=object)[pairs.facility[n]],
            "band": np.array(problem.bands, dtype=object)[pairs.band[n]],
            "year": np.array(problem.years)[t],
            "pupils": subject.shown(place[n, t].round(DECIMALS)),
            "distance_m": pairs.distance_m[n].round(1),
        }
    )
    return PLACEMENTS.conform(table)


def seats(subject: Subject) -> pd.DataFrame:
    """Make the table of seats, one row for each facility, band and year with seats or pupils."""
    problem, appraisal = subject.problem, subject.appraisal
    used = (appraisal.open_seats > 0) | (appraisal.enrolled > NOBODY)
    f, b, t = np.nonzero(used)
    table = pd.DataFrame(
        {
            "facility": np.array(problem.facilities, dtype=object)[f],
            "band": np.array(problem.bands, dtype=object)[b],
            "year": np.array(problem.years)[t],
        }
    )
    for name in ("open_seats", "enrolled", "temporary", "surplus"):
        table[name] = getattr(appraisal, name)[used].round(DECIMALS)
    return SEATS_TABLE.conform(table)


def unplaced(subject: Subject) -> pd.DataFrame:
    """Make the table of entrants without a seat, one row for each zone, band and year."""
    problem, appraisal = subject.problem, subject.appraisal
    index = pd.MultiIndex.from_product(
        [problem.zones, problem.bands, problem.years], names=["zone", "band", "year"]
    )
    table = pd.DataFrame(
        {
            "intake": subject.shown(appraisal.intake.ravel().round(DECIMALS)),
            "unhoused": subject.shown(appraisal.unplaced.ravel().round(DECIMALS)),
        },
        index=index,
    )
    return UNHOUSED.conform(table.reset_index())


def budget(subject: Subject) -> pd.DataFrame:
    """Make the table of money, 10,000 yuan, one row for each year; limits are missing without a budget."""
    appraisal = subject.appraisal
    table = pd.DataFrame({"year": subject.problem.years})
    for name in ("limit_10k", "carried_in_10k", "spent_10k", "carried_out_10k"):
        values = getattr(appraisal, name)
        table[name] = np.where(np.isfinite(values), values.round(2), np.nan)
    return BUDGET.conform(table)


def bands(subject: Subject) -> pd.DataFrame:
    """Make the table of bands: seats, pupils with their interval and indicators, by band and year."""
    problem, appraisal, shown = subject.problem, subject.appraisal, subject.indicators
    whole = {
        "open_seats": appraisal.open_seats.sum(axis=0),
        "enrolled": appraisal.enrolled.sum(axis=0),
        "temporary": appraisal.temporary.sum(axis=0),
        "pupils": shown.pupils,
        "pupils_p10": shown.pupils_low,
        "pupils_p90": shown.pupils_high,
        "intake": appraisal.intake_by_band,
        "intake_p10": shown.intake_low,
        "intake_p90": shown.intake_high,
        "unhoused": appraisal.unplaced_by_band,
        "unhoused_share": appraisal.unplaced_share_by_band,
        "mean_distance_m": appraisal.mean_distance_m,
        "placed_pupil_km": appraisal.placed_km,
        "norm_m": np.repeat(problem.norm_m[:, None], len(problem.years), axis=1),
        "beyond_norm_share": appraisal.beyond_norm_share,
        "public_share": shown.public_share,
        "residents": np.repeat(shown.residents[None], len(problem.bands), axis=0),
        "seats_per_1000_residents": shown.seats_per_thousand,
    }
    index = pd.MultiIndex.from_product([problem.bands, problem.years], names=["band", "year"])
    table = {name: np.where(np.isfinite(v), v, np.nan).ravel().round(DECIMALS) for name, v in whole.items()}
    return BANDS.conform(pd.DataFrame(table, index=index).reset_index())


def rooms_used(subject: Subject) -> pd.DataFrame:
    """Make the table of rooms lent, one row for each loan and year in which rooms are away or paid for."""
    problem, names = subject.problem, subject.facilities
    rows = [
        {
            "facility": problem.facilities[loan.facility],
            "name_zh": names["name_zh"].iloc[loan.facility],
            "name_en": names["name_en"].iloc[loan.facility],
            "from_band": problem.bands[loan.giver],
            "to_band": problem.bands[loan.receiver],
            "year": year,
            "rooms": loan.serving(year),
            "rooms_away": loan.away(year),
            "seats_lost": loan.away(year) * loan.seats_lost,
            "seats_gained": loan.serving(year) * loan.seats_gained,
            "loan": loan.rooms,
            "first_year": loan.first_year,
            "return_year": loan.return_year,
            "cost_10k": round(loan.paid_10k(year), 2),
        }
        for loan in subject.loans
        for year in problem.years
        if loan.away(year) or loan.paid_10k(year)
    ]
    table = pd.DataFrame(rows, columns=ROOMS_USED.names())
    return ROOMS_USED.conform(table.astype({"return_year": "Int64"}))


def unplaced_by_band(subject: Subject) -> pd.DataFrame:
    """Return the entrants without a seat, bands by years."""
    problem = subject.problem
    return pd.DataFrame(
        subject.appraisal.unplaced_by_band, index=list(problem.bands), columns=list(problem.years)
    )


def _years(values: tuple[int, ...]) -> pd.Series[int]:
    return pd.Series([value or pd.NA for value in values], dtype="Int64")
