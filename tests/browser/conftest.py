"""A headless Chromium with no network, which keeps what the page asked for and complained of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Opened:
    """A page, the requests that it made beside itself, and what it wrote to the console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    contexts = []

    def opener(
        path: Path,
        *,
        width: int = 1440,
        height: int = 900,
        locale: str = "zh-CN",
        wait_for: str = "path.zone",
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, locale=locale
        )
        contexts.append(context)
        opened = Opened(page=context.new_page())
        url = path.resolve().as_uri()
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto(url)
        opened.page.wait_for_selector(wait_for)
        assert opened.requests.pop(0) == url
        return opened

    yield opener
    for context in contexts:
        context.close()
