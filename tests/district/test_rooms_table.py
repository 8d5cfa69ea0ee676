"""Faults in the table of rooms, each told with file, row, column and way out, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from planning.district.load import load_district
from planning.errors import InputError
from tests.district.test_bad_input import edit, faults, set_cell
from tests.small_district import CRS, write_district


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_district(tmp_path / "d", without=())


def test_the_made_table_is_in_order(folder: Path) -> None:
    assert load_district(folder, crs=CRS).tables["rooms"]["rooms"].tolist() == [6]


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("receiver", "primary", "row 2, column receiver: primary lends rooms to itself."),
        (
            "rooms",
            "15",
            "row 2, column rooms: 15 rooms may be lent, and the table seats has 14 classes of primary",
        ),
        ("block", "7", "row 2, column block: 7 rooms change together, and only 6 may be lent."),
        ("last_year", "2023", "row 2, column last_year: the last year 2023 lies before the first year 2024."),
        ("giver", "lyceum", "row 2, column giver"),
        ("way_back", "perhaps", "row 2, column way_back"),
        ("facility_id", "F999", "row 2, column facility_id"),
        ("cost_10k", "-1", "row 2, column cost_10k"),
    ],
)
def test_a_fault_is_named(folder: Path, column: str, text: str, said: str) -> None:
    edit(folder / "rooms.csv", set_cell(column, text))
    assert any(f"d/rooms.csv, {said}" in fault for fault in faults(folder))


def test_rooms_that_must_return_need_a_way_back_and_faults_come_together(folder: Path) -> None:
    edit(folder / "rooms.csv", set_cell("last_year", "2027"))
    edit(folder / "rooms.csv", set_cell("way_back", "no"))
    edit(folder / "rooms.csv", set_cell("receiver", "primary"))
    told = faults(folder)
    assert len(told) == 2
    assert "row 2, column way_back: the rooms have to return after 2027 and cannot." in told[1]


def test_years_may_be_left_empty(folder: Path) -> None:
    edit(folder / "rooms.csv", set_cell("first_year", ""))
    try:
        load_district(folder, crs=CRS)
    except InputError as error:  # pragma: no cover - tells what is wrong
        pytest.fail(str(error))
