"""The tables and charts of who is coming."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.assemble.forecast.outlook import make_outlook
from planning.assemble.forecast.people import forecast_demand
from planning.cli import app as cli
from planning.district.bands import ready_made
from planning.domain.outlook import Outlook
from planning.errors import InputError
from planning.runs.inputs import load_inputs, make_forecast
from planning.runs.outlook import forecast_scenario, outputs_of
from planning.runs.results_folder import WRITTEN_FILE
from tests.conftest import BASE, ROOT
from tests.small_district import write_scenario

BANDS = ready_made().ids
BAND_YEARS = ready_made().years_of()

KEY = ["zone", "band", "year", "variant"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outlook, Path]:
    return forecast_scenario(BASE, out=tmp_path_factory.mktemp("f") / "out", draws=300)


def test_tables_have_the_columns_promised(made: tuple[Outlook, Path]) -> None:
    _, folder = made
    assert {path.name for path in folder.iterdir()} == outputs_of(ready_made()) | {WRITTEN_FILE}
    table = pd.read_csv(folder / "forecast.csv")
    assert list(table.columns) == [*KEY, "intake", "rolls", "p10", "p50", "p90", "method"]
    assert len(table) == 43 * 4 * 13 * 4
    assert not table.duplicated(KEY).any()
    assert ((table["p10"] <= table["p50"]) & (table["p50"] <= table["p90"])).all()
    assert table["p50"].sum() == pytest.approx(table["intake"].sum(), rel=0.04)


def test_medium_is_what_the_plan_is_made_for(made: tuple[Outlook, Path]) -> None:
    inputs = load_inputs(BASE)
    demand = forecast_demand(inputs.district, inputs.loaded.scenario)
    np.testing.assert_allclose(made[0].intakes["medium"], demand.intakes)


def test_variants_differ_as_they_say(made: tuple[Outlook, Path]) -> None:
    low, medium, high, plan = (
        made[0].intakes[name].sum(axis=(0, 1)) for name in ("low", "medium", "high", "plan")
    )
    # The first cohort not yet born in 2022 enters kindergarten in 2026.
    np.testing.assert_allclose(low[:3], high[:3])
    assert (low[3:] < medium[3:]).all()
    assert (medium[3:] < high[3:]).all()
    assert (plan > medium).all()
    # A tenth fewer are born to residents; the children of the new homes are counted by dwelling.
    homes = made[0].homes["medium"].intakes[:, 0, 3].sum()
    low_k, medium_k = (made[0].intakes[name][:, 0, 3].sum() for name in ("low", "medium"))
    assert 0.1 * (medium_k - homes) <= medium_k - low_k <= 0.1 * medium_k


def test_plan_variant_reaches_the_draft_plans_population(made: tuple[Outlook, Path]) -> None:
    assert made[0].residents["plan"][-1] == pytest.approx(950_000)
    # The trend passes 626,000 at the end of 2024 (official).
    assert made[0].residents["medium"][1] == pytest.approx(626_000, rel=0.003)
    table = pd.read_csv(made[1] / "forecast_residents.csv")
    assert set(table["variant"]) == {"low", "medium", "high", "plan"}


def test_grades_add_up_to_rolls(made: tuple[Outlook, Path]) -> None:
    grades = pd.read_csv(made[1] / "forecast_grades.csv")
    assert grades.groupby("band")["grade"].max().to_dict() == BAND_YEARS
    rolls = pd.read_csv(made[1] / "forecast_district.csv").set_index(["band", "year", "variant"])["rolls"]
    total = grades.groupby(["band", "year", "variant"])["pupils"].sum()
    np.testing.assert_allclose(total.loc[rolls.index], rolls, atol=0.05)


def test_district_follows_the_citys_direction(made: tuple[Outlook, Path]) -> None:
    """Kindergarten falls, primary is near its peak, junior and senior still rise (city, 2022 to 2025)."""
    rolls = made[0].rolls["medium"].sum(axis=(0, 2))
    band = dict(zip(BANDS, rolls, strict=True))
    assert band["kindergarten"][0] > band["kindergarten"][1] > band["kindergarten"][2]
    assert band["primary"].argmax() in (1, 2)
    assert band["junior"][0] < band["junior"][1] < band["junior"][2]
    assert band["senior"][0] < band["senior"][1] < band["senior"][2]
    # City pupils per 1,000 residents, 2023-24 and 2024-25; the district within a twelfth.
    for name, figures in {
        "kindergarten": (35.0, 30.6),
        "primary": (81.4, 82.4),
        "junior": (29.7, 32.2),
        "senior": (14.6, 16.3),
    }.items():
        for t, (figure, residents) in enumerate(zip(figures, (622.3, 626.0), strict=True)):
            assert band[name][t] / residents == pytest.approx(figure, rel=1 / 12), (name, t)


def test_the_whole_is_surer_than_its_parts(made: tuple[Outlook, Path]) -> None:
    low, _, high = made[0].district_quantiles["medium"]
    parts = made[0].quantiles["medium"]
    assert ((high - low) < (parts[2] - parts[0]).sum(axis=0)).all()


def test_same_seed_same_bytes_and_another_seed_not(tmp_path: Path) -> None:
    scenario = write_scenario(tmp_path / "small")
    first, again, other = (
        forecast_scenario(scenario, out=tmp_path / name, draws=50, seed=seed)[1]
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    for name in outputs_of(ready_made()):
        assert (again / name).read_bytes() == (first / name).read_bytes(), name
    assert (other / "forecast.csv").read_bytes() != (first / "forecast.csv").read_bytes()


def test_charts_hold_chinese_as_text_and_ask_nothing(made: tuple[Outlook, Path]) -> None:
    for band in BANDS:
        chart = (made[1] / f"chart_{band}.svg").read_text(encoding="utf-8")
        assert "新生" in chart
        assert "Entrants" in chart
        assert "规划人口" in chart
        assert "Plan population" in chart
        assert "<image" not in chart
        assert "url(http" not in chart


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["forecast", str(write_scenario(tmp_path)), "--draws", "20", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["planning", *arguments])
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    printed = capfd.readouterr().out
    for words in (
        "中方案：新生",
        "Medium: entrants",
        "Junior",
        "2028",
        "assumed spread",
        "West Ridge homes",
        "registered",
    ):
        assert words in printed


def test_homes_are_kept_apart(made: tuple[Outlook, Path]) -> None:
    table = pd.read_csv(made[1] / "forecast_homes.csv")
    assert (table["confidence"] == "assumed").all()
    h01 = table[(table["home"] == "H01") & (table["variant"] == "medium")]
    assert not h01[h01["year"] < 2024]["rolls"].any()
    assert h01[h01["year"] == 2024]["rolls"].sum() > 50
    np.testing.assert_allclose(h01["rolls_beyond_trend"], 0.3 * h01["rolls"], atol=0.01)


def test_late_homes_bring_their_pupils_later(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(f"extends: {BASE}\nscenario: late\nforecast: {{homes_slip_years: 3}}\n", encoding="utf-8")
    late = make_outlook(make_forecast(load_inputs(path)), draws=10, seed=1)
    assert not late.homes["medium"].rolls[0, :, :4].any()
    assert late.homes["medium"].rolls[0, :, 4].sum() > 50


def test_factors_bring_zones_to_the_districts_grades(made: tuple[Outlook, Path]) -> None:
    table = pd.read_csv(made[1] / "forecast_factors.csv")
    assert len(table) == 43 * 4 * 13 * 4
    assert (table.loc[table["band"] == "kindergarten", "factor"] == 1).all()
    assert table["factor"].between(0.8, 1.25).all()


def test_the_choice_stands_beside_the_number(made: tuple[Outlook, Path]) -> None:
    methods = pd.read_csv(made[1] / "forecast_methods.csv")
    assert methods.loc[0, "place"] == "district"
    facilities = methods[methods["place"].str.startswith("F")]
    seven = facilities["chosen_by"] == "place"
    assert seven.any()
    assert not seven.all()
    assert facilities["own_weight"].between(0, 1).all()
    named = pd.read_csv(made[1] / "forecast.csv")["method"].unique().tolist()
    assert named == [f"{methods.loc[0, 'method']} {methods.loc[0, 'method_weight']:.0%} (past forecasts 3)"]


def test_changes_add_up(made: tuple[Outlook, Path]) -> None:
    table = pd.read_csv(made[1] / "forecast_changes.csv")
    total = table.groupby(["variant", "band", "year"])["change_pupils"].sum()
    intake = pd.read_csv(made[1] / "forecast_district.csv").set_index(["variant", "band", "year"])["intake"]
    for key, change in total.items():
        variant, band, year = key  # type: ignore[misc]
        assert change == pytest.approx(
            intake[variant, band, year] - intake[variant, band, year - 1], abs=0.01
        )


def test_a_year_without_a_year_before_it(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        forecast_scenario(write_scenario(tmp_path), out=tmp_path / "o", change_year=2023)
    assert "2023 has no year before it" in caught.value.findings[0].words.text("en")
    assert not (tmp_path / "o").exists()


def test_contradicting_controls_are_the_planners_fault_to_see(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", folder, ignore=shutil.ignore_patterns("source"))
    rows = ["year,band,subdistrict_zh,pupils,source,confidence"]
    rows += [f"2024,{band},,5000,made,assumed" for band in BANDS]
    places = set(
        pd.read_json(folder / "zones.geojson")["features"].map(lambda f: f["properties"]["subdistrict_zh"])
    )
    rows += [f"2024,,{place},9000,made,assumed" for place in sorted(places)]
    (folder / "intake_controls.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with (folder / "manifest.csv").open("a", encoding="utf-8") as handle:
        handle.write(
            "intake_controls,intake_controls.csv,utf-8,控制数,controls,made,2022-08-31,none,made,assumed,\n"
        )
    path = tmp_path / "s.yaml"
    path.write_text(f"extends: {BASE}\nscenario: c\ndistrict: {folder}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        forecast_scenario(path, out=tmp_path / "o", draws=10)
    assert "the controls cannot be met together" in caught.value.findings[0].words.text("en")
