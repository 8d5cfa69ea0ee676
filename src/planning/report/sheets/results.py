"""Sheets that set two runs' tables side by side."""

from __future__ import annotations

import pandas as pd

from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.results.results import Results, unplaced_sums, whole_sums

LEAST_PUPILS = 0.5
WORST_ZONES = 15


def results_sheets(before: Results, after: Results) -> tuple[Sheet, ...]:
    """Make the sheets of two runs: projects moved, entrants without a seat, and money by year."""
    return _moved(before, after), _bands(before, after), _zones(before, after), _money(before, after)


def _moved(before: Results, after: Results) -> Sheet:
    names = pd.concat([before.schedule, after.schedule]).drop_duplicates("project_id").set_index("project_id")
    one = before.schedule.set_index("project_id")["opening_year"].reindex(names.index).fillna(0)
    two = after.schedule.set_index("project_id")["opening_year"].reindex(names.index).fillna(0)
    rows = [
        (key, names.loc[key, "name_zh"], names.loc[key, "name_en"], int(one[key]), int(two[key]))
        for key in names.index
        if one[key] != two[key]
    ]
    return Sheet(
        name="moved",
        zh="变动的项目",
        en="Projects that move",
        fields=fields_of(
            ("project", "项目", "Project"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("opening_before", "原启用", "Opened before", "year"),
            ("opening_after", "现启用", "Opens after", "year"),
        ),
        rows=rows_of(rows),
    )


def _bands(before: Results, after: Results) -> Sheet:
    one, two = (unplaced_sums(side.unplaced, side.bands, ["band"]) for side in (before, after))
    names = before.system.names() | after.system.names()
    keys = [band for band in names if band in one.index or band in two.index]
    rows = [
        (" ".join(names[b]), float(one.get(b, 0.0)), float(two.get(b, 0.0)),
         float(two.get(b, 0.0)) - float(one.get(b, 0.0)))
        for b in keys
    ]  # fmt: skip
    return Sheet(
        name="bands",
        zh="无学位新生（各年合计）",
        en="Entrants without a seat, all years",
        fields=fields_of(
            ("band", "学段", "Band"),
            ("unhoused_before", "原", "Before", "count"),
            ("unhoused_after", "现", "After", "count"),
            ("unhoused_change", "变化", "Change", "change"),
        ),
        rows=rows_of(rows),
    )


def _zones(before: Results, after: Results) -> Sheet:
    one, two = (whole_sums(side.unplaced, ["zone", "band"], "unhoused") for side in (before, after))
    both = one.index.union(two.index)
    table = pd.DataFrame(
        {"before": one.reindex(both, fill_value=0.0), "after": two.reindex(both, fill_value=0.0)}
    )
    few = int(table.isna().any(axis=1).sum())
    table["change"] = table["after"] - table["before"]
    table = table[table["change"].abs() >= LEAST_PUPILS]
    table = table.loc[table["change"].abs().sort_values(ascending=False, kind="stable").index[:WORST_ZONES]]
    flat = table.reset_index()
    rows = list(zip(flat["zone"], flat["band"], flat["before"], flat["after"], flat["change"], strict=True))
    return Sheet(
        name="zones",
        zh="得失最大的需求区（各年合计）",
        en="Zones that gain and lose most, all years",
        fields=fields_of(
            ("zone", "区", "Zone"),
            ("band", "学段", "Band"),
            ("before", "原", "Before", "count"),
            ("after", "现", "After", "count"),
            ("change", "变化", "Change", "change"),
        ),
        rows=rows_of(rows),
        note=_note(few) if few else None,
    )


def _note(few: int) -> tuple[str, str]:
    """Return what is left out for counts that are too few to show."""
    zones = "1 zone is" if few == 1 else f"{few} zones are"
    return (
        f"另有 {few} 个需求区因人数过少不予列出，未作比较",
        f"{zones} not compared, as counts of theirs are too few to show",
    )


def _money(before: Results, after: Results) -> Sheet:
    one, two = (side.budget.set_index("year")["spent_10k"] for side in (before, after))
    years = sorted({*one.index, *two.index})
    rows = [
        (int(year), float(one.get(year, 0.0)), float(two.get(year, 0.0)),
         float(two.get(year, 0.0)) - float(one.get(year, 0.0)))
        for year in years
        if one.get(year, 0.0) or two.get(year, 0.0)
    ]  # fmt: skip
    return Sheet(
        name="money",
        zh=f"各年支出（{after.money.zh}）",
        en=f"Money by year ({after.money.en})",
        fields=fields_of(
            ("year", "年", "Year", "year"),
            ("spent_before_10k", "原", "Before", "count"),
            ("spent_after_10k", "现", "After", "count"),
            ("change_10k", "变化", "Change", "change"),
        ),
        rows=rows_of(rows),
    )
