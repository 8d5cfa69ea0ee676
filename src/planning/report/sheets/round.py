"""The scenarios of a budget round side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planning.domain.plan import Outcome
from planning.report.sheets.labels import OUTCOME_NAMES
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.results.results import Results, unplaced_sums, unplaced_total, whole_sums
from planning.words import Words, message, name_in

ALL = message("sheets.round.in_all")
SOME = message("sheets.round.in_some")
NONE = message("sheets.round.in_none")


@dataclass(frozen=True, kw_only=True, eq=False)
class RoundMember:
    """One scenario of a budget round.

    Parameters
    ----------
    name
        Name of the scenario.
    parent
        Name of the scenario that it extends; empty if it extends none of the round.
    results
        Tables and objectives of its run.
    """

    name: str
    parent: str
    results: Results


def round_sheets(members: Sequence[RoundMember]) -> tuple[Sheet, ...]:
    """Make the sheets of a round: scenarios, openings of each project, and changes between scenarios.

    Parameters
    ----------
    members
        Scenarios in their order; empty if all failed.

    Returns
    -------
    tuple of Sheet
        Sheets of scenarios, projects and changes; empty without a member.
    """
    if not members:
        return ()
    return _scenarios(members), _projects(members), _changes(members)


def _scenarios(members: Sequence[RoundMember]) -> Sheet:
    names: dict[str, Words] = {band.id: band.words for member in members for band in member.results.system}
    bands = [
        (f"unhoused_{key}", message("sheets.round.band_entrants_unhoused", band=name), "count")
        for key, name in names.items()
    ]
    money = members[0].results.money
    rows = []
    for member in members:
        unplaced = unplaced_sums(member.results.unplaced, member.results.bands, ["band"])
        rows.append(
            (
                member.name,
                OUTCOME_NAMES[Outcome(member.results.outcome)],
                float(member.results.objectives.get("O1", float("nan"))),
                *(float(unplaced.get(band, 0.0)) for band in names),
                float(member.results.budget["spent_10k"].sum()),
            )
        )
    return Sheet(
        name="scenarios",
        words=message("sheets.round.scenarios"),
        fields=fields_of(
            ("scenario", message("sheets.round.scenario")),
            ("outcome", message("sheets.round.outcome")),
            ("o1", message("word.o1_weighted_pupil_years"), "count"),
            *bands,
            ("spent_10k", message("sheets.round.spent", money=money.words), "count"),
        ),
        rows=rows_of(rows),
    )


def _openings(member: RoundMember) -> pd.Series[int]:
    table = member.results.schedule.set_index("project_id")["opening_year"]
    return table.fillna(0).astype(int)


def _projects(members: Sequence[RoundMember]) -> Sheet:
    first = members[0].results.schedule.set_index("project_id")
    openings = [_openings(member) for member in members]
    rows = []
    for key in first.index:
        years = [int(opening.get(key, 0)) for opening in openings]
        role = ALL if all(years) else SOME if any(years) else NONE
        rows.append((str(key), str(first.loc[key, "name_zh"]), str(first.loc[key, "name_en"]), role, *years))
    # Projects that open alike everywhere come last, and are not shown on a terminal.
    rows.sort(key=lambda row: len(set(row[4:])) == 1)
    differ = sum(len(set(row[4:])) > 1 for row in rows)
    return Sheet(
        name="projects",
        words=message("sheets.round.openings_each_project"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("role", message("sheets.round.role")),
            *((f"opening {member.name}", name_in(en=member.name), "year") for member in members),
        ),
        rows=rows_of(rows),
        shown=max(differ, 1),
    )


def _changes(members: Sequence[RoundMember]) -> Sheet:
    by_name, money = {member.name: member for member in members}, members[0].results.money
    rows = []
    for before_in_list, after in itertools.pairwise(members):
        before = by_name.get(after.parent, before_in_list)
        one, two = _openings(before), _openings(after)
        moved = [f"{key} {one[key] or '–'}→{two[key] or '–'}" for key in one.index if one[key] != two[key]]
        gains, loses = _zones(before, after)
        rows.append(
            (
                f"{before.name} → {after.name}",
                ", ".join(moved) or "–",
                _lacking(after) - _lacking(before),
                gains,
                loses,
                _total(after, "budget", "spent_10k") - _total(before, "budget", "spent_10k"),
            )
        )
    return Sheet(
        name="changes",
        words=message("sheets.round.what_changes_against_scenario_extended"),
        fields=fields_of(
            ("from_to", message("sheets.round.from_to")),
            ("moved", message("sheets.round.projects_move")),
            ("unhoused", message("sheets.round.change_entrants_unhoused"), "change"),
            ("gains", message("sheets.round.zones_gain_most")),
            ("loses", message("sheets.round.zones_lose_most")),
            (
                "spent_10k",
                message("sheets.round.change_money", money=money.words),
                "change",
            ),
        ),
        rows=rows_of(rows),
    )


def _lacking(member: RoundMember) -> float:
    return unplaced_total(member.results.unplaced, member.results.bands)


def _total(member: RoundMember, table: str, column: str) -> float:
    return float(getattr(member.results, table)[column].sum())


def _zones(before: RoundMember, after: RoundMember) -> tuple[str, str]:
    """Return the three zones that gain and the three that lose the most pupils with a seat."""
    one, two = (whole_sums(m.results.unplaced, ["zone"], "unhoused") for m in (before, after))
    change = (two - one.reindex(two.index, fill_value=0.0)).sort_values(kind="stable")
    # Zones with counts that are too few to show are not compared.
    change = change[change.notna()]
    gains = [f"{zone} {value:+,.0f}" for zone, value in change.head(3).items() if value <= -0.5]
    loses = [f"{zone} {value:+,.0f}" for zone, value in change.tail(3)[::-1].items() if value >= 0.5]
    return ", ".join(gains) or "–", ", ".join(loses) or "–"
