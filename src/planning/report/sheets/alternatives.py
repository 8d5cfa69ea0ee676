"""Schedules nearly as good as the best, and what each project is to them."""

from __future__ import annotations

from typing import Any, Final

from planning.domain.alternatives import COULD, MUST, NEVER, ROLES, UNKNOWN, Alternatives
from planning.domain.proof import proof_of
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.words import Words, message

ROLE_NAMES: Final = {
    MUST: message("sheets.alternatives.role_must"),
    COULD: message("sheets.alternatives.role_could"),
    NEVER: message("sheets.alternatives.role_never"),
    UNKNOWN: message("sheets.alternatives.role_unknown"),
}


def alternatives_answer(found: Alternatives, labels: Labels) -> Answer:
    """Answer with schedules nearly as good as the best.

    Parameters
    ----------
    found
        Schedules, the best first, and the role of each project.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheet with a row for each project: its role, and its opening in each schedule.
    """
    rows: list[tuple[Any, ...]] = []
    for p in range(len(labels.projects)):
        openings = [schedule.openings[p] for schedule in found.schedules]
        rows.append((*labels.project(p), ROLE_NAMES[found.role[p]], *openings))
    titles = [("best", message("sheets.alternatives.best"), "year")] + [
        (f"alternative_{i}", message("sheets.alternatives.no", i=i), "year")
        for i in range(1, len(found.schedules))
    ]
    openings_sheet = Sheet(
        name="alternatives",
        words=message("sheets.alternatives.openings_each_schedule"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("role", message("sheets.alternatives.role")),
            *titles,
        ),
        rows=rows_of(rows),
    )
    worth = Sheet(
        name="objectives",
        words=message("word.objectives"),
        fields=fields_of(
            ("schedule", message("sheets.alternatives.schedule")),
            ("o1", message("word.o1_weighted_pupil_years"), "number"),
            ("o2", message("sheets.labels.o2_in_unit", unit=labels.o2_unit.words), "number"),
            ("differs", message("sheets.alternatives.projects_differ"), "count"),
        ),
        rows=rows_of(
            (coded(title[1].text("en"), title[1]), item.o1, item.o2, item.differs)
            for title, item in zip(titles, found.schedules, strict=True)
        ),
    )
    return Answer(
        name="alternatives",
        sheets=(openings_sheet, worth),
        sentences=(
            _roles_sentence(found),
            _differ_sentence(found),
        ),
        result=found,
        facts=(("tolerance", found.tolerance), ("roles_proven", found.complete)),
    )


def _differ_sentence(found: Alternatives) -> Words:
    proof = proof_of(found.best.stages).words
    if found.complete:
        return message("sheets.alternatives.differ_most_best_proof", tolerance=found.tolerance, proof=proof)
    return message("sheets.alternatives.differ_most_roles_not_proven", tolerance=found.tolerance, proof=proof)


def _roles_sentence(found: Alternatives) -> Words:
    counts = {role: len(found.with_role(role)) for role in ROLES}
    known = {"must": counts[MUST], "could": counts[COULD], "never": counts[NEVER]}
    if counts[UNKNOWN]:
        return message(
            "sheets.alternatives.counts_by_role_some_open",
            tolerance=found.tolerance,
            unknown=counts[UNKNOWN],
            **known,
        )
    return message("sheets.alternatives.counts_by_role", tolerance=found.tolerance, **known)
