"""The sum behind one intake: from people or births to pupils, each step with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the sum.

    Parameters
    ----------
    zh, en
        What is done.
    kind
        The sum starts with the amount, is multiplied by it, or has it added.
    amount
        Number that the step brings.
    persons
        Persons after the step.
    source, confidence
        Where the number comes from and how sure it is.
    """

    zh: str
    en: str
    kind: Literal["start", "times", "plus"]
    amount: float
    persons: float
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """The steps that lead to an intake, the last of which is its value.

    Parameters
    ----------
    zone
        Key, Chinese and English name of the zone.
    band
        Key of the band.
    year
        School year.
    steps
        Steps in order.
    """

    zone: tuple[str, str, str]
    band: str
    year: int
    steps: tuple[Step, ...]

    @property
    def pupils(self) -> float:
        """The intake."""
        return self.steps[-1].persons
