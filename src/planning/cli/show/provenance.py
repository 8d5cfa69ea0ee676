"""What ``planning explain intake`` prints."""

from __future__ import annotations

from planning.cli.terminal.screen import Screen
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.words import message, name_in
from planning.words.shown import in_lines


def print_provenance(provenance: Provenance, *, language: Language | None = None) -> None:
    """Print an intake and the steps behind it.

    Parameters
    ----------
    provenance
        Steps that lead to the intake.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    zone, zone_zh, zone_en = provenance.zone
    band_zh, band_en = provenance.band_label
    pupils, year = provenance.pupils, provenance.year
    screen.say(
        message(
            "show.provenance.entrants_need_seat",
            zone=zone,
            named=name_in(zh=zone_zh, en=zone_en),
            year=year,
            band=name_in(zh=band_zh, en=in_sentence(band_en)),
            pupils=pupils,
        ),
    )
    screen.sheet(
        Sheet(
            name="provenance",
            words=message("show.provenance.each_step_source"),
            fields=(
                Field(name="number", words=message("show.provenance.no")),
                Field(name="step", words=message("word.step")),
                Field(name="amount", words=message("word.amount")),
                Field(name="persons", words=message("word.persons")),
                Field(name="confidence", words=message("word.how_sure")),
                Field(name="source", words=message("word.source")),
            ),
            rows=tuple(
                (
                    str(number),
                    in_lines(step.words, screen.language),
                    _amount(step),
                    f"{step.persons:,.1f}",
                    screen.words(CONFIDENCE_NAMES[step.confidence]),
                    step.source if isinstance(step.source, str) else in_lines(step.source, screen.language),
                )
                for number, step in enumerate(provenance.steps, start=1)
            ),
        )
    )


def _amount(step: Step) -> str:
    if step.kind == "times":
        return f"× {step.amount:.4f}"
    return f"{step.amount:,.0f}" if step.kind == "start" else f"{step.amount:+,.1f}"
