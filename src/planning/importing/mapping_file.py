"""Write ``mapping.yaml``: every guess with its rivals, so that a planner can correct and confirm it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from planning.importing.columns import Guess
from planning.importing.guesses import filled_columns, unused_columns
from planning.importing.layer import Layer
from planning.importing.mapping import FileMap, Stated
from planning.words import message
from planning.words.catalogue import BOTH
from planning.words.shown import in_lines


def write_mapping(
    path: Path, *, stated: Stated, layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]]
) -> None:
    """Write what was used, for the planner to check.

    Parameters
    ----------
    path
        File to write.
    stated
        What the planner has said; of files that are not here now it is kept.
    layers, guesses
        Files and the column of each of their fields, by kind.
    """
    everything = all(guess.confirmed for own in guesses.values() for guess in own)
    head = in_lines(message("importing.mapping_file.head"), BOTH)
    lines = [f"{head}\n", f"confirmed: {'true' if everything else 'false'}\n"]
    if stated.levels:
        said = {
            level: next(iter(shares))
            if len(shares) == 1
            else {band: round(v, 4) for band, v in shares.items()}
            for level, shares in stated.levels.items()
        }
        lines.append(_dump({"levels": said}, inner=None))
    for kind, layer in layers.items():
        lines.append(_section(kind, layer, guesses[kind], stated.of(kind)))
    for kind, said_of in stated.files.items():
        if kind not in layers:
            lines.append(_dump({kind: _plain(said_of)}, inner=None))
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _section(kind: str, layer: Layer, guesses: list[Guess], said: FileMap) -> str:
    """Return the lines of one file."""
    confirmed = [guess.field for guess in guesses if guess.confirmed]
    whole = len(confirmed) == len(guesses)
    head: dict[str, Any] = {
        "file": layer.file,
        "sheet": said.sheet,
        "crs": said.crs,
        "confirmed": whole if whole or not confirmed else confirmed,
    }
    left = unused_columns(layer, guesses)
    text = [f"# {kind}: {_listed(layer.columns)}"]
    if left:
        not_used = message("importing.mapping_file.not_used").text(BOTH)
        text.append(f"# {not_used}: {_listed(left)}")
    text.append(f"{kind}:")
    text += [f"  {line}" for line in _dump(head).splitlines()]
    text.append("  columns:")
    for guess in guesses:
        why = guess.how + (f"; or: {_listed(guess.rivals)}" if guess.rivals else "")
        column = json.dumps(guess.column, ensure_ascii=False) if "\n" in guess.column else None
        line = f"{guess.field}: {column}" if column else _dump({guess.field: guess.column}).strip()
        text.append(f"    {line}  # {why}")
    used = {guess.field for guess in guesses}
    text += [f"    {name}: null" for name, column in said.columns.items() if not column and name not in used]
    if text[-1] == "  columns:":
        text[-1] = "  columns: {}"
    # JSON is YAML too, and keeps names with line ends in them on one line.
    text.append(f"  header: {json.dumps(filled_columns(layer), ensure_ascii=False)}")
    return "\n".join(text) + "\n"


def _plain(said: FileMap) -> dict[str, Any]:
    confirmed = said.confirmed if isinstance(said.confirmed, bool) else sorted(said.confirmed)
    part: dict[str, Any] = {
        "file": said.file,
        "sheet": said.sheet,
        "crs": said.crs,
        "confirmed": confirmed,
        "columns": dict(said.columns),
    }
    return part if said.header is None else {**part, "header": list(said.header)}


def _dump(data: Mapping[str, Any], *, inner: bool | None = False) -> str:
    text: str = yaml.safe_dump(
        dict(data), allow_unicode=True, sort_keys=False, default_flow_style=inner, width=100_000
    )
    return text


def _listed(names: Any) -> str:
    """Return names on one line, whatever letters end a line in them."""
    return " ".join(", ".join(names).split())
