"""The reference pages hold every public name with its meaning and parameters."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import planning
from tests.conftest import ROOT


def test_pages_are_made_from_the_docstrings(tmp_path: Path) -> None:
    # A process of its own: the maker of the pages has warnings that are not the package's.
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "reference.py"), str(tmp_path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "planning.ask.solution" in done.stdout.split()
    for name in planning.__all__:
        thing = getattr(planning, name)
        page = (tmp_path / f"{thing.__module__.replace('.', '/')}.html").read_text(encoding="utf-8")
        text = html.unescape(re.sub(r"<[^>]+>", "", page))
        assert thing.__doc__.splitlines()[0].replace("``", "").replace("`", "") in text.replace("`", "")
        assert f'id="{name}"' in page
