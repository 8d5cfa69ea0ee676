"""Money by source, and running cost, as a scenario states them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from planning.scenario.keys import BandName
from planning.scenario.strict import Confidence, Named, NotNegative, Strict, Year

#: Key of a purse.
PurseKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Lapse = Annotated[int, Field(ge=0, le=100)]
Status = Literal["completing", "continuing", "starting", "reserve"]


class Purse(Strict):
    """Money of one source: how much a year gives, for what, and until when.

    A project must fit everything that is stated of ``projects``, ``bands`` and ``status``; what is left
    out fits every project.
    """

    name: Named
    default_limit_10k: NotNegative = Field(description="Money of each year not listed below, 10,000 yuan")
    limits_10k: dict[Year, NotNegative] = Field(default_factory=dict, description="Money by year")
    lapses_after_years: Lapse | None = Field(
        description="Years for which money may be kept; 0: it lapses at the end of its year; null: never"
    )
    pays: list[Literal["capital", "running"]] = Field(
        default=["capital"],
        min_length=1,
        description="capital: works; running: running cost of what projects open",
    )
    projects: list[str] | None = Field(
        default=None, description="Keys of projects that it may pay for; null: any"
    )
    bands: list[BandName] | None = Field(
        default=None, description="Projects that bring seats of one of these bands; null: any"
    )
    status: list[Status] | None = Field(default=None, description="Classes of the annual plan; null: any")
    largest_share: Annotated[float, Field(gt=0, le=1)] = Field(
        default=1.0, description="Largest share of the works of one project, of what the horizon pays"
    )
    source: Named
    confidence: Confidence


class RunningBand(Strict):
    """Running cost of one band, 10,000 yuan a year."""

    per_site_10k: NotNegative = Field(description="Of a site, whoever sits there")
    per_pupil_10k: NotNegative = Field(description="Of a pupil")


class RunningPart(Strict):
    """Running cost of schools; of what projects open, a seat counts as a pupil."""

    bands: dict[BandName, RunningBand] = Field(description="By band; a band left out costs nothing")
    cost_weight: NotNegative = Field(
        default=0.0,
        description="Weight in O2 of what running the opened seats costs; 0: none",
    )
    source: Named
    confidence: Confidence


def bands_of_money(
    purses: dict[str, Purse], running: RunningPart | None
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the bands that purses and running cost name, each with its path.

    Parameters
    ----------
    purses
        Purses by key.
    running
        Running cost; None without.

    Yields
    ------
    tuple
        Path in the scenario, and key of the band.
    """
    for key, purse in purses.items():
        yield from ((("purses", key, "bands", i), band) for i, band in enumerate(purse.bands or ()))
    if running is not None:
        yield from ((("running", "bands", band), band) for band in running.bands)
