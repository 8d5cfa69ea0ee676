"""Why a site closes, asked of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import planning
from planning.optimise.schedule import closings
from planning.words.catalogue import reading
from tests.small_district import write_scenario

RULE: dict[str, Any] = {
    "rules": {
        "retreat": {
            "bands": {
                "kindergarten": {
                    "least_roll": 200, "from_year": 2024, "operators": ["public"],
                    "running_10k_per_site": {"public": 90}, "closing_10k": 15, "move_nearest": 3,
                    "move_within_m": 20_000, "move_10k_per_pupil": 0.1,
                }
            },
            "short_10k_per_pupil_year": 50.0,
            "source": {"zh": "测", "en": "made"},
            "confidence": "assumed",
        }
    }
}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> planning.Case:
    """Two kindergartens of 360 seats for some 210 children: one is enough."""
    path = write_scenario(tmp_path)
    table = tmp_path / "d" / "seats.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    (one,) = (row for row in rows if row.startswith("F003,kindergarten"))
    table.write_text("\n".join([*rows, one.replace("F003", "F001"), ""]), encoding="utf-8")
    return planning.open_case(path).with_changes(RULE)


def test_a_closing_says_what_the_site_would_hold_and_where_pupils_go(case: planning.Case) -> None:
    with reading("en"):
        said = [words.text("en") for words in case.why("F001").sentences]
        assert "F001 East Bay High School (kindergarten) closes after school year 2023" in said[0]
        assert "smallest viable roll 200" in said[0]
        assert "move to F003" in said[1]
        (stays,) = (words.text("en") for words in case.why("F003").sentences)
    assert stays == "F003 Middle Village Kindergarten stays in the plan."


def test_closings_found_by_the_clock_say_that_another_run_may_differ(
    case: planning.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closings, "SMALL", 0)
    proven = str(case.plan().outcome) == "proven"
    last = case.why("F003").sentences[-1].text("en")
    assert last.startswith("The closings are the best found in time") is not proven
