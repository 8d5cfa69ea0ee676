"""The layers hold, and third parties stay in their rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "planning"
LAYERS = {
    "words": 0,
    "errors": 1,
    "door": 2,
    "domain": 2,
    "district": 3,
    "scenario": 3,
    "forecast": 3,
    "travel": 3,
    "optimise": 3,
    "appraise": 3,
    "results": 3,
    "assemble": 4,
    "importing": 4,
    "report": 4,
    "runs": 5,
    "ask": 6,
    "cli": 7,
    "notebook": 7,
    "__init__": 8,
    "__main__": 8,
}
#: Rooms in which each package may be imported. Packages not named may be imported nowhere.
THIRD_PARTIES = {
    "pulp": {"optimise"},
    "highspy": {"optimise"},
    "folium": {"report"},
    "branca": {"report"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    "matplotlib": {"report"},
    "xlsxwriter": {"report", "importing"},
    "openpyxl": {"district"},
    "geopandas": {"district", "assemble", "report", "importing"},
    "shapely": {"district", "travel", "report", "importing"},
    "pydantic": {"scenario"},
    "yaml": {"scenario", "importing"},
    "pandas": {"district", "forecast", "appraise", "results", "assemble", "report", "importing"},
    "scipy": {"forecast", "travel", "optimise", "appraise", "importing"},
    "pyproj": {"district", "travel", "importing"},
    "pyogrio": {"importing"},
    "rasterio": {"importing"},
    "shapefile": {"importing"},
    "dask": {"runs"},
    "distributed": {"runs"},
    "typer": {"cli"},
    "rich": {"cli"},
    "ipywidgets": {"notebook"},
    "babel": {"words"},
    "numpy": {*LAYERS}
    - {"words", "errors", "door", "scenario", "cli", "__init__", "__main__", "runs", "ask"},
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield every module imported anywhere in a file, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_downwards(path: Path) -> None:
    mine = room(path)
    for name in imports(path):
        if name.startswith("planning."):
            other = name.split(".")[1]
            assert other == mine or LAYERS[other] < LAYERS[mine], f"{mine} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_third_parties_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        if top != "planning" and top not in sys.stdlib_module_names:
            assert room(path) in THIRD_PARTIES.get(top, set()), f"{room(path)} imports {top}"


def test_dask_stays_in_the_room_that_spreads_work() -> None:
    spreads = SOURCE / "runs" / "compute"
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in modules()
        if any(name.split(".")[0] in ("dask", "distributed") for name in imports(path))
    }
    assert found == {(spreads / "cluster.py").relative_to(SOURCE).as_posix()}


def test_every_room_has_a_layer() -> None:
    assert {room(path) for path in modules()} == set(LAYERS)


def test_nothing_happens_at_import_and_help_is_light() -> None:
    """Importing the command line loads none of the heavy packages."""
    heavy = ("pandas", "geopandas", "pulp", "highspy", "folium", "scipy", "shapely")
    code = f"import sys, planning, planning.cli.app; print([n for n in {heavy!r} if n in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_work_at_import(path: Path) -> None:
    """Module bodies hold definitions and constants; a bare call there would be work."""
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        guards = ("__main__", "TYPE_CHECKING")
        main = isinstance(node, ast.If) and any(guard in ast.unparse(node.test) for guard in guards)
        decorated = path.parts[-2:] == ("cli", "app.py")
        assert docstring or main or decorated or isinstance(node, allowed), ast.unparse(node)[:80]


def test_files_are_small() -> None:
    long = {
        str(path.relative_to(SOURCE)): n
        for path in modules()
        if (n := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


#: Lines of a function's own, its docstring left aside.
LONGEST_FUNCTION = 60


def test_functions_are_small() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                first = node.body[0]
                said = ast.get_docstring(node) is not None and first.end_lineno is not None
                doc = first.end_lineno - first.lineno + 1 if said and first.end_lineno else 0
                lines = (node.end_lineno or 0) - node.lineno + 1 - doc
                if lines > LONGEST_FUNCTION:
                    long[f"{path.relative_to(SOURCE)}:{node.name}"] = lines
    assert long == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions count; those for type checkers alone do not."""
    names = {
        ".".join(("planning", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in modules()
    }
    below = {
        name: {other for other in imported_by(path) if other in names} - {name}
        for name, path in names.items()
    }
    left = dict(below)
    while True:
        free = [name for name, others in left.items() if not others & set(left)]
        if not free:
            break
        for name in free:
            del left[name]
    circles = {name: sorted(others & set(left)) for name, others in left.items()}
    assert circles == {}


def imported_by(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports, wherever it does, but for type checkers alone."""

    def walk(node: ast.AST) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.ImportFrom):
                yield str(child.module)
                yield from (f"{child.module}.{name.name}" for name in child.names)
            yield from walk(child)

    return walk(ast.parse(path.read_text(encoding="utf-8")))
