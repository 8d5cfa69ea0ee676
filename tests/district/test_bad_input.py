"""Bad input: for every table each kind of fault, with the exact message."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planning.district.bands import ready_made
from planning.district.contracts import MANIFEST, contracts
from planning.district.load import load_district
from planning.errors import InputError
from planning.words import name_in
from tests.conftest import ROOT
from tests.small_district import CRS, write_district

CONTRACTS = contracts(ready_made())

ALL = {MANIFEST.name: MANIFEST, **CONTRACTS}
LAYERS = ("outline", "zones", "backdrop")
TABLES = [name for name in ALL if name not in LAYERS]
Cells = list[list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a district of three zones that has every table there is."""
    return write_district(tmp_path / "d", without=())


def faults(folder: Path) -> list[str]:
    """Return the messages, Chinese and English lines of each."""
    with pytest.raises(InputError) as caught:
        load_district(folder, crs=CRS, name="d")
    return [str(finding) for finding in caught.value.findings]


def edit(path: Path, change: Callable[[Cells], None]) -> None:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def file_of(table: str) -> str:
    return f"{table}.geojson" if table in LAYERS else f"{table}.csv"


def set_cell(column: str, text: str, row: int = 1) -> Callable[[Cells], None]:
    def change(rows: Cells) -> None:
        rows[row][rows[0].index(column)] = text

    return change


