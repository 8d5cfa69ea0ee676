"""The headline of a briefing: sentences made from the audited numbers."""

from __future__ import annotations

import pandas as pd

from planning.results.briefing_source import BriefSource
from planning.results.proof import proof_of_record
from planning.words import Words, listed, message, name_in
from planning.words.catalogue import languages

#: A shortage below this many entrants in all is none.
NOBODY = 0.5
MOST_ZONES = 3


def headline(source: BriefSource) -> list[Words]:
    """Write the sentences that a director needs first: shortage, decisions, rooms lent, money, proof."""
    return [*_shortage(source), *_decisions(source), *_lent(source), *_money(source), _proof(source)]


def _shortage(source: BriefSource) -> list[Words]:
    table = source.unplaced
    said: list[Words] = []
    for band in source.system:
        own = table[table["band"] == band.id]
        # The district's totals are whole; cells of few children may be left out of the zones' table.
        by_year = source.bands[source.bands["band"] == band.id].set_index("year")[["unhoused", "intake"]]
        total = float(by_year["unhoused"].sum())
        if total < NOBODY:
            continue
        lacking = by_year.index[by_year["unhoused"] >= NOBODY]
        worst = int(by_year.index[int(by_year["unhoused"].to_numpy().argmax())])
        most, among = by_year.to_numpy()[list(by_year.index).index(worst)].tolist()
        first, last = int(lacking[0]), int(lacking[-1])
        said.append(
            message(
                "briefing.sentences.band_shortage",
                band=band.words,
                first=first,
                last=last,
                total=total,
                worst=worst,
                most=most,
                share=most / among,
                zones=_zones(source, own),
            )
        )
    return said or [message("briefing.sentences.every_entrant_every_band_seat")]


def _zones(source: BriefSource, own: pd.DataFrame) -> Words:
    worst = own.groupby("zone")["unhoused"].sum().sort_values(ascending=False, kind="stable")
    names = [source.zone_names.get(str(zone), (str(zone), str(zone))) for zone in worst.index[:MOST_ZONES]]
    return listed(name_in(zh=zh, en=en) for zh, en in names)


def _decisions(source: BriefSource) -> list[Words]:
    year = int(source.record["first_year"])
    schedule = source.schedule
    now = schedule[(schedule["start_year"] == year) & schedule["status"].isin(("starting", "reserve"))]
    later = schedule[(schedule["start_year"] > year) & schedule["opening_year"].notna()]
    never = schedule[schedule["opening_year"].isna()]
    said: list[Words] = []
    if len(now):
        projects = [
            message("briefing.sentences.opens_in", project=project, year=opening)
            for project, _, opening in _rows(now)
        ]
        said.append(message("briefing.sentences.starts_now", projects=listed(projects)))
    if len(later):
        projects = [
            message("briefing.sentences.starts_in", project=project, year=start)
            for project, start, _ in _rows(later)
        ]
        said.append(message("briefing.sentences.starts_later", projects=listed(projects)))
    if len(never):
        names = listed(project for project, _, _ in _rows(never))
        said.append(message("briefing.sentences.never_starts", projects=names))
    return said


def _lent(source: BriefSource) -> list[Words]:
    lent = source.record.get("rooms")
    return [name_in({code: lent[code] for code in languages() if code in lent})] if lent else []


def _rows(table: pd.DataFrame) -> list[tuple[Words, float, float]]:
    """Return name, start and opening of each project."""
    names = [name_in(zh=zh, en=en) for zh, en in zip(table["name_zh"], table["name_en"], strict=True)]
    return list(zip(names, table["start_year"], table["opening_year"], strict=True))


def _money(source: BriefSource) -> list[Words]:
    budget = source.budget
    total, first = float(budget["spent_10k"].sum()), budget.iloc[0]
    year, spent = int(first["year"]), float(first["spent_10k"])
    limit = first["limit_10k"]
    values = {"year": year, "spent": spent, "total": total, "money": source.money.words}
    if pd.isna(limit):
        return [message("briefing.sentences.spends", **values)]
    return [message("briefing.sentences.spends_of_limit", limit=float(limit), **values)]


def _proof(source: BriefSource) -> Words:
    proof = proof_of_record(source.record).words
    if source.record["audit"] == "passed":
        return message("briefing.sentences.proof_audit_passed", proof=proof)
    return message("briefing.sentences.proof_audit_failed", proof=proof)
