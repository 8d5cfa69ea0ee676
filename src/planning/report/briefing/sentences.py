"""The headline of a briefing: sentences made from the audited numbers."""

from __future__ import annotations

import pandas as pd

from planning.domain.bands import BAND_NAMES
from planning.results.briefing_source import BriefSource
from planning.results.proof import proof_of_record
from planning.words import Words, message, name_in

Said = Words
#: A shortage below this many entrants in all is none.
NOBODY = 0.5
MOST_ZONES = 3


def headline(source: BriefSource) -> list[Said]:
    """Write the sentences that a director needs first: shortage, decisions, money, proof."""
    return [*_shortage(source), *_decisions(source), *_money(source), _proof(source)]


def _shortage(source: BriefSource) -> list[Said]:
    table = source.unplaced
    said: list[Said] = []
    for band, (zh, en) in BAND_NAMES.items():
        own = table[table["band"] == band]
        # The district's totals are whole; cells of few children may be left out of the zones' table.
        by_year = source.bands[source.bands["band"] == band].set_index("year")[["unhoused", "intake"]]
        total = float(by_year["unhoused"].sum())
        if total < NOBODY:
            continue
        lacking = by_year.index[by_year["unhoused"] >= NOBODY]
        worst = int(by_year.index[int(by_year["unhoused"].to_numpy().argmax())])
        most, among = by_year.to_numpy()[list(by_year.index).index(worst)].tolist()
        places_zh, places_en = _places(source, own)
        first, last = int(lacking[0]), int(lacking[-1])
        said.append(
            message(
                "briefing.sentences.entrants_no_seat_most_entrants",
                words=name(words=words),
                first=first,
                last=last,
                total=total,
                worst=worst,
                most=most,
                most_2=most / among,
                places=name_in(zh=places_zh, en=places_en),
            )
        )
    return said or [message("briefing.sentences.every_entrant_every_band_seat")]


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
        said.append(message("briefing.sentences.round_starts", words=name(words=words)))
    if len(later):
        zh = "、".join(f"{name}（{year:.0f} 年开工）" for name, _, year, _ in _rows(later))
        en = ", ".join(f"{name} (starts {year:.0f})" for _, name, year, _ in _rows(later))
        said.append(message("briefing.sentences.later", words=name(words=words)))
    if len(never):
        zh, en = "、".join(never["name_zh"]), ", ".join(never["name_en"])
        said.append(message("briefing.sentences.not_started_within_horizon", words=name(words=words)))
    return said


def _rows(table: pd.DataFrame) -> list[tuple[str, str, float, float]]:
    """Return Chinese and English name, start and opening of each project."""
    return list(
        zip(table["name_zh"], table["name_en"], table["start_year"], table["opening_year"], strict=True)
    )


def _money(source: BriefSource) -> list[Said]:
    budget = source.budget
    total, first = float(budget["spent_10k"].sum()), budget.iloc[0]
    year, spent = int(first["year"]), float(first["spent_10k"])
    limit = first["limit_10k"]
    of_zh = "" if pd.isna(limit) else f"，限额 {float(limit):,.0f} 万元"
    of_en = "" if pd.isna(limit) else f" of a limit of {float(limit):,.0f}"
    return [
        message(
            "briefing.sentences.spends_whole_horizon",
            year=year,
            spent=spent,
            of=name_in(zh=of_zh, en=of_en),
            total=total,
        )
    ]


def _proof(source: BriefSource) -> Said:
    zh, en = proof_of_record(source.record).words
    passed = source.record["audit"] == "passed"
    audit_zh, audit_en = (
        message("briefing.sentences.audit_passed") if passed else message("briefing.sentences.audit_failed")
    )
    return message(
        "briefing.sentences.plan", words=name(words=words), audit=name_in(zh=audit_zh, en=audit_en)
    )
