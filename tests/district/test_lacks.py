"""What the data of a district lacks is told: missing rows, jumps, totals, figures out of proportion."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.district.bands import ready_made
from planning.district.check.jumps import jumps
from planning.district.contracts import contracts
from planning.district.district import District
from planning.district.load import load_district
from planning.errors import Finding
from tests.conftest import ROOT
from tests.small_district import CRS, write_district

CONTRACTS = contracts(ready_made())

Edit = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the embedded district, in which no digest is listed."""
    target = tmp_path_factory.mktemp("d") / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", target, ignore=shutil.ignore_patterns("source"))
    manifest = pd.read_csv(target / "manifest.csv").drop(columns="sha256")
    manifest.to_csv(target / "manifest.csv", index=False)
    return target


def load(folder: Path) -> District:
    return load_district(folder, crs=CRS, name="d")


def lacks_after(folder: Path, table: str, edit: Edit) -> dict[str, Finding]:
    """Return what is told to lack after an edit of a table, by id; the file is put back."""
    path = folder / f"{table}.csv"
    kept = path.read_bytes()
    try:
        edit(pd.read_csv(path, dtype=object, keep_default_na=False)).to_csv(path, index=False)
        return {lack.id: lack for lack in load(folder).lacks}
    finally:
        path.write_bytes(kept)


def put(column: str, value: object, at: int | slice = slice(None)) -> Edit:
    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[at, column] = value
        return frame

    return edit


def times(column: str, factor: float, at: int | slice = slice(None)) -> Edit:
    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[at, column] = (
            frame.loc[[at] if isinstance(at, int) else at, column].astype(float) * factor
        ).round(2)
        return frame

    return edit


def times_whole(column: str, factor: int) -> Edit:
    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        frame[column] = frame[column].astype(int) * factor
        return frame

    return edit


def test_what_is_whole_lacks_nothing(embedded: Path, tmp_path: Path) -> None:
    assert load(embedded).lacks == ()
    assert load(write_district(tmp_path / "d")).lacks == ()
    # There the distances are those of one school alone.
    assert [lack.id for lack in load(write_district(tmp_path / "all", without=())).lacks] == [
        "lacks.rows.distances"
    ]


