"""What a command does not use it does not import: seconds of every start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_district import write_scenario

CODE = """
import contextlib, io, json, sys
from planning.cli.app import main
sys.argv = ["planning", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()):
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, ended.code
print(json.dumps(sorted(sys.modules)))
"""
#: Heavy packages, and rooms of our own that bring some.
NUMBERS = ("numpy", "pandas", "geopandas", "shapely", "pyproj")
SCIPY = ("scipy.optimize", "scipy.spatial", "scipy.stats")
SOLVER = ("highspy", "pulp", "scipy.sparse", "planning.optimise")
CHARTS = ("matplotlib", "planning.report.charts.charts", "planning.report.briefing.charts")
MAP = ("folium", "branca", "jinja2")
WRITERS = ("xlsxwriter", "pyogrio")
OTHERS = ("openpyxl", "shapefile", "rasterio", "dask", "ipywidgets", "IPython")
NOT_NEEDED = {
    "show": (*NUMBERS, *SCIPY, *SOLVER, *CHARTS, *MAP, *WRITERS, *OTHERS, "rich.table"),
    "validate": (*SCIPY, *SOLVER, *CHARTS, *MAP, *WRITERS, *OTHERS),
    "forecast": (*SCIPY, *SOLVER, *MAP, *WRITERS, *OTHERS, "planning.report.map"),
    "run": (*SCIPY, *CHARTS, *OTHERS),
}


@pytest.mark.parametrize("command", NOT_NEEDED)
def test_a_command_loads_what_it_uses(command: str, tmp_path: Path) -> None:
    arguments = [command, str(write_scenario(tmp_path))]
    if command in ("forecast", "run"):
        arguments += ["--out", str(tmp_path / "out")]
    if command == "forecast":
        arguments += ["--draws", "10"]
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert loaded.isdisjoint(NOT_NEEDED[command]), loaded.intersection(NOT_NEEDED[command])
