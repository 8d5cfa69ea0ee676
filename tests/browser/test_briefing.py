"""The briefing: sentences that are the audited numbers, and the page as a director sees it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from planning.cli import app as cli
from planning.errors import InputError
from planning.report.briefing.against import LastRound, against
from planning.report.briefing.names import CHARTS
from planning.report.briefing.sentences import headline
from planning.results.briefing_source import read_brief_source
from planning.results.results import read_results
from planning.runs.brief import NAME, brief
from planning.runs.run import Run, run_scenario
from planning.runs.write import DERIVED
from tests.browser.conftest import Opener
from tests.conftest import BASE
from tests.sealed import seal
from tests.words.scan import CHINESE

#: Charts of the base plan, which asks for no balance of staff.
SHOWN = tuple(name for name in CHARTS if name != "staff")


@pytest.fixture(scope="module")
def folder(base_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("brief") / "base"
    shutil.copytree(base_run.folder, copy)
    brief(copy)
    return copy


def test_sentences_are_the_audited_numbers(folder: Path, base_run: Run) -> None:
    said = headline(read_brief_source(folder))
    unplaced = base_run.appraisal.unplaced_by_band
    worst = int(unplaced[2].argmax())
    junior = next(en for _, en in said if en.startswith("Junior"))
    assert f"{unplaced[2].sum():,.0f} entrants have no place" in junior
    assert f"most in {base_run.problem.years[worst]}: {unplaced[2, worst]:,.0f}" in junior
    share = unplaced[2, worst] / base_run.appraisal.intake_by_band[2, worst]
    assert f"{share:.1%} of the entrants" in junior
    assert any(f"2023 spends {base_run.appraisal.spent_10k[0]:,.0f}" in en for _, en in said)
    assert said[-1][1] == "The plan is proven optimal; the audit passed."


def test_other_data_other_sentences(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    for name in ("unhoused", "bands"):
        table = pd.read_csv(other / f"{name}.csv")
        table["unhoused"] = 0.0
        table.to_csv(other / f"{name}.csv", index=False)
    record = json.loads((other / "run.json").read_text(encoding="utf-8"))
    record["outcome"] = "best found"
    (other / "run.json").write_text(json.dumps(record), encoding="utf-8")
    seal(other)
    said = headline(read_brief_source(other))
    assert said[0][1] == "Every entrant of every band has a place in every year."
    assert "best found, not proven" in said[-1][1]
    brief(other)
    assert 'class="outcome open"' in (other / NAME).read_text(encoding="utf-8")


def test_no_request_no_complaint_and_the_switch_speaks(folder: Path, open_page: Opener) -> None:
    opened = open_page(folder / NAME, wait_for="h1")
    page = opened.page
    assert page.locator("h1").inner_text() == "海沧区学校建设基准方案"
    assert page.locator("figure.zh svg").count() == len(SHOWN)
    shown = page.locator("figure[role=img]:visible")
    assert set(shown.evaluate_all("all => all.map(one => one.lang)")) == {"zh"}
    assert not any(word in " ".join(shown.all_inner_texts()) for word in ("Seats", "Spent", "Norm"))
    page.click("#switch")
    assert set(shown.evaluate_all("all => all.map(one => one.lang)")) == {"en"}
    assert not CHINESE.search(" ".join(shown.all_inner_texts()))
    assert page.locator("h1").inner_text() == "Haicang school building, base plan"
    assert "entrants have no place" in page.locator(".headline").inner_text()
    assert "没有学位" not in page.locator(".headline").inner_text()
    page.keyboard.press("Enter")  # the switch has the focus
    assert page.locator("html").get_attribute("lang") == "zh"
    assert opened.requests == []
    assert opened.complaints == []


def test_the_map_says_the_same_share(folder: Path, open_page: Opener, base_run: Run) -> None:
    """Rounded twice, a share of 7.651 % read 7.6 on the map and 7.7 in the briefing."""
    page = open_page(folder / "map.html").page
    page.click("[data-lang=en]")
    page.click("[data-key=senior]")
    shares = base_run.appraisal.unplaced_share_by_band[3]
    for t in range(len(base_run.problem.years)):
        page.eval_on_selector(
            "#year", "(s, year) => { s.value = year; s.dispatchEvent(new Event('input')); }", str(t)
        )
        assert f"({shares[t]:.1%})" in page.locator("body").inner_text()


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the same district with hardly any money."""
    at = tmp_path_factory.mktemp("cut")
    path = at / "s.yaml"
    path.write_text(
        f"extends: {BASE}\nscenario: cut\ntitle: {{zh: 上一轮, en: Last time}}\n"
        "budget: {default_limit_10k: 45000}\n",
        encoding="utf-8",
    )
    return run_scenario(path, out=at / "r").folder


def test_the_map_is_in_the_page_and_switches_scenario_and_language(
    folder: Path, cut: Path, open_page: Opener
) -> None:
    brief(folder, against=cut)
    opened = open_page(folder / NAME, wait_for="h1")
    page = opened.page
    first = page.frame_locator("iframe.map >> nth=0")
    assert first.locator("path.zone").count() == 43
    assert first.locator("h1").inner_text() == "海沧区学校建设基准方案"
    first.locator("[data-key=junior]").click()
    assert "初中" in first.locator("#summary").inner_text()
    page.click("#switch")
    assert first.locator("h1").inner_text() == "Haicang school building, base plan"
    page.click(".scenario >> nth=1")
    second = page.frame_locator("iframe.map >> nth=1")
    second.locator("path.zone").first.wait_for()
    assert second.locator("h1").inner_text() == "Last time"
    assert not page.locator("iframe.map >> nth=0").is_visible()
    assert (folder / NAME).stat().st_size < 3_000_000
    assert opened.requests == []
    page.pdf(path=folder.parent / "printed.pdf", format="A3")
    assert opened.complaints == []


