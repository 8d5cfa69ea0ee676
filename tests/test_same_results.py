"""The comparison of two runs finds what differs, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "same_results.py"


def said(*folders: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, SCRIPT, *folders], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    folders = tmp_path / "before", tmp_path / "after"
    for seconds, folder in enumerate(folders):
        folder.mkdir()
        (folder / "seats.csv").write_text("facility,seats,year\nF1,10.000000000000001,\nF2,20,2024\n")
        (folder / "run.json").write_text(json.dumps({"outcome": "proven", "seconds": {"solve": seconds}}))
    return folders


def test_time_alone_is_no_difference(runs: tuple[Path, Path]) -> None:
    assert said(*runs) == (0, "2 files before, 0 are not the same after\n")


def test_the_last_digit_is_one(runs: tuple[Path, Path]) -> None:
    table = runs[1] / "seats.csv"
    table.write_text(table.read_text().replace("10.000000000000001", "10.0"))
    (runs[1] / "run.json").write_text(json.dumps({"outcome": "none"}))
    code, text = said(*runs)
    assert code == 1
    assert "column seats: 1 cells, the first in row 2: '10.000000000000001', now '10.0'" in text
    assert ".outcome: 'proven', now 'none'" in text


def test_a_file_that_is_gone_and_a_new_one_are_told(runs: tuple[Path, Path]) -> None:
    (runs[1] / "seats.csv").rename(runs[1] / "chairs.csv")
    code, text = said(*runs)
    assert code == 1
    assert "chairs.csv" in text
    assert f"only in {runs[0]}" in text
    assert f"only in {runs[1]}" in text
