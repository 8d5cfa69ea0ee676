"""The exact allocation of the seats under one schedule, as the engine hands it on."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Allocation:
    """Allocation of the seats under one schedule.

    Parameters
    ----------
    starts
        0 or 1 by option, shape (O,).
    searched, values
        Value of each column as the search found it, and as the exact allocation has it.
    o2
        O2 of the exact allocation, 10,000 yuan; None if there is none.
    dual
        Fall of O2 for one more unit of O1, at least 0; None if it is not known.
    held
        Rows of the live model that hold objectives.
    """

    starts: FloatArray
    searched: FloatArray
    values: FloatArray
    o2: float | None = None
    dual: float | None = None
    held: tuple[int, ...] = ()