def test_what_changes_against_the_last_round_is_the_difference_of_the_tables(folder: Path, cut: Path) -> None:
    last = LastRound(before=read_results(cut), after=read_results(folder), title=("上", "Last time"))
    (said,), sheets = against(last)
    one, two = (pd.read_csv(side / "unhoused.csv")["unhoused"].sum() for side in (cut, folder))
    assert abs(two - one) > 1
    assert f"over all years {two - one:+,.0f}" in said[1]
    opened = [pd.read_csv(side / "schedule.csv")["opening_year"].fillna(0) for side in (cut, folder)]
    moved = int((opened[0] != opened[1]).sum())
    assert moved > 0
    assert f"{moved} projects open in another year" in said[1]
    assert len(sheets[0].rows) == moved
    (same,), none = against(LastRound(before=last.after, after=last.after, title=("上", "Last")))
    assert "No project moves." in same[1]
    assert "±0" in same[1]
    assert none[0].rows == ()


def test_warnings_rules_and_indicators_are_those_of_the_run(
    folder: Path, base_run: Run, open_page: Opener
) -> None:
    brief(folder)
    page = open_page(folder / NAME, wait_for="h1").page
    page.click("#switch")
    rows = page.locator("section[aria-labelledby=h-warnings] tbody tr")
    assert rows.count() == len({w.zone for w in base_run.subject.warnings if w.first_year})
    worst = max(base_run.subject.warnings, key=lambda w: (w.colour == "amber", w.worst_pupils))
    assert f"{worst.worst_pupils:,.0f} pupils, decide by {worst.last_round}" in rows.first.inner_text()
    rules = page.locator("section[aria-labelledby=h-proof] table.words tbody tr")
    assert rules.count() == len(base_run.audit.checked)
    bands = pd.read_csv(folder / "bands.csv")
    seats = base_run.appraisal.open_seats.sum(axis=0)
    per = seats / base_run.subject.indicators.residents * 1000
    assert bands["seats_per_1000_residents"].to_numpy() == pytest.approx(per.ravel(), rel=1e-5)
    assert (
        (bands["pupils_p10"] <= bands["pupils"] + 200) & (bands["pupils_p90"] >= bands["pupils"] - 200)
    ).all()
    gardens = base_run.subject.facilities["operator"].isin(["public", "public_type"]).to_numpy()
    share = base_run.appraisal.open_seats[gardens, 0].sum(axis=0) / seats[0]
    assert bands["public_share"].to_numpy()[: len(share)] == pytest.approx(share, rel=1e-5)


def test_pictures_for_slides(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r"
    shutil.copytree(folder, copy)
    brief(copy, pictures=("png", "svg"))
    for chart in SHOWN:
        assert (copy / f"brief_{chart}.png").read_bytes().startswith(b"\x89PNG")
        assert "<text" in (copy / f"brief_{chart}.svg").read_text(encoding="utf-8"), "text stays text"
    assert {path.name for path in copy.glob("brief_*")} <= DERIVED


def test_small_and_printable(folder: Path, open_page: Opener, tmp_path: Path) -> None:
    assert (folder / NAME).stat().st_size < 3_000_000
    page = open_page(folder / NAME, wait_for="h1").page
    for paper in ("A4", "A3"):
        assert page.pdf(path=tmp_path / "b.pdf", format=paper).startswith(b"%PDF")
    page.emulate_media(media="print")
    rows = page.eval_on_selector_all("tr", "rows => rows.map(row => getComputedStyle(row).breakInside)")
    assert set(rows) == {"avoid"}, "no row is cut"
    heads = page.eval_on_selector_all("thead", "all => all.map(one => getComputedStyle(one).display)")
    assert set(heads) == {"table-header-group"}, "a table that goes on repeats its head"
    assert not page.locator("iframe.map").is_visible()
    assert page.locator("figure.paper.zh svg").is_visible()
    # The heaviest paper width: nothing is wider than the sheet.
    page.set_viewport_size({"width": 688, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_text_from_files_is_text(folder: Path, open_page: Opener, tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)>"
    other = tmp_path / "bad"
    shutil.copytree(folder, other)
    table = pd.read_csv(other / "schedule.csv")
    table.loc[12, "name_zh"] = bad
    table.to_csv(other / "schedule.csv", index=False)
    brief(seal(other))
    opened = open_page(other / NAME, wait_for="h1")
    assert opened.page.locator("img").count() == 0
    assert bad in opened.page.locator(".headline").inner_text()
    assert opened.complaints == []


def test_the_next_run_takes_the_briefing_away(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        f"extends: {BASE}\nscenario: short\nhorizon: {{first_year: 2023, last_year: 2025}}\n",
        encoding="utf-8",
    )
    run = run_scenario(path, out=tmp_path / "r")
    brief(run.folder)
    assert (run.folder / NAME).exists()
    run_scenario(path, out=tmp_path / "r")
    assert not (run.folder / NAME).exists()


def test_a_folder_that_is_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError) as caught:
        brief(tmp_path)
    assert len(caught.value.findings) == 1
    monkeypatch.setattr(sys, "argv", ["planning", "brief", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "it is no result of a run" in capfd.readouterr().err
