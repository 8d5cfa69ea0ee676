"""From the results of a run to its briefing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planning.report.briefing.against import LastRound
from planning.report.briefing.charts import chart, write_pictures
from planning.report.briefing.page import make_briefing
from planning.report.briefing.zones import read_zones
from planning.results.briefing_source import read_brief_source
from planning.results.results import read_results
from planning.words import name_in

NAME: Final = "briefing.html"


def brief(
    folder: Path,
    *,
    against: Path | None = None,
    also: Sequence[Path] = (),
    pictures: Sequence[str] = (),
    target: Path | None = None,
) -> Path:
    """Write ``briefing.html`` into the folder of the results it shows.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote. The next run into it removes the briefing, which would be out of
        date.
    against
        Results of the last round, for the section on changes and as a map to switch to; None without one.
    also
        Results of further scenarios to whose maps the page can switch.
    pictures
        Formats of the charts to write beside the page: ``png`` and ``svg``.
    target
        Page to write; None writes ``briefing.html`` into the folder.

    Returns
    -------
    pathlib.Path
        Page, written completely or not at all.

    Raises
    ------
    InputError
        If a folder holds no results, or one of its files was changed after the run.
    """
    source = read_brief_source(folder)
    zones = read_zones(source.layers, needed=frozenset(source.unplaced["zone"]))
    others = [read_brief_source(other) for other in ([against] if against else []) + list(also)]
    last = None
    if against is not None:
        title = name_in(others[0].record["title"])
        last = LastRound(before=read_results(against), after=read_results(folder), title=title)
    page = make_briefing(source, zones, last=last, others=others)
    target = folder / NAME if target is None else target
    fresh = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        fresh.write_text(page, encoding="utf-8")
        fresh.replace(target)
        if pictures:
            write_pictures(source, zones, target.parent, endings=pictures)
    finally:
        fresh.unlink(missing_ok=True)
    return target


def draw_chart_of(folder: Path, name: str) -> str:
    """Draw one of the briefing's charts.

    Parameters
    ----------
    folder
        Folder of a run's results.
    name
        One of :data:`planning.report.briefing.names.CHARTS`.

    Returns
    -------
    str
        SVG text with selectable words.
    """
    source = read_brief_source(folder)
    return chart(name, source, read_zones(source.layers, needed=frozenset(source.unplaced["zone"])))
