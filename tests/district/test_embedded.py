"""Control totals of the embedded district, from its own tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from planning.district.bands import ready_made
from planning.district.contracts import MANIFEST, contracts
from planning.district.district import District
from planning.district.load import load_district

BANDS = ready_made().ids

CONTRACTS = contracts(ready_made())

ROOT = Path(__file__).parent.parent.parent
HAICANG = ROOT / "geodata" / "haicang"


@pytest.fixture(scope="module")
def district() -> District:
    return load_district(HAICANG, crs="EPSG:4548")


@pytest.fixture(scope="module")
def published(district: District) -> dict[str, float]:
    return district.tables["controls"].set_index("figure")["value"].to_dict()


def test_the_published_totals_are_the_ones_known(published: dict[str, float]) -> None:
    assert published["seats_completing"] == 8280
    assert published["residents_2020"] == 582519
    assert published["children_0_14_2020"] == 105624
    assert published["residents_2021"] == 615000


def test_programme_agrees_with_the_plan_of_2023(district: District, published: dict[str, float]) -> None:
    projects = district.tables["projects"]
    assert len(projects) == 17
    for status in ("completing", "continuing", "starting"):
        assert (projects["status"] == status).sum() == published[f"projects_{status}"]
    seats = projects[[f"seats_{band}" for band in BANDS]].sum(axis=1)
    assert seats[projects["status"] == "completing"].sum() == published["seats_completing"]


def test_programme_is_as_the_source_says(district: District) -> None:
    source = pd.read_csv(HAICANG / "source" / "programme_2023.csv")
    projects = district.tables["projects"]
    assert projects["project_id"].tolist() == source["project_id"].tolist()
    assert projects["status"].tolist() == source["status_2023"].tolist()
    assert projects["cost_10k"].tolist() == source["cost_10k_yuan"].tolist()
    for band in BANDS:
        assert projects[f"seats_{band}"].tolist() == source[f"{band}_seats"].tolist()


def test_people_add_up(district: District, published: dict[str, float]) -> None:
    residents = district.tables["residents"].groupby("year")[["residents", "aged_0_14"]].sum()
    assert residents.loc[2020, "residents"] == published["residents_2020"]
    assert residents.loc[2020, "aged_0_14"] == published["children_0_14_2020"]
    assert residents.loc[2021, "residents"] == published["residents_2021"]
    ages = district.tables["population"].query("year == 2020 and age <= 14")
    assert ages["persons"].sum() == published["children_0_14_2020"]


def test_subdistricts_add_up(district: District) -> None:
    zones = district.zones.set_index("zone_id")
    raw = gpd.read_file(HAICANG / "zones.geojson").set_index("zone_id")
    residents = district.tables["residents"].query("year == 2020").set_index("zone_id")["residents"]
    totals = residents.groupby(raw.loc[zones.index, "subdistrict_zh"]).sum().to_dict()
    assert totals == {"海沧街道": 130000, "嵩屿街道": 190000, "新阳街道": 165000, "东孚街道": 97519}


def test_urban_zones_are_dense_and_forest_is_thin(district: District) -> None:
    raw = gpd.read_file(HAICANG / "zones.geojson").to_crs("EPSG:4548").set_index("zone_id")
    residents = district.tables["residents"].query("year == 2020").set_index("zone_id")["residents"]
    density = residents / raw.area * 1e6
    median = density.groupby(raw["settlement"]).median()
    assert median["core"] > median["village"] > median["thin"]


def test_zones_are_a_partition(district: District) -> None:
    zones, outline = district.zones, district.outline
    assert len(zones) == 43
    assert shapely.coverage_is_valid(zones.geometry.to_numpy())
    assert set(zones.geom_type) == {"Polygon"}
    points = gpd.GeoSeries.from_xy(zones["lon"], zones["lat"], crs=zones.crs)
    assert zones.contains(points).all()
    whole, parts = outline.to_crs("EPSG:4548").union_all(), zones.to_crs("EPSG:4548").union_all()
    # Coordinates are on a grid of 1e-6 degrees, so the border moves by centimetres.
    assert whole.symmetric_difference(parts).area < 20_000
    assert whole.symmetric_difference(parts).area / whole.area < 1e-4


@pytest.mark.parametrize("band", ["kindergarten", "senior"])
def test_rolls_agree_with_the_city(district: District, published: dict[str, float], band: str) -> None:
    rolls = district.tables["enrolment"].query("band == @band and school_year == 2022")["pupils"].sum()
    residents = district.tables["residents"].query("year == 2022")["residents"].sum()
    assert rolls / residents * 1000 == pytest.approx(published[f"city_{band}_pupils_per_1000"], rel=0.03)


def test_kindergartens_and_groups(district: District, published: dict[str, float]) -> None:
    facilities = district.tables["facilities"]
    private = facilities.query("operator == 'inclusive_private'")
    assert len(private) == published["inclusive_private_kindergartens"]
    assert (
        facilities.query("education_group != ''")["education_group"].nunique()
        == published["education_groups"]
    )


def test_public_share_and_inclusive_coverage(district: District) -> None:
    seats = (
        district.tables["seats"]
        .query("band == 'kindergarten'")
        .merge(district.tables["facilities"][["facility_id", "operator"]], on="facility_id")
    )
    by_operator = seats.groupby("operator")["seats"].sum() / seats["seats"].sum()
    assert 0.52 <= by_operator["public"] + by_operator["public_type"] <= 0.60
    assert 1 - by_operator["private"] >= 0.99


def test_nobody_is_over_the_limit_and_every_zone_has_a_school(district: District) -> None:
    (told,) = district.warnings
    assert "schools, with their projects, above the size of the Chinese norm: 16 in all" in told.words.text(
        "en"
    )
    catchments = district.tables["catchments"]
    for band in ("kindergarten", "primary", "junior"):
        here = catchments.loc[catchments["band"] == band, "zone_id"]
        assert set(here) == set(district.zones["zone_id"])


def test_every_row_says_where_it_comes_from(district: District) -> None:
    for name, frame in district.tables.items():
        assert (frame["source"] != "").all(), name
        assert frame["confidence"].isin(["official", "press", "estimated", "assumed"]).all(), name


def test_nothing_assumed_is_called_official(district: District) -> None:
    facilities = district.tables["facilities"]
    made_up = facilities["name_zh"].str.contains("假定")
    assert made_up.sum() > 0
    assert (facilities.loc[made_up, "confidence"] == "assumed").all()
    assert "official" not in set(district.zones["confidence"])
    projects = district.tables["projects"]
    unnamed = projects["name_zh"].str.contains("未公布")
    assert (projects.loc[unnamed, "confidence"] == "assumed").all()


def test_sources_count_every_figure(district: District) -> None:
    figures = sum(
        int(frame[column.name].notna().sum())
        for name, frame in district.tables.items()
        for column in CONTRACTS[name].columns
        if column.confidence_column is not None
    )
    assert sum(district.sources.values()) == figures
    assert district.sources["official"] == len(district.tables["controls"])


def test_tables_are_what_the_script_builds(tmp_path: Path) -> None:
    script = ROOT / "geodata" / "build_haicang.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    built = sorted(path.name for path in tmp_path.iterdir())
    committed = sorted(path.name for path in HAICANG.iterdir() if path.suffix in (".csv", ".geojson"))
    assert built == committed
    for name in built:
        assert (tmp_path / name).read_text(encoding="utf-8") == (HAICANG / name).read_text(
            encoding="utf-8"
        ), name


def test_dictionary_is_made_from_the_contracts() -> None:
    from planning.district.dictionary import dictionary  # noqa: PLC0415

    text = (ROOT / "geodata" / "DICTIONARY.md").read_text(encoding="utf-8")
    assert text == dictionary({"manifest": MANIFEST, **CONTRACTS})
