"""Rolls of schools as all that is known of the pupils."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planning.district.bands import ready_made
from planning.errors import InputError
from planning.importing.grades import grade_of
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district
from planning.runs.run import run_scenario
from tests.importing.files import GRID, school_table, zones

REQUEST = Request(name_zh="格城", name_en="Grid town", year=2024)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("一年级", (1, 0)), ("六年级", (1, 5)), ("七年级", (2, 0)), ("初三", (2, 2)), ("高一", (3, 0)),
        ("小班", (0, 0)), ("大班", (0, 2)), ("0", (0, 2)), ("-2", (0, 0)), ("1", (1, 0)), ("12", (3, 2)),
        ("Grade 9", (2, 2)), ("K", (0, 2)), ("小三", (1, 2)), ("十二年级", (3, 2)), ("初二年级", (2, 1)),
    ],
)  # fmt: skip
def test_grades_are_known_in_both_languages(word: str, known: tuple[int, int]) -> None:
    assert grade_of(word, ready_made()) == known


@pytest.mark.parametrize("word", ["", "13", "初五", "-3", "all", "高四", "毕业班"])
def test_what_is_no_grade_is_none(word: str) -> None:
    assert grade_of(word, ready_made()) is None


def files(folder: Path, rolls: pd.DataFrame, *, dwellings: list[int] | None = None) -> dict[str, Path]:
    found = {name: folder / f"{name}.csv" for name in ("schools", "rolls")}
    found["zones"] = folder / "zones.gpkg"
    frame = zones(GRID).drop(columns="小学学生数")
    if dwellings is not None:
        frame["住房套数"] = dwellings
    frame.to_file(found["zones"])
    school_table().to_csv(found["schools"], index=False)
    rolls.to_csv(found["rolls"], index=False)
    return found


def by_grade(years: dict[int, list[int]], *, school: str = "第一小学") -> pd.DataFrame:
    """Return the six grades of one school by year."""
    return pd.DataFrame(
        [(school, year, grade + 1, n) for year, counts in years.items() for grade, n in enumerate(counts)],
        columns=["学校名称", "学年", "年级", "在校生"],
    )


def pupils(made: Imported) -> pd.DataFrame:
    return made.inputs.district.tables["pupils"]


def test_totals_go_to_the_zones_nearest_each_school(tmp_path: Path) -> None:
    rolls = pd.DataFrame({"学校名称": ["第一小学", "第二小学"], "学年": [2024, 2024], "在校生": [90, 120]})
    made = import_district(tmp_path / "d", files(tmp_path, rolls), request=REQUEST)
    table = pupils(made)
    assert table["year"].unique().tolist() == [2024]
    assert table["pupils"].sum() == pytest.approx(210)
    # Six equal squares: school 1 stands in the first, school 2 in the last; each is nearest to three.
    assert sorted(table["pupils"].round(6)) == [30, 30, 30, 40, 40, 40]
    assert set(table["confidence"]) == {"assumed"}
    assert any("only rolls are known (2024)" in en and "spread by area" in en for _, en in made.notes)
    assert any("later years repeat the count" in en for _, en in made.notes)
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.appraisal.unplaced.sum() == pytest.approx(0)


def test_dwellings_and_catchments_tell_where_pupils_live(tmp_path: Path) -> None:
    rolls = pd.DataFrame({"学校名称": ["第一小学", "第二小学"], "在校生": [90, 120]})
    found = files(tmp_path, rolls, dwellings=[10, 20, 0, 30, 0, 40])
    today = [("甲社区", "第一小学"), ("乙社区", "第一小学"), ("丁社区", "第二小学"), ("己社区", "第二小学")]
    found["catchments"] = tmp_path / "today.csv"
    pd.DataFrame(today, columns=["社区", "学校"]).to_csv(found["catchments"], index=False)
    made = import_district(tmp_path / "d", found, request=REQUEST)
    by_zone = pupils(made).set_index("zone_id")["pupils"].to_dict()
    assert by_zone["C0"] == pytest.approx(30)
    assert by_zone["C1"] == pytest.approx(60)
    assert by_zone["C3"] == pytest.approx(120 * 30 / 70)
    assert by_zone["C5"] == pytest.approx(120 * 40 / 70)
    assert by_zone["C2"] == by_zone["C4"] == 0


def test_grades_move_on_and_the_entry_grade_stays_at_its_mean(tmp_path: Path) -> None:
    """Nobody joins or leaves: each grade moves on whole, and 20, 30, 40 entered in the last three years."""
    years = {2022: [20, 10, 10, 10, 10, 10], 2023: [30, 20, 10, 10, 10, 10], 2024: [40, 30, 20, 10, 10, 10]}
    made = import_district(tmp_path / "d", files(tmp_path, by_grade(years)), request=REQUEST)
    total = pupils(made).groupby("year")["pupils"].sum()
    assert total[2024] == pytest.approx(120)
    # 30 enter; 40, 30, 20, 10, 10 move on and ten leave.
    assert total[2025] == pytest.approx(140)
    assert total[2026] == pytest.approx(160)
    assert total[2034] == pytest.approx(180)
    assert len(total) == 11
    assert set(pupils(made)["confidence"]) == {"assumed"}


def test_older_rolls_are_moved_to_the_first_year_of_the_plan(tmp_path: Path) -> None:
    years = {2021: [20, 10, 10, 10, 10, 10], 2022: [20, 20, 10, 10, 10, 10]}
    made = import_district(tmp_path / "d", files(tmp_path, by_grade(years)), request=REQUEST)
    total = pupils(made).groupby("year")["pupils"].sum()
    assert total.index.min() == 2024
    assert total[2024] == pytest.approx(20 + 20 + 20 + 20 + 10 + 10)


def test_a_school_that_has_closed_sends_nobody(tmp_path: Path) -> None:
    both = pd.concat(
        [by_grade({2023: [10] * 6, 2024: [10] * 6}), by_grade({2023: [50] * 6}, school="第二小学")]
    )
    made = import_district(tmp_path / "d", files(tmp_path, both), request=REQUEST)
    total = pupils(made).groupby("year")["pupils"].sum()
    assert total[2024] == pytest.approx(60)
    assert total[2030] == pytest.approx(60)


def test_what_is_wrong_is_told_all_at_once(tmp_path: Path) -> None:
    rolls = pd.DataFrame(
        {"学校名称": ["第一小学", "第九小学", "第二小学"], "学年": [2024] * 3, "年级": ["1", "2", "13"],
         "在校生": ["many", "5", "6"]}
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        import_district(tmp_path / "d", files(tmp_path, rolls), request=REQUEST)
    told = str(caught.value)
    for words in (
        "row 2, column 在校生",
        "'第九小学' does not exist in schools",
        "'13' is not one of the words",
    ):
        assert words in told


def test_rolls_of_later_years_only_are_told(tmp_path: Path) -> None:
    rolls = pd.DataFrame({"学校名称": ["第一小学"], "学年": [2030], "在校生": [90]})
    with pytest.raises(InputError, match="2030"):
        import_district(tmp_path / "d", files(tmp_path, rolls), request=REQUEST)


def test_a_file_that_counts_pupils_where_they_live_comes_first(tmp_path: Path) -> None:
    rolls = pd.DataFrame({"学校名称": ["第一小学"], "在校生": [999]})
    found = files(tmp_path, rolls)
    found["population"] = tmp_path / "pupils.csv"
    pd.DataFrame({"社区": ["甲社区"], "学生数": [50]}).to_csv(found["population"], index=False)
    made = import_district(tmp_path / "d", found, request=REQUEST)
    assert pupils(made)["pupils"].sum() == pytest.approx(50)
    assert any(en == "pupils come from pupils.csv; rolls.csv was not used for them" for _, en in made.notes)
    assert set(pupils(made)["source"]) == {"pupils.csv"}


def test_pupils_of_the_zones_come_before_rolls(tmp_path: Path) -> None:
    found = files(tmp_path, pd.DataFrame({"学校名称": ["第一小学"], "在校生": [999]}))
    zones(GRID).to_file(found["zones"])
    made = import_district(tmp_path / "d", found, request=REQUEST)
    assert pupils(made)["pupils"].sum() == pytest.approx(210)
    assert set(pupils(made)["source"]) == {"zones.gpkg"}
    assert set(pupils(made)["confidence"]) == {"estimated"}
