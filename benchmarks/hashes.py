"""Write ``hashes.txt``: the SHA-256 of every file that pip may take for the versions in ``constraints.txt``.

``python benchmarks/hashes.py`` asks pip, and with it whatever index pip is set up for, which files it would
install for each Python and platform below; nothing is installed. Run it whenever ``constraints.txt`` changes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
PYTHONS: Final = ("3.11", "3.12", "3.13")
#: Wheels are asked for by platform; a machine takes the newest of those that it knows.
PLATFORMS: Final = (
    ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64"),
    ("win_amd64",),
    ("macosx_15_0_arm64",),
)
HEAD: Final = """\
# SHA-256 of the files for the versions in constraints.txt; made by benchmarks/hashes.py.
# pip install --require-hashes -r hashes.txt && pip install --no-deps --no-build-isolation -e .
"""
LACKING: Final = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]+?)==")
Hashes = defaultdict[str, set[str]]


def main() -> None:
    """Ask pip, and write the file."""
    pins = read_pins(ROOT / "constraints.txt")
    hashes: Hashes = defaultdict(set)
    compiled = {name for name, file in ask(pins, hashes).items() if not file.endswith("-none-any.whl")}
    for platform in PLATFORMS:
        for python in PYTHONS:
            with tempfile.TemporaryDirectory() as target:
                chosen = [argument for tag in platform for argument in ("--platform", tag)]
                asked = {name: pins[name] for name in sorted(compiled)}
                ask(
                    asked,
                    hashes,
                    "--python-version",
                    python,
                    *chosen,
                    "--only-binary=:all:",
                    "--target",
                    target,
                )
            print(python, platform[0], len(set().union(*hashes.values())), "files", flush=True)
        (ROOT / "hashes.txt").write_text(as_text(pins, hashes), encoding="utf-8", newline="\n")


def read_pins(path: Path) -> dict[str, str]:
    """Return the version of each package in a file of constraints, by its normalised name."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return {normalised(name): version for name, version in (line.split("==") for line in lines if line)}


def normalised(name: str) -> str:
    """Return a name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def ask(pins: dict[str, str], hashes: Hashes, *arguments: str) -> dict[str, str]:
    """Add the hashes of what pip would install, and return the file of each package.

    A package without a wheel for a platform is left out there: pip builds it from the archive of its sources.
    """
    left = dict(pins)
    while left:
        found, lacking = _report(left, arguments)
        if found is not None:
            return _collected(found, hashes)
        if lacking not in left:
            raise SystemExit(f"pip could not answer for {' '.join(arguments)}: {lacking}")
        print("no wheel:", lacking, *arguments[:4])
        del left[lacking]
    return {}


def _report(pins: dict[str, str], arguments: Collection[str]) -> tuple[list[Any] | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--dry-run",
            "--ignore-installed",
            "--no-deps",
            "--quiet",
        ]
        wanted = [f"{name}=={version}" for name, version in pins.items()]
        done = subprocess.run(
            [*command, "--report", str(report), *arguments, *wanted],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return list(json.loads(report.read_text(encoding="utf-8"))["install"]), ""
    lacking = LACKING.search(done.stderr)
    return None, normalised(lacking[1]) if lacking else done.stderr[-500:]


def _collected(found: list[Any], hashes: Hashes) -> dict[str, str]:
    files = {}
    for item in found:
        name, place = normalised(item["metadata"]["name"]), item["download_info"]
        if place["url"].startswith("file:"):
            raise SystemExit(f"{name} comes from a file of this machine; set pip up to ask an index")
        hashes[name].add(place["archive_info"]["hashes"]["sha256"])
        files[name] = place["url"].rsplit("/", maxsplit=1)[-1]
    return files


def as_text(pins: dict[str, str], hashes: Hashes) -> str:
    """Return a requirements file with the hashes of each package."""
    blocks = []
    for name, version in sorted(pins.items()):
        lines = [f"{name}=={version}", *(f"    --hash=sha256:{digest}" for digest in sorted(hashes[name]))]
        blocks.append(" \\\n".join(lines) + "\n")
    return HEAD + "".join(blocks)


if __name__ == "__main__":
    main()
