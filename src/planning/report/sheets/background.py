"""Sheets of what stands behind a plan: its rules and its assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from planning.district.district import Taken
from planning.domain.appraisal import Audit
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import told
from planning.words import message

RULE_NAMES: Final = {
    "sign": message("sheets.background.no_figure_negative"),
    "C1": message("sheets.background.each_entrant_placed_counted_unhoused"),
    "C2": message("sheets.background.pupils_do_not_exceed_seats"),
    "C3": message("sheets.background.seats_follow_openings_closures"),
    "C4": message("sheets.background.entry_grades_do_not_exceed"),
    "C5": message("sheets.background.temporary_seats_stay_within_their"),
    "C6": message("sheets.background.committed_projects_carried_out"),
    "C7": message("sheets.background.spending_stays_within_limit_carry"),
    "C8": message("sheets.background.order_exclusion_works_once"),
    "C9": message("sheets.background.shares_seats_hold_their_floors"),
    "C10": message("sheets.background.staff_recruitment_posts"),
    "C11": message("sheets.background.changes_against_announcement"),
    "C12": message("sheets.background.whole_zones_where_asked"),
    "C13": message("sheets.background.catchments_one_piece_where_asked"),
    "C14": message("sheets.background.rooms_lent_within_their_terms"),
    "C16": message("sheets.background.class_size"),
    "C17": message("sheets.background.staff_balance"),
    "C18": message("sheets.background.purses_pay"),
    "C15": message("sheets.background.closings"),
    "C19": message("sheets.background.least_intake"),
    "unmet": message("sheets.background.all_placed_where_asked"),
    "O1": message("sheets.background.o1_what_recomputed"),
    "O2": message("sheets.background.o2_what_recomputed"),
    "O3": message("sheets.background.o3_what_recomputed"),
    "outcome": message("sheets.background.outcome_what_proven"),
}


#: Result of a rule that holds.
HOLDS: Final = message("sheets.background.holds")


def rules_sheet(audit: Audit) -> Sheet:
    """Make the sheet of the rules recomputed by the audit, and whether each holds."""
    broken: dict[str, object] = {breach.rule: str(breach) for breach in audit.breaches}
    rows = [(rule, *told(RULE_NAMES[rule]), broken.get(rule, HOLDS)) for rule in audit.checked]
    return Sheet(
        name="rules",
        words=message("sheets.background.rules_recomputed_audit"),
        fields=fields_of(
            ("rule", message("sheets.background.number")),
            ("name_zh", message("sheets.background.chinese")),
            ("name_en", message("sheets.background.rule")),
            ("holds", message("sheets.background.result")),
        ),
        rows=rows_of(rows),
    )


def assumptions_sheet(scenario: Mapping[str, Any], taken: Sequence[Taken] = ()) -> Sheet:
    """Make the sheet of a merged scenario, one row for each entry.

    Parameters
    ----------
    scenario
        Merged scenario as plain values.
    taken
        Figures of added projects that the scenario leaves to the district's own projects.

    Returns
    -------
    Sheet
        Sheet of paths and values.
    """
    figures = [
        (one.path, message("sheets.background.taken", value=one.value, basis=one.words)) for one in taken
    ]
    return Sheet(
        name="assumptions",
        words=message("sheets.background.every_entry_scenario"),
        fields=fields_of(
            ("path", message("sheets.background.path")), ("value", message("sheets.background.value"))
        ),
        rows=rows_of([*_entries(scenario, ""), *figures]),
    )


def _entries(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    if path == "add" and isinstance(part, list):
        part = {item["project"]: item for item in part}
    if isinstance(part, Mapping) and part:
        for key, below in part.items():
            yield from _entries(below, f"{path}.{key}" if path else str(key))
    else:
        number = isinstance(part, int | float) and not isinstance(part, bool)
        yield path, "–" if part is None else part if number else str(part)
