"""What ``planning explain intake`` prints."""

from __future__ import annotations

from planning.cli.terminal.screen import Screen
from planning.domain.bands import BAND_NAMES
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.words import Words, message, name_in


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
    band_zh, band_en = BAND_NAMES[provenance.band]
    pupils, year = provenance.pupils, provenance.year
    screen.say(
        message(
            "show.provenance.entrants_need_seat",
            zone=zone,
            words=name(words=words),
            year=year,
            band=name_in(zh=band_zh, en=band_en.lower()),
            pupils=pupils,
        ),
    )
    screen.sheet(
        Sheet(
            name="provenance",
            words=message("show.provenance.each_step_source"),
            fields=(
                Field(name="number", words=message("show.provenance.no")),
                Field(name="step_zh", words=message("show.provenance.values")),
                Field(name="step_en", zh="", en="Step"),
                Field(name="amount", words=message("word.amount")),
                Field(name="persons", words=message("word.persons")),
                Field(name="confidence", words=message("word.how_sure")),
                Field(name="source_zh", words=message("show.provenance.values_2")),
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


def _source(step: Step) -> Words:
    """Return the source in Chinese and English; the source of a table is the same in both."""
    zh, bar, en = step.source.partition("｜")
    if not bar:
        return zh, zh
    table, semicolon, _ = zh.rpartition("; ")
    return zh, f"{table}{semicolon}{en}"
