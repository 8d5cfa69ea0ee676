"""The page: one file, no network, one language at a time, made to be printed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from planning.domain.plan import Outcome
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.briefing.against import LastRound, against
from planning.report.briefing.closures import closures_of
from planning.report.briefing.indicators import has_indicators
from planning.report.briefing.sentences import headline
from planning.report.briefing.staff import staff_tables
from planning.report.briefing.template import environment, figures, opening_language
from planning.report.files.plan_sheets import STATUS_NAMES
from planning.report.sheets.background import HOLDS
from planning.report.sheets.purses import purse_sentences, purses_sheet
from planning.report.sheets.rooms import read_loans
from planning.report.sheets.sheet import Sheet
from planning.report.sheets.warnings import COLOURS
from planning.results.briefing_source import BriefSource
from planning.results.proof import proof_of_record
from planning.results.results import unplaced_sums
from planning.words import Words, message, name_in
from planning.words.catalogue import BOTH, languages


def make_briefing(
    source: BriefSource,
    zones: gpd.GeoDataFrame,
    *,
    last: LastRound | None = None,
    others: Sequence[BriefSource] = (),
    language: str | None = None,
) -> str:
    """Make the briefing as one HTML page.

    Parameters
    ----------
    source
        Results of a run.
    zones
        Zones of the run with their polygons.
    last
        Results of the last round, for the section on changes; None without one.
    others
        Further results to whose maps the page can switch.
    language
        Language that the page opens with; that of the reader if None. The page holds every language of the
        catalogue, shows one, and switches.

    Returns
    -------
    str
        HTML that needs no network; the template escapes text from files.
    """
    here = files("planning.report.briefing")
    template = environment().from_string((here / "page.html").read_text(encoding="utf-8"))
    record = source.record
    changes, sheets = against(last) if last is not None else ([], ())
    return template.render(
        style=Markup((here / "page.css").read_text(encoding="utf-8")),
        opens=opening_language(language),
        title=name_in(record["title"]),
        district=name_in(record["district"]),
        outcome=proof_of_record(record).words,
        proven=record["outcome"] == Outcome.PROVEN.value,
        headline=[*headline(source), *changes],
        changes=[sheet for sheet in sheets if sheet.rows],
        maps=[(name_in(zh=one.title[0], en=one.title[1]), one.map_page) for one in (source, *others)],
        warnings=_warnings(source),
        rules=_rules(source),
        figure=figures(source, zones),
        has_indicators=has_indicators(source),
        schedule=_schedule(source.schedule),
        rooms=_rooms(source),
        shortage=_shortage(source),
        warned_bands=[source.system[band].words for band in _warned(source)],
        closures=closures_of(source),
        money=source.money.words,
        purses=_purses(source),
        purse_sentences=purse_sentences(source.purses, source.running, source.money.words),
        years=sorted(source.unplaced["year"].unique().tolist()),
        staff=staff_tables(source),
        objectives=record["objectives"],
        lacks=[_lack(item) for item in record.get("lacks", [])],
        sources=[(CONFIDENCE_NAMES[name], share) for name, share in record["sources"].items()],
        hidden=_hidden(record),
        digest=record["digests"]["all"],
        versions=record.get("versions", {}),
    )


def _purses(source: BriefSource) -> Sheet | None:
    return None if source.purses is None else purses_sheet(source.purses, source.money.words)


def _lack(item: Mapping[str, str]) -> dict[str, Any]:
    words, fix = _in_record(item), _in_record(item, "fix_")
    return {"id": item["id"], "words": message("finding.line", where=item["file"], words=words, fix=fix)}


def _hidden(record: Mapping[str, Any]) -> Words | None:
    hidden = record.get("hidden")
    return _in_record(hidden) if hidden else None


def _in_record(entries: Mapping[str, str], before: str = "") -> Words:
    """Return a text that the record of a run has in each language, under its code."""
    return name_in({code: entries[before + code] for code in languages() if before + code in entries})


def _rules(source: BriefSource) -> list[dict[str, Any]]:
    """Return the rules with their results, which are in words where they hold."""
    holds = {HOLDS.text(BOTH): HOLDS}
    return [
        {
            "rule": row["rule"],
            "name": name_in(zh=row["name_zh"], en=row["name_en"]),
            "holds": holds.get(row["holds"], name_in(en=str(row["holds"]))),
        }
        for row in source.rules.to_dict("records")
    ]


def _schedule(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = []
    for record in table.to_dict("records"):
        row: dict[str, Any] = {str(key): value for key, value in record.items()}
        row["status"] = STATUS_NAMES.get(str(row["status"]), name_in(en=str(row["status"])))
        row["name"] = name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))
        for name in ("start_year", "opening_year"):
            row[name] = None if pd.isna(row[name]) else int(row[name])
        rows.append(row)
    return rows


def _rooms(source: BriefSource) -> tuple[Words, list[Words]] | None:
    """Return the sentences on rooms lent; None for a run that may lend none."""
    if source.rooms is None or "rooms" not in source.record:
        return None
    return _in_record(source.record["rooms"]), read_loans(source.rooms, bands=source.system)


def _warnings(source: BriefSource) -> list[dict[str, Any]]:
    """Return one row for each zone that lacks seats in some year, with its warning in each band."""
    lacking = source.warnings[source.warnings["first_year"] > 0]
    shown = _warned(source)
    rows = []
    for zone, own in lacking.groupby("zone", sort=False):
        bands = own.set_index("band").to_dict("index")
        zh, en = source.zone_names.get(str(zone), (str(zone), str(zone)))
        warned = [_warning(bands[band]) if band in bands else None for band in shown]
        rows.append({"zone": zone, "name": name_in(zh=zh, en=en), "bands": warned})
    return rows


def _warning(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    words = message(
        "page.briefing.warning",
        first=row["first_year"],
        last=row["last_year"],
        pupils=row["worst_pupils"],
        last_round=row["last_round"],
    )
    return {"colour": row["colour"], "colour_words": COLOURS[row["colour"]], "words": words}


def _warned(source: BriefSource) -> list[str]:
    """Return the bands in which some zone lacks seats."""
    lacking = set(source.warnings.loc[source.warnings["first_year"] > 0, "band"])
    return [band for band in source.system.ids if band in lacking]


def _shortage(source: BriefSource) -> list[tuple[Words, list[float]]]:
    sums = unplaced_sums(source.unplaced, source.bands, ["band", "year"])
    return [
        (band.words, [float(value) for value in sums.loc[band.id]])
        for band in source.system
        if band.id in sums.index.get_level_values(0)
    ]
