"""The map's further shadings, its before and after, its search, and a district of 2,025 zones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from playwright.sync_api import Page

from planning.appraise.warn import RED
from planning.report.map.backdrop import backdrop_lines
from planning.report.map.page import make_page
from planning.report.map.simplify import ENOUGH, simple_shapes
from planning.runs.run import Run
from tests.browser.conftest import Opener
from tests.browser.test_map import fills, set_year
from tests.large import IMPRINT, large_subject

CALM, AMBER_FILL, RED_FILL = "#f4f1ea", "#e69f00", "#a50026"


@pytest.fixture
def page(base_run: Run, open_page: Opener) -> Page:
    opened = open_page(base_run.folder / "map.html").page
    opened.click("[data-key=junior]")
    set_year(opened, 6)
    return opened


def test_warnings_are_those_of_the_table(page: Page, base_run: Run) -> None:
    page.click("[data-key=warn]")
    own = [w for w in base_run.subject.warnings if w.band == 2]
    for fill, warning in zip(fills(page), own, strict=True):
        assert (fill == CALM) == (warning.first_year == 0)
        assert (fill == RED_FILL) == (warning.colour == RED)
        assert (fill == AMBER_FILL) == (warning.colour == "amber")
    assert AMBER_FILL in fills(page)
    before = fills(page)
    set_year(page, 0)
    assert fills(page) == before, "a warning speaks of all years"


def test_distance_and_balance_follow_the_appraisal(page: Page, base_run: Run) -> None:
    page.click("[data-key=distance]")
    metres = base_run.appraisal.zone_distance_m[:, 2, 6]
    for fill, value in zip(fills(page), metres.tolist(), strict=True):
        assert (fill == "#ffffff") == np.isnan(value)
        assert (fill == "#084081") == (not np.isnan(value) and round(value) >= 2000)
    page.click("[data-key=balance]")
    balance = base_run.appraisal.seat_balance[:, 2, 6]
    for fill, value in zip(fills(page), balance.round(1).tolist(), strict=True):
        assert (fill == "#8c510a") == (value < -50)
        assert (fill == "#01665e") == (value >= 50)


def test_before_lies_left_of_the_slider(page: Page) -> None:
    assert page.locator("path.zone-before").count() == 0
    page.click("[data-key=before]")
    assert page.locator("path.zone-before").count() == 43
    assert page.inner_text("#swipe-left") == "2023–24 学年"
    assert page.inner_text("#swipe-right") == "2029–30 学年"
    shown = page.eval_on_selector_all("path.zone-before", "paths => paths.map(p => p.getAttribute('fill'))")
    assert shown != fills(page)
    set_year(page, 0)
    assert shown == fills(page), "before is the first year"
    clip = "map => getComputedStyle(document.querySelector('.leaflet-before-pane')).clip"
    one = page.eval_on_selector("body", clip)
    page.focus("#swipe")
    page.keyboard.press("ArrowLeft")
    assert page.eval_on_selector("body", clip) != one
    page.click("[data-key=before]")
    assert page.locator("path.zone-before").count() == 0
    assert not page.is_visible("#swipe-box")


def test_todays_catchments_are_those_of_the_table(page: Page, base_run: Run) -> None:
    table = base_run.inputs.district.tables["catchments"]
    assert page.locator("path.today").count() == 0
    page.click("[data-key=today]")
    junior = table[table["band"] == "junior"]
    assert page.locator("path.today").count() == junior["facility_id"].nunique()
    page.click("[data-key=today]")
    assert page.locator("path.today").count() == 0


def test_a_zone_sends_lines_to_its_schools(page: Page, base_run: Run) -> None:
    place, pairs = base_run.plan.place, base_run.problem.pairs
    sends = [int(((place[:, 6] > 0.05) & (pairs.zone == z) & (pairs.band == 2)).sum()) for z in range(43)]
    zone = int(np.argmax(sends))
    assert sends[zone] >= 1
    page.locator("path.zone").nth(zone).dispatch_event("click")
    assert page.locator("path.flow").count() == sends[zone]
    page.click(".leaflet-popup-close-button")
    assert page.locator("path.flow").count() == 0


def test_search_finds_by_part_in_both_languages_and_moves_the_band(page: Page, base_run: Run) -> None:
    facilities = base_run.subject.facilities
    garden = int(np.flatnonzero(base_run.appraisal.open_seats[:, 0, 6] > 0)[0])
    name = facilities["name_zh"].iloc[garden]
    page.fill("#search", name)
    page.press("#search", "Enter")
    assert name in page.locator(".leaflet-popup-content").inner_text()
    assert page.get_attribute("[data-key=kindergarten]", "aria-pressed") == "true"
    page.click("[data-lang=en]")
    page.fill("#search", facilities["name_en"].iloc[garden].upper())
    page.press("#search", "Enter")
    assert facilities["name_en"].iloc[garden] in page.locator(".leaflet-popup-content").last.inner_text()
    page.fill("#search", "qqqq")
    page.press("#search", "Enter")
    assert page.inner_text("#found") == "no such school"


def test_many_zones_are_simplified_together_and_stay_usable(tmp_path: Path, open_page: Opener) -> None:
    subject = large_subject(side=45)
    shapes = subject.zones.geometry.to_numpy()
    assert shapely.get_num_coordinates(shapes).sum() > ENOUGH
    made = simple_shapes(shapes)
    assert shapely.get_num_coordinates(made).sum() < shapely.get_num_coordinates(shapes).sum() / 3
    assert shapely.coverage_is_valid(made)
    assert shapely.area(shapely.union_all(made)) == pytest.approx(
        shapely.area(shapely.union_all(shapes)), rel=1e-3
    )
    path = tmp_path / "map.html"
    path.write_text(make_page(subject, IMPRINT), encoding="utf-8")
    opened = open_page(path)
    assert opened.page.locator("path.zone").count() == 2025
    before = fills(opened.page)
    for measure in ("balance", "distance", "warn", "share"):
        opened.page.click(f"[data-key={measure}]")
    set_year(opened.page, 2)
    assert fills(opened.page) != before
    assert opened.complaints == []


def test_roads_and_water_lie_behind_the_schools(tmp_path: Path, open_page: Opener) -> None:
    subject = large_subject(side=6)
    lines = [
        shapely.LineString([(118.0, 24.0), (118.018, 24.018)]),
        shapely.box(118.003, 24.003, 118.006, 24.006),
        shapely.LineString([(100.0, 10.0), (101.0, 10.0)]),
    ]
    table = gpd.GeoDataFrame({"kind": ["road", "water", "road"]}, geometry=lines, crs="EPSG:4326")
    drawn = backdrop_lines(table, subject.zones.geometry.to_numpy())
    assert (len(drawn["road"]), len(drawn["water"])) == (1, 1), "what lies elsewhere is left out"
    path = tmp_path / "map.html"
    path.write_text(make_page(replace(subject, backdrop=table), IMPRINT), encoding="utf-8")
    opened = open_page(path)
    assert opened.page.locator("path.backdrop-road").count() == 1
    assert opened.page.locator("path.backdrop-water").count() == 1
    assert opened.complaints == []


def test_few_zones_are_drawn_as_they_are(base_run: Run) -> None:
    shapes = base_run.subject.zones.geometry.to_numpy()
    assert simple_shapes(shapes) is shapes
