"""What the documents of the repository say of it is so."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from planning.appraise.audit import RULES
from planning.optimise.model.build import EQUATIONS
from tests.conftest import ROOT
from tests.test_architecture import LAYERS, SOURCE, THIRD_PARTIES

DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "CHANGELOG.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of ARCHITECTURE.md, without its head."""
    section = text_of("ARCHITECTURE.md").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def test_citation_is_of_this_version() -> None:
    assert CITATION["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(CITATION)
    assert all(set(author) == {"name"} for author in CITATION["authors"]), "an entity, no person"
    assert CITATION["license"] == PROJECT["license"]
    assert CITATION["version"] == PROJECT["version"]
    assert f"version {PROJECT['version']}" in text_of("README.md").split("## Citing")[1]


def test_change_log_names_this_version_first() -> None:
    headings = re.findall(r"^## \[(.+?)\](?: - (\S+))?$", text_of("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    assert headings[1] == (PROJECT["version"], CITATION["date-released"].isoformat())
    numbers = [tuple(map(int, version.split("."))) for version, _ in headings[1:]]
    assert numbers == sorted(set(numbers), reverse=True)
    dates = [datetime.date.fromisoformat(date) for _, date in headings[1:]]
    assert dates == sorted(dates, reverse=True)


def test_rooms_of_the_drawing_are_those_of_the_code() -> None:
    drawn = {room.strip("`"): int(layer) for layer, room, *_ in rows_of("Rooms and layers")}
    assert drawn == {name: layer for name, layer in LAYERS.items() if name not in ("__init__", "__main__")}


def test_packages_of_the_drawing_may_be_there() -> None:
    for _, room, _, packages in rows_of("Rooms and layers"):
        for package in {*re.findall(r"[a-z]+", packages)} & {*THIRD_PARTIES}:
            assert room.strip("`") in THIRD_PARTIES[package], f"{package} in {room}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_lead_somewhere(name: str) -> None:
    text = text_of(name)
    linked = re.findall(r"\]\((?!http|#)([^)]+)\)", text)
    named = re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|md|yaml|csv))`", text)
    bases = (ROOT, SOURCE)
    missing = {path for path in {*linked, *named} if not any((base / path).exists() for base in bases)}
    assert missing == set()


def test_a_new_equation_is_made_known_where_the_document_says() -> None:
    (row,) = [
        row for row in rows_of("To change a rule, touch one file and one test") if row[0] == "an equation"
    ]
    assert "`EQUATIONS`" in row[3]
    assert "`RULES`" in row[3]
    assert set(EQUATIONS) <= set(RULES), "every equation is audited"


def test_structure_is_printed_with_every_room_once() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "structure.py")], check=True, capture_output=True, text=True
    )
    lines = [line.split() for line in done.stdout.splitlines()[1:] if line]
    place = {line[0]: at for at, line in enumerate(lines)}
    assert set(place) == set(LAYERS)
    asked = {line[0]: " ".join(line[4:]).split(";")[0].split(", ") for line in lines}
    for room, below in asked.items():
        assert all(place[other] < place[room] for other in below if other != "-"), room


def test_the_two_commands_of_the_set_up_are_the_readmes() -> None:
    lines = text_of("CONTRIBUTING.md").split("```sh\n")[1].split("```")[0].split()
    readme = text_of("README.md").split("<!-- test -->\n```sh\n")[1].split("```")[0].split()
    assert [word for word in lines if word != "&&"] == [
        word for word in readme if word not in {"&&", "-q", "pytest"}
    ]
