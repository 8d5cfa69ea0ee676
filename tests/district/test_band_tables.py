"""Ready-made tables of bands are whole, and no page names one of their bands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planning.district.bands import names_of_tables, ready_made

SOURCE = Path(__file__).parents[2] / "src" / "planning"
WORD = re.compile(r"\b(kindergarten|primary|junior|senior)\b|幼儿园|小学|初中|高中", re.IGNORECASE)


@pytest.mark.parametrize("ending", ["*.js", "*.css", "*.html", "*.yaml"])
def test_no_page_and_no_template_names_a_band(ending: str) -> None:
    paths = sorted(SOURCE.rglob(ending))
    assert paths
    assert [path.name for path in paths if WORD.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", names_of_tables())
def test_ready_made_tables_are_whole(name: str) -> None:
    bands = ready_made(name)
    assert bands.compulsory
    assert all(band.short_zh and band.short_en and band.zh and band.en for band in bands)
    assert len({band.colour for band in bands}) == len(bands)
    reached = [age for band in bands.through for age in band.ages]
    assert reached == list(range(reached[0], reached[-1] + 1)), "grade follows on grade"
