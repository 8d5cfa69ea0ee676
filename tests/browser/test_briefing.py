"""The briefing: sentences that are the audited numbers, and the page as a director sees it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from planning import cli
from planning.district.briefs import read_brief_source
from planning.errors import InputError
from planning.report.briefing.sentences import headline
from planning.runs.brief import NAME, brief
from planning.runs.run import Run, run_scenario
from tests.browser.conftest import Opener
from tests.conftest import BASE


@pytest.fixture(scope="module")
def folder(base_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("brief") / "base"
    shutil.copytree(base_run.folder, copy)
    brief(copy)
    return copy


def test_sentences_are_the_audited_numbers(folder: Path, base_run: Run) -> None:
    said = headline(read_brief_source(folder))
    unhoused = base_run.appraisal.unhoused_by_band
    worst = int(unhoused[2].argmax())
    junior = next(en for _, en in said if en.startswith("Junior"))
    assert f"{unhoused[2].sum():,.0f} entrants have no seat" in junior
    assert f"most in {base_run.problem.years[worst]}: {unhoused[2, worst]:,.0f}" in junior
    share = unhoused[2, worst] / base_run.appraisal.intake_by_band[2, worst]
    assert f"{share:.1%} of the entrants" in junior
    assert any(f"2023 spends {base_run.appraisal.spent_10k[0]:,.0f}" in en for _, en in said)
    assert said[-1][1] == "The plan is proven optimal; the audit passed."


def test_other_data_other_sentences(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    table = pd.read_csv(other / "unhoused.csv")
    table["unhoused"] = 0.0
    table.to_csv(other / "unhoused.csv", index=False)
    record = json.loads((other / "run.json").read_text(encoding="utf-8"))
    record["outcome"] = "best found"
    (other / "run.json").write_text(json.dumps(record), encoding="utf-8")
    said = headline(read_brief_source(other))
    assert said[0][1] == "Every entrant of every band has a seat in every year."
    assert "best found, not proven" in said[-1][1]
    brief(other)
    assert 'class="outcome open"' in (other / NAME).read_text(encoding="utf-8")


def test_no_request_no_complaint_and_the_switch_speaks(folder: Path, open_page: Opener) -> None:
    opened = open_page(folder / NAME, wait_for="h1")
    page = opened.page
    assert page.locator("h1").inner_text() == "海沧区学校建设基准方案"
    assert page.locator("figure svg").count() == 3
    page.click("#switch")
    assert page.locator("h1").inner_text() == "Haicang school building, base plan"
    assert "entrants have no seat" in page.locator(".headline").inner_text()
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
    shares = base_run.appraisal.unhoused_share_by_band[3]
    for t in range(len(base_run.problem.years)):
        page.eval_on_selector(
            "#year", "(s, year) => { s.value = year; s.dispatchEvent(new Event('input')); }", str(t)
        )
        assert f"({shares[t]:.1%})" in page.locator("body").inner_text()


def test_small_and_printable(folder: Path, open_page: Opener, tmp_path: Path) -> None:
    assert (folder / NAME).stat().st_size < 3_000_000
    page = open_page(folder / NAME, wait_for="h1").page
    pdf = page.pdf(path=tmp_path / "b.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
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
    brief(other)
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
    assert len(caught.value.findings) == 6
    monkeypatch.setattr(sys, "argv", ["planning", "brief", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "it is no result of a run" in capfd.readouterr().err
