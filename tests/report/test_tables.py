"""Text from files is never a formula, and never ends a script."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planning.report.map.page import make_page
from planning.report.map.payload import make_payload
from planning.report.subject import Imprint
from planning.results.plain_text import plain_text
from planning.runs.run import Run
from planning.words import name_in

EVIL = "</script><script>alert(1)</script>{% endraw %}{{ 7*7 }}<img src=x onerror=alert(1)>"
IMPRINT = Imprint(
    scenario="base",
    title=name_in(zh=EVIL, en=EVIL),
    district=name_in(zh="区", en="district"),
    digest="0" * 64,
    sources={"official": 0.5, "assumed": 0.5},
    distance_note=name_in(zh="直线", en="straight"),
    budget_note=name_in(zh="注", en="note"),
    tile_url=None,
    tile_attribution=None,
)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "|x", "%x"])
def test_text_like_a_formula_is_made_plain(text: str) -> None:
    frame = plain_text(pd.DataFrame({"name": [text, "海沧"], "number": [-1, 2]}))
    assert frame["name"].tolist() == [f"'{text}", "海沧"]
    assert frame["number"].tolist() == [-1, 2]


def test_characters_that_are_obeyed_are_replaced() -> None:
    assert plain_text(pd.DataFrame({"name": ["\tx", "a\u202eb"]}))["name"].tolist() == ["\ufffdx", "a\ufffdb"]


def test_payload_cannot_end_its_script(base_run: Run) -> None:
    zones = base_run.subject.zones.copy()
    zones["name_zh"] = EVIL
    payload = make_payload(replace(base_run.subject, zones=zones), IMPRINT)
    assert not set("<>&%") & set(payload)


def test_page_with_hostile_text_holds_no_foreign_markup(base_run: Run) -> None:
    page = make_page(base_run.subject, IMPRINT)
    assert "<img src=x" not in page
    assert "alert(1)</script>" not in page
    assert "49" not in page.split("<title>")[1].split("</title>")[0]


def test_page_asks_no_host_and_is_small(base_run: Run) -> None:
    page = (base_run.folder / "map.html").read_text(encoding="utf-8")
    assert len(page.encode()) < 1_500_000
    for part in ('src="http', "src='http", 'href="http', "@import", "sourceMappingURL"):
        # Leaflet's own source carries one link that is only drawn, in an attribution that the page removes.
        assert page.count(part) <= page.count('<a href="https://leafletjs.com"'), part


def test_tiles_are_asked_for_only_where_the_scenario_says_so(base_run: Run) -> None:
    tiles = replace(IMPRINT, tile_url="https://tiles.example/{z}/{x}/{y}.png", tile_attribution="© <b>x</b>")
    page = make_page(base_run.subject, tiles)
    assert "https://tiles.example/{z}/{x}/{y}.png" in page
    assert "<b>x</b>" not in page
    assert "tiles.example" not in make_page(base_run.subject, IMPRINT)
    labels = replace(
        tiles,
        tile_url="https://t{s}.example/vec",
        tile_labels_url="https://t{s}.example/cva",
        tile_subdomains="01",
    )
    page = make_page(base_run.subject, labels)
    assert page.index("t{s}.example/vec") < page.index("t{s}.example/cva")
    assert '"subdomains": "01"' in page
