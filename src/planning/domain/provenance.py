"""The sum behind one intake: from people or births to pupils, each step with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planning.words import Words


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the calculation behind an intake.

    Parameters
    ----------
    words
        Description.
    kind
        How ``amount`` enters: as the start, as a factor, or as an addition.
    amount
        Start, factor or addition of the step.
    persons
        Persons after the step.
    source, confidence
        Source of the amount and its confidence.
    """

    words: Words
    kind: Literal["start", "times", "plus"]
    amount: float
    persons: float
    source: Words
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Steps that lead to an intake.

    Parameters
    ----------
    zone
        Key, Chinese and English name of the zone.
    band
        Key of the band.
    year
        School year of the intake.
    steps
        Steps in order; the last one gives the intake.
    band_label
        Chinese and English name of the band.
    """

    zone: tuple[str, str, str]
    band: str
    year: int
    steps: tuple[Step, ...]
    band_label: tuple[str, str]

    @property
    def pupils(self) -> float:
        """Pupils of the intake: the result of the last step."""
        return self.steps[-1].persons