def edit_features(path: Path, change: Callable[[list[dict[str, dict[str, object]]]], None]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def test_the_embedded_district_is_in_order() -> None:
    district = load_district(ROOT / "geodata" / "haicang", crs=CRS)
    (told,) = district.warnings
    assert "schools, with their projects, above the size of the Chinese norm: 16 in all" in told.words.text(
        "en"
    )
    assert district.name == name_in(zh="厦门市海沧区", en="Haicang District, Xiamen")


@pytest.mark.parametrize("table", TABLES)
def test_missing_column(folder: Path, table: str) -> None:
    column = [column for column in ALL[table].columns if not column.column_optional][-1].name

    def change(rows: Cells) -> None:
        at = rows[0].index(column)
        for row in rows:
            del row[at]

    edit(folder / file_of(table), change)
    header = (folder / file_of(table)).read_text(encoding="utf-8").splitlines()[0].replace(",", ", ")
    assert faults(folder)[0] == (
        f"d/{table}.csv，“{column}”列：缺少该列；现有的列：{header}。请补上该列，列名须完全一致。\n"
        f"d/{table}.csv, column {column}: the column is missing; there are: {header}. "
        "Add the column, spelled exactly so."
    )


@pytest.mark.parametrize("table", TABLES)
def test_duplicate_key(folder: Path, table: str) -> None:
    edit(folder / file_of(table), lambda rows: rows.append(list(rows[1])))
    rows = list(csv.reader(io.StringIO((folder / file_of(table)).read_text(encoding="utf-8"))))
    key = ALL[table].key
    value = " / ".join(rows[1][rows[0].index(name)] for name in key)
    named = ", ".join(key)
    last = len(rows)
    assert (
        f"d/{table}.csv，第 {last} 行，“{named}”列：键“{value}”重复，首次出现在第 2 行。请删去或改正其中一行。\n"
        f"d/{table}.csv, row {last}, column {named}: the key '{value}' stands twice, first in row 2. "
        "Delete or correct one of the two rows."
    ) in faults(folder)


REFERENCES = [
    (name, column.name, column.refers_to.split(".")[0])
    for name, contract in CONTRACTS.items()
    for column in contract.columns
    if column.refers_to
]


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_unknown_key(folder: Path, table: str, column: str, target: str) -> None:
    edit(folder / file_of(table), set_cell(column, "X99"))
    file = f"d/{file_of(target)}"
    assert (
        f"d/{table}.csv，第 2 行，“{column}”列：“X99”在 {file} 中不存在。请改正，或在 {file} 中补上。\n"
        f"d/{table}.csv, row 2, column {column}: 'X99' does not exist in {file}. Correct it, or add it to {file}."
    ) in faults(folder)


NUMBERS = [
    (name, column)
    for name, contract in CONTRACTS.items()
    if name not in LAYERS
    for column in contract.columns
    if column.kind != "text"
]


@pytest.mark.parametrize(("table", "column"), NUMBERS, ids=[f"{t}-{c.name}" for t, c in NUMBERS])
def test_not_a_number(folder: Path, table: str, column: object) -> None:
    name, whole = column.name, column.kind == "integer"  # type: ignore[attr-defined]
    edit(folder / file_of(table), set_cell(name, "1,5x"))
    zh, en = ("整数", "a whole number") if whole else ("数字", "a number")
    assert faults(folder) == [
        f"d/{table}.csv，第 2 行，“{name}”列：“1,5x”不是{zh}。请填写{zh}，不带单位和千位分隔符。\n"
        f"d/{table}.csv, row 2, column {name}: '1,5x' is not {en}. "
        f"Write {en}, with no unit and no thousands separator."
    ]


RANGES = [(name, column) for name, column in NUMBERS if column.minimum is not None]


@pytest.mark.parametrize(("table", "column"), RANGES, ids=[f"{t}-{c.name}" for t, c in RANGES])
def test_negative(folder: Path, table: str, column: object) -> None:
    name, low, high = column.name, column.minimum, column.maximum  # type: ignore[attr-defined]
    text = f"{int(low) - 1}"
    edit(folder / file_of(table), set_cell(name, text))
    high_text = "" if high is None else f"{high:g}"
    assert faults(folder) == [
        f"d/{table}.csv，第 2 行，“{name}”列：{text} 超出范围（{low:g} 至 {high_text}）。请核对数值与单位。\n"
        f"d/{table}.csv, row 2, column {name}: {text} is outside the range ({low:g} to {high_text}). "
        "Check the figure and its unit."
    ]


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400", "１２", "0x10", "1_000"])
def test_figures_that_python_would_take(folder: Path, text: str) -> None:
    edit(folder / "projects.csv", set_cell("cost_10k", text))
    assert len(faults(folder)) == 1


@pytest.mark.parametrize("table", ALL)
@pytest.mark.parametrize("content", [b"", b"\n \n"], ids=["nothing", "blanks"])
def test_empty_file(folder: Path, table: str, content: bytes) -> None:
    (folder / file_of(table)).write_bytes(content)
    assert faults(folder)[0] == (
        f"d/{file_of(table)}：文件没有任何数据行。请填入数据，或恢复原文件。\n"
        f"d/{file_of(table)}: the file has no rows. Fill in the rows, or restore the file."
    )


@pytest.mark.parametrize("table", TABLES)
def test_header_alone_is_empty(folder: Path, table: str) -> None:
    edit(folder / file_of(table), lambda rows: rows.__delitem__(slice(1, None)))
    assert "the file has no rows" in faults(folder)[0]


@pytest.mark.parametrize("table", ALL)
def test_missing_file(folder: Path, table: str) -> None:
    (folder / file_of(table)).unlink()
    assert faults(folder)[0] == (
        f"d/{file_of(table)}：找不到文件。请放入该文件，或改正清单 manifest.csv 中的文件名。\n"
        f"d/{file_of(table)}: the file is not there. Put the file there, or correct its name in manifest.csv."
    )


@pytest.mark.parametrize("table", ALL)
def test_gbk_read_as_utf8(folder: Path, table: str) -> None:
    path = folder / file_of(table)
    text = path.read_text(encoding="utf-8")
    if text.isascii():
        text = (
            text.replace("assumed", "假定", 1).replace("estimated", "估算", 1).replace("official", "官方", 1)
        )
    path.write_bytes(text.encode("gbk"))
    assert faults(folder)[0] == (
        f"d/{file_of(table)}：清单写明编码为 utf-8，但文件内容是 GBK 编码。"
        "请另存为“CSV UTF-8”，或在 manifest.csv 的 encoding 列写 gbk。\n"
        f"d/{file_of(table)}: the manifest says utf-8, but the file is encoded in GBK. "
        "Save it as 'CSV UTF-8', or write gbk in column encoding of manifest.csv."
    )


def test_gbk_that_happens_to_be_valid_utf8(folder: Path) -> None:
    """The two characters of 学校 in GBK are two Cyrillic letters in UTF-8."""
    path = folder / "district.csv"
    text = path.read_text(encoding="utf-8").replace("三村区", "学校")
    path.write_bytes(text.encode("gbk"))
    assert path.read_bytes().decode("utf-8")
    assert "the file is encoded in GBK" in faults(folder)[0]


@pytest.mark.parametrize("name", ["Évreux", "Besançon", "Екатеринбург", "Θεσσαλονίκη", "Zürich", "Łódź"])
def test_names_of_other_countries_are_not_taken_for_gbk(folder: Path, name: str) -> None:
    path = folder / "district.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("三村区", name), encoding="utf-8")
    assert load_district(folder, crs=CRS).name[0] == name


def say_gbk(folder: Path, table: str) -> None:
    def change(rows: Cells) -> None:
        for row in rows:
            if row[rows[0].index("table")] == table:
                row[rows[0].index("encoding")] = "gbk"

    edit(folder / "manifest.csv", change)


@pytest.mark.parametrize("table", ["district", "facilities", "projects", "zones"])
def test_utf8_read_as_gbk(folder: Path, table: str) -> None:
    say_gbk(folder, table)
    assert faults(folder)[0] == (
        f"d/{file_of(table)}：清单写明编码为 gbk，但文件内容是 UTF-8 编码。请在 manifest.csv 的 encoding 列写 utf-8。\n"
        f"d/{file_of(table)}: the manifest says gbk, but the file is encoded in UTF-8. "
        "Write utf-8 in column encoding of manifest.csv."
    )


def test_gbk_that_the_manifest_announces_is_read(folder: Path) -> None:
    path = folder / "facilities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    say_gbk(folder, "facilities")
    district = load_district(folder, crs=CRS)
    assert district.tables["facilities"]["name_zh"].iloc[1] == "东湾小学"


def test_text_once_opened_as_gbk_and_saved(folder: Path) -> None:
    meant = "海沧中学"
    garbled = meant.encode().decode("gb18030")
    edit(folder / "facilities.csv", set_cell("name_zh", garbled))
    assert faults(folder)[0] == (
        f"d/facilities.csv，第 2 行，“name_zh”列：文字“{garbled}”是乱码：UTF-8 文件曾被当作 GBK 打开并保存，"
        f"原文应为“{meant}”。请恢复原文件，并以 UTF-8 打开。\n"
        f"d/facilities.csv, row 2, column name_zh: the text '{garbled}' is garbled: a UTF-8 file was once opened "
        f"as GBK and saved; it was '{meant}'. Restore the file, and open it as UTF-8."
    )


def test_bytes_of_no_encoding(folder: Path) -> None:
    (folder / "seats.csv").write_bytes(b"facility_id,band\n\xff\xff\xff\xff\n")
    assert "from byte 18 on it is no such text" in faults(folder)[0]


def test_excels_byte_order_mark_is_no_fault(folder: Path) -> None:
    path = folder / "seats.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    load_district(folder, crs=CRS)


@pytest.mark.parametrize(("table", "label"), [("facilities", "F001")])
def test_point_outside_the_district(folder: Path, table: str, label: str) -> None:
    edit(folder / f"{table}.csv", set_cell("lon", "117.5"))
    (message,) = faults(folder)
    assert message.startswith(f"d/{table}.csv，第 2 行，“lon, lat”列：{label} 的坐标在区县之外 ")
    assert message.endswith(
        "m outside the district. Check whether longitude and latitude are swapped, and that the datum is WGS 84."
    )


def test_swapped_axes_are_outside(folder: Path) -> None:
    def swap(rows: Cells) -> None:
        lon, lat = rows[0].index("lon"), rows[0].index("lat")
        rows[1][lon], rows[1][lat] = rows[1][lat], "85.0"

    edit(folder / "facilities.csv", swap)
    assert "outside the district" in faults(folder)[0]


def test_zone_point_outside(folder: Path) -> None:
    edit_features(folder / "zones.geojson", lambda features: features[0]["properties"].update(lon=118.9))
    assert faults(folder)[0].startswith("d/zones.geojson，第 1 行，“lon, lat”列：Z01 的坐标在区县之外")


BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[118, 24.5], [118.01, 24.51], [118.01, 24.5], [118, 24.51], [118, 24.5]]],
}


