"""The September cliff, payments and delays."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.assemble.plan.project_options import make_programme, opening_year
from planning.district.bands import ready_made
from planning.errors import Findings

YEARS = range(2023, 2036)


@pytest.mark.parametrize(
    ("start", "month", "works", "opens"),
    [
        (2023, 9, 24, 2025),  # ends with August 2025
        (2023, 9, 25, 2026),  # ends with September 2025: waits a year
        (2023, 6, 15, 2024),
        (2023, 1, 8, 2023),
        (2023, 10, 0, 2024),
        (2021, 3, 23, 2023),
    ],
)
def test_september_cliff(start: int, month: int, works: int, opens: int) -> None:
    assert opening_year(start_year=start, start_month=month, works_months=works) == opens


def project(**changes: object) -> pd.DataFrame:
    record: dict[str, object] = {
        "row": 2, "project_id": "P1", "facility_id": "F1", "status": "starting",
        "seats_kindergarten": 0, "seats_primary": 100, "seats_junior": 0, "seats_senior": 0,
        "cost_10k": 1000.0, "start_earliest": 2023, "start_latest": 2040, "start_month": 6,
        "works_months": 21, "delay_years_max": 0,
        "spend_share_1": 0.2, "spend_share_2": 0.5, "spend_share_3": 0.3, "spend_share_4": 0.0,
    }  # fmt: skip
    return pd.DataFrame([record | changes])


def programme(**changes: object):  # type: ignore[no-untyped-def]  # noqa: ANN201
    findings = Findings()
    made = make_programme(
        project(**changes),
        facilities=["F1"],
        bands=ready_made(),
        years=YEARS,
        file="projects.csv",
        findings=findings,
    )
    findings.raise_if_any()
    return made


def test_starting_projects_open_within_the_horizon() -> None:
    made = programme()
    assert made.option_start_year.tolist() == list(range(2023, 2034))
    assert made.option_opening_year.tolist() == list(range(2025, 2036))
    np.testing.assert_allclose(made.option_spend_10k[0, :4], [200, 500, 300, 0])
    np.testing.assert_allclose(made.option_spend_10k.sum(axis=1), 1000)


def test_a_starting_project_does_not_begin_in_the_past() -> None:
    assert programme(start_earliest=2019).option_start_year.min() == 2023


def test_what_was_paid_before_the_horizon_is_gone() -> None:
    made = programme(status="completing", start_earliest=2021, start_latest=2021)
    assert made.committed.tolist() == [1]
    np.testing.assert_allclose(made.option_spend_10k[0, :2], [300, 0])
    assert made.cost_10k.tolist() == [1000]


def test_a_delay_slides_half_of_what_is_left() -> None:
    made = programme(status="continuing", start_earliest=2022, start_latest=2022, delay_years_max=1)
    assert made.option_opening_year.tolist() == [2024, 2025]
    np.testing.assert_allclose(made.option_spend_10k[0, :3], [500, 300, 0])
    np.testing.assert_allclose(made.option_spend_10k[1, :3], [250, 400, 150])


def test_a_committed_project_that_cannot_open_is_a_fault() -> None:
    findings = Findings()
    make_programme(
        project(status="continuing", start_earliest=2034, start_latest=2034, works_months=60),
        facilities=["F1"], bands=ready_made(), years=YEARS, file="projects.csv", findings=findings,
    )  # fmt: skip
    (fault,) = findings
    assert str(fault).splitlines()[1] == (
        "projects.csv, row 2: P1 is committed, but with its works it cannot open by 2035. "
        "Correct its start or works, or lengthen horizon.last_year in the scenario."
    )
