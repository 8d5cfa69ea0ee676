"""Notebooks run top to bottom, and are committed without output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_committed_without_output(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_runs_top_to_bottom(path: Path, tmp_path: Path) -> None:
    for name in ("scenarios", "geodata"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copy(path, folder)
    code = (
        "import sys, nbformat; from nbclient import NotebookClient; "
        "book = nbformat.read(sys.argv[1], as_version=4); "
        "NotebookClient(book, timeout=300).execute(); nbformat.write(book, sys.argv[1])"
    )
    # A process of its own: the kernel's event loop and its warnings are not the package's.
    subprocess.run([sys.executable, "-c", code, path.name], cwd=folder, check=True, capture_output=True)
    cells = json.loads((folder / path.name).read_text(encoding="utf-8"))["cells"]
    assert all(
        cell["outputs"]
        for cell in cells[1:]
        if cell["cell_type"] == "code" and "import" not in cell["source"][0]
    )
    if path.name.startswith("01"):
        assert (tmp_path / "results" / "base" / "map.html").is_file()
