"""Years, variants and bands of a table of zones are read apart; what counts the same is never added up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import yaml

from planning.errors import InputError
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district
from planning.runs.inputs import load_inputs
from planning.runs.run import run_scenario
from tests.importing.files import GRID, NAMES, X, Y, school_table, write_plain, zones

REQUEST = Request(name_zh="三区", name_en="Three", year=2019)
KEYS = ("A", "B", "C")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Three zones in a row, and a school in the first and in the last."""
    cells = [shapely.box(X + 1000 * i, Y, X + 1000 * (i + 1), Y + 1000) for i in range(3)]
    gpd.GeoDataFrame({"zone": KEYS}, geometry=cells, crs=GRID).to_file(tmp_path / "z.gpkg")
    at = gpd.GeoSeries([shapely.Point(X + 500, Y + 500), shapely.Point(X + 2500, Y + 500)], crs=GRID)
    at = at.to_crs("EPSG:4326")
    pd.DataFrame({"school": ["S", "T"], "capacity": [500, 500], "lon": at.x, "lat": at.y}).to_csv(
        tmp_path / "s.csv", index=False
    )
    return {"zones": tmp_path / "z.gpkg", "schools": tmp_path / "s.csv", "population": tmp_path / "p.csv"}


def write(files: dict[str, Path], text: str, kind: str = "population") -> None:
    files[kind].write_text("\n".join(text.split()) + "\n", encoding="utf-8")


