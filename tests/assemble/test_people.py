"""From the district's tables to the forecast: past rolls, fall-backs, dials."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.assemble.forecast.district_inputs import make_sources
from planning.assemble.forecast.past import make_past, trusted_rolls
from planning.assemble.forecast.people import forecast_demand, forecast_people
from planning.assemble.forecast.scenario_inputs import make_scenario_inputs
from planning.district.bands import ready_made
from planning.runs.inputs import Inputs, load_inputs
from tests.conftest import BASE, ROOT

BANDS = ready_made().ids


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return load_inputs(BASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", target, ignore=shutil.ignore_patterns("source"))
    return target


def load(folder: Path, dials: str = "") -> Inputs:
    path = folder.parent / "s.yaml"
    path.write_text(f"extends: {BASE}\nscenario: made\ndistrict: {folder}\n{dials}", encoding="utf-8")
    return load_inputs(path)


def drop(folder: Path, table: str, *, keep: str) -> None:
    path = folder / f"{table}.csv"
    pd.read_csv(path).query(keep).to_csv(path, index=False)


def test_seven_autumns_are_learnt_from(inputs: Inputs) -> None:
    past = make_past(inputs.district)
    assert past.autumns == tuple(range(2016, 2023))
    assert past.ratios is not None
    # Estimated rolls grow a little on every step, lose a few on the way to junior; 0.95 of leavers enter there.
    assert (past.ratios[1:9] > 0.99).all()
    assert past.ratios[9] == pytest.approx(0.95, abs=0.02)
    assert past.facility_ratios is not None
    assert past.facility_ratios[past.now.sum(axis=2) > 0].min() > 0.8


def test_stay_and_legacy_come_from_the_progression_of_the_rolls(inputs: Inputs) -> None:
    past, demand = make_past(inputs.district), forecast_demand(inputs.district, inputs.loaded.scenario)
    assert past.ratios is not None
    assert past.facility_ratios is not None
    np.testing.assert_allclose(demand.retention[1], np.cumprod([1.0, *past.ratios[4:9]]))
    first = (past.now[:, :, :-1] * past.facility_ratios).sum(axis=2)
    # In the first year every grade but the last has moved up; shorter bands have nothing beyond their last.
    np.testing.assert_allclose(demand.enrolled_before[:, 1, 0], first[:, 1])


def test_one_autumn_alone_falls_back_on_the_ages(folder: Path) -> None:
    drop(folder, "enrolment", keep="school_year == 2022")
    made = load(folder)
    demand = forecast_demand(made.district, made.loaded.scenario)
    people = forecast_people(
        make_sources(made.district, made.loaded.scenario), made.loaded.scenario, made.district
    )
    np.testing.assert_allclose(people.factor, 1.0)
    rates = made.district.tables["rates_by_age"].set_index("age")
    step = rates.loc[6, "survival"] * (1 + rates.loc[6, "net_migration_rate"])
    assert demand.retention[1, 1] == pytest.approx(step)


def test_births_follow_women_where_they_are_known(folder: Path) -> None:
    plain = load(folder)
    zones = plain.district.tables["zones"]["zone_id"].tolist()
    women = ["zone_id,age_from,women,source,confidence"]
    women += [
        f"{zone},{age},{900 if zone == 'Z10' else 100},made,assumed" for zone in zones for age in (20, 25, 30)
    ]
    rates = [
        "age_from,births_per_1000,source,confidence",
        *(f"{age},60,made,assumed" for age in (20, 25, 30)),
    ]
    (folder / "women.csv").write_text("\n".join(women) + "\n", encoding="utf-8")
    (folder / "fertility.csv").write_text("\n".join(rates) + "\n", encoding="utf-8")
    with (folder / "manifest.csv").open("a", encoding="utf-8") as handle:
        for name in ("women", "fertility"):
            handle.write(f"{name},{name}.csv,utf-8,表,table,made,2022-08-31,none,made,assumed,\n")
    made = load(folder)
    sources = make_sources(made.district, made.loaded.scenario)
    share = make_scenario_inputs(sources, made.loaded.scenario).birth_share
    assert share[zones.index("Z10"), 0] == pytest.approx(900 / (900 + 42 * 100), rel=0.02)
    np.testing.assert_allclose(share.sum(axis=0), 1)


def test_a_zone_with_new_homes_does_not_grow_beside_them(inputs: Inputs) -> None:
    sources = make_sources(inputs.district, inputs.loaded.scenario)
    growth = make_scenario_inputs(sources, inputs.loaded.scenario).zone_growth
    built = set(inputs.district.tables["homes"].query("work == 'new'")["zone_id"])
    for z, zone in enumerate(sources.zones):
        assert growth[z, 0] == (min(sources.zone_growth[z], 0) if zone in built else sources.zone_growth[z])
    assert (sources.zone_growth[[z for z, zone in enumerate(sources.zones) if zone in built]] > 0).any()


def test_the_migration_dial_turns_ages_and_grades(folder: Path) -> None:
    still, moving = load(folder, "forecast: {migration_factor: 0}"), load(folder)
    calm, lively = (
        forecast_people(make_sources(m.district, m.loaded.scenario), m.loaded.scenario, m.district)
        for m in (still, moving)
    )
    assert (calm.intakes.sum(axis=0) < lively.intakes.sum(axis=0))[1, 1:].all()
    assert calm.control[1, 5, 8] < lively.control[1, 5, 8]


def test_estimated_rolls_are_no_evidence_of_spread(inputs: Inputs, folder: Path) -> None:
    assert trusted_rolls(inputs.district) == []
    path = folder / "enrolment.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("estimated", "official"), encoding="utf-8")
    assert len(trusted_rolls(load(folder).district)) == len(BANDS)
