"""Tables of bands: those ready made, and faults of one's own, each named with the way out."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from planning.district.bands import names_of_tables, read_bands, ready_made
from planning.domain.bands import Band, BandSystem, Enters
from planning.errors import InputError, ProblemError

HEAD = (
    "id", "name_zh", "name_en", "first_grade", "entry_age", "years", "weight", "compulsory", "enters", "after",
    "demand", "district_wide", "radius_m", "class_size", "pupils_per_staff", "most_seats", "works_months",
    "source", "confidence",
)  # fmt: skip
PLAIN = {
    "first_grade": 1, "entry_age": 6, "years": 4, "weight": 1, "compulsory": "yes", "enters": "age",
    "district_wide": "no", "source": "made", "confidence": "assumed",
}  # fmt: skip
FIRST = PLAIN | {"id": "low", "name_zh": "低段", "name_en": "Lower"}
SECOND = PLAIN | {
    "id": "high", "name_zh": "高段", "name_en": "Upper", "first_grade": 5, "entry_age": 10, "enters": "before",
    "after": "low",
}  # fmt: skip


def table(path: Path, *rows: dict[str, Any], more: tuple[str, ...] = ()) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*HEAD, *more], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_the_default_is_six_three_three_after_three_years_of_kindergarten() -> None:
    bands = ready_made()
    assert bands.ids == ("kindergarten", "primary", "junior", "senior")
    assert bands.years_of() == {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3}
    assert bands.entry_ages() == {"kindergarten": 3, "primary": 6, "junior": 12, "senior": 15}
    assert bands.names()["senior"] == ("普通高中", "Ordinary senior")
    assert [band.class_size for band in bands] == [35, 45, 50, 50]
    assert [band.most_seats for band in bands] == [360, 2000, 2000, None]
    assert [band.radius_m for band in bands] == [300, 500, 1000, None]
    assert [band.works_months for band in bands] == [15, 18, 24, 23]
    assert [band.weight for band in bands] == [1, 4, 4, 2]
    assert bands.compulsory == ("primary", "junior")


@pytest.mark.parametrize("name", names_of_tables())
def test_ready_made_tables_lead_from_grade_to_grade(name: str) -> None:
    """Each age from the first to the last of the main line has exactly one grade."""
    through = [age for band in ready_made(name).through for age in band.ages]
    grades = [grade for band in ready_made(name).through for grade in band.grades]
    assert through == list(range(through[0], through[0] + len(through)))
    assert grades == list(range(grades[0], grades[0] + len(grades)))
    assert len({band.colour for band in ready_made(name)}) == len(ready_made(name))


def test_the_tables_that_were_promised_are_there() -> None:
    years = {name: tuple(band.years for band in ready_made(name).through) for name in names_of_tables()}
    assert years == {
        "cn-633": (3, 6, 3, 3), "cn-543": (3, 5, 4, 3), "k5-68-912": (6, 3, 4), "k8-912": (9, 4),
        "uk-7-5-2": (7, 5, 2), "cn-all": (3, 6, 3, 3),
    }  # fmt: skip
    more = {band.id: (band.enters, band.demand) for band in ready_made("cn-all")}
    assert more["nursery"] == (Enters.PER_1000, 4.5)
    assert more["vocational"] == (Enters.REST, None)
    assert more["special"][0] is Enters.SHARE
    assert ready_made("cn-all")["special"].district_wide


def test_the_order_of_rows_decides_nothing_and_names_come_in_any_language(tmp_path: Path) -> None:
    ours = table(tmp_path / "a.csv", SECOND, FIRST | {"name_fr": "Bas"}, more=("name_fr",))
    bands = read_bands(ours)
    assert bands.ids == ("low", "high")
    assert bands["low"].names == {"fr": "Bas"}
    assert bands["high"].names == {}
    assert bands == read_bands(
        table(tmp_path / "b.csv", FIRST | {"name_fr": "Bas"}, SECOND, more=("name_fr",))
    )
    assert bands["low"].short_zh == "低"
    assert bands["low"].colour != bands["high"].colour


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"id": "High School"}, "id", "cannot be the key"),
        ({"id": "all"}, "id", "cannot be the key"),
        ({"after": "middle"}, "after", "no band 'middle'"),
        ({"enters": "age"}, "after", "comes after none"),
        ({"entry_age": 11}, "entry_age", "low ends with 9"),
        ({"first_grade": 7}, "first_grade", "low ends with 4"),
        ({"years": 13}, "years", "12"),
        ({"years": 9}, "years", "up to 17"),
        ({"years": 0}, "years", "1"),
        ({"weight": 0}, "weight", "0.001"),
        ({"demand": 3}, "demand", "must be empty"),
        ({"enters": "per_1000", "after": ""}, "demand", "for each 1,000"),
        ({"enters": "share", "after": "", "demand": 1.5}, "demand", "at most 1"),
        ({"enters": "rest"}, "enters", "there is no rest"),
        ({"enters": "lottery"}, "enters", "lottery"),
        ({"district_wide": "yes", "radius_m": 500}, "radius_m", "no service radius"),
        ({"id": "low"}, "id", "low"),
    ],
)
def test_each_fault_is_named_by_row_and_column(
    tmp_path: Path, row: dict[str, Any], column: str, said: str
) -> None:
    path = table(tmp_path / "bands.csv", FIRST, SECOND | row)
    with pytest.raises(InputError) as caught:
        read_bands(path, name="d/bands.csv")
    finding = next(f for f in caught.value.findings if f.where.column == column)
    assert finding.where.row == 3
    assert finding.where.file == "d/bands.csv"
    assert said in finding.words.text("en")
    assert finding.words.text("zh")
    assert finding.fix.text("en")


def test_children_are_taken_once(tmp_path: Path) -> None:
    twice = SECOND | {"id": "other"}
    with pytest.raises(InputError, match="the whole of low enters"):
        read_bands(table(tmp_path / "bands.csv", FIRST, SECOND, twice))


def test_a_table_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(InputError, match="cn-633") as caught:
        ready_made("cn-999")
    assert "uk-7-5-2" in str(caught.value)


def test_no_band_comes_after_itself() -> None:
    def one(key: str, after: str) -> Band:
        return Band(id=key, zh="段", en="Band", entry_age=6, years=1, enters=Enters.BEFORE, after=after)

    with pytest.raises(ProblemError, match="comes after itself"):
        BandSystem((one("a", "b"), one("b", "a")))
    with pytest.raises(ProblemError, match="which is none"):
        BandSystem((one("a", "c"),))
    with pytest.raises(ProblemError, match="must be a band"):
        BandSystem(())