def imported(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> Imported:
    return import_district(tmp_path / "d", files, request=request)


def refused(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> str:
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, request)
    assert not (tmp_path / "d").exists()
    return "\n".join(str(finding) for finding in caught.value.findings)


def pupils(made: Imported) -> dict[tuple[str, int], list[float]]:
    """Return pupils of the zones by band and year."""
    table = made.inputs.district.tables["pupils"]
    return {key: own["pupils"].tolist() for key, own in table.groupby(["band", "year"])}


def said(made: Imported) -> str:
    return "\n".join(en for _, en in made.notes)


TWO_YEARS = "zone,year,pupils A,2019,10 B,2019,20 C,2019,30 A,2020,11 B,2020,21 C,2020,31"


def test_two_years_are_two_years(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, TWO_YEARS)
    made = imported(tmp_path, files)
    assert pupils(made) == {("primary", 2019): [10, 20, 30], ("primary", 2020): [11, 21, 31]}
    assert set(made.inputs.district.tables["pupils"]["confidence"]) == {"estimated"}
    assert "counts pupils in 2019, 2020, each year apart; the first scenario plans 2019 to 2020" in said(made)
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.audit.passed
    assert run.problem.years == (2019, 2020)
    assert run.appraisal.intake[:, 1].tolist() == [[10, 11], [20, 21], [30, 31]]


@pytest.mark.parametrize("write_as", ["{}", "{}-20", "{}/2020", "{}学年", "SY{}-20", "{}年"])
def test_years_as_they_are_written(write_as: str, tmp_path: Path, files: dict[str, Path]) -> None:
    year = write_as.format(2019)
    write(files, f"zone,year,pupils A,{year},10 B,{year},20 C,{year},30")
    assert pupils(imported(tmp_path, files)) == {("primary", 2019): [10, 20, 30]}


def test_a_year_that_is_none(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,year,pupils A,2019,10 B,last,20 C,,30")
    told = refused(tmp_path, files)
    assert "p.csv, column year: 2 faults of one kind: row 3: 'last' is no school year; row 4: ''" in told


def test_the_plan_cannot_begin_before_the_first_count(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, TWO_YEARS)
    told = refused(tmp_path, files, replace(REQUEST, year=2018))
    assert "the plan is to begin in 2018, and pupils are counted from 2019 on. Use --year 2019" in told


def test_a_plan_after_the_last_count_says_so(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, TWO_YEARS)
    made = imported(tmp_path, files, replace(REQUEST, year=2024))
    assert "the plan begins in 2024 (--year): later years are carried on from the last count" in said(made)
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    assert run.appraisal.intake[:, 1].tolist() == [[11], [21], [31]]


def test_a_zone_that_one_year_leaves_out(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,year,pupils A,2019,10 B,2019,20 C,2019,30 A,2020,11 C,2020,31")
    assert "1 zones are not counted in 2020 and are in other years: B" in refused(tmp_path, files)
    write(files, "zone,year,pupils A,2019,10 C,2019,30 A,2020,11 C,2020,31")
    made = imported(tmp_path, files)
    assert "has no row of 1 zones, which count as nobody: B" in said(made)
    assert pupils(made)["primary", 2020] == [11, 0, 31]


@pytest.mark.parametrize("column", ["jaargang", "remark"])
def test_rows_that_count_the_same_are_not_added_up(
    column: str, tmp_path: Path, files: dict[str, Path]
) -> None:
    write(files, TWO_YEARS.replace("year", column))
    told = refused(tmp_path, files)
    assert (
        "3 rows count what an earlier row counts, and are not added up: rows 2, 5 (A); 3, 6 (B); 4, 7 (C)"
        in told
    )
    assert f"only columns that are not used differ: {column}" in told
    assert f"population: {{columns: {{year: {column}}}}}" in told, "the way out can be copied as it stands"
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mapping.yaml").write_text(
        f"population: {{columns: {{year: {column}}}}}", encoding="utf-8"
    )
    assert pupils(imported(tmp_path, files))["primary", 2020] == [11, 21, 31]


def test_a_row_that_stands_twice(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,pupils A,10 B,20 B,20 C,30")
    assert "1 rows count what an earlier row counts, and are not added up: rows 3, 4 (B)." in refused(
        tmp_path, files
    )


def test_parts_are_added_up_and_that_is_said(tmp_path: Path, files: dict[str, Path]) -> None:
    rows = [f"{zone},{sex},{n}" for zone in KEYS for sex, n in (("f", 4), ("m", 6))]
    write(files, "zone,sex,pupils " + " ".join(rows))
    made = imported(tmp_path, files)
    assert pupils(made) == {("primary", 2019): [10, 10, 10]}
    assert "rows of p.csv are added up over sex: f, m" in said(made)
    write(files, "zone,sex,pupils " + " ".join(rows) + " A,total,10")
    (tmp_path / "d").rename(tmp_path / "e")
    assert "'total' is a total; added to its parts it would count twice" in refused(tmp_path, files)


def test_bands_in_a_column_and_in_columns(tmp_path: Path, files: dict[str, Path]) -> None:
    rows = [f"{zone},{year},{band},{n + year - 2019}" for year in (2019, 2020) for zone, n in zip(KEYS, (1, 2, 3), strict=True)
            for band in ("小学", "初中")]  # fmt: skip
    write(files, "zone,year,学段,pupils " + " ".join(rows))
    expected = {(band, 2019 + t): [1 + t, 2 + t, 3 + t] for band in ("primary", "junior") for t in (0, 1)}
    assert pupils(imported(tmp_path, files)) == expected
    rows = [
        f"{zone},{year},{n + year - 2019},{n + year - 2019}"
        for year in (2019, 2020)
        for zone, n in zip(KEYS, (1, 2, 3), strict=True)
    ]
    write(files, "zone,year,小学学生数,初中学生数 " + " ".join(rows))
    assert pupils(imported(tmp_path, files)) == expected


def test_pupils_by_grade_are_put_into_bands(tmp_path: Path, files: dict[str, Path]) -> None:
    rows = [f"{zone},{grade},{grade}" for zone in KEYS for grade in (1, 5, 7, 10)]
    write(files, "zone,grade,pupils " + " ".join(rows))
    assert pupils(imported(tmp_path, files)) == {
        ("primary", 2019): [6] * 3, ("junior", 2019): [7] * 3, ("senior", 2019): [10] * 3,
    }  # fmt: skip


VARIANTS = (
    "zone,year,variant,pupils A,2019,,10 B,2019,,20 C,2019,,30 "
    "A,2020,low,8 B,2020,low,18 C,2020,low,28 A,2020,high growth,15 B,2020,high growth,25 C,2020,high growth,35"
)


def test_variants_are_chosen_by_apply(tmp_path: Path, files: dict[str, Path]) -> None:
    files["population"].write_text(VARIANTS.replace(" high", "_high").replace(" ", "\n").replace("_high growth", "high growth"),
                                   encoding="utf-8")  # fmt: skip
    text = "\n".join(VARIANTS.replace("high growth", "high_growth").split()).replace(
        "high_growth", "high growth"
    )
    files["population"].write_text(text, encoding="utf-8")
    made = imported(tmp_path, files)
    assert (
        "variants: low, high growth; the first scenario takes low, and --apply takes another: high-growth"
        in said(made)
    )
    base = made.folder / "base.yaml"
    run = run_scenario(base, out=tmp_path / "low")
    assert run.appraisal.intake[:, 1].tolist() == [[10, 8], [20, 18], [30, 28]]
    run = run_scenario(base, out=tmp_path / "high", apply=["high-growth"])
    assert run.appraisal.intake[:, 1].tolist() == [[10, 15], [20, 25], [30, 35]]
    own = base.with_name("own.yaml")
    own.write_text("extends: base.yaml\npupils_variant: medium\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run_scenario(own, out=tmp_path / "own")
    assert (
        "pupils_variant of the scenario is medium, and the variants of the table are: high growth, low"
        in str(caught.value)
    )


def test_a_row_of_every_variant_beside_one_of_the_same_year(tmp_path: Path, files: dict[str, Path]) -> None:
    write(
        files,
        "zone,year,variant,pupils A,2019,,10 B,2019,,20 C,2019,,30 A,2019,low,8 B,2019,low,8 C,2019,low,8",
    )
    assert "3 rows count what an earlier row counts" in refused(tmp_path, files)


def ages(year: int, more: int) -> list[str]:
    return [f"{zone},{year},{age},{10 + age + more}" for zone in KEYS for age in range(18)]


def test_ages_counted_in_two_years_are_two_counts(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,year,age,persons " + " ".join(ages(2019, 0) + ages(2021, 5)))
    made = imported(tmp_path, files)
    table = made.inputs.district.tables["pupils"].query("zone_id == 'A'").set_index(["band", "year"])
    primary = table.loc["primary", "pupils"]
    assert primary[2019] == sum(10 + age for age in range(6, 12))
    assert primary[2020] == sum(10 + age for age in range(5, 11)), "carried on from 2019"
    assert primary[2021] == sum(15 + age for age in range(6, 12)), "counted again"
    assert primary[2022] == sum(15 + age for age in range(5, 11)), "carried on from 2021"
    assert primary.index.max() == 2031
    sure = table.loc["primary", "confidence"]
    assert (sure[2019], sure[2020], sure[2021], sure[2022]) == (
        "estimated",
        "assumed",
        "estimated",
        "assumed",
    )


def test_ages_of_an_earlier_year_grow_older_to_the_plans_first(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    write(files, "zone,year,age,persons " + " ".join(ages(2017, 0)))
    made = imported(tmp_path, files)
    assert pupils(made)["primary", 2019] == [sum(10 + age for age in range(4, 10))] * 3


def test_ages_that_are_not_there_are_not_taken_for_nobody(tmp_path: Path, files: dict[str, Path]) -> None:
    rows = [f"{zone},{age},10" for zone in KEYS for age in range(6, 12)]
    write(files, "zone,age,persons " + " ".join(rows))
    made = imported(tmp_path, files)
    # Nothing is known of those who will be six next year: the count is repeated, which a run says.
    assert pupils(made) == {("primary", 2019): [60, 60, 60]}
    assert (
        "not all there, so that they are left out: Kindergarten, Junior secondary, Ordinary senior"
        in said(made)
    )


def test_a_row_without_an_age(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,age,persons A,6,10 B,,10 C,6,10")
    assert "row 3, column age: there is no age in completed years" in refused(tmp_path, files)


def of_ages(header: str, more: str) -> str:
    """Return ages 6 to 11 of each zone with further cells."""
    return f"zone,age,{header} " + " ".join(f"{zone},{age},{more}" for zone in KEYS for age in range(6, 12))


@pytest.mark.parametrize(
    ("text", "column", "field"),
    [
        (of_ages("band,persons", "primary,1"), "band", "band"),
        (of_ages("persons,pupils_junior", "1,1"), "pupils_junior", "pupils_junior"),
        ("zone,persons,pupils A,6,1 B,6,1 C,6,1", "persons", "persons"),
    ],
)
def test_a_column_that_is_recognised_and_not_used(
    text: str, column: str, field: str, tmp_path: Path, files: dict[str, Path]
) -> None:
    write(files, text)
    told = refused(tmp_path, files)
    assert f"p.csv, column {column}: the column was recognised as {field} and is not used" in told
    assert f"population: {{columns: {{{field}: null}}}}" in told
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mapping.yaml").write_text(
        f"population: {{columns: {{{field}: null}}}}", encoding="utf-8"
    )
    imported(tmp_path, files)


def test_persons_without_ages_are_pupils(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "社区,学段,人数 A,小学,10 B,小学,20 C,小学,30")
    assert pupils(imported(tmp_path, files)) == {("primary", 2019): [10, 20, 30]}


def test_points_and_areas_of_two_years(tmp_path: Path, files: dict[str, Path]) -> None:
    del files["population"]
    at = gpd.GeoSeries([shapely.Point(X + 500 + 1000 * i, Y + 500) for i in range(3)], crs=GRID)
    points = gpd.GeoDataFrame(
        {"year": [2019] * 3 + [2020] * 3, "pupils": [10, 20, 30, 11, 21, 31]},
        geometry=[*at, *at], crs=GRID,
    )  # fmt: skip
    points.to_file(tmp_path / "points.gpkg")
    expected = {("primary", 2019): [10, 20, 30], ("primary", 2020): [11, 21, 31]}
    for kind in ("grid", "pupils"):
        assert pupils(imported(tmp_path, files | {kind: tmp_path / "points.gpkg"})) == expected
    areas = points.assign(geometry=shapely.buffer(points.geometry.to_numpy(), 100))
    areas.to_file(tmp_path / "areas.gpkg")
    found = pupils(imported(tmp_path, files | {"census": tmp_path / "areas.gpkg"}))
    assert {key: np.round(own, 6).tolist() for key, own in found.items()} == expected
    # Without zones cells are made of the points: of one year.
    del files["zones"]
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files | {"pupils": tmp_path / "points.gpkg"})
    assert "several school years in the file (2019, 2020), which are not added up" in str(caught.value)


def test_zones_of_two_years_are_not_joined(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    at = zones(GRID).geometry.centroid.to_crs("EPSG:4326")
    table = pd.DataFrame({"lon": at.x, "lat": at.y, "pupils": 10, "year": 2023})
    files["zones"] = tmp_path / "z.csv"
    pd.concat([table, table.assign(year=2024)]).to_csv(files["zones"], index=False)
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, replace(REQUEST, year=2024))
    assert "several school years in the file (2023, 2024)" in str(caught.value)


def test_rolls_whose_year_is_not_recognised(tmp_path: Path) -> None:
    frame = zones().drop(columns="小学学生数")
    frame.to_file(tmp_path / "z.geojson", driver="GeoJSON")
    school_table().to_csv(tmp_path / "s.csv", index=False)
    rows = [("第一小学", when, 100) for when in ("2022", "2023")]
    pd.DataFrame(rows, columns=["学校", "jaargang", "学生数"]).to_csv(tmp_path / "r.csv", index=False)
    files = {"zones": tmp_path / "z.geojson", "schools": tmp_path / "s.csv", "rolls": tmp_path / "r.csv"}
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, replace(REQUEST, year=2024))
    assert "rows 2, 3 (第一小学); only columns that are not used differ: jaargang" in str(caught.value)


def test_a_total_beside_its_bands(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, "zone,pupils_primary,pupils_junior,pupils A,1,2,3 B,1,2,3 C,1,2,9")
    made = imported(tmp_path, files)
    assert made.unused["population"] == ("pupils",), "the bands are enough"
    mapping = made.folder / "mapping.yaml"
    data = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    data["population"]["columns"]["pupils"] = "pupils"
    mapping.write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    assert "row 4, column pupils: the total 9 is not the sum 3 of its bands" in str(caught.value)


def test_pupils_of_a_variant_are_counted_once_on_screen(
    tmp_path: Path, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    from planning.cli.show.bring import print_imported  # noqa: PLC0415

    write(files, "zone,variant,pupils A,low,10 B,low,20 C,low,30 A,high,15 B,high,25 C,high,35")
    print_imported(imported(tmp_path, files))
    assert "60 pupils" in capsys.readouterr().out


def test_pupils_csv_has_no_empty_column_of_variants(tmp_path: Path, files: dict[str, Path]) -> None:
    write(files, TWO_YEARS)
    made = imported(tmp_path, files)
    header = (made.folder / "data" / "pupils.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "zone_id,band,year,pupils,source,confidence"
    inputs = load_inputs(made.folder / "base.yaml")
    assert json.loads(inputs.loaded.scenario.model_dump_json())["pupils_variant"] is None
    assert NAMES[0] not in header
