"""The page: one file, no network, both languages, made to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import geopandas as gpd
import pandas as pd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from planning.domain.plan import Outcome
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.briefing.against import LastRound, against
from planning.report.briefing.charts import charts
from planning.report.briefing.indicators import has_indicators
from planning.report.briefing.sentences import headline
from planning.results.briefing_source import BriefSource
from planning.results.proof import proof_of_record
from planning.results.results import unplaced_sums

STATUS_NAMES = {
    "completing": ("竣工", "completing"),
    "continuing": ("续建", "continuing"),
    "starting": ("开工", "starting"),
    "reserve": ("储备", "reserve"),
}


def make_briefing(
    source: BriefSource,
    zones: gpd.GeoDataFrame,
    *,
    last: LastRound | None = None,
    others: Sequence[BriefSource] = (),
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

    Returns
    -------
    str
        HTML that needs no network; the template escapes text from files.
    """
    here = files("planning.report.briefing")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((here / "page.html").read_text(encoding="utf-8"))
    drawn = {name: Markup(svg) for name, svg in charts(source, zones).items()}
    record = source.record
    changes, sheets = against(last) if last is not None else ([], ())
    return template.render(
        style=Markup((here / "page.css").read_text(encoding="utf-8")),
        title=record["title"],
        district=record["district"],
        first_year=record["first_year"],
        outcome=proof_of_record(record).words,
        proven=record["outcome"] == Outcome.PROVEN.value,
        headline=[*headline(source), *changes],
        changes=[sheet for sheet in sheets if sheet.rows],
        maps=[(one.title, one.map_page) for one in (source, *others)],
        warnings=_warnings(source),
        rules=source.rules.to_dict("records"),
        charts=drawn,
        has_indicators=has_indicators(source),
        schedule=_schedule(source.schedule),
        shortage=_shortage(source),
        warned_bands=[source.system[band].label for band in _warned(source)],
        money=source.money,
        years=sorted(source.unplaced["year"].unique().tolist()),
        objectives=record["objectives"],
        lacks=record.get("lacks", []),
        sources=[(CONFIDENCE_NAMES[name], share) for name, share in record["sources"].items()],
        hidden=record.get("hidden"),
        digest=record["digests"]["all"],
        versions=record.get("versions", {}),
    )


def _schedule(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = []
    for record in table.to_dict("records"):
        row: dict[str, Any] = {str(key): value for key, value in record.items()}
        row["status"] = STATUS_NAMES.get(str(row["status"]), (str(row["status"]), str(row["status"])))
        for name in ("start_year", "opening_year"):
            row[name] = None if pd.isna(row[name]) else int(row[name])
        rows.append(row)
    return rows


def _warnings(source: BriefSource) -> list[dict[str, Any]]:
    """Return one row for each zone that lacks seats in some year, with its warning in each band."""
    lacking = source.warnings[source.warnings["first_year"] > 0]
    shown = _warned(source)
    rows = []
    for zone, own in lacking.groupby("zone", sort=False):
        bands = own.set_index("band").to_dict("index")
        names = source.zone_names.get(str(zone), (str(zone), str(zone)))
        rows.append({"zone": zone, "names": names, "bands": [bands.get(band) for band in shown]})
    return rows


def _warned(source: BriefSource) -> list[str]:
    """Return the bands in which some zone lacks seats."""
    lacking = set(source.warnings.loc[source.warnings["first_year"] > 0, "band"])
    return [band for band in source.system.ids if band in lacking]


def _shortage(source: BriefSource) -> list[tuple[tuple[str, str], list[float]]]:
    sums = unplaced_sums(source.unplaced, source.bands, ["band", "year"])
    return [
        (band.label, [float(value) for value in sums.loc[band.id]])
        for band in source.system
        if band.id in sums.index.get_level_values(0)
    ]
