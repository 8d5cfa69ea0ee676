"""Read everything of a run that a briefing shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.prices import Unit
from planning.results.bands import bands_of_record
from planning.results.read import read_run
from planning.results.record import money_of_record
from planning.results.sometimes import CLOSURES, PROVISION, PURSES, ROOMS_USED, RUNNING, STAFF
from planning.results.tables import (
    BANDS,
    BUDGET,
    LAYERS_FILE,
    MAP_FILE,
    RULES,
    SCHEDULE,
    SEATS_TABLE,
    UNHOUSED,
    WARNINGS,
)

#: Tables that a briefing shows.
SHOWN: Final = (SCHEDULE, UNHOUSED, BUDGET, SEATS_TABLE, BANDS, WARNINGS, RULES)


@dataclass(frozen=True, kw_only=True, eq=False)
class BriefSource:
    """Everything of a run that a briefing shows.

    Parameters
    ----------
    schedule, unplaced, budget, seats, bands, warnings, rules
        Tables of the run, each read from the file of its name.
    map_page
        Map page as HTML.
    layers
        File of the layers, verified and not read; for drawing zones.
    record
        Content of ``run.json``.
    rooms
        Loans of rooms by year; None for a run that may lend none.
    staff
        Table of the balance of staff; None if the run has none.
    purses, running
        Money by source, and running cost; None for a run without.
    closures, provision
        Sites that close, and sites and shares by year; None if none may close.
    """

    schedule: pd.DataFrame
    unplaced: pd.DataFrame
    budget: pd.DataFrame
    seats: pd.DataFrame
    bands: pd.DataFrame
    warnings: pd.DataFrame
    rules: pd.DataFrame
    map_page: str
    layers: Path
    record: Mapping[str, Any]
    rooms: pd.DataFrame | None = None
    staff: pd.DataFrame | None = None
    purses: pd.DataFrame | None = None
    running: pd.DataFrame | None = None
    closures: pd.DataFrame | None = None
    provision: pd.DataFrame | None = None

    @cached_property
    def system(self) -> BandSystem:
        """Bands of schooling, with names and colours."""
        return bands_of_record(self.record["bands"])

    @property
    def money(self) -> Unit:
        """Unit in which money is counted."""
        return money_of_record(self.record)

    @property
    def title(self) -> tuple[str, str]:
        """Chinese and English title of the scenario."""
        return self.record["title"]["zh"], self.record["title"]["en"]

    @property
    def zone_names(self) -> dict[str, tuple[str, str]]:
        """Chinese and English names of the zones, by key."""
        zones = self.warnings.drop_duplicates("zone")
        return dict(zip(zones["zone"], zip(zones["name_zh"], zones["name_en"], strict=True), strict=True))


def read_brief_source(folder: Path) -> BriefSource:
    """Read what a briefing shows from a folder of results.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.

    Returns
    -------
    BriefSource
        Tables, record and map page of the run.

    Raises
    ------
    InputError
        As for :func:`planning.results.read.read_run`.
    """
    run = read_run(
        folder,
        tables=[table.name for table in SHOWN],
        pages=[MAP_FILE],
        files=[LAYERS_FILE],
        sometimes=[ROOMS_USED.name, STAFF.name, PURSES.name, RUNNING.name, CLOSURES.name, PROVISION.name],
    )
    schedule, unplaced, budget, seats, bands, warnings, rules = (run.tables[table.name] for table in SHOWN)
    return BriefSource(
        schedule=schedule,
        unplaced=unplaced,
        budget=budget,
        seats=seats,
        bands=bands,
        warnings=warnings,
        rules=rules,
        map_page=run.pages[MAP_FILE],
        layers=folder / LAYERS_FILE,
        record=run.record,
        rooms=run.tables.get(ROOMS_USED.name),
        staff=run.tables.get(STAFF.name),
        purses=run.tables.get(PURSES.name),
        running=run.tables.get(RUNNING.name),
        closures=run.tables.get(CLOSURES.name),
        provision=run.tables.get(PROVISION.name),
    )
