"""Values of options that are written as text: ranges, shares, lists of years."""

from __future__ import annotations

from typing import Final

import typer

#: Years ahead that a back-test may ask for.
FURTHEST: Final = 30


def range_of(text: str) -> tuple[float, float]:
    """Parse the ends of LOW:HIGH."""
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 <= low <= high < float("inf"):
        raise typer.BadParameter(
            "应为 低:高，例如 20000:80000。LOW:HIGH, for example.", param_hint="--budget"
        )
    return low, high


def share_of(text: str) -> float:
    """Parse a share written as 1% or 0.01."""
    try:
        share = float(text.rstrip("%")) / 100.0 if text.endswith("%") else float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise typer.BadParameter("应为百分数，例如 1%。A share such as 1%.", param_hint="--within")
    return share


def years_ahead(text: str) -> tuple[int, ...]:
    """Parse numbers of years ahead, without repeats and in ascending order."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= FURTHEST for part in parts):
        raise typer.BadParameter(
            f"应为 1 至 {FURTHEST} 的整数，以逗号分隔。"
            f"Whole numbers from 1 to {FURTHEST}, with commas between.",
            param_hint="--horizons",
        )
    return tuple(sorted({int(part) for part in parts}))


def years_of(text: str) -> tuple[int, ...]:
    """Parse years of four digits; an empty text gives none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and len(part) == 4 for part in parts):
        raise typer.BadParameter(
            "应为四位年份，以逗号分隔。Years of four digits, with commas between.", param_hint="--leave-out"
        )
    return tuple(int(part) for part in parts)
