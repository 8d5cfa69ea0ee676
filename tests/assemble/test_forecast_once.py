"""What does not depend on the plan is learned and forecast once in a run, and once for all answers of a case."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path

import numpy as np
import pytest

from planning.ask.case import open_case
from planning.assemble.forecast import district_forecast, district_inputs, people
from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.assemble.forecast.provenance import explain_intake
from planning.assemble.plan.context import make_context
from planning.runs.inputs import load_inputs, make_forecast, make_problem
from planning.runs.run import complete, run_scenario
from tests.small_district import write_scenario


@dataclass
class Counts:
    """How often the past was learned from and draws were made, and how often each forecast was."""

    learned: int = 0
    drawn: int = 0
    forecasts: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    made = Counts()
    make_past, compose, draw = district_inputs.make_past, people.compose, district_forecast.draw_intakes

    def counted_past(*arguments: object) -> object:
        made.learned += 1
        return make_past(*arguments)  # type: ignore[arg-type]

    def counted_forecast(basis: object) -> object:
        made.forecasts[hashlib.sha256("".join(parts(basis)).encode()).hexdigest()] += 1
        return compose(basis)  # type: ignore[arg-type]

    def counted_draw(**arguments: object) -> object:
        made.drawn += 1
        return draw(**arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(district_inputs, "make_past", counted_past)
    monkeypatch.setattr(people, "compose", counted_forecast)
    monkeypatch.setattr(district_forecast, "draw_intakes", counted_draw)
    return made


def parts(value: object) -> Iterator[str]:
    """Yield everything that a forecast stands on, so that two of the same are known."""
    if isinstance(value, np.ndarray):
        yield hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()
    elif is_dataclass(value):
        for item in fields(value):
            yield from parts(getattr(value, item.name))
    else:
        yield repr(value)


#: On time, and each of the two housing projects one to four years late.
DISTINCT = 1 + 2 * 4


def test_a_run_learns_once_and_makes_each_forecast_once(counts: Counts, tmp_path: Path) -> None:
    run_scenario(write_scenario(tmp_path), out=tmp_path / "out")
    assert counts.learned == 1
    assert counts.drawn == 1
    assert set(counts.forecasts.values()) == {1}
    assert len(counts.forecasts) == DISTINCT


def test_a_run_that_follows_a_variant_makes_each_forecast_once(counts: Counts, tmp_path: Path) -> None:
    scenario = write_scenario(tmp_path)
    text = scenario.read_text(encoding="utf-8").replace("forecast:\n", "forecast:\n  follows: high\n", 1)
    scenario.write_text(text, encoding="utf-8")
    run_scenario(scenario, out=tmp_path / "out")
    assert counts.learned == 1
    assert set(counts.forecasts.values()) == {1}
    # The plan's own is one more: homes are late against the dials alone.
    assert len(counts.forecasts) == DISTINCT + 1


def test_a_case_forecasts_once_for_all_its_plans(counts: Counts, tmp_path: Path) -> None:
    case = open_case(write_scenario(tmp_path))
    # Nobody has asked how sure it is.
    assert len(counts.forecasts) == 1
    for money in (3000, 4000, 5000):
        case.solve(budget_10k=money)
    assert counts.learned == 1
    assert counts.drawn == 1
    assert set(counts.forecasts.values()) == {1}


def test_the_sum_behind_an_intake_forecasts_nothing_again(counts: Counts, tmp_path: Path) -> None:
    inputs = load_inputs(write_scenario(tmp_path))
    forecast = make_forecast(inputs)
    for year in (2023, 2026):
        explain_intake(
            inputs.district, inputs.loaded.scenario, zone="Z01", band="primary", year=year, forecast=forecast
        )
    assert counts.learned == 1
    assert sum(counts.forecasts.values()) == 1


def test_passing_a_forecast_on_changes_nothing(tmp_path: Path) -> None:
    inputs = load_inputs(write_scenario(tmp_path))
    forecast = make_forecast(inputs)
    problem = make_problem(inputs, forecast)
    assert np.array_equal(problem.intakes, make_problem(inputs).intakes)
    one, two = make_context(forecast), make_context(make_forecast(inputs))
    assert np.array_equal(one.drawn_intakes, two.drawn_intakes)
    assert np.array_equal(one.residents, two.residents)
    plan = open_case(inputs.loaded.path).solve().solved.plan
    told, anew = complete(inputs, problem, plan, forecast=forecast), complete(inputs, problem, plan)
    for item in fields(told.subject.indicators):
        name = item.name
        assert np.array_equal(
            getattr(told.subject.indicators, name), getattr(anew.subject.indicators, name), equal_nan=True
        )


def test_a_forecast_cannot_be_changed(tmp_path: Path) -> None:
    forecast: DistrictForecast = make_forecast(load_inputs(write_scenario(tmp_path)))
    for array in (
        forecast.demand.intakes, forecast.demand.retention, forecast.demand.enrolled_before,
        forecast.residents, forecast.late_effects, forecast.drawn_intakes,
    ):  # fmt: skip
        with pytest.raises(ValueError, match="read-only"):
            array.flat[0] = 1.0
