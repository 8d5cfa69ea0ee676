"""The sum behind one intake."""

from __future__ import annotations

from planning.domain.provenance import Provenance
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import message, name_in
from planning.words.catalogue import FIRST, SECOND


def intake_answer(found: Provenance) -> Answer:
    """Answer with the calculation behind one intake.

    Parameters
    ----------
    found
        Steps of the calculation; the last one gives the intake.

    Returns
    -------
    Answer
        Sheet with a row for each step.
    """
    key, zh, en = found.zone
    band_zh, band_en = found.band_label
    year, pupils = found.year, found.pupils
    sheet = Sheet(
        name="intake",
        words=message("sheets.intake.sum_behind_one_intake"),
        fields=fields_of(
            ("step_zh", message("sheets.intake.step_chinese")),
            ("step_en", message("sheets.intake.step")),
            ("kind", message("sheets.intake.how")),
            ("amount", message("word.amount"), "number"),
            ("persons", message("word.persons"), "number"),
            ("confidence", message("word.confidence")),
            ("source", message("sheets.intake.source")),
        ),
        rows=rows_of(
            (
                step.words.text(FIRST),
                step.words.text(SECOND),
                step.kind,
                step.amount,
                step.persons,
                CONFIDENCE_NAMES[step.confidence],
                step.source,
            )
            for step in found.steps
        ),
    )
    return Answer(
        name="intake",
        sheets=(sheet,),
        sentences=(
            message(
                "sheets.intake.entrants_need_seat",
                year=year,
                zone=name_in(zh=zh, en=en),
                key=key,
                band=name_in(zh=band_zh, en=in_sentence(band_en)),
                pupils=pupils,
            ),
        ),
        result=found,
        facts=(("zone", key), ("band", found.band), ("year", year), ("pupils", pupils)),
    )