@pytest.mark.parametrize("table", [name for name in LAYERS if ALL[name].shape == "polygon"])
def test_invalid_polygon(folder: Path, table: str) -> None:
    edit_features(folder / file_of(table), lambda features: features[0].update(geometry=BOW_TIE))
    reason = "Self-intersection[118.005 24.505]"
    assert faults(folder) == [
        f"d/{table}.geojson，第 1 行：多边形无效（{reason}）。请在 QGIS 中用“修正几何图形”修复。\n"
        f"d/{table}.geojson, row 1: the polygon is not valid ({reason}). Mend it in QGIS with 'Fix geometries'."
    ]


@pytest.mark.parametrize(
    ("geometry", "found"),
    [
        (None, "empty"),
        ({"type": "Point", "coordinates": [118, 24.5]}, "Point"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "LineString", "coordinates": [[118, 24.5], [118.1, 24.5]]}, "LineString"),
    ],
)
def test_wrong_shape(folder: Path, geometry: object, found: str) -> None:
    edit_features(folder / "zones.geojson", lambda features: features[2].update(geometry=geometry))  # type: ignore[arg-type]
    messages = faults(folder)
    assert (
        f"d/zones.geojson，第 3 行：几何类型为 {found}，应为多边形。请提供 Polygon 或 MultiPolygon。\n"
        f"d/zones.geojson, row 3: the geometry is {found}, not a polygon. Give a Polygon or MultiPolygon."
    ) in messages


