"""Purses and running cost of a scenario as arrays of the problem."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.district.district import District
from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.programme import Programme
from planning.domain.purses import NEVER, Purses, RunningCost, running_of_options
from planning.errors import Findings, Where
from planning.scenario.additions import NEVER as NEVER_STARTED
from planning.scenario.purses import Purse
from planning.scenario.schema import Scenario
from planning.words import message

#: Shares that add up to this much pay the whole.
WHOLE = 1.0 - 1e-9


def make_running(scenario: Scenario, bands: BandSystem) -> RunningCost | None:
    """Return the running cost of sites and pupils.

    Parameters
    ----------
    scenario
        Checked scenario.
    bands
        Bands of its district.

    Returns
    -------
    RunningCost or None
        Figures by band, 0 for a band that the scenario leaves out; None if it states none.
    """
    part = scenario.running
    if part is None:
        return None
    stated = [part.bands.get(band) for band in bands.ids]
    return RunningCost(
        per_site_10k=np.array([0.0 if one is None else one.per_site_10k for one in stated]),
        per_pupil_10k=np.array([0.0 if one is None else one.per_pupil_10k for one in stated]),
        cost_weight=part.cost_weight,
    )


def make_purses(
    district: District,
    scenario: Scenario,
    *,
    programme: Programme,
    seats: FloatArray,
    findings: Findings,
) -> Purses | None:
    """Return the purses of a scenario, with what each may pay for turned into projects.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    programme
        Projects and their options.
    seats
        Seats of today, shape (F, B).
    findings
        Receives unknown projects, purses that may pay for nothing, and projects for which nobody
        may pay.

    Returns
    -------
    Purses or None
        Money by source; None if the scenario has one budget.

    Raises
    ------
    InputError
        If ``findings`` holds a fault.
    """
    if not scenario.purses:
        return None
    if scenario.rooms.lend:
        # The money of a change of rooms belongs to no project, and purses pay for projects.
        findings.add(
            Where(file="scenario", path="purses"),
            words=message("plan.purses.rooms_unpaid"),
            fix=message("plan.purses.fix_rooms_unpaid"),
        )
    projects = district.tables["projects"]
    fits = []
    for key, purse in scenario.purses.items():
        _check_named(key, purse, projects, findings)
        fits.append(_fits(purse, projects, district.bands))
        if not fits[-1].any():
            findings.add(
                Where(file="scenario", path=f"purses.{key}"),
                words=message("plan.purses.pays_for_nothing", purse=key),
                fix=message("plan.purses.fix_pays_for_nothing"),
            )
    findings.raise_if_any()
    listed = list(scenario.purses.values())
    may = np.array(fits, dtype=np.int64)
    pays = [np.array([kind in purse.pays for purse in listed]) for kind in ("capital", "running")]
    made = Purses(
        names=tuple(scenario.purses),
        limits_10k=np.array(
            [
                [purse.limits_10k.get(year, purse.default_limit_10k) for year in scenario.years]
                for purse in listed
            ]
        ),
        lapses_after=np.array(
            [NEVER if purse.lapses_after_years is None else purse.lapses_after_years for purse in listed]
        ),
        capital=may * pays[0][:, None],
        running=may * pays[1][:, None],
        largest_share=np.array([purse.largest_share for purse in listed]),
    )
    _check_payers(made, scenario, district, programme, seats, findings)
    findings.raise_if_any()
    return made


def _check_named(key: str, purse: Purse, projects: pd.DataFrame, findings: Findings) -> None:
    """Report projects that the table of projects does not have."""
    known = projects["project_id"].astype(str).tolist()
    for i, name in enumerate(purse.projects or ()):
        if name not in known:
            findings.add(
                Where(file="scenario", path=f"purses.{key}.projects.{i}"),
                words=message("plan.purses.unknown_project", name=name),
                fix=message("plan.purses.fix_unknown", known=", ".join(known)),
            )


def _fits(purse: Purse, projects: pd.DataFrame, bands: BandSystem) -> IntArray:
    """Return 1 for each project that fits what is stated of a purse, shape (P,)."""
    fits = np.ones(len(projects), dtype=bool)
    for stated, column in ((purse.projects, "project_id"), (purse.status, "status")):
        if stated is not None:
            fits &= projects[column].astype(str).isin(list(stated)).to_numpy()
    if purse.bands is not None:
        own = [f"seats_{band}" for band in bands.ids if band in purse.bands]
        fits &= (projects[own].to_numpy(float) > 0).any(axis=1)
    return fits.astype(np.int64)


def _check_payers(
    purses: Purses,
    scenario: Scenario,
    district: District,
    programme: Programme,
    seats: FloatArray,
    findings: Findings,
) -> None:
    """Report projects whose works, or whose running cost, no purse may pay in full."""
    running = make_running(scenario, district.bands)
    opened = np.array(scenario.years)[None, :] >= programme.option_opening_year[:, None]
    added = programme.seats[programme.option_project][:, :, None] * opened[:, None, :]
    site = programme.facility[programme.option_project]
    yearly = running_of_options(running, added, seats[site])
    for p, key in enumerate(district.tables["projects"]["project_id"]):
        if scenario.openings.get(key) == NEVER_STARTED:
            continue
        own = programme.options_of(p)
        together = float((purses.capital[:, p] * purses.largest_share).sum())
        if programme.option_spend_10k[own].any() and together < WHOLE:
            findings.add(
                Where(file="scenario", path="purses"),
                words=message("plan.purses.nobody_pays", project=key, share=together),
                fix=message("plan.purses.fix_nobody_pays", project=key),
            )
        if purses.covers_running and yearly[own].any() and not purses.running[:, p].any():
            findings.add(
                Where(file="scenario", path="purses"),
                words=message("plan.purses.nobody_runs", project=key),
                fix=message("plan.purses.fix_nobody_runs", project=key),
            )
