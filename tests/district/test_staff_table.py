"""Faults of the table of staff are named."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from planning.district.check.staff import check_staff
from planning.errors import Findings


def faults(rows: list[tuple[str, Any, Any]]) -> list[str]:
    frame = pd.DataFrame(rows, columns=["band", "age_from", "age_to"])
    frame["row"] = range(2, 2 + len(frame))
    findings = Findings()
    check_staff(frame, files={"staff": "staff.csv"}, findings=findings)
    return [f"{one.where.row}: {one.words.text('en')}" for one in findings.items]


def test_ranges_in_order_pass() -> None:
    assert faults([("primary", None, None), ("junior", 25, 29), ("junior", 30, 59)]) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("primary", 25, None)], "2: only one end"),
        ([("primary", None, None), ("primary", 25, 29)], "2: primary has rows with ages beside"),
        ([("primary", 30, 25)], "2: the ages 30 to 25"),
        ([("primary", 25, 30), ("primary", 30, 35)], "3: the ages 30 to 35"),
    ],
)
def test_faults_name_the_row(rows: list[tuple[str, Any, Any]], said: str) -> None:
    assert [fault[: len(said)] for fault in faults(rows)] == [said]