def moved(folder: Path, change: Callable[[float, float], list[float]]) -> None:
    """Change every coordinate of the third zone."""
    path = folder / "zones.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    geometry = document["features"][2]["geometry"]
    geometry["coordinates"] = [[change(x, y) for x, y in ring] for ring in geometry["coordinates"]]
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def test_axes_swapped_in_a_layer(folder: Path) -> None:
    moved(folder, lambda x, y: [y, x])
    (message,) = faults(folder)
    assert message.startswith("d/zones.geojson，第 3 行：坐标（24.")
    assert message.endswith(
        "are no longitude and latitude. Check whether the axes are swapped, and export in WGS 84 degrees."
    )


@pytest.mark.parametrize("lon", ["-117.97", "0", "-62.5"])
def test_point_half_a_world_away(folder: Path, lon: str) -> None:
    edit(folder / "facilities.csv", set_cell("lon", lon))
    assert "outside the district" in faults(folder)[0]


def test_zone_half_a_world_away(folder: Path) -> None:
    moved(folder, lambda x, y: [-x, -y])
    assert faults(folder)[0].startswith("d/zones.geojson")


def test_unclosed_ring(folder: Path) -> None:
    ring = {"type": "Polygon", "coordinates": [[[118, 24.5], [118.01, 24.5]]]}
    edit_features(folder / "zones.geojson", lambda features: features[0].update(geometry=ring))
    assert faults(folder)[0].startswith("d/zones.geojson，第 1 行：多边形无效（")


@pytest.mark.parametrize("table", LAYERS)
def test_missing_property(folder: Path, table: str) -> None:
    def drop(features: list[dict[str, dict[str, object]]]) -> None:
        for feature in features:
            del feature["properties"]["confidence"]

    edit_features(folder / file_of(table), drop)
    assert faults(folder)[0].startswith(f"d/{table}.geojson，“confidence”列：缺少该列；现有的列：")


def test_property_that_one_feature_lacks(folder: Path) -> None:
    edit_features(folder / "zones.geojson", lambda features: features[2]["properties"].pop("name_en"))
    assert faults(folder) == [
        "d/zones.geojson，第 3 行，“name_en”列：单元格为空。请填写。\n"
        "d/zones.geojson, row 3, column name_en: the cell is empty. Fill it in."
    ]


def test_duplicate_zone(folder: Path) -> None:
    edit_features(folder / "zones.geojson", lambda features: features[1]["properties"].update(zone_id="Z01"))
    assert (
        "d/zones.geojson，第 2 行，“zone_id”列：键“Z01”重复，首次出现在第 1 行。请删去或改正其中一行。\n"
        "d/zones.geojson, row 2, column zone_id: the key 'Z01' stands twice, first in row 1. "
        "Delete or correct one of the two rows."
    ) in faults(folder)


def test_zone_point_that_is_no_number(folder: Path) -> None:
    edit_features(folder / "zones.geojson", lambda features: features[0]["properties"].update(lat="north"))
    assert faults(folder) == [
        "d/zones.geojson，第 1 行，“lat”列：“north”不是数字。请填写数字，不带单位和千位分隔符。\n"
        "d/zones.geojson, row 1, column lat: 'north' is not a number. "
        "Write a number, with no unit and no thousands separator."
    ]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", '"x"', "null"])
def test_coordinates_that_are_no_numbers(folder: Path, value: str) -> None:
    path = folder / "zones.geojson"
    first = json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"]["coordinates"][0][0][0]
    path.write_text(path.read_text(encoding="utf-8").replace(str(first), value, 1), encoding="utf-8")
    assert any(message.startswith("d/zones.geojson") for message in faults(folder))


