"""Schedules nearly as good as the best, and what each project is to them."""

from __future__ import annotations

from typing import Any, Final

from planning.domain.alternatives import COULD, MUST, NEVER, ROLES, UNKNOWN, Alternatives
from planning.domain.proof import proof_of
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, message, name_in

ROLE_NAMES: Final = {
    "must": "必建 must", "could": "可建 could", "never": "不建 never", "unknown": "未定 unknown"
}  # fmt: skip


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
            ("name_zh", message("word.chinese_name_2")),
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
            ("o2", f"O2 {labels.o2_unit.zh}", f"O2 {labels.o2_unit.en}", "number"),
            ("differs", message("sheets.alternatives.projects_differ"), "count"),
        ),
        rows=rows_of(
            (title[2], item.o1, item.o2, item.differs)
            for title, item in zip(titles, found.schedules, strict=True)
        ),
    )
    zh, en = proof_of(found.best.stages).words
    late = message("sheets.alternatives.some_roles_not_proven_time")
    known = ("", "") if found.complete else late
    return Answer(
        name="alternatives",
        sheets=(openings_sheet, worth),
        sentences=(
            _roles_sentence(found),
            message(
                "sheets.alternatives.schedules_no_more_worse_o1",
                tolerance=found.tolerance,
                words=name(words=words),
                known=name_in(zh=known[0], en=known[1]),
            ),
        ),
        result=found,
        facts=(("tolerance", found.tolerance), ("roles_proven", found.complete)),
    )


def _roles_sentence(found: Alternatives) -> Words:
    counts = {role: len(found.with_role(role)) for role in ROLES}
    unknown = counts[UNKNOWN]
    return message(
        "sheets.alternatives.within_best_projects_built_every",
        tolerance=found.tolerance,
        counts=counts[MUST],
        counts_2=counts[COULD],
        counts_3=counts[NEVER],
        text=(message("sheets.alternatives.open", unknown=unknown) if unknown else ""),
    )