@pytest.mark.parametrize(
    ("table", "edit", "key", "said"),
    [
        ("enrolment", lambda f: f.iloc[: len(f) // 2], "lacks.rows.enrolment", "F073 kindergarten 2022 lacks grade"),
        ("enrolment", lambda f: f.iloc[::2], "lacks.rows.enrolment", "lacks grade 2"),
        ("seats", lambda f: f.iloc[: len(f) // 2], "lacks.rows.seats", "have no row of seats"),
        ("residents", lambda f: f.iloc[:-3], "lacks.rows.residents", "2022 lacks 3: Z41, Z42, Z43"),
        ("population", lambda f: f.iloc[20:], "lacks.rows.population", "2020 lacks 20"),
        ("births", lambda f: f.drop(5), "lacks.rows.births", "1 of 14 rows are missing; 2027"),
        ("catchments", lambda f: f.iloc[:100], "lacks.rows.catchments", "bands without some zones"),
        ("pupil_yield", lambda f: f.drop(3), "lacks.rows.pupil_yield", "commercial lacks 1: 3"),
        ("occupancy", lambda f: f.drop(2), "lacks.rows.occupancy", "commercial 2"),
        ("births", put("births", 5, 9), "lacks.jump.births", "2030–2031: 4,342 → 5"),
        ("births", times_whole("births", 10), "lacks.total.births", "2022: 49,200 births, 5,000 aged 0"),
        ("residents", put("residents", 320, 0), "lacks.jump.residents", "Z01 2020–2021: 320 → "),
        ("residents", times_whole("residents", 10), "lacks.total.controls", "residents_2021: 615,000 published"),
        ("population", put("persons", 9999, 700), "lacks.jump.population", "age"),
        ("enrolment", times_whole("pupils", 10), "lacks.ages", "pupils"),
        ("participation", put("rate", 0.05, 4), "lacks.jump.participation", "senior"),
        ("participation", put("rate", 0.1, 1), "lacks.scale.participation.rate", "primary 2020"),
        ("seats", put("temporary_limit", 99_999_999, 3), "lacks.scale.seats.temporary_limit", "99,999,999 temporary"),
        ("seats", put("seats", 99_999, 3), "lacks.scale.seats.seats", "F002 senior: 99,999"),
        ("seats", put("staff_posts", 9_999, 3), "lacks.scale.seats.staff_posts", "F002 senior: 9,999"),
        ("homes", times("dwellings", 100), "lacks.scale.homes.dwellings", "dwellings out of proportion"),
        ("homes", put("dwellings", 30_000, 7), "lacks.scale.homes.dwellings", "H06 resettlement: 30,000"),
        ("occupancy", put("occupied_share", 0), "lacks.scale.occupancy.occupied_share", "commercial: 0%"),
        ("pupil_yield", put("persons_per_dwelling", 0), "lacks.scale.pupil_yield.persons_per_dwelling", "0.000"),
        ("rates_by_age", put("survival", 0), "lacks.scale.rates_by_age.survival", "age 0: 0.000"),
        ("rates_by_age", put("survival", 0.5, 7), "lacks.scale.rates_by_age.survival", "age 7: 0.500"),
        ("rates_by_age", put("net_migration_rate", 0.4, 7), "lacks.scale.rates_by_age.net_migration_rate", "7: +40%"),
        ("zone_growth", put("net_migration_rate", -0.4, 7), "lacks.scale.zone_growth.net_migration_rate", "Z08: -40%"),
        ("projects", put("cost_10k", 340, 11), "lacks.scale.projects.cost_10k", "P12: 0.142 a seat"),
        ("projects", lambda f: f.drop(0), "lacks.total.controls", "seats_completing: 8,280 published, 5,280 in"),
    ],
)  # fmt: skip
def test_each_lack(embedded: Path, table: str, edit: Edit, key: str, said: str) -> None:
    lack = lacks_after(embedded, table, edit)[key]
    assert said in lack.words.text("en")
    assert lack.words.text("zh")
    assert lack.fix.text("zh")
    assert lack.fix.text("en")
    assert lack.where.file == f"d/{CONTRACTS[lack.where.file[2:-4]].name}.csv"


def test_few_people_move_by_chance() -> None:
    draw = np.random.default_rng(3)
    for mean in (2, 10, 50, 300, 5000):
        counts = draw.poisson(mean, 4000).astype(float)
        assert not any(jumps(a, b, factor=1.5) for a, b in pairwise(counts)), mean


def test_a_school_that_opens_and_fills_is_no_jump(tmp_path: Path) -> None:
    folder = write_district(tmp_path / "d")
    rolls = pd.read_csv(folder / "enrolment.csv")
    new = rolls["band"] == "primary"
    rolls.loc[new, "pupils"] = [
        500 if grade <= year - 2016 else 0
        for year, grade in zip(rolls.loc[new, "school_year"], rolls.loc[new, "grade"], strict=True)
    ]
    rolls.to_csv(folder / "enrolment.csv", index=False)
    assert "lacks.jump.enrolment" not in {lack.id for lack in load(folder).lacks}
    rolls.loc[new & (rolls["school_year"] == 2022), "pupils"] = 90
    rolls.loc[new & (rolls["school_year"] == 2021), "pupils"] = 900
    rolls.to_csv(folder / "enrolment.csv", index=False)
    (jump,) = [lack for lack in load(folder).lacks if lack.id == "lacks.jump.enrolment"]
    assert "F002 primary 2021–2022: 5,400 → 540" in jump.words.text("en")


def test_distances_without_the_nearest_school_or_in_kilometres(tmp_path: Path) -> None:
    folder = write_district(
        tmp_path / "d", without=("women", "fertility", "intake_controls", "pupils", "backdrop")
    )
    sites = pd.read_csv(folder / "facilities.csv")
    ways = [(zone, site, round(900 + 400 * z + 100 * i, 1)) for z, zone in enumerate(("Z01", "Z02", "Z03"))
            for i, site in enumerate(sites["facility_id"])]  # fmt: skip
    table = pd.DataFrame(ways, columns=["zone_id", "facility_id", "distance_m"]).assign(
        source="made", confidence="assumed"
    )
    table.to_csv(folder / "distances.csv", index=False)
    assert load(folder).lacks == ()
    ids = lacks_after(folder, "distances", times("distance_m", 0.001))
    assert "lacks.scale.distances.distance_m" in ids
    lack = lacks_after(folder, "distances", lambda f: f[f["facility_id"] != "F002"])
    assert "Z01 – F002 (primary)" in lack["lacks.rows.distances"].words.text("en")