def test_overlapping_zones(folder: Path) -> None:
    square = [[[118.01, 24.5], [118.02, 24.5], [118.02, 24.51], [118.01, 24.51], [118.01, 24.5]]]

    def grow(features: list[dict[str, dict[str, object]]]) -> None:
        features[0]["geometry"] = {"type": "Polygon", "coordinates": square}

    edit_features(folder / "zones.geojson", grow)
    messages = faults(folder)
    overlaps = [message for message in messages if "overlap" in message]
    assert overlaps
    assert overlaps[0].startswith("d/zones.geojson，第 ")
    assert "zones Z01 and Z" in overlaps[0]
    assert overlaps[0].endswith("m2. Correct the border, so that neighbours share one line.")
    assert any("of the outline uncovered" in message for message in messages)


def test_overlap_message_is_exact(folder: Path) -> None:
    """Two zones on the same polygon: the area is that of the polygon."""

    def copy(features: list[dict[str, dict[str, object]]]) -> None:
        features[1]["geometry"] = features[0]["geometry"]

    edit_features(folder / "zones.geojson", copy)
    import geopandas as gpd  # noqa: PLC0415

    area = gpd.read_file(folder / "zones.geojson").to_crs(CRS).geometry.iloc[0].area
    assert (
        f"d/zones.geojson，第 2 行：规划单元 Z01 与 Z02 重叠 {area:,.0f} 平方米。请改正边界，使相邻区共用一条线。\n"
        f"d/zones.geojson, row 2: zones Z01 and Z02 overlap by {area:,.0f} m2. "
        "Correct the border, so that neighbours share one line."
    ) in faults(folder)


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"type": "FeatureCollection"}', '{"features": [1]}', '{"features": [{"properties": null}]}'],
)
def test_broken_geojson(folder: Path, text: str) -> None:
    (folder / "zones.geojson").write_text(text, encoding="utf-8")
    assert "the file is broken (" in faults(folder)[0]


def test_row_with_a_comma_too_many(folder: Path) -> None:
    path = folder / "births.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] += ",extra"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert faults(folder) == [
        "d/births.csv，第 3 行：该行有 6 个单元格，表头有 5 个。请检查多余或缺少的逗号，含逗号的文字要加双引号。\n"
        "d/births.csv, row 3: the row has 6 cells, the header 5. "
        "Look for a comma too many or too few; text with a comma needs double quotes."
    ]


def test_blank_cell_and_unknown_word(folder: Path) -> None:
    edit(folder / "facilities.csv", set_cell("operator", "charity"))
    edit(folder / "projects.csv", set_cell("cost_10k", "", row=3))
    assert faults(folder) == [
        "d/facilities.csv，第 2 行，“operator”列：“charity”不在允许的取值之中"
        "（public, public_type, inclusive_private, private）。请改用其中一个。\n"
        "d/facilities.csv, row 2, column operator: 'charity' is not one of the words allowed "
        "(public, public_type, inclusive_private, private). Use one of them.",
        "d/projects.csv，第 4 行，“cost_10k”列：单元格为空。请填写。\n"
        "d/projects.csv, row 4, column cost_10k: the cell is empty. Fill it in.",
    ]


def test_registered_births_are_refused(folder: Path) -> None:
    edit(folder / "births.csv", set_cell("series", "registered"))
    assert "'registered' is not one of the words allowed (resident)" in faults(folder)[0]


def test_missing_rows(folder: Path) -> None:
    edit(folder / "rates_by_age.csv", lambda rows: rows.__delitem__(5))
    assert faults(folder) == [
        "d/rates_by_age.csv：缺少 1 行，例如：age=4。请补齐；没有人数的写 0。\n"
        "d/rates_by_age.csv: 1 rows are missing, for example: age=4. Add them; where there is nobody, write 0."
    ]


def test_payments_that_do_not_add_up_and_a_window_reversed(folder: Path) -> None:
    edit(folder / "projects.csv", set_cell("spend_share_1", "0.9"))
    edit(folder / "projects.csv", set_cell("start_earliest", "2030"))
    messages = faults(folder)
    assert messages[0].endswith(
        "column spend_share_1: the shares add up to 1.509, not to 1. Correct spend_share_1 to spend_share_4."
    )
    assert messages[1].endswith(
        "column start_earliest: start_earliest 2030 is later than start_latest 2021. Correct one of them."
    )


def test_grade_beyond_the_band(folder: Path) -> None:
    edit(folder / "enrolment.csv", set_cell("grade", "6"))
    assert any("column grade: 6 is outside the range (1 to 3)" in message for message in faults(folder))


