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

ALL, SOME, NONE = "全部 all", "部分 some", "都不 none"


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
    names: dict[str, tuple[str, str]] = {}
    for member in members:
        names |= member.results.system.names()
    bands = [
        (f"unhoused_{band}", f"{zh}无学位新生", f"{en} entrants unhoused", "count")
        for band, (zh, en) in names.items()
    ]
    money = members[0].results.money
    rows = []
    for member in members:
        unplaced = unplaced_sums(member.results.unplaced, member.results.bands, ["band"])
        rows.append(
            (
                member.name,
                " ".join(OUTCOME_NAMES[Outcome(member.results.outcome)]),
                float(member.results.objectives.get("O1", float("nan"))),
                *(float(unplaced.get(band, 0.0)) for band in names),
                float(member.results.budget["spent_10k"].sum()),
            )
        )
    return Sheet(
        name="scenarios",
        zh="各情景",
        en="Scenarios",
        fields=fields_of(
            ("scenario", "情景", "Scenario"),
            ("outcome", "结论", "Outcome"),
            ("o1", "O1 加权人·年", "O1 weighted pupil-years", "count"),
            *bands,
            ("spent_10k", f"支出合计（{money.zh}）", f"Spent ({money.en})", "count"),
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
        zh="各项目启用年份",
        en="Openings of each project",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("role", "在各情景中", "In the scenarios"),
            *((f"opening {member.name}", member.name, member.name, "year") for member in members),
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
        zh="与上一情景（所继承者）相比的变化",
        en="What changes against the scenario extended, or the one before",
        fields=fields_of(
            ("from_to", "情景", "Scenarios"),
            ("moved", "变动项目", "Projects that move"),
            ("unhoused", "无学位新生变化", "Change of entrants unhoused", "change"),
            ("gains", "得益最多的区", "Zones that gain most"),
            ("loses", "受损最多的区", "Zones that lose most"),
            ("spent_10k", f"支出变化（{money.zh}）", f"Change of money ({money.en})", "change"),
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
