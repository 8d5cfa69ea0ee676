"""The tables and charts of who is coming."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning import cli
from planning.assemble.people import forecast_demand
from planning.domain.bands import BAND_YEARS, BANDS
from planning.domain.outlook import Outlook
from planning.runs.outlook import OUTPUTS, forecast_scenario
from planning.runs.run import load_inputs
from tests.conftest import BASE, ROOT

KEY = ["zone", "band", "year", "variant"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outlook, Path]:
    return forecast_scenario(BASE, out=tmp_path_factory.mktemp("f") / "out", draws=300)


def test_tables_have_the_columns_promised(made: tuple[Outlook, Path]) -> None:
    _, folder = made
    assert {path.name for path in folder.iterdir()} == OUTPUTS
    table = pd.read_csv(folder / "forecast.csv")
    assert list(table.columns) == [*KEY, "intake", "rolls", "p10", "p50", "p90"]
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
    kindergarten = [made[0].intakes[name][:, 0, 3].sum() for name in ("low", "medium")]
    assert kindergarten[0] == pytest.approx(0.9 * kindergarten[1])


def test_plan_variant_reaches_the_draft_plans_population() -> None:
    scenario = load_inputs(BASE).loaded.scenario
    residents, trend = 618_700, (626_000 / 615_000) ** (1 / 3)
    extra = scenario.forecast.variants["plan"].extra_net_migration_rate
    assert 950_000 <= residents * (trend + extra) ** 13 <= 1_100_000


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


def test_same_seed_same_bytes_and_another_seed_not(made: tuple[Outlook, Path], tmp_path: Path) -> None:
    _, again = forecast_scenario(BASE, out=tmp_path / "a", draws=300)
    _, other = forecast_scenario(BASE, out=tmp_path / "b", draws=300, seed=2)
    for name in OUTPUTS:
        assert (again / name).read_bytes() == (made[1] / name).read_bytes(), name
    assert (other / "forecast.csv").read_bytes() != (made[1] / "forecast.csv").read_bytes()


def test_charts_hold_chinese_as_text_and_ask_nothing(made: tuple[Outlook, Path]) -> None:
    for band in BANDS:
        chart = (made[1] / f"chart_{band}.svg").read_text(encoding="utf-8")
        assert "新生 Entrants" in chart
        assert "规划人口 Plan population" in chart
        assert "<image" not in chart
        assert "url(http" not in chart


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["forecast", str(BASE), "--draws", "20", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["planning", *arguments])
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    printed = capfd.readouterr().out
    for words in ("中方案 Medium", "Junior secondary", "2035", "assumed spread"):
        assert words in printed
