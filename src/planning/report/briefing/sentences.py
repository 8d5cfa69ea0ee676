"""The headline of a briefing: sentences made from the audited numbers."""

from __future__ import annotations

import pandas as pd

from planning.results.briefing_source import BriefSource
from planning.results.proof import proof_of_record

Said = tuple[str, str]
#: A shortage below this many entrants in all is none.
NOBODY = 0.5
MOST_ZONES = 3


def headline(source: BriefSource) -> list[Said]:
    """Write the sentences that a director needs first: shortage, decisions, money, proof."""
    return [*_shortage(source), *_decisions(source), *_money(source), _proof(source)]


def _shortage(source: BriefSource) -> list[Said]:
    table = source.unplaced
    said: list[Said] = []
    for band in source.system:
        zh, en = band.label
        own = table[table["band"] == band.id]
        # The district's totals are whole; cells of few children may be left out of the zones' table.
        by_year = source.bands[source.bands["band"] == band.id].set_index("year")[["unhoused", "intake"]]
        total = float(by_year["unhoused"].sum())
        if total < NOBODY:
            continue
        lacking = by_year.index[by_year["unhoused"] >= NOBODY]
        worst = int(by_year.index[int(by_year["unhoused"].to_numpy().argmax())])
        most, among = by_year.to_numpy()[list(by_year.index).index(worst)].tolist()
        places_zh, places_en = _places(source, own)
        first, last = int(lacking[0]), int(lacking[-1])
        said.append(
            (
                f"{zh}：{first} 至 {last} 年累计 {total:,.0f} 名新生没有学位，{worst} 年最多，"
                f"{most:,.0f} 名，占当年新生 {most / among:.1%}；主要在{places_zh}。",
                f"{en}: {total:,.0f} entrants have no seat from {first} to {last}, most in {worst}: "
                f"{most:,.0f}, {most / among:.1%} of the entrants; above all in {places_en}.",
            )
        )
    return said or [("各学段每年新生均有学位。", "Every entrant of every band has a seat in every year.")]


def _places(source: BriefSource, own: pd.DataFrame) -> Said:
    worst = own.groupby("zone")["unhoused"].sum().sort_values(ascending=False, kind="stable")
    names = [source.zone_names.get(str(zone), (str(zone), str(zone))) for zone in worst.index[:MOST_ZONES]]
    return "、".join(name[0] for name in names), ", ".join(name[1] for name in names)


def _decisions(source: BriefSource) -> list[Said]:
    year = int(source.record["first_year"])
    schedule = source.schedule
    now = schedule[(schedule["start_year"] == year) & schedule["status"].isin(("starting", "reserve"))]
    later = schedule[(schedule["start_year"] > year) & schedule["opening_year"].notna()]
    never = schedule[schedule["opening_year"].isna()]
    said: list[Said] = []
    if len(now):
        zh = "、".join(f"{name}（{year:.0f} 年启用）" for name, _, _, year in _rows(now))
        en = ", ".join(f"{name} (opens {year:.0f})" for _, name, _, year in _rows(now))
        said.append((f"本轮决定开工：{zh}。", f"This round starts: {en}."))
    if len(later):
        zh = "、".join(f"{name}（{year:.0f} 年开工）" for name, _, year, _ in _rows(later))
        en = ", ".join(f"{name} (starts {year:.0f})" for _, name, year, _ in _rows(later))
        said.append((f"以后开工：{zh}。", f"Later: {en}."))
    if len(never):
        zh, en = "、".join(never["name_zh"]), ", ".join(never["name_en"])
        said.append((f"规划期内不开工：{zh}。", f"Not started within the horizon: {en}."))
    return said


def _rows(table: pd.DataFrame) -> list[tuple[str, str, float, float]]:
    """Return Chinese and English name, start and opening of each project."""
    return list(
        zip(table["name_zh"], table["name_en"], table["start_year"], table["opening_year"], strict=True)
    )


def _money(source: BriefSource) -> list[Said]:
    budget, money = source.budget, source.money
    total, first = float(budget["spent_10k"].sum()), budget.iloc[0]
    year, spent = int(first["year"]), float(first["spent_10k"])
    limit = first["limit_10k"]
    of_zh = "" if pd.isna(limit) else f"，限额 {float(limit):,.0f} {money.zh}"
    of_en = "" if pd.isna(limit) else f" of a limit of {float(limit):,.0f}"
    return [
        (
            f"{year} 年支出 {spent:,.0f} {money.zh}{of_zh}；规划期合计 {total:,.0f} {money.zh}。",
            f"{year} spends {spent:,.0f} ({money.en}){of_en}; the whole horizon {total:,.0f}.",
        )
    ]


def _proof(source: BriefSource) -> Said:
    zh, en = proof_of_record(source.record).words
    passed = source.record["audit"] == "passed"
    audit_zh, audit_en = ("审核通过", "the audit passed") if passed else ("审核未通过", "the audit failed")
    return f"方案{zh}，{audit_zh}。", f"The plan is {en}; {audit_en}."
