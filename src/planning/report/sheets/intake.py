"""The sum behind one intake."""

from __future__ import annotations

from planning.domain.provenance import Provenance
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.sheet import Sheet, fields_of, rows_of


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
        zh="一个新生数的由来",
        en="The sum behind one intake",
        fields=fields_of(
            ("step_zh", "步骤", "Step (Chinese)"),
            ("step_en", "步骤（英文）", "Step"),
            ("kind", "运算", "How"),
            ("amount", "数值", "Amount", "number"),
            ("persons", "人数", "Persons", "number"),
            ("confidence", "可信度", "Confidence"),
            ("source", "来源", "Source"),
        ),
        rows=rows_of(
            (
                step.zh,
                step.en,
                step.kind,
                step.amount,
                step.persons,
                " ".join(CONFIDENCE_NAMES[step.confidence]),
                step.source,
            )
            for step in found.steps
        ),
    )
    return Answer(
        name="intake",
        sheets=(sheet,),
        sentences=(
            (
                f"{year} 年{zh}（{key}）{band_zh}需要学位的新生为 {pupils:,.1f} 人",
                f"{pupils:,.1f} {in_sentence(band_en)} entrants of {en} ({key}) need a seat in {year}",
            ),
        ),
        result=found,
        facts=(("zone", key), ("band", found.band), ("year", year), ("pupils", pupils)),
    )
