"""Sheets that set two runs' tables side by side."""

from __future__ import annotations

import pandas as pd

from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import coded
from planning.results.results import Results, unplaced_sums, whole_sums
from planning.words import Words, message

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
        words=message("word.projects_that_move"),
        fields=fields_of(
            ("project", message("word.project")),
            ("name_zh", message("word.name_in_chinese")),
            ("name_en", message("word.name")),
            ("opening_before", message("word.opened_before"), "year"),
            ("opening_after", message("word.opens_after"), "year"),
        ),
        rows=rows_of(rows),
    )


def _names(before: Results, after: Results) -> dict[str, Words]:
    """Return the names of the bands of either side by key."""
    return {band.id: band.words for side in (before, after) for band in side.system}


def _bands(before: Results, after: Results) -> Sheet:
    one, two = (unplaced_sums(side.unplaced, side.bands, ["band"]) for side in (before, after))
    names = _names(before, after)
    keys = [band for band in names if band in one.index or band in two.index]
    rows = [
        (names[b], float(one.get(b, 0.0)), float(two.get(b, 0.0)),
         float(two.get(b, 0.0)) - float(one.get(b, 0.0)))
        for b in keys
    ]  # fmt: skip
    return Sheet(
        name="bands",
        words=message("sheets.results.entrants_without_seat_all_years"),
        fields=fields_of(
            ("band", message("word.band")),
            ("unhoused_before", message("word.before"), "count"),
            ("unhoused_after", message("word.after"), "count"),
            ("unhoused_change", message("word.change"), "change"),
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
    names = _names(before, after)
    bands = [coded(b, names[b]) for b in flat["band"]]
    rows = list(zip(flat["zone"], bands, flat["before"], flat["after"], flat["change"], strict=True))
    return Sheet(
        name="zones",
        words=message("sheets.results.zones_gain_lose_most_all"),
        fields=fields_of(
            ("zone", message("word.zone")),
            ("band", message("word.band")),
            ("before", message("word.before"), "count"),
            ("after", message("word.after"), "count"),
            ("change", message("word.change"), "change"),
        ),
        rows=rows_of(rows),
        note=message("sheets.results.zones_not_compared", n=few) if few else None,
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
        words=message("word.money_by_year", money=after.money.words),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("spent_before_10k", message("word.before"), "count"),
            ("spent_after_10k", message("word.after"), "count"),
            ("change_10k", message("word.change"), "change"),
        ),
        rows=rows_of(rows),
    )
