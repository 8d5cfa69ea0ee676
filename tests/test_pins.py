"""The pins and their hashes name the same versions, and no file says where they come from."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement

from tests.conftest import ROOT

BLOCK = re.compile(r"^([a-z0-9-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE)


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {normalised(name): version for name, version in (line.split("==") for line in lines)}


def test_hashes_stand_beside_the_pins() -> None:
    text = (ROOT / "hashes.txt").read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    blocks = list(BLOCK.finditer(body))
    assert "".join(block[0] for block in blocks) == body, "every package has a hash"
    assert {block[1]: block[2] for block in blocks} == pins()


def test_every_dependency_is_pinned_within_its_limits() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = stated["project"]["optional-dependencies"]
    listed = [
        *stated["project"]["dependencies"],
        *stated["build-system"]["requires"],
        *(line for part in optional.values() for line in part),
    ]
    for line in listed:
        wanted = Requirement(line)
        assert pins()[normalised(wanted.name)] in wanted.specifier, line


def test_what_pinned_packages_need_is_pinned_too() -> None:
    """A hash stands for a whole environment only where nothing is left to be found."""
    known = pins()
    for name in known:
        for line in requires_of(name):
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert normalised(wanted.name) in known, f"{name} needs {line}"


def requires_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except ModuleNotFoundError:  # a package of another platform, or of an extra that is not installed
        return []


def test_no_pinned_file_names_a_place() -> None:
    for name in ("constraints.txt", "hashes.txt", "pyproject.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"(index-url|find-links|trusted-host|://|@ )", text), name
