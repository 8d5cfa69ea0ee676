"""Tables of a plan for scripts and notebooks, with names beside keys."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.report.subject import Subject


def stages(subject: Subject) -> pd.DataFrame:
    """Tabulate the objectives: value, bound, gap, seconds and proof.

    Parameters
    ----------
    subject
        Plan with its names and numbers.

    Returns
    -------
    pandas.DataFrame
        One row for each objective; unknown bounds and gaps are missing.
    """
    rows = [
        (s.name, s.value, _finite(s.bound), _finite(s.gap), s.seconds, s.proven) for s in subject.plan.stages
    ]
    return pd.DataFrame(rows, columns=["objective", "value", "bound", "gap", "seconds", "proven"])


def zones(subject: Subject) -> pd.DataFrame:
    """Tabulate the zones: entrants, those without a seat, their share, and mean distance.

    Parameters
    ----------
    subject
        Plan with its names and numbers.

    Returns
    -------
    pandas.DataFrame
        One row for each zone, band and year; counts of few counted children are missing.
    """
    problem, appraisal = subject.problem, subject.appraisal
    shape = (len(problem.zones), len(problem.bands), len(problem.years))
    z, b, t = (axis.ravel() for axis in np.indices(shape))
    return pd.DataFrame(
        {
            "zone": np.array(problem.zones, dtype=object)[z],
            "name_zh": subject.zones["name_zh"].to_numpy()[z],
            "name_en": subject.zones["name_en"].to_numpy()[z],
            "band": np.array(problem.bands, dtype=object)[b],
            "year": np.array(problem.years)[t],
            "intake": subject.shown(appraisal.intake.ravel()),
            "unhoused": subject.shown(appraisal.unplaced.ravel()),
            "unhoused_share": appraisal.unplaced_share.ravel(),
            "mean_distance_m": appraisal.zone_distance_m.ravel(),
        }
    )


def catchments(subject: Subject) -> pd.DataFrame:
    """Tabulate the catchments of a plan, with the share of each zone.

    Parameters
    ----------
    subject
        Plan with its names and numbers.

    Returns
    -------
    pandas.DataFrame
        One row for each facility, band, year and zone that sends it at least a twentieth of its entrants;
        counts of few counted children are missing.
    """
    problem, plan = subject.problem, subject.plan
    pairs = problem.pairs
    found = {(c.facility, c.band, c.year, zone) for c in subject.appraisal.catchments for zone in c.zones}
    rows = []
    for n, (z, f, b) in enumerate(
        zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
    ):
        for t in np.flatnonzero(plan.place[n] > 0).tolist():
            if (f, b, t, z) in found:
                rows.append((f, b, t, z, plan.place[n, t], plan.place[n, t] / problem.intakes[z, b, t]))
    rows.sort(key=lambda row: row[:4])
    columns = list(zip(*rows, strict=True)) if rows else [()] * 6
    at = [np.array(axis, dtype=np.int64) for axis in columns[:4]]
    return pd.DataFrame(
        {
            "facility": np.array(problem.facilities, dtype=object)[at[0]],
            "facility_zh": subject.facilities["name_zh"].to_numpy()[at[0]],
            "facility_en": subject.facilities["name_en"].to_numpy()[at[0]],
            "band": np.array(problem.bands, dtype=object)[at[1]],
            "year": np.array(problem.years)[at[2]],
            "zone": np.array(problem.zones, dtype=object)[at[3]],
            "zone_zh": subject.zones["name_zh"].to_numpy()[at[3]],
            "zone_en": subject.zones["name_en"].to_numpy()[at[3]],
            "pupils": subject.shown(np.array(columns[4], dtype=np.float64)),
            "share": np.array(columns[5], dtype=np.float64),
        }
    )


def _finite(value: float) -> float:
    return value if np.isfinite(value) else float("nan")
