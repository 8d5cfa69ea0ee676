"""Make the README's picture from a run: ``python docs/picture.py results/base docs/map.png``.

Needs the ``test`` extra and Chromium.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

#: 2029-30, the year in which most entrants of a junior school have no seat.
YEAR = 6


def main(results: Path, picture: Path) -> None:
    """Open the map of a run and take its picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(
            viewport={"width": 1360, "height": 860}, offline=True, locale="zh-CN"
        ).new_page()
        page.goto((results / "map.html").resolve().as_uri())
        page.click("[data-key=junior]")
        page.eval_on_selector(
            "#year",
            "(slider, year) => { slider.value = year; slider.dispatchEvent(new Event('input')); }",
            YEAR,
        )
        page.wait_for_timeout(400)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
