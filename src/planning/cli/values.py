"""Values of options that are written as text: ranges, shares, lists of years."""

from __future__ import annotations

from typing import Final

import typer

from planning.words import message
from planning.words.catalogue import default_language

#: Years ahead that a back-test may ask for.
FURTHEST: Final = 30
#: Most pupils of a class that may be asked about.
LARGEST_CLASS: Final = 200


def range_of(text: str) -> tuple[float, float]:
    """Parse the ends of LOW:HIGH."""
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 <= low <= high < float("inf"):
        raise typer.BadParameter(message("cli.values.range").text(default_language()), param_hint="--budget")
    return low, high


def share_of(text: str) -> float:
    """Parse a share written as 1% or 0.01."""
    try:
        share = float(text.rstrip("%")) / 100.0 if text.endswith("%") else float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise typer.BadParameter(message("cli.values.share").text(default_language()), param_hint="--within")
    return share


def years_ahead(text: str) -> tuple[int, ...]:
    """Parse numbers of years ahead, without repeats and in ascending order."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= FURTHEST for part in parts):
        raise typer.BadParameter(
            message("cli.values.years_ahead", furthest=FURTHEST).text(default_language()),
            param_hint="--horizons",
        )
    return tuple(sorted({int(part) for part in parts}))


def years_of(text: str) -> tuple[int, ...]:
    """Parse years of four digits; an empty text gives none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and len(part) == 4 for part in parts):
        raise typer.BadParameter(
            message("cli.values.years").text(default_language()), param_hint="--leave-out"
        )
    return tuple(int(part) for part in parts)


def sizes_of(text: str) -> tuple[float, ...]:
    """Parse class sizes, without repeats and in the order given."""
    try:
        sizes = tuple(dict.fromkeys(float(part) for part in text.split(",")))
    except ValueError:
        sizes = (0.0,)
    if not all(1 <= size <= LARGEST_CLASS for size in sizes):
        raise typer.BadParameter(
            message("cli.values.class_sizes", most=LARGEST_CLASS).text(default_language()),
            param_hint="--sizes",
        )
    return sizes
