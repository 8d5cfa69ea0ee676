"""``mapping.yaml``: which file and which column holds what, for the planner to read, correct and confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from planning.domain.bands import BandSystem
from planning.errors import Findings, Where
from planning.importing.fields import KINDS, fields_of
from planning.scenario.yaml_tree import read_yaml
from planning.words import message

NAME: Final = "mapping.yaml"
SETTINGS: Final = ("file", "sheet", "crs", "confirmed", "columns", "header")
#: What stands beside the kinds of files.
TOP: Final = ("confirmed", "levels")
#: Shares of a level may miss 1 by so much.
ROUNDING: Final = 0.011


@dataclass(frozen=True, kw_only=True)
class FileMap:
    """What a planner says of one file.

    Parameters
    ----------
    file
        Name of the file that is spoken of; None if the planner does not say it.
    crs
        CRS or datum of its coordinates.
    sheet
        Its sheet or layer.
    columns
        Column by field; None takes a field away, so that nothing is guessed for it.
    confirmed
        True if the planner has confirmed all columns listed, else the fields that he has confirmed.
    header
        Columns that the file had when this was written; those that stand for nothing here are to stand for
        nothing. None if that is not known.
    """

    file: str | None = None
    crs: str | None = None
    sheet: str | None = None
    columns: dict[str, str | None] = field(default_factory=dict)
    confirmed: bool | frozenset[str] = False
    header: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a planner says of all files.

    Parameters
    ----------
    files
        By kind.
    levels
        Shares of the bands, which sum to 1, by level of education as files write it.
    """

    files: dict[str, FileMap] = field(default_factory=dict)
    levels: dict[str, dict[str, float]] = field(default_factory=dict)

    def of(self, kind: str) -> FileMap:
        """Return the statements on one kind of file."""
        return self.files.get(kind, FileMap())


def read_mapping(path: Path, findings: Findings, *, bands: BandSystem) -> Stated:
    """Read a mapping.

    Parameters
    ----------
    path
        The file; one that is not there says nothing.
    findings
        Receives what cannot be read.
    bands
        Bands of the district.

    Returns
    -------
    Stated
        What it says; nothing after a fault.
    """
    if not path.is_file() or not path.read_bytes().strip():
        return Stated()
    document = read_yaml(path, findings=findings)
    if document is None:
        return Stated()
    data = dict(document.data)
    everything = data.pop("confirmed", False)
    if not isinstance(everything, bool):
        _complain(findings, path, "confirmed", "yes, no")
    levels = _levels(data.pop("levels", None) or {}, path, findings, bands)
    files = {}
    for kind, part in data.items():
        if kind not in KINDS or not isinstance(part or {}, dict) or not set(part or {}) <= set(SETTINGS):
            _complain(findings, path, str(kind), f"{', '.join((*TOP, *KINDS))}; {', '.join(SETTINGS)}")
            continue
        known = tuple(wanted.name for wanted in fields_of(kind, bands))
        files[kind] = _file(kind, part or {}, known, path, findings, everything=everything is True)
    return Stated(files=files, levels=levels)


def _file(
    kind: str,
    part: Mapping[str, Any],
    known: tuple[str, ...],
    path: Path,
    findings: Findings,
    *,
    everything: bool,
) -> FileMap:
    """Return what is said of one kind of file, whose fields are ``known``."""
    listed = part.get("columns") or {}
    columns: dict[str, str | None] = {}
    if not isinstance(listed, dict):
        _complain(findings, path, f"{kind}.columns", "field: column")
        listed = {}
    for name, column in listed.items():
        if name not in known or isinstance(column, (list, dict)):
            _complain(findings, path, f"{kind}.columns.{name}", ", ".join(known))
        else:
            columns[name] = None if column is None or column == "" else str(column)
    confirmed = part.get("confirmed", False)
    if isinstance(confirmed, list):
        if not set(map(str, confirmed)) <= set(columns):
            _complain(findings, path, f"{kind}.confirmed", f"yes, no, {', '.join(columns)}")
        confirmed = frozenset(map(str, confirmed))
    elif not isinstance(confirmed, bool):
        _complain(findings, path, f"{kind}.confirmed", f"yes, no, {', '.join(columns)}")
        confirmed = False
    header = part.get("header")
    return FileMap(
        file=_word(part.get("file")),
        crs=_word(part.get("crs")),
        sheet=_word(part.get("sheet")),
        columns=columns,
        confirmed=everything or confirmed,
        header=tuple(map(str, header)) if isinstance(header, list) else None,
    )


def _levels(data: object, path: Path, findings: Findings, bands: BandSystem) -> dict[str, dict[str, float]]:
    """Return the shares of the bands by level; one band alone has all of them."""
    result: dict[str, dict[str, float]] = {}
    first, then = ((*(bands.compulsory or bands.ids), bands.ids[-1]))[:2]
    if not isinstance(data, dict):
        _complain(findings, path, "levels", f"K-8: {first}")
        return result
    for level, said in data.items():
        shares = {said: 1.0} if isinstance(said, str) else said
        sound = (
            isinstance(shares, dict)
            and set(shares) <= set(bands.ids)
            and all(isinstance(share, (int, float)) and share >= 0 for share in shares.values())
            and abs(sum(shares.values()) - 1.0) <= ROUNDING
        )
        if not sound:
            allowed = f"{', '.join(bands.ids)}; {{{first}: 0.67, {then}: 0.33}}"
            _complain(findings, path, f"levels.{level}", allowed)
            continue
        total = sum(shares.values())
        result[str(level)] = {band: float(share) / total for band, share in shares.items()}
    return result


def _word(value: object) -> str | None:
    return str(value) if value else None


def _complain(findings: Findings, path: Path, at: str, allowed: str) -> None:
    findings.add(
        Where(file=path.name, path=at),
        words=message("importing.mapping.cannot_be_read", allowed=allowed),
        fix=message("importing.mapping.correct_or_delete"),
    )
