"""Entrants that are too few to show: how many, and what the page says of them."""

from __future__ import annotations

from planning.report.hidden import hidden_in
from planning.report.map.numbers import number
from planning.report.map.said import in_each
from planning.report.subject import Subject
from planning.words import message


def hidden_words(subject: Subject) -> dict[str, str] | None:
    """Return the sentence on entrants that are too few to show; None if all are shown."""
    found = hidden_in(subject, subject.appraisal.intake)
    return in_each(found.words) if found.rows else None


def hidden_by_year(subject: Subject, band: int) -> list[list[float | int | None]]:
    """Return the zones of a band whose entrants are too few to show, and their entrants, by year."""
    intake = subject.appraisal.intake[:, band]
    found = [hidden_in(subject, intake[:, t]) for t in range(intake.shape[1])]
    return [[one.rows, number(one.pupils, 1)] for one in found]


def hidden_said(subject: Subject, band: int) -> list[dict[str, str] | None]:
    """Return the sentence on the entrants of a band that are too few to show by year, or None if all are."""
    intake = subject.appraisal.intake[:, band]
    found = [hidden_in(subject, intake[:, t]) for t in range(intake.shape[1])]
    return [
        in_each(message("page.map.hidden", n=one.rows, least=one.least_count, pupils=one.pupils))
        if one.rows
        else None
        for one in found
    ]