def test_all_faults_of_all_tables_at_once(folder: Path) -> None:
    edit(folder / "seats.csv", set_cell("seats", "-1"))
    edit(folder / "births.csv", set_cell("births", "many"))
    edit(folder / "facilities.csv", set_cell("status", "shut"))
    assert {message.split("，")[0] for message in faults(folder)} == {
        "d/seats.csv", "d/births.csv", "d/facilities.csv",
    }  # fmt: skip


def test_more_pupils_than_seats_is_a_warning(folder: Path) -> None:
    rows = (folder / "enrolment.csv").read_text(encoding="utf-8").splitlines()
    now = next(i for i, row in enumerate(rows) if row.startswith("F001,junior,2022,1,"))
    edit(folder / "enrolment.csv", set_cell("pupils", "9000", row=now))
    warnings = [warning.words.text("en") for warning in load_district(folder, crs=CRS, name="d").warnings]
    assert any("this table is not used" in warning for warning in warnings)
    assert any("F001 has" in warning for warning in warnings)


def test_a_manifest_cannot_point_outside_its_folder(folder: Path) -> None:
    def change(rows: Cells) -> None:
        rows[1][rows[0].index("file")] = "../../etc/secret.csv"

    edit(folder / "manifest.csv", change)
    told = faults(folder)[0]
    assert told.startswith("d/manifest.csv，第 2 行，“file”列：“../../etc/secret.csv”不在区县数据目录之内")


def test_a_table_that_the_manifest_forgets(folder: Path) -> None:
    edit(folder / "manifest.csv", lambda rows: rows.__delitem__(1))
    assert faults(folder) == [
        "d/manifest.csv：缺少 1 行，例如：table=district。请补齐；没有人数的写 0。\n"
        "d/manifest.csv: 1 rows are missing, for example: table=district. Add them; where there is nobody, write 0."
    ]


def test_optional_tables_may_be_left_out(folder: Path) -> None:
    for name in (
        "women",
        "fertility",
        "homes",
        "pupil_yield",
        "occupancy",
        "border_flows",
        "intake_controls",
    ):
        edit(
            folder / "manifest.csv",
            lambda rows, name=name: rows.__delitem__(  # type: ignore[misc]
                next(i for i, row in enumerate(rows) if row[0] == name)
            ),
        )
        (folder / f"{name}.csv").unlink()
    district = load_district(folder, crs=CRS, name="d")
    assert district.tables["homes"].empty
    assert "homes" not in district.digests


def test_a_dwelling_type_without_its_curve(folder: Path) -> None:
    edit(folder / "homes.csv", set_cell("dwelling_type", "villa"))
    messages = faults(folder)
    assert (
        "d/homes.csv, row 2, column dwelling_type: 'villa' does not exist in d/pupil_yield.csv."
        in messages[0]
    )
    assert "d/occupancy.csv" in messages[1]


def test_rows_of_one_housing_project_agree(folder: Path) -> None:
    edit(folder / "homes.csv", set_cell("completion_year", "2031", row=2))
    (message,) = faults(folder)
    assert message.splitlines()[1] == (
        "d/homes.csv, row 3, column completion_year: rows of one housing project differ here. "
        "Make them the same, or give them two keys."
    )


def test_occupancy_never_falls(folder: Path) -> None:
    edit(folder / "occupancy.csv", set_cell("occupied_share", "0.1", row=3))
    (message,) = faults(folder)
    assert "row 4, column occupied_share: the share of 'commercial' occupied by then falls" in message


def test_women_need_every_zone_and_their_fertility(folder: Path) -> None:
    edit(folder / "women.csv", lambda rows: rows.__delitem__(1))
    assert "zone_id=Z01, age_from=20" in faults(folder)[0]


def test_age_groups_are_of_five_years(folder: Path) -> None:
    edit(folder / "fertility.csv", set_cell("age_from", "22"))
    assert "d/fertility.csv, row 2, column age_from" in faults(folder)[0].splitlines()[1]


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("band", "", "give either a band or a subdistrict, and not both"),
        ("subdistrict_zh", "东街道", "give either a band or a subdistrict, and not both"),
    ],
)
def test_a_control_is_of_a_band_or_of_a_subdistrict(
    folder: Path, column: str, text: str, message: str
) -> None:
    edit(folder / "intake_controls.csv", set_cell(column, text))
    assert message in faults(folder)[0]


def test_a_control_of_an_unknown_subdistrict(folder: Path) -> None:
    edit(folder / "intake_controls.csv", set_cell("subdistrict_zh", "湖里街道", row=2))
    assert "'湖里街道' does not exist in d/zones.geojson" in faults(folder)[0]
