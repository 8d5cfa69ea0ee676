"""Other school systems from end to end: read, checked, forecast, planned, audited, against sums by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from planning.assemble.forecast.district_forecast import forecast_district
from planning.assemble.forecast.outlook import make_outlook
from planning.assemble.forecast.provenance import explain_intake
from planning.district.edits import changed_cells
from planning.domain.bands import Enters
from planning.errors import InputError
from planning.results.bands import bands_of_record
from planning.runs.inputs import Inputs, load_inputs
from planning.runs.outlook import forecast_scenario
from planning.runs.run import run_scenario, solve
from planning.runs.validate import validate_json
from planning.runs.workbook import export_inputs
from tests.band_district import CHILDREN, IN, OUT, RATE, RESIDENTS, write_scenario

SYSTEMS = ("cn-543", "k5-68-912", "cn-all")
#: Growth of the residents a year, as in the base scenario.
GROWTH = 1.0059


@pytest.fixture(scope="module", params=SYSTEMS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return load_inputs(write_scenario(tmp_path_factory.mktemp("made") / "s", request.param))


def by_hand(inputs: Inputs, band: str, *, ladder: bool) -> np.ndarray:
    """Return the intakes of a band by zone and year."""
    own, years = inputs.district.bands[band], len(inputs.loaded.scenario.years)
    children = np.array(list(CHILDREN.values()), dtype=float)[:, None] * np.ones(years)
    if own.enters is Enters.RATE:
        return children * RATE * ((1.0 + IN - OUT) if ladder else 1.0)
    if own.enters is Enters.REST:
        return children * (1.0 - RATE)
    if own.enters is Enters.SHARE:
        return children * 0.003
    if own.enters is Enters.PER_1000:
        residents = np.array(list(RESIDENTS.values()), dtype=float)[:, None]
        return residents * GROWTH ** np.arange(1, years + 1) * 4.5 / 1000.0 / 3.0
    return children


def test_every_table_is_read_by_the_bands(made: Inputs) -> None:
    ids = made.district.bands.ids
    assert [f"seats_{band}" in made.district.tables["projects"] for band in ids] == [True] * len(ids)
    assert tuple(made.loaded.scenario.bands) == ids
    assert made.district.lacks == ()


def test_validate_says_how_many_bands_there_are(tmp_path: Path) -> None:
    text, ok = validate_json(write_scenario(tmp_path / "s", "cn-all"))
    document = json.loads(text)
    assert ok, document["errors"]
    assert document["axes"]["bands"] == 7
    assert document["lacks"] == []


def test_intakes_are_those_by_hand(made: Inputs) -> None:
    intakes = forecast_district(made.district, made.loaded.scenario).demand.intakes
    for b, band in enumerate(made.district.bands.ids):
        np.testing.assert_allclose(intakes[:, b], by_hand(made, band, ladder=True), rtol=1e-9, err_msg=band)


@pytest.mark.parametrize("table", SYSTEMS)
def test_intakes_from_the_ages_are_those_by_hand(table: str, tmp_path: Path) -> None:
    made = load_inputs(write_scenario(tmp_path / "s", table, autumns=1))
    intakes = forecast_district(made.district, made.loaded.scenario).demand.intakes
    for b, band in enumerate(made.district.bands.ids):
        np.testing.assert_allclose(intakes[:, b], by_hand(made, band, ladder=False), rtol=1e-9, err_msg=band)


def test_pupils_stay_as_long_as_their_band_lasts(made: Inputs) -> None:
    demand = forecast_district(made.district, made.loaded.scenario).demand
    for b, band in enumerate(made.district.bands):
        expected = [1.0] * band.years + [0.0] * (demand.retention.shape[1] - band.years)
        np.testing.assert_allclose(demand.retention[b], expected, err_msg=band.id)
        # All but the oldest of the base year are still there in the first year.
        each = round(made.district.tables["enrolment"].query("band == @band.id")["pupils"].iloc[0])
        assert demand.enrolled_before[:, b, 0].sum() == pytest.approx(each * (band.years - 1))


def test_the_plan_passes_its_audit_and_its_bands_are_those_of_the_table(made: Inputs) -> None:
    solved = solve(made)
    assert solved.audit.passed, solved.audit.breaches
    assert solved.problem.bands == made.district.bands.ids
    assert solved.problem.band_years.tolist() == [band.years for band in made.district.bands]
    assert solved.problem.band_weight.tolist() == [band.weight for band in made.district.bands]


def test_a_weight_edited_in_the_workbook_is_an_edit_and_is_used(tmp_path: Path) -> None:
    source = write_scenario(tmp_path / "s", "k5-68-912")
    book = export_inputs(source, tmp_path / "s" / "inputs.xlsx")
    sheets = openpyxl.load_workbook(book)
    rows = list(sheets["bands"].iter_rows())
    head = next(row for row in rows if row[0].value == "id")
    column = [cell.value for cell in head].index("weight")
    next(row for row in rows if row[0].value == "middle")[column].value = 7
    sheets.save(book)
    sheets.close()
    before, after = load_inputs(source), load_inputs(source, workbook=book)
    assert [
        (edit.table, edit.key, edit.column, edit.before, edit.after)
        for edit in changed_cells(before.district.tables, after.district.tables)
    ] == [("bands", "middle", "weight", "4", "7")]
    assert after.loaded.scenario.bands["middle"].weight == 7.0


@pytest.mark.parametrize("table", SYSTEMS)
def test_a_run_is_written_with_the_names_of_its_bands(table: str, tmp_path: Path) -> None:
    run = run_scenario(write_scenario(tmp_path / "s", table), out=tmp_path / "out")
    assert run.audit.passed
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    bands = run.inputs.district.bands
    assert bands_of_record(record["bands"]) == bands
    page = (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    for band in bands:
        assert band.zh in page
        assert band.en in page
    schedule = (tmp_path / "out" / "schedule.csv").read_text(encoding="utf-8").splitlines()[0]
    assert [f"seats_{band}" in schedule for band in bands.ids] == [True] * len(bands)
    forecast_scenario(tmp_path / "s" / "base.yaml", out=tmp_path / "ahead", draws=5)
    assert {path.name for path in (tmp_path / "ahead").glob("chart_change_*.svg")} == {
        f"chart_change_{band}.svg" for band in bands.ids
    }


def test_a_district_wide_band_reaches_every_zone_even_where_no_distance_is_listed(tmp_path: Path) -> None:
    path = write_scenario(tmp_path / "s", "cn-all")
    district = path.parent / "d"
    (district / "distances.csv").write_text(
        "zone_id,facility_id,distance_m,source,confidence\nZ01,F3,900,made,assumed\n", encoding="utf-8"
    )
    with (district / "manifest.csv").open("a", encoding="utf-8") as manifest:
        manifest.write("distances,distances.csv,utf-8,表,table,made,2022-08-31,none,made,assumed,\n")
    problem = solve(load_inputs(path)).problem
    special = problem.bands.index("special")
    assert problem.pairs.zone[problem.pairs.band == special].tolist() == [0, 1, 2]
    assert problem.norm_m[special] == np.inf
    assert len(problem.pairs.zone) == 4


def test_outlook_and_provenance_follow_the_table(made: Inputs) -> None:
    forecast = forecast_district(made.district, made.loaded.scenario)
    outlook = make_outlook(forecast, draws=20, seed=1)
    assert outlook.system == made.district.bands
    for name, parts in outlook.changes.items():
        change = np.diff(outlook.intakes[name].sum(axis=0), axis=1)
        np.testing.assert_allclose(sum(parts.values())[:, 1:], change, atol=1e-6)
    for band in made.district.bands:
        found = explain_intake(
            made.district, made.loaded.scenario, zone="Z02", band=band.id, year=2025, forecast=forecast
        )
        assert found.band_label == band.label
        assert found.pupils == pytest.approx(by_hand(made, band.id, ladder=True)[1, 2]), band.id


@pytest.mark.parametrize(
    ("changes", "path", "said"),
    [
        ("bands: {lower: {weight: 2.0}}", "bands.lower", "no band 'lower'"),
        ("bands: {special: {reach_m: 500.0}}", "bands.special.reach_m", "district-wide"),
        ("warn: {works_months: {middle: 12.0}}", "warn.works_months.middle", "no band 'middle'"),
        (
            "rules: {shares: {public: {band: middle, operators: [public], floor: today}}}",
            "rules.shares.public.band",
            "no band 'middle'",
        ),
        (
            "rules: {staff: {pupils_per_staff: {middle: 15.0}, recruitment_per_year: null, posts: null}}",
            "rules.staff.pupils_per_staff.middle",
            "no band 'middle'",
        ),
    ],
)
def test_a_scenario_that_names_another_band_is_refused_by_line(
    changes: str, path: str, said: str, tmp_path: Path
) -> None:
    write_scenario(tmp_path / "s", "cn-all")
    child = tmp_path / "s" / "child.yaml"
    child.write_text(f"extends: base.yaml\nscenario: child\n{changes}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_inputs(child)
    (finding,) = caught.value.findings
    assert finding.where.path == path
    assert finding.where.line == 3
    assert said in finding.words.text("en")


def test_what_a_scenario_leaves_out_is_as_in_the_table(tmp_path: Path) -> None:
    write_scenario(tmp_path / "s", "cn-all")
    child = tmp_path / "s" / "child.yaml"
    child.write_text(
        "extends: base.yaml\nscenario: child\nbands: {primary: {norm_m: null, reach_m: 3000.0}}\n"
        "rules: {staff: {recruitment_per_year: 10, posts: null}}\nwarn: {works_months: {senior: 30.0}}\n",
        encoding="utf-8",
    )
    inputs = load_inputs(child)
    scenario, bands = inputs.loaded.scenario, inputs.district.bands
    assert (scenario.bands["primary"].weight, scenario.bands["primary"].norm_m) == (4.0, None)
    assert (scenario.bands["junior"].norm_m, scenario.bands["junior"].reach_m) == (1000.0, None)
    assert scenario.warn.works_months == {b.id: b.works_months for b in bands} | {"senior": 30.0}
    assert scenario.rules.staff is not None
    assert scenario.rules.staff.pupils_per_staff == {
        b.id: b.pupils_per_staff for b in bands if b.pupils_per_staff is not None
    }
