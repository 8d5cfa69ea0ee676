"""What ``planning explain intake`` prints."""

from __future__ import annotations

from planning.cli.terminal.screen import Screen
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.sheet import Field, Language, Sheet


def print_provenance(provenance: Provenance, *, language: Language = "both") -> None:
    """Print an intake and the steps behind it.

    Parameters
    ----------
    provenance
        Steps that lead to the intake.
    language
        Language of the output.
    """
    screen = Screen(language)
    zone, zh, en = provenance.zone
    band_zh, band_en = provenance.band_label
    pupils, year = provenance.pupils, provenance.year
    screen.say(
        f"{zone} {zh} {year} 年需要{band_zh}学位的新生：{pupils:,.1f} 名",
        f"{zone} {en}, {in_sentence(band_en)}, {year}: {pupils:,.1f} entrants need a seat",
    )
    screen.sheet(
        Sheet(
            name="provenance",
            zh="每一步及其出处",
            en="Each step and its source",
            fields=(
                Field(name="number", zh="序", en="No."),
                Field(name="step_zh", zh="步骤", en=""),
                Field(name="step_en", zh="", en="Step"),
                Field(name="amount", zh="数值", en="Amount"),
                Field(name="persons", zh="人数", en="Persons"),
                Field(name="confidence", zh="可信度", en="How sure"),
                Field(name="source_zh", zh="来源", en=""),
                Field(name="source_en", zh="", en="Source"),
            ),
            rows=tuple(
                (
                    str(number),
                    step.zh,
                    step.en,
                    _amount(step),
                    f"{step.persons:,.1f}",
                    screen.words(*CONFIDENCE_NAMES[step.confidence]),
                    *_source(step),
                )
                for number, step in enumerate(provenance.steps, start=1)
            ),
        )
    )


def _amount(step: Step) -> str:
    if step.kind == "times":
        return f"× {step.amount:.4f}"
    return f"{step.amount:,.0f}" if step.kind == "start" else f"{step.amount:+,.1f}"


def _source(step: Step) -> tuple[str, str]:
    """Return the source in Chinese and English; the source of a table is the same in both."""
    zh, bar, en = step.source.partition("｜")
    if not bar:
        return zh, zh
    table, semicolon, _ = zh.rpartition("; ")
    return zh, f"{table}{semicolon}{en}"
