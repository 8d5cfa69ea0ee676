"""Rooms lent on the map: a symbol in the bands that give and receive them, and what it says."""

from __future__ import annotations

from pathlib import Path

from planning.report.sheets.rooms import told_lending
from planning.runs.run import Run, run_scenario
from tests.browser.conftest import Opener
from tests.browser.test_map import set_year
from tests.lending import write_lending


def test_rooms_lent_are_seen_in_both_bands(tmp_path: Path, open_page: Opener) -> None:
    run = run_scenario(write_lending(tmp_path), out=tmp_path / "results")
    opened = open_page(run.folder / "map.html")
    page, loan = opened.page, run.subject.loans[0]
    page.click("[data-key=junior]")
    set_year(page, 0)
    assert page.locator(".lent-icon").count() == 0
    set_year(page, run.problem.years.index(loan.first_year))
    assert page.locator(".lent-icon").inner_text() == f"+{loan.rooms}"
    page.click(".lent-icon")
    assert told_lending(run.subject.loans, run.subject).text("zh") in page.inner_text(".leaflet-popup")
    page.click("[data-key=primary]")
    assert page.locator(".lent-icon").inner_text() == f"\u2212{loan.rooms}"
    page.click("[data-key=senior]")
    assert page.locator(".lent-icon").count() == 0
    page.click("[data-key=primary]")
    page.click("[data-key=rooms]")
    assert page.locator(".lent-icon").count() == 0
    assert opened.requests == []
    assert opened.complaints == []


def test_without_rooms_there_is_no_switch(base_run: Run, open_page: Opener) -> None:
    assert open_page(base_run.folder / "map.html").page.locator("[data-key=rooms]").count() == 0
