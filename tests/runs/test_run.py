"""The files of a run agree with each other and with the rules."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from planning.district.bands import ready_made
from planning.domain.plan import Plan
from planning.errors import AuditError, InputError
from planning.results.sometimes import GROUPS
from planning.results.tables import ALWAYS
from planning.runs.run import Run, run_scenario
from tests.conftest import BASE, ROOT
from tests.small_district import write_scenario

BANDS = ready_made().ids


def table(run: Run, name: str) -> pd.DataFrame:
    return pd.read_csv(run.folder / f"{name}.csv")


def test_exactly_the_outputs_are_there(base_run: Run) -> None:
    assert {path.name for path in base_run.folder.iterdir()} == ALWAYS | {GROUPS.file}


def test_schedule(base_run: Run) -> None:
    frame = table(base_run, "schedule")
    assert list(frame.columns) == [
        "project_id", "name_zh", "name_en", "status", "start_year", "opening_year", "cost_10k",
        "seats_kindergarten", "seats_primary", "seats_junior", "seats_senior",
    ]  # fmt: skip
    assert len(frame) == 17
    by_status = frame.groupby("status")["opening_year"]
    assert set(by_status.get_group("completing")) == {2023}
    assert set(by_status.get_group("continuing")) <= {2024, 2025}
    starting = frame[frame["status"] == "starting"]
    begun = starting.dropna()
    assert (begun["start_year"] >= 2023).all()
    assert (begun["opening_year"] > begun["start_year"]).all()
    assert starting["start_year"].isna().equals(starting["opening_year"].isna())
    seats = frame.loc[frame["status"] == "completing", [f"seats_{band}" for band in BANDS]]
    assert seats.to_numpy().sum() == 8280


def test_years_are_whole_numbers_in_the_file(base_run: Run) -> None:
    assert ".0," not in (base_run.folder / "schedule.csv").read_text(encoding="utf-8").split("\n")[1][:60]


def test_placements_and_unplaced_make_up_the_intake(base_run: Run) -> None:
    key = ["zone", "band", "year"]
    unplaced = table(base_run, "unhoused").set_index(key)
    assert len(unplaced) == 43 * 4 * 13
    placed = table(base_run, "placements").groupby(key)["pupils"].sum().reindex(unplaced.index, fill_value=0)
    np.testing.assert_allclose(placed + unplaced["unhoused"], unplaced["intake"], atol=1e-4)


def test_seats_follow_from_the_schedule(base_run: Run) -> None:
    seats = table(base_run, "seats")
    assert (seats["enrolled"] <= seats["open_seats"] + seats["temporary"] + 1e-4).all()
    np.testing.assert_allclose(
        seats["surplus"], (seats["open_seats"] - seats["enrolled"]).clip(lower=0), atol=1e-5
    )
    schedule = table(base_run, "schedule")
    for band in BANDS:
        total = seats[seats["band"] == band].groupby("year")["open_seats"].sum()
        opened = schedule[schedule["opening_year"] <= 2035][f"seats_{band}"].sum()
        before = base_run.problem.seats[:, BANDS.index(band)].sum()
        assert total[2035] == pytest.approx(before + opened)


def test_money_is_followed(base_run: Run) -> None:
    money = table(base_run, "budget")
    left = money["limit_10k"] + money["carried_in_10k"] - money["spent_10k"]
    np.testing.assert_allclose(left, money["carried_out_10k"], atol=0.02)
    np.testing.assert_allclose(money["carried_in_10k"][1:], money["carried_out_10k"][:-1])
    assert (money["carried_out_10k"] >= -0.01).all()


def test_record(base_run: Run) -> None:
    record = json.loads((base_run.folder / "run.json").read_text(encoding="utf-8"))
    assert record["scenario"] == "base"
    assert record["outcome"] == "proven"
    assert record["audit"] == "passed"
    assert [stage["name"] for stage in record["objectives"]] == ["O1", "O2", "O3"]
    for stage in record["objectives"]:
        assert set(stage) == {"name", "value", "bound", "gap", "seconds", "proven"}
    assert record["objectives"][0]["gap"] == 0
    assert record["outcome"] == "proven"
    assert record["proof"] == {
        "zh": "现有数据与约束下的最优方案（经求解器验证）",
        "en": "proven optimal",
        "within": pytest.approx(0, abs=1e-4),
        "ties_settled": True,
        "equal_schedules": 1,
    }
    assert set(record["sources"]) == {"official", "press", "estimated", "assumed"}
    assert sum(record["sources"].values()) == pytest.approx(1, abs=1e-5)
    assert {"scenario", "manifest", "zones", "projects", "population"} <= set(record["digests"])
    assert {"planning", "python", "highs"} <= set(record["versions"])
    assert {"read", "optimise", "audit", "report"} <= set(record["seconds"])


def test_layers_open(base_run: Run) -> None:
    path = base_run.folder / "plan.gpkg"
    assert set(gpd.list_layers(path)["name"]) == {"zones", "facilities", "projects", "catchments"}
    catchments = gpd.read_file(path, layer="catchments")
    assert catchments.crs == "EPSG:4326"
    assert catchments.geometry.is_valid.all()
    assert set(catchments["band"]) == set(BANDS)
    zones = gpd.read_file(path, layer="zones").set_index("zone_id")
    some = catchments.sample(20, random_state=1)
    for _, row in some.iterrows():
        whole = shapely.union_all(zones.loc[row["zones"].split(), "geometry"].to_numpy())
        assert whole.symmetric_difference(row["geometry"]).area < 1e-9
    # Pupils of all catchments are all the pupils placed.
    assert catchments["pupils"].sum() == pytest.approx(base_run.plan.place.sum(), rel=1e-5)
    projects = gpd.read_file(path, layer="projects")
    assert len(projects) == 17
    assert {"seats_confidence", "confidence", "source"} <= set(projects.columns)


def test_same_inputs_same_tables_and_map(base_run: Run, tmp_path: Path) -> None:
    again = run_scenario(BASE, out=tmp_path / "again")
    for name in ALWAYS - {"run.json"}:
        assert (again.folder / name).read_bytes() == (base_run.folder / name).read_bytes(), name


def fault(tmp_path: Path, old: str, new: str) -> str:
    text = BASE.read_text(encoding="utf-8").replace("../geodata", str(ROOT / "geodata"))
    assert old in text
    path = tmp_path / "s.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run_scenario(path, out=tmp_path / "r")
    assert not (tmp_path / "r").exists()
    (found,) = caught.value.findings
    return str(found).splitlines()[1].replace(f"{tmp_path}/", "").replace(f"{ROOT}/", "")


@pytest.mark.parametrize(
    ("crs", "words"),
    [
        ("EPSG:999999", "there is no CRS EPSG:999999"),
        ("EPSG:4326", "EPSG:4326 (WGS 84) is not a projected CRS"),
        ("EPSG:2225", "the unit of EPSG:2225 (NAD83 / California zone 1 (ftUS)) is not the metre"),
    ],
)
def test_a_crs_that_measures_no_metres(tmp_path: Path, crs: str, words: str) -> None:
    message = fault(tmp_path, "EPSG:4548 ", f"{crs} ")
    assert message.startswith("s.yaml, line ")
    assert f"path travel.crs: {words}. Use a projected CRS in metres" in message


def test_a_district_that_is_not_there(tmp_path: Path) -> None:
    assert fault(tmp_path, "geodata/haicang", "geodata/nowhere") == (
        "geodata/nowhere: the folder of the district is not there. "
        "Check district in the scenario; it is relative to the scenario file that says it."
    )


def test_a_horizon_that_leaves_a_gap_after_the_base_year(tmp_path: Path) -> None:
    message = fault(tmp_path, "first_year: 2023", "first_year: 2025")
    assert "the horizon begins in 2025; it must begin in 2023, the year after the base year" in message


def test_births_that_are_missing(tmp_path: Path) -> None:
    message = fault(tmp_path, "last_year: 2035", "last_year: 2040")
    assert message == (
        "geodata/haicang/births.csv, column year: births of these calendar years are missing: 2036, 2037. "
        "Add them (marked assumed where they are), or shorten horizon.last_year."
    )


def test_a_plan_that_fails_its_audit_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from planning.runs import run as module  # noqa: PLC0415

    true = module.optimise

    def corrupt(*arguments: object, **named: object) -> Plan:
        plan = true(*arguments, **named)  # type: ignore[arg-type]
        place = np.array(plan.place)
        place[0, 0] += 50
        return Plan(
            option=plan.option, place=place, unplaced=plan.unplaced, temporary=plan.temporary,
            stages=plan.stages, outcome=plan.outcome,
        )  # fmt: skip

    monkeypatch.setattr(module, "optimise", corrupt)
    with pytest.raises(AuditError) as caught:
        run_scenario(write_scenario(tmp_path / "small"), out=tmp_path / "r")
    assert any(line.startswith("C1 at ") for line in caught.value.breaches)
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["run.json"]
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert record["outcome"] == "none"
    assert record["audit"] == list(caught.value.breaches)
