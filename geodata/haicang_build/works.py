"""The 17 projects: sizes and costs as stated, works and windows as assumed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

BANDS = ("kindergarten", "primary", "junior", "senior")
#: Share kept back until the accounts of the last calendar year of the works are settled.
RETENTION = 0.10


def build_projects(source: Path, facilities: pd.DataFrame) -> pd.DataFrame:
    """Join the programme of 2023 with the assumptions on works, windows and payments.

    Parameters
    ----------
    source
        Folder of the source figures.
    facilities
        Sites; the planned ones stand in the order of the projects.

    Returns
    -------
    pandas.DataFrame
        One row a project.
    """
    programme = pd.read_csv(source / "programme_2023.csv")
    table = programme.merge(pd.read_csv(source / "project_assumptions.csv"), on="project_id", validate="1:1")
    planned = facilities.loc[facilities["status"] == "planned", "facility_id"].to_numpy()
    profile = np.array(
        [_profile(int(m), int(w)) for m, w in zip(table["start_month"], table["works_months"], strict=True)]
    )
    return pd.DataFrame(
        {
            "project_id": table["project_id"],
            "facility_id": planned,
            "name_zh": table["name_zh"],
            "name_en": table["name_en"],
            "status": table["status_2023"],
            "level": table["level"],
            **{f"seats_{band}": table[f"{band}_seats"] for band in BANDS},
            "cost_10k": table["cost_10k_yuan"],
            "start_earliest": table["start_earliest"],
            "start_latest": table["start_latest"],
            "start_month": table["start_month"],
            "works_months": table["works_months"],
            "delay_years_max": table["delay_years_max"],
            **{f"spend_share_{i + 1}": profile[:, i] for i in range(profile.shape[1])},
            "status_confidence": table["status_confidence"],
            "seats_confidence": table["seats_confidence"],
            "cost_confidence": table["cost_confidence"],
            "window_confidence": table["window_confidence"],
            "source": "名称："
            + table["name_basis"]
            + "；学位："
            + table["seats_basis"]
            + "；投资："
            + table["cost_basis"]
            + "｜name: "
            + table["name_basis"]
            + "; seats: "
            + table["seats_basis"]
            + "; cost: "
            + table["cost_basis"],
            "confidence": table["name_confidence"],
        }
    )


def _profile(start_month: int, works_months: int) -> list[float]:
    """Return the share paid in each calendar year: even by month, a retention in the last year."""
    months = np.arange(start_month - 1, start_month - 1 + works_months) // 12
    shares = np.bincount(months, minlength=4) / works_months * (1 - RETENTION)
    shares[months[-1]] += RETENTION
    rounded = np.round(shares, 3)
    rounded[months[-1]] = np.round(1.0 - np.delete(rounded, months[-1]).sum(), 3)
    return [float(value) for value in rounded]
