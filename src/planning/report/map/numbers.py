"""Numbers as the page's document holds them: rounded once, and null where unknown."""

from __future__ import annotations

import math

from planning.domain.frozen import FloatArray


def row(values: FloatArray, decimals: int) -> list[float | int | None]:
    """Return the values of an array."""
    return [number(value, decimals) for value in values.tolist()]


def number(value: float, decimals: int) -> float | int | None:
    """Return a value; None if it is not finite."""
    if not math.isfinite(value):
        return None
    rounded = round(float(value), decimals)
    return int(rounded) if rounded == int(rounded) else rounded
