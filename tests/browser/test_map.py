"""The map as a planner sees it: in a real browser, with the network off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from planning.report.map.page import make_page
from planning.runs.imprint import make_imprint
from planning.runs.record import make_digests
from planning.runs.run import Run
from planning.words import name_in
from tests.browser.conftest import Opener


def fills(page: Page) -> list[str]:
    return page.eval_on_selector_all("path.zone", "paths => paths.map(path => path.getAttribute('fill'))")


def circles(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "path.facility", "paths => paths.map(path => path.getAttribute('fill') + path.getAttribute('d'))"
    )


def set_year(page: Page, position: int) -> None:
    page.eval_on_selector(
        "#year",
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }",
        str(position),
    )


@pytest.fixture
def map_file(base_run: Run) -> Path:
    return base_run.folder / "map.html"


def test_no_request_leaves_and_nothing_is_complained_of(map_file: Path, open_page: Opener) -> None:
    opened = open_page(map_file)
    page = opened.page
    for band in ("kindergarten", "primary", "junior", "senior"):
        page.click(f"[data-key={band}]")
        for year in (0, 6, 12):
            set_year(page, year)
    for toggle in (
        "facilities", "projects", "today", "catchments", "before", "before",
        "seats", "balance", "distance", "warn", "share",
    ):  # fmt: skip
        page.click(f"[data-key={toggle}]")
    page.click("[data-lang=en]")
    page.locator(".programme button").first.click()
    page.click("[data-key=facilities]")
    page.locator("path.facility").first.dispatch_event("click")
    page.wait_for_selector(".leaflet-popup-content")
    assert opened.requests == []
    assert opened.complaints == []


def test_every_zone_school_and_project_is_drawn(map_file: Path, base_run: Run, open_page: Opener) -> None:
    page = open_page(map_file).page
    assert page.locator("path.zone").count() == 43
    page.click("[data-key=senior]")
    set_year(page, 12)
    open_now = (base_run.appraisal.open_seats[:, 3, -1] > 0).sum()
    assert page.locator("path.facility").count() == open_now
    with_senior = (base_run.problem.programme.seats[:, 3] != 0).sum()
    assert page.locator(".works").count() == with_senior
    years = page.locator(".works b").all_inner_texts()
    opened = [
        year
        for p, year in enumerate(base_run.appraisal.opening_year)
        if base_run.problem.programme.seats[p, 3]
    ]
    assert sorted(years) == sorted(str(year) if year else "–" for year in opened)


def test_slider_has_real_school_years_and_changes_colours(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    page.click("[data-key=junior]")
    assert page.inner_text("#year-now") == "2023–24 学年"
    before, sites = fills(page), circles(page)
    set_year(page, 5)
    assert page.inner_text("#year-now") == "2028–29 学年"
    assert fills(page) != before
    assert circles(page) != sites
    set_year(page, 12)
    assert page.inner_text("#year-now") == "2035–36 学年"


def test_slider_moves_by_keyboard(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    page.focus("#year")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#year-now") == "2024–25 学年"


def test_band_and_shading_change_colours(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    set_year(page, 5)
    primary = fills(page)
    page.click("[data-key=junior]")
    junior = fills(page)
    page.click("[data-key=seats]")
    assert primary != junior
    assert fills(page) != junior
    assert "两步移动搜索法" in page.inner_text("#legend")


def test_colours_follow_the_unplaced_share(map_file: Path, base_run: Run, open_page: Opener) -> None:
    page = open_page(map_file).page
    page.click("[data-key=junior]")
    set_year(page, 5)
    share = base_run.appraisal.unplaced_share[:, 2, 5]
    for fill, value in zip(fills(page), share.tolist(), strict=True):
        assert (fill == "#f4f1ea") == (value < 0.0005)
        assert (fill == "#7f0000") == (value >= 0.25)


def test_summary_tells_the_audited_numbers(map_file: Path, base_run: Run, open_page: Opener) -> None:
    page = open_page(map_file).page
    page.click("[data-key=junior]")
    set_year(page, 5)
    text = page.inner_text("#summary")
    assert f"{base_run.appraisal.intake[:, 2, 5].sum():,.0f}" in text
    assert f"{base_run.appraisal.unplaced[:, 2, 5].sum():,.0f} (" in text


def test_toggles_hide_and_show(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    assert page.locator("path.facility").count() > 0
    page.click("[data-key=facilities]")
    assert page.locator("path.facility").count() == 0
    page.click("[data-key=projects]")
    assert page.locator(".works").count() == 0
    lines = page.locator(".leaflet-catchments-pane path").count()
    page.click("[data-key=catchments]")
    assert page.locator(".leaflet-catchments-pane path").count() > lines


def test_language_switch_changes_everything(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    assert page.inner_text("h1") == "海沧区学校建设基准方案"
    assert page.inner_text("#badges") == "现有数据与约束下的最优方案（经求解器验证）"
    assert page.get_attribute("html", "lang") == "zh-CN"
    chinese = page.inner_text("body")
    page.click("[data-lang=en]")
    english = page.inner_text("body")
    assert page.inner_text("h1") == "Haicang school building, base plan"
    assert page.inner_text("#badges") == "proven optimal"
    assert page.get_attribute("html", "lang") == "en"
    assert "规划期内暂缓实施" in chinese
    assert "not started" in english
    left = [line for line in english.splitlines() if any("\u4e00" <= letter <= "\u9fff" for letter in line)]
    assert left == ["中文"], "only the name of the other language stays Chinese"


def test_a_browser_in_english_starts_in_english(map_file: Path, open_page: Opener) -> None:
    assert open_page(map_file, locale="en-GB").page.inner_text("h1") == "Haicang school building, base plan"


def test_popups_hold_the_numbers(map_file: Path, base_run: Run, open_page: Opener) -> None:
    page = open_page(map_file).page
    page.locator(".programme button").nth(12).click()
    popup = page.inner_text(".leaflet-popup-content")
    for words in ("P13 南岛九年制学校", "25,474 万元", "小学 1,080", "初中 1,800", "可信度", "媒体报道"):
        assert words in popup
    page.keyboard.press("Escape")
    page.click("[data-key=projects]")
    page.click("[data-key=facilities]")
    page.locator("path.zone").nth(20).dispatch_event("click")
    zone = base_run.subject.zones.iloc[20]
    popup = page.locator(".leaflet-popup-content", has_text=zone["name_zh"]).inner_text()
    assert f"{base_run.appraisal.intake[20, 2 if '初中' in popup else 1, 0]:,.0f}" in popup
    assert "去向" in popup


def test_click_on_a_school_shows_its_catchment(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    before = page.locator(".leaflet-catchments-pane path").count()
    page.locator("path.facility").nth(3).dispatch_event("click")
    assert page.locator(".leaflet-catchments-pane path").count() == before + 2, "planned, and today's"
    assert page.locator("path.today").count() == 1
    assert "生源" in page.inner_text(".leaflet-popup-content")


def test_digest_sources_scale_and_north_are_there(map_file: Path, base_run: Run, open_page: Opener) -> None:
    page = open_page(map_file).page
    assert base_run.record["digests"]["all"][:12] in page.inner_text("#subtitle")
    notes = page.inner_text("#notes")
    for words in (
        "官方",
        "媒体报道",
        "估算",
        "假定",
        "均非法定界线",
        "直线距离 × 1.3（暂定（待核实））",
        "暂定（待核实）：2014年",
    ):
        assert words in notes
    assert " km" in page.inner_text(".leaflet-control-scale")
    assert page.locator("#north svg").is_visible()


def test_hostile_names_show_as_text(base_run: Run, tmp_path: Path, open_page: Opener) -> None:
    evil = "<img src=x onerror=alert(1)>"
    zones = base_run.subject.zones.copy()
    zones["name_zh"] = evil
    facilities = base_run.subject.facilities.assign(name_zh=evil + "</script><script>alert(2)</script>")
    projects = base_run.subject.projects.assign(name_zh=evil, source=evil)
    subject = replace(base_run.subject, zones=zones, facilities=facilities, projects=projects)
    inputs = base_run.inputs
    imprint = make_imprint(
        inputs.loaded.scenario, inputs.district, make_digests(inputs.loaded, inputs.district)
    )
    path = tmp_path / "map.html"
    path.write_text(make_page(subject, replace(imprint, title=name_in(zh=evil, en=evil))), encoding="utf-8")
    opened = open_page(path)
    page = opened.page
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    assert page.inner_text("h1") == evil
    page.locator(".programme button").first.click()
    assert evil in page.inner_text(".leaflet-popup-content")
    page.locator("path.zone").first.hover(force=True)
    page.locator("path.facility").first.dispatch_event("click")
    assert page.locator("img").count() == 0
    assert alerts == []
    assert opened.complaints == []
    assert opened.requests == []


def test_narrow_screen_holds_its_content(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file, width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#map_plan").bounding_box()["height"] > 300  # type: ignore[index]


def test_print_is_one_page_with_the_whole_map(map_file: Path, open_page: Opener) -> None:
    page = open_page(map_file).page
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") == 1
