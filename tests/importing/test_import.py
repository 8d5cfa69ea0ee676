"""A planner's own files become a district that runs, with every guess shown."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import yaml

from planning.district.bands import ready_made
from planning.errors import InputError
from planning.importing.datum import gcj02_to_bd09, wgs84_to_gcj02
from planning.importing.request import Request
from planning.runs.bring import Imported, import_district, init_district
from planning.runs.run import run_scenario
from tests.importing.files import (
    GRID,
    NAMES,
    PUPILS,
    X,
    Y,
    least_km,
    school_table,
    schools,
    write_plain,
    zones,
)

REQUEST = Request(name_zh="小区", name_en="Small", year=2024)


def imported(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> Imported:
    return import_district(tmp_path / "d", files, request=request)


def faults(tmp_path: Path, files: dict[str, Path], request: Request = REQUEST) -> str:
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files, request)
    assert not (tmp_path / "d" / "data").exists(), "nothing is half-written"
    assert not (tmp_path / "d" / "mapping.yaml").exists(), "a guess of a refused import is nobody's word"
    return "\n".join(str(finding) for finding in caught.value.findings)


def total_km(made: Imported, out: Path) -> float:
    run = run_scenario(made.folder / "base.yaml", out=out)
    assert run.audit.passed
    assert run.plan.outcome.value == "proven"
    return float(run.appraisal.placed_km.sum())


def test_from_files_to_the_least_distance(tmp_path: Path) -> None:
    made = imported(tmp_path, write_plain(tmp_path))
    assert made.inputs.district.counted
    assert made.inputs.district.tables["zones"]["name_zh"].tolist() == list(NAMES)
    assert made.inputs.district.tables["pupils"]["pupils"].tolist() == list(PUPILS)
    assert made.inputs.district.tables["facilities"]["operator"].tolist() == ["public", "private"]
    # Degrees of nine decimals and two projections cost less than a millimetre a pupil.
    assert total_km(made, tmp_path / "r") == pytest.approx(least_km((100, 120)), rel=1e-5)


def test_seats_times_a_factor(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    table = school_table()
    table["小学学位数"] = [60, 150]
    table.to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    wide = tmp_path / "d" / "wide.yaml"
    wide.write_text("extends: base.yaml\nscenario: wide\nseats_factor: 1.05\n", encoding="utf-8")
    run = run_scenario(wide, out=tmp_path / "w")
    assert run.appraisal.open_seats.sum() == pytest.approx(220.5)
    assert run.appraisal.placed_km.sum() == pytest.approx(least_km((63, 157.5)), rel=1e-5)
    assert run.appraisal.placed_km.sum() < total_km(made, tmp_path / "r")


#: GeoJSON is WGS 84 by its standard; the others may be in any CRS.
FORMATS = [("geojson", "EPSG:4326")] + [
    (ending, crs)
    for ending in ("gpkg", "shp", "fgb")
    for crs in ("EPSG:4326", "EPSG:4490", GRID, "EPSG:3857")
]


@pytest.mark.parametrize(("ending", "crs"), FORMATS)
def test_formats_and_crs_say_the_same(ending: str, crs: str, tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / f"z.{ending}"
    frame = zones(crs)
    if ending == "shp":
        frame = frame.rename(columns={"小学学生数": "学生数"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writer tells that it cuts names at ten bytes
        frame.to_file(files["zones"], **({"encoding": "utf-8"} if ending == "shp" else {}))
    assert total_km(imported(tmp_path, files), tmp_path / "r") == pytest.approx(
        least_km((100, 120)), rel=1e-4
    )


def test_a_shapefile_in_gbk_without_cpg_and_with_names_cut(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / "社区.shp"
    # 小学适龄儿童人数 is cut after ten bytes.
    frame = zones(GRID).rename(columns={"小学学生数": "适龄儿童"})
    frame.to_file(files["zones"], encoding="gb18030")
    (tmp_path / "社区.cpg").unlink()
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["zones"]["name_zh"].tolist() == list(NAMES)
    assert made.inputs.district.tables["pupils"]["pupils"].sum() == sum(PUPILS)


def test_a_name_cut_at_ten_bytes_is_known() -> None:
    from planning.importing.columns import guess_columns  # noqa: PLC0415
    from planning.importing.fields import fields_of  # noqa: PLC0415

    whole = "学校标识码"
    cut = whole.encode("utf-8")[:10].decode("utf-8", errors="ignore")
    guess = guess_columns([cut], fields_of("schools", ready_made()), stated={})[0]
    assert (guess.field, guess.how) == ("facility_id", "cut name")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_csv_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    school_table().to_csv(files["schools"], index=False, encoding=encoding)
    assert imported(tmp_path, files).inputs.district.tables["facilities"]["name_zh"].tolist() == [
        "第一小学",
        "第二小学",
    ]


def test_a_workbook_with_a_title_above_its_header(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["schools"] = tmp_path / "学校.xlsx"
    with pd.ExcelWriter(files["schools"], engine="openpyxl") as writer:
        school_table().to_excel(writer, index=False, startrow=2)
        writer.sheets["Sheet1"]["A1"] = "2024年学校情况表"
    assert len(imported(tmp_path, files).inputs.district.tables["facilities"]) == 2


def test_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / "z.parquet"
    zones(GRID).to_parquet(files["zones"])
    assert len(imported(tmp_path, files).inputs.district.zones) == 6


@pytest.mark.parametrize("code", ["EPSG:4610", "EPSG:2343", "EPSG:4214", "EPSG:2414"])
def test_old_datums_are_refused_with_the_way_out(code: str, tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / "z.gpkg"
    zones().set_crs(code, allow_override=True).to_file(files["zones"])
    told = faults(tmp_path, files)
    assert "parameters to CGCS2000 differ by region" in told
    assert "七参数" in told


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
def test_schools_in_a_map_services_datum_are_found_and_converted(datum: str, tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    table = school_table(datum=datum)
    # Schools near the edge, so that the shift takes them out of the zones.
    edge = gpd.GeoSeries([shapely.Point(X + 2950, Y + 1000 + 100 * i) for i in range(3)], crs=GRID)
    edge = edge.to_crs("EPSG:4326")
    lon, lat = wgs84_to_gcj02(edge.x.to_numpy(), edge.y.to_numpy())
    if datum == "BD-09":
        lon, lat = gcj02_to_bd09(lon, lat)
    more = pd.DataFrame(
        {"学校名称": list("abc"), "小学学位数": 10, "办学性质": "公办", "经度": lon, "纬度": lat}
    )
    pd.concat([table, more]).to_csv(files["schools"], index=False)
    told = faults(tmp_path, files)
    assert f"taken as {datum}" in told or f"{datum}" in told
    assert "500 m off" in told
    mapping = tmp_path / "d" / "mapping.yaml"
    mapping.parent.mkdir()
    mapping.write_text(f"schools: {{crs: {datum}}}", encoding="utf-8")
    made = imported(tmp_path, files)
    there = made.inputs.district.tables["facilities"]
    assert there["lon"].to_numpy()[2:] == pytest.approx(edge.x.to_numpy(), abs=1e-7)
    assert there["lat"].to_numpy()[2:] == pytest.approx(edge.y.to_numpy(), abs=1e-7)


def test_projects_in_another_datum_than_the_schools_they_name(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    inside = gpd.GeoSeries([shapely.Point(X + 900 + 300 * i, Y + 900) for i in range(4)], crs=GRID)
    inside = inside.to_crs("EPSG:4326")
    names = [f"第{i}学校" for i in range(4)]
    table = pd.DataFrame({"学校名称": names, "小学学位数": 60, "经度": inside.x, "纬度": inside.y})
    table.to_csv(files["schools"], index=False)
    lon, lat = wgs84_to_gcj02(inside.x.to_numpy(), inside.y.to_numpy())
    files["projects"] = tmp_path / "p.csv"
    projects = pd.DataFrame({"项目名称": names, "小学学位": 10, "经度": lon, "纬度": lat})
    projects.to_csv(files["projects"], index=False)
    told = faults(tmp_path, files)
    assert "4 projects lie alike some" in told
    assert "once they are taken as GCJ-02" in told
    projects.assign(经度=inside.x, 纬度=inside.y).to_csv(files["projects"], index=False)
    assert len(imported(tmp_path, files).inputs.district.tables["projects"]) == 4


def test_points_become_cells_and_pupils_at_one_place_are_added(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    at = zones(GRID).geometry.centroid.to_crs("EPSG:4326")
    table = pd.DataFrame({"id": range(6), "lon": at.x, "lat": at.y, "pupils": PUPILS})
    files["zones"] = tmp_path / "points.csv"
    pd.concat([table, table.assign(id=table["id"] + 6).head(2)]).to_csv(files["zones"], index=False)
    made = imported(tmp_path, files)
    assert len(made.inputs.district.zones) == 6
    assert made.inputs.district.tables["pupils"]["pupils"].tolist() == [80, 60, *PUPILS[2:]]
    assert any("no administrative borders" in en for _, en in made.notes)
    assert shapely.coverage_is_valid(
        made.inputs.district.zones.to_crs(GRID).geometry.to_numpy(), gap_width=0.0
    )


def test_points_of_pupils_are_gathered_and_never_written(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    lonely = np.array([[X + 2950.0, Y + 50.0]])
    at = np.concatenate([rng.uniform([X, Y], [X + 2000, Y + 2000], (300, 2)), lonely])
    points = gpd.GeoSeries.from_xy(at[:, 0], at[:, 1], crs=GRID).to_crs("EPSG:4326")
    pd.DataFrame({"学籍号": range(301), "经度": points.x, "纬度": points.y}).to_csv(
        tmp_path / "p.csv", index=False
    )
    files = {"schools": write_plain(tmp_path)["schools"], "pupils": tmp_path / "p.csv"}
    made = imported(tmp_path, files)
    counts = made.inputs.district.tables["pupils"]["pupils"]
    assert counts.sum() == 301
    assert counts.min() >= 5
    # Nothing that is written holds a child's place.
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "d" / "data").iterdir())
    assert f"{points.x.iloc[-1]:.7f}" not in text
    assert "学籍号" not in text


def test_points_of_pupils_into_zones(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    rng = np.random.default_rng(4)
    at = rng.uniform([X, Y], [X + 3000, Y + 2000], (500, 2))
    points = gpd.GeoSeries.from_xy(at[:, 0], at[:, 1], crs=GRID).to_crs("EPSG:4326")
    files["pupils"] = tmp_path / "p.csv"
    pd.DataFrame({"lon": points.x, "lat": points.y}).to_csv(files["pupils"], index=False)
    column = (at[:, 0] - X) // 1000 + 3 * ((at[:, 1] - Y) // 1000)
    expected = np.bincount(column.astype(int), minlength=6)
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["pupils"]["pupils"].to_numpy() == pytest.approx(expected, abs=2)


def test_larger_areas_are_shared_out_by_area_or_by_dwellings(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    left = shapely.box(X, Y, X + 1500, Y + 2000)
    right = shapely.box(X + 1500, Y, X + 3000, Y + 2000)
    files["census"] = tmp_path / "c.gpkg"
    gpd.GeoDataFrame({"pupils": [300, 90]}, geometry=[left, right], crs=GRID).to_file(files["census"])
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["pupils"]["pupils"].to_numpy() == pytest.approx(
        [100, 65, 30, 100, 65, 30], abs=0.1
    )
    frame = zones().assign(住房套数=[10, 0, 30, 30, 0, 0])
    frame.to_file(files["zones"], driver="GeoJSON")
    made = imported(tmp_path, files)
    assert made.inputs.district.tables["pupils"]["pupils"].to_numpy() == pytest.approx(
        [75, 0, 90, 225, 0, 0], abs=0.1
    )


def test_single_ages_grow_older_and_say_what_was_assumed(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    rows = [(name, age, 10 + age) for name in NAMES for age in range(18)]
    files["population"] = tmp_path / "人口.csv"
    pd.DataFrame(rows, columns=["社区", "年龄", "人数"]).to_csv(files["population"], index=False)
    made = imported(tmp_path, files)
    table = made.inputs.district.tables["pupils"].set_index(["zone_id", "band", "year"])["pupils"]
    assert table["C0", "primary", 2024] == sum(10 + age for age in range(6, 12))
    assert table["C0", "primary", 2025] == sum(10 + age for age in range(5, 11))
    assert table["C0", "primary", 2034] == pytest.approx(sum([10 + 1, 10 + 0]) + 4 * 11)
    assert any("births to come are the mean of ages 0 to 2" in en for _, en in made.notes)
    assert set(made.inputs.district.tables["pupils"].query("year > 2024")["confidence"]) == {"assumed"}


def test_distances_measured_elsewhere_are_used_and_no_others(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    rows = [(name, school, 1000.0 if school == "第一小学" else 5000.0) for name in NAMES[:5]
            for school in ("第一小学", "第二小学")]  # fmt: skip
    files["distances"] = tmp_path / "od.csv"
    pd.DataFrame(rows, columns=["起点", "学校", "距离"]).to_csv(files["distances"], index=False)
    run = run_scenario(imported(tmp_path, files).folder / "base.yaml", out=tmp_path / "r")
    # The last zone is in no row: its ten pupils cannot be placed. A hundred sit near, a hundred far.
    assert run.appraisal.unplaced.sum() == pytest.approx(10)
    assert run.appraisal.placed_km.sum() == pytest.approx(100 * 1 + 100 * 5)


def test_projects_and_todays_catchments(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    schools_now = school_table()
    schools_now["小学学位数"] = [60, 60]
    schools_now.to_csv(files["schools"], index=False)
    files["projects"] = tmp_path / "项目.csv"
    pd.DataFrame(
        {"项目名称": ["第二小学", "新建小学"], "小学学位": [50, 100], "总投资": [1000, 3000],
         "经度": schools_now["经度"], "纬度": schools_now["纬度"], "开工年": [2024, 2025]}
    ).to_csv(files["projects"], index=False)  # fmt: skip
    files["catchments"] = tmp_path / "学区.csv"
    pd.DataFrame({"社区": NAMES, "学校": "第一小学"}).to_csv(files["catchments"], index=False)
    made = imported(tmp_path, files)
    scenario = made.folder / "long.yaml"
    scenario.write_text(
        "extends: base.yaml\nscenario: long\nhorizon: {first_year: 2024, last_year: 2029}\n"
        "budget: {default_limit_10k: 5000}\n",
        encoding="utf-8",
    )
    run = run_scenario(scenario, out=tmp_path / "r")
    assert run.problem.projects == ("P1", "P2")
    assert run.appraisal.unplaced_by_band[1, 0] == pytest.approx(90)
    assert run.appraisal.unplaced_by_band[1, -1] == pytest.approx(0)
    assert len(run.inputs.district.tables["catchments"]) == 6


def test_columns_are_shown_corrected_and_confirmed(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    frame = zones().rename(columns={"小学学生数": "mystery"})
    frame.to_file(files["zones"], driver="GeoJSON")
    told = faults(tmp_path, files)
    assert "zones.geojson: no pupils column; there are 社区编号, 社区名称, mystery" in told
    assert "zones: {columns: {pupils: COLUMN}}" in told
    mapping = tmp_path / "d" / "mapping.yaml"
    mapping.parent.mkdir()
    mapping.write_text("zones: {columns: {pupils: mystery}}", encoding="utf-8")
    assert not imported(tmp_path, files).confirmed
    text = mapping.read_text(encoding="utf-8")
    assert "confirmed: false" in text
    assert "# zones: 社区编号, 社区名称, mystery" in text
    data = yaml.safe_load(text)
    data["confirmed"] = True
    mapping.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    made = imported(tmp_path, files)
    assert made.confirmed
    assert [g.how for g in made.guesses["zones"] if g.field == "pupils"] == ["stated"]
    data["zones"]["columns"]["pupils"] = "gone"
    mapping.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        imported(tmp_path, files)
    assert "zones.geojson has no column 'gone'" in str(caught.value)
    assert (tmp_path / "d" / "data" / "manifest.csv").exists(), "the earlier import stays"


def test_every_fault_of_every_file_at_once(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    table = school_table().astype(object)
    table.loc[0, "小学学位数"] = "many"
    table.loc[1, "经度"] = ""
    table.to_csv(files["schools"], index=False)
    frame = zones()
    frame.loc[2, "社区编号"] = "C1"
    frame.to_file(files["zones"], driver="GeoJSON")
    told = faults(tmp_path, files)
    assert "schools.csv, row 2, column 小学学位数: 'many' is not a number" in told
    assert "schools.csv, row 3, column 经度, 纬度: the cell is empty" in told
    assert "zones.geojson, row 3, column 社区编号: the key 'C1' stands twice" in told


def test_mended_polygons_and_projected_tables_are_told(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    frame = zones(GRID)
    bow = shapely.Polygon([(X, Y), (X + 1000, Y + 1000), (X + 1000, Y), (X, Y + 1000)])
    frame.loc[0, "geometry"] = bow
    files["zones"] = tmp_path / "z.gpkg"
    frame.to_file(files["zones"])
    there = schools(GRID)
    pd.DataFrame({"name": there["学校名称"], "capacity": [100, 120], "x": there.geometry.x, "y": there.geometry.y}
                 ).to_csv(files["schools"], index=False)  # fmt: skip
    made = imported(tmp_path, files)
    said = " ".join(en for _, en in made.notes)
    assert "1 polygons were not valid and were mended (features 1)" in said
    assert f"were read in that layer's, {GRID}" in said
    facilities = gpd.GeoSeries.from_xy(
        made.inputs.district.tables["facilities"]["lon"],
        made.inputs.district.tables["facilities"]["lat"],
        crs="EPSG:4326",
    )
    assert facilities.to_crs(GRID).x.to_numpy() == pytest.approx(there.geometry.x.to_numpy(), abs=1e-3)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("z.geojson", b"{"),
        ("z.gpkg", b"no database"),
        ("z.shp", b""),
        ("z.xlsx", b"PK"),
        ("z.csv", b""),
        ("z.doc", b"x"),
    ],
)
def test_files_that_cannot_be_read(name: str, content: bytes, tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / name
    files["zones"].write_bytes(content)
    assert name in faults(tmp_path, files)


def test_zones_without_prj_that_are_no_degrees(tmp_path: Path) -> None:
    files = write_plain(tmp_path)
    files["zones"] = tmp_path / "z.shp"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zones(GRID).rename(columns={"小学学生数": "学生数"}).to_file(files["zones"], encoding="utf-8")
    (tmp_path / "z.prj").unlink()
    assert "does not say its CRS" in faults(tmp_path, files)
    mapping = tmp_path / "d" / "mapping.yaml"
    mapping.parent.mkdir(exist_ok=True)
    mapping.write_text(f"confirmed: false\nzones: {{crs: '{GRID}'}}\n", encoding="utf-8")
    assert len(imported(tmp_path, files).inputs.district.zones) == 6


def test_a_template_is_empty_and_comes_back_filled(tmp_path: Path) -> None:
    written = init_district(tmp_path / "my")
    assert (tmp_path / "my" / "GUIDE.md") in written
    at = zones(GRID).geometry.centroid.to_crs("EPSG:4326")
    files = {kind: tmp_path / "my" / "files" / f"{kind}.csv" for kind in ("zones", "schools")}
    header = pd.read_csv(files["zones"]).columns
    filled = pd.DataFrame(
        {"zone_id": range(6), "name_zh": NAMES, "lon": at.x, "lat": at.y, "pupils_primary": PUPILS}
    )
    filled.reindex(columns=header).to_csv(files["zones"], index=False)
    table = school_table()
    filled = pd.DataFrame({"facility_id": ["a", "b"], "name_zh": table["学校名称"], "lon": table["经度"],
                           "lat": table["纬度"], "seats_primary": [100, 120]})  # fmt: skip
    filled.reindex(columns=pd.read_csv(files["schools"]).columns).to_csv(files["schools"], index=False)
    made = imported(tmp_path, files)
    assert total_km(made, tmp_path / "r") == pytest.approx(least_km((100, 120)), rel=1e-4)
    with pytest.raises(InputError):
        init_district(tmp_path / "my")


def test_a_workbook_template(tmp_path: Path) -> None:
    init_district(tmp_path / "my.xlsx")
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(tmp_path / "my.xlsx")
    at = zones(GRID).geometry.centroid.to_crs("EPSG:4326")
    names = [cell.value for cell in book["zones"][1]]
    for i, point in enumerate(at):
        values = {"zone_id": f"C{i}", "lon": point.x, "lat": point.y, "pupils_primary": PUPILS[i]}
        book["zones"].append([values.get(name) for name in names])
    names = [cell.value for cell in book["schools"][1]]
    for i, row in enumerate(school_table().itertuples()):
        values = {"facility_id": f"S{i}", "lon": row.经度, "lat": row.纬度, "seats_primary": (100, 120)[i]}
        book["schools"].append([values.get(name) for name in names])
    book.save(tmp_path / "my.xlsx")
    made = import_district(tmp_path / "d", {}, request=REQUEST, workbook=tmp_path / "my.xlsx")
    assert total_km(made, tmp_path / "r") == pytest.approx(least_km((100, 120)), rel=1e-4)


def test_the_manifest_tells_what_was_done(tmp_path: Path) -> None:
    made = imported(tmp_path, write_plain(tmp_path))
    manifest = pd.read_csv(made.folder / "data" / "manifest.csv").set_index("table")
    assert "not confirmed" in manifest.loc["zones", "source"]
    assert "centroid" in manifest.loc["zones", "source"]
    assert set(manifest["confidence"]) == {"estimated"}, "nothing is called official that nobody called so"
    document = json.loads((made.folder / "data" / "zones.geojson").read_text(encoding="utf-8"))
    assert len(document["features"]) == 6


@pytest.mark.parametrize(
    ("pupils", "seats", "name"),
    [
        ("Schüler", "Kapazität", "Bezeichnung"),
        ("effectifs", "capacité", "nom"),
        ("alumnos", "plazas", "nombre"),
        ("alunos", "vagas", "nome"),
        ("leerlingen", "plaatsen", "naam"),
        ("n_students", "school_capacity", "School Name"),
    ],
)
def test_columns_of_other_countries_are_known(pupils: str, seats: str, name: str, tmp_path: Path) -> None:
    frame = zones(GRID).rename(columns={"社区编号": "code", "社区名称": "name", "小学学生数": pupils})
    files = {"zones": tmp_path / "z.gpkg", "schools": tmp_path / "s.csv"}
    frame.to_file(files["zones"])
    table = school_table().rename(columns={"学校名称": name, "小学学位数": seats})
    table.drop(columns="办学性质").to_csv(files["schools"], index=False)
    made = import_district(tmp_path / "d", files, request=REQUEST)
    assert made.inputs.district.tables["pupils"]["pupils"].sum() == sum(PUPILS)
    assert made.inputs.district.tables["seats"]["seats"].sum() == 220
    assert made.inputs.district.tables["facilities"]["name_zh"].tolist() == ["第一小学", "第二小学"]
