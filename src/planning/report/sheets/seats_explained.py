"""Where the seats of one school come from: rooms times class size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, message, name_in


@dataclass(frozen=True, kw_only=True)
class SeatStep:
    """One figure behind the seats of a school.

    Parameters
    ----------
    words
        What it is.
    amount
        Figure.
    source
        Where it comes from.
    confidence
        Its confidence; empty for what is computed.
    """

    words: Words
    amount: float
    source: Words | str
    confidence: str = ""


def seats_answer(
    steps: Sequence[SeatStep], *, site: tuple[str, str, str], band: Words, year: int, seats: float
) -> Answer:
    """Answer with the figures behind the seats of one school.

    Parameters
    ----------
    steps
        Figures in order.
    site
        Key, Chinese and English name of the facility.
    band
        Name of the band.
    year
        School year.
    seats
        Seats that the facility has without any project.

    Returns
    -------
    Answer
        Sheet with a row for each figure.
    """
    rows = [
        (
            step.words, step.amount, CONFIDENCE_NAMES[step.confidence] if step.confidence else "–",
            step.source,
        )
        for step in steps
    ]  # fmt: skip
    sheet = Sheet(
        name="seats",
        words=message("sheets.seats_explained.title"),
        fields=fields_of(
            ("step", message("sheets.seats_explained.step")),
            ("amount", message("word.amount"), "number"),
            ("confidence", message("word.confidence")),
            ("source", message("sheets.intake.source")),
        ),
        rows=rows_of(rows),
    )
    key, zh, en = site
    said = message(
        "sheets.seats_explained.has", site=name_in(zh=f"{key} {zh}", en=f"{key} {en}"),
        band=band, year=year, seats=seats,
    )  # fmt: skip
    return Answer(
        name="seats",
        sheets=(sheet,),
        sentences=(said,),
        result=tuple(steps),
        facts=(("facility", key), ("year", year), ("seats", seats)),
    )
