"""Purses and running cost of a scenario: what is read, what is refused, and what a run says of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import planning
from planning.domain.purses import NEVER
from planning.scenario.load import digest_of, load_scenario
from tests.small_district import write_scenario

SAID = "source: {zh: 假定, en: assumed}, confidence: assumed"
FREE = "budget: {default_limit_10k: null}\n"
DISTRICT = (
    "  district: {name: {zh: 区级, en: District}, default_limit_10k: 4000, lapses_after_years: null, "
    f"pays: [capital, running], {SAID}}}\n"
)
CITY = (
    "  city: {name: {zh: 市级, en: City}, default_limit_10k: 1000, limits_10k: {2024: 0}, "
    f"lapses_after_years: 1, bands: [junior], largest_share: 0.5, {SAID}}}\n"
)
RUNNING = f"running: {{bands: {{junior: {{per_site_10k: 10, per_pupil_10k: 0.2}}}}, {SAID}}}\n"
BOTH = f"{FREE}purses:\n{DISTRICT}{CITY}{RUNNING}"


def child(tmp_path: Path, text: str) -> Path:
    if not (tmp_path / "base.yaml").exists():
        write_scenario(tmp_path)
    path = tmp_path / "child.yaml"
    path.write_text(f"extends: base.yaml\nscenario: child\n{text}", encoding="utf-8")
    return path


def test_purses_are_read_with_what_each_may_pay_for(tmp_path: Path) -> None:
    problem = planning.open_case(child(tmp_path, BOTH)).problem
    purses = problem.purses
    assert purses is not None
    assert not problem.has_budget
    assert purses.names == ("district", "city")
    assert purses.limits_10k[1, :3].tolist() == [1000, 0, 1000]
    assert purses.lapses_after.tolist() == [NEVER, 1]
    junior = problem.bands.index("junior")
    assert purses.capital[0].all()
    assert purses.capital[1].tolist() == (problem.programme.seats[:, junior] > 0).astype(int).tolist()
    assert purses.running[1].sum() == 0
    assert problem.running is not None
    assert problem.running.per_site_10k[junior] == 10


def test_no_purses_leave_digest_and_problem_as_they_were(tmp_path: Path) -> None:
    loaded = load_scenario(write_scenario(tmp_path))
    same = load_scenario(child(tmp_path, "purses: {}\nrunning: null\nbudget: {lapses_after_years: null}\n"))
    named = same.scenario.model_copy(update={"scenario": loaded.scenario.scenario})
    assert digest_of(named) == loaded.digest


def test_a_run_says_who_pays_what(tmp_path: Path) -> None:
    solution = planning.open_case(child(tmp_path, BOTH)).solve()
    folder = solution.save(tmp_path / "out")
    purses = pd.read_csv(Path(folder) / "purses.csv")
    payments = pd.read_csv(Path(folder) / "payments.csv")
    schedule = pd.read_csv(Path(folder) / "schedule.csv")
    budget = pd.read_csv(Path(folder) / "budget.csv")
    paid = payments[payments["kind"] == "capital"].groupby("year")["paid_10k"].sum()
    spent = budget.set_index("year")["spent_10k"]
    assert np.allclose(paid.reindex(spent.index, fill_value=0), spent, atol=0.1)
    assert purses["paid_capital_10k"].sum() == pytest.approx(spent.sum(), abs=0.1)
    balance = purses.eval(
        "limit_10k + carried_in_10k - paid_capital_10k - paid_running_10k - lapsed_10k - left_10k"
    )
    assert np.allclose(balance, 0, atol=0.05)
    assert set(payments["project_id"]) <= set(schedule["project_id"])
    assert (Path(folder) / "running.csv").is_file()


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        (
            f"budget: {{default_limit_10k: 900}}\npurses:\n{DISTRICT}{RUNNING}",
            "budget.default_limit_10k",
            "write budget.default_limit_10k: null",
        ),
        (
            "budget: {carry_over: false, lapses_after_years: 1}",
            "budget.lapses_after_years",
            "not carried over",
        ),
        (f"{FREE}purses:\n{DISTRICT}", "purses.district.pays", "the scenario states none"),
        (
            BOTH.replace("2024: 0", "1999: 0"),
            "purses.city.limits_10k.1999",
            "1999 is outside the horizon",
        ),
        (BOTH.replace("bands: [junior]", "bands: [juior]"), "purses.city.bands.0", "juior"),
        (
            BOTH.replace("bands: [junior]", "projects: [P02, P9]"),
            "purses.city.projects.1",
            "no project P9",
        ),
        (BOTH.replace("bands: [junior]", "projects: []"), "purses.city", "no project at all"),
        (f"{FREE}purses:\n{CITY}", "purses", "purses may pay 0%"),
        (BOTH.replace("largest_share: 0.5", "largest_share: 1.5"), "purses.city.largest_share", "1"),
    ],
)
def test_faults_name_the_path_and_the_way_out(tmp_path: Path, text: str, path: str, said: str) -> None:
    with pytest.raises(planning.InputError) as caught:
        planning.open_case(child(tmp_path, text + "\n"))
    assert path in {finding.where.path for finding in caught.value.findings}, str(caught.value)
    assert said in str(caught.value)


def test_a_running_cost_that_nobody_pays_is_refused(tmp_path: Path) -> None:
    text = BOTH.replace("pays: [capital, running]", "pays: [capital]").replace(
        "bands: [junior], largest_share: 0.5", "projects: [P01], pays: [running]"
    )
    with pytest.raises(planning.InputError, match="none may pay that of project"):
        planning.open_case(child(tmp_path, text))


def test_one_limit_for_all_money_is_refused_with_purses(tmp_path: Path) -> None:
    case = planning.open_case(child(tmp_path, BOTH))
    with pytest.raises(planning.InputError, match="money comes from purses"):
        case.solve(budget_10k=5000)
    with pytest.raises(planning.InputError, match="money comes from purses"):
        case.frontier(low_10k=0, high_10k=5000)


def test_more_of_a_purse_is_not_priced_and_that_is_said(tmp_path: Path) -> None:
    case = planning.open_case(child(tmp_path, BOTH))
    said = [words.text("en") for words in case.prices(count=1).sentences]
    assert any("what more of one is worth was not measured" in one for one in said), said
    assert not any("does not bind" in one for one in said)


def test_zones_kept_whole_keep_the_payments(tmp_path: Path) -> None:
    solution = planning.open_case(
        child(tmp_path, f"{BOTH}bands: {{junior: {{whole_zones: true}}}}\n")
    ).solve()
    assert solution.solved.audit.passed
    assert solution.solved.plan.payments is not None


def test_why_names_the_purses_that_a_project_waits_for(tmp_path: Path) -> None:
    poor = BOTH.replace("default_limit_10k: 4000", "default_limit_10k: 600")
    case = planning.open_case(child(tmp_path, poor))
    said = [words.text("en") for words in case.why("P03").sentences]
    assert any("the purses that may pay for it (District) lack 169" in one for one in said), said
    # An opening that nobody can pay for: the change is one of a purse and a year.
    said = [words.text("en") for words in case.why("P02", opens=2024).sentences]
    assert any("district 2023" in one for one in said), said
