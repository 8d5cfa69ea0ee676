"""The sum behind an intake is the intake."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from planning.assemble.forecast.people import forecast_demand
from planning.assemble.forecast.provenance import explain_intake
from planning.cli import app as cli
from planning.district.bands import ready_made
from planning.errors import InputError
from planning.runs.inputs import Inputs, load_inputs, make_forecast
from tests.conftest import BASE, ROOT

BANDS = ready_made().ids


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return load_inputs(BASE)


def test_the_steps_make_up_the_forecasts_number(inputs: Inputs) -> None:
    district, scenario = inputs.district, inputs.loaded.scenario
    forecast = make_forecast(inputs)
    demand = forecast.demand
    zones = district.tables["zones"]["zone_id"].tolist()
    rng = np.random.default_rng(4)
    for z, b, t in zip(rng.integers(0, 43, 60), rng.integers(0, 4, 60), rng.integers(0, 13, 60), strict=True):
        provenance = explain_intake(
            district, scenario, zone=zones[z], band=BANDS[b], year=scenario.years[t], forecast=forecast
        )
        assert provenance.pupils == pytest.approx(demand.intakes[z, b, t], rel=1e-9)
        total = 0.0
        for step in provenance.steps:
            total = total * step.amount if step.kind == "times" else total + step.amount
            assert total == pytest.approx(step.persons, rel=1e-9)
        assert total == pytest.approx(provenance.pupils, rel=1e-9)


def test_the_scenarios_dials_are_in_the_sum(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        f"extends: {BASE}\nscenario: dials\nforecast: {{births_factor: 0.8, migration_factor: 0.5}}\n",
        encoding="utf-8",
    )
    made = load_inputs(path)
    demand = forecast_demand(made.district, made.loaded.scenario)
    provenance = explain_intake(made.district, made.loaded.scenario, zone="Z33", band="primary", year=2033)
    assert provenance.pupils == pytest.approx(demand.intakes[32, 1, 10], rel=1e-9)
    assert any(
        "factor on births" in step.words.text("en") and step.amount == 0.8 for step in provenance.steps
    )


def test_every_step_says_where_it_comes_from(inputs: Inputs) -> None:
    provenance = explain_intake(inputs.district, inputs.loaded.scenario, zone="Z07", band="senior", year=2025)
    assert provenance.steps[0].words.text("en") == "aged 12 on 31 August 2022"
    assert [step.confidence for step in provenance.steps if not step.source.text("en")] == []
    assert {step.confidence for step in provenance.steps} <= {"official", "press", "estimated", "assumed"}
    assert provenance.steps[-2].amount == 0.65
    assert provenance.steps[-1].words.text("en").startswith("agreement with the district's grades")
    assert "admission rate and border flows 0.6565" in provenance.steps[-1].source.text("en")


def test_a_zone_with_new_homes_says_which_pupils_are_theirs(inputs: Inputs) -> None:
    provenance = explain_intake(
        inputs.district, inputs.loaded.scenario, zone="Z39", band="primary", year=2026
    )
    added = [step for step in provenance.steps if step.kind == "plus"]
    assert {step.words.text("en").split(":")[0] for step in added} == {
        "Dingmei new housing (assumed)", "Dingmei old village demolition (assumed)",
    }  # fmt: skip
    assert {step.confidence for step in added} == {"assumed"}
    assert any("beyond the trend" in step.words.text("en") for step in added)
    assert any("method" in step.source.text("en") for step in provenance.steps if step.kind == "times")


def test_unknown_axes_are_told_at_once(inputs: Inputs) -> None:
    with pytest.raises(InputError) as caught:
        explain_intake(inputs.district, inputs.loaded.scenario, zone="Z99", band="crèche", year=1999)
    assert [item.where.file for item in caught.value.findings] == ["--zone", "--band", "--year"]
    assert (
        caught.value.findings[1].words.text("en")
        == "there is no 'crèche'; there are: kindergarten, primary, junior, senior"
    )


def test_command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["explain", "intake", "--zone", "Z07", "--band", "primary", "--year", "2027", str(BASE)]
    monkeypatch.setattr(sys, "argv", ["planning", *arguments])
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    printed = capfd.readouterr().out
    for words in (
        "Z07",
        "青礁村",
        "Qingjiao Village",
        "aged 1 on 31 August 2022",
        "survival",
        "估算 estimated",
    ):
        assert words in printed
