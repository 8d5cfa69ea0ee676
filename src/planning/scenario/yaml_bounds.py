"""Limits of a YAML file, looked at before anything is built from it."""

from __future__ import annotations

from typing import Final

import yaml

from planning.door import tell_too_large
from planning.errors import Findings, Where
from planning.words import message

#: Largest scenario file, bytes; the largest of ours has 20 kilobytes.
MOST_BYTES: Final = 1_000_000
#: Levels of a mapping within a mapping.
DEEPEST: Final = 40
#: Values, each alias counted as all the values that it stands for: 400 bytes can stand for billions.
MOST_VALUES: Final = 100_000


def is_bounded(text: str, *, file: str, findings: Findings) -> bool:
    """Return True if a text is neither too deep nor too large with its aliases written out.

    Parameters
    ----------
    text
        YAML text.
    file
        File that the fault names.
    findings
        Receives the fault.

    Returns
    -------
    bool
        False after a fault.

    Raises
    ------
    yaml.YAMLError
        If the text is no YAML.
    """
    sizes: list[int] = [0]
    anchors: list[str | None] = [None]
    known: dict[str, int] = {}
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        where = Where(file=file, line=event.start_mark.line + 1 if event.start_mark else None)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in anchors:
                tell_too_large(
                    findings, where, message("scenario.yaml_bounds.holds_itself", anchor=event.anchor), "0"
                )
                return False
            sizes[-1] += known.get(event.anchor or "", 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            sizes.append(1)
            anchors.append(event.anchor)
        elif isinstance(event, yaml.ScalarEvent):
            sizes[-1] += 1
            if event.anchor is not None:
                known[event.anchor] = 1
        elif isinstance(event, yaml.CollectionEndEvent):
            size, anchor = sizes.pop(), anchors.pop()
            sizes[-1] += size
            if anchor is not None:
                known[anchor] = size
        if len(sizes) > DEEPEST:
            tell_too_large(
                findings,
                where,
                message("scenario.yaml_bounds.too_deep", levels=DEEPEST),
                str(DEEPEST),
            )
            return False
        if sizes[-1] > MOST_VALUES:
            found = message("scenario.yaml_bounds.too_many_values", count=MOST_VALUES)
            tell_too_large(findings, where, found, f"{MOST_VALUES:,}")
            return False
    return True
