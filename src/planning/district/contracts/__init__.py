"""The contracts of all tables, in the order in which they are read."""

from __future__ import annotations

from planning.district.contract import Contract
from planning.district.contracts.bands import bands_contract
from planning.district.contracts.homes import HOMES, OCCUPANCY, PUPIL_YIELD
from planning.district.contracts.manifest import CONTROLS, DISTRICT, MANIFEST
from planning.district.contracts.people import (
    BIRTHS,
    FERTILITY,
    POPULATION,
    RATES_BY_AGE,
    RESIDENTS,
    WOMEN,
    ZONE_GROWTH,
    border_flows,
    intake_controls,
    participation,
)
from planning.district.contracts.places import BACKDROP, OUTLINE, ZONES
from planning.district.contracts.progress import STATUS, seat_changes
from planning.district.contracts.projects import projects
from planning.district.contracts.pupils import pupils
from planning.district.contracts.rooms import rooms
from planning.district.contracts.sites import DISTANCES, FACILITIES, catchments, enrolment, seats
from planning.domain.bands import BandSystem


def contracts(bands: BandSystem) -> dict[str, Contract]:
    """Return the contracts of all tables and layers of a district, beside the manifest itself.

    Parameters
    ----------
    bands
        Bands of the district: the table of bands is read first, and names columns and choices of the others.

    Returns
    -------
    dict
        Contracts by name of the table, in the order in which they are read.
    """
    languages = tuple(dict.fromkeys(language for band in bands for language in band.names))
    every = (
        DISTRICT, bands_contract(languages), CONTROLS, OUTLINE, ZONES, RESIDENTS, POPULATION, BIRTHS,
        RATES_BY_AGE, ZONE_GROWTH, participation(bands), FACILITIES, seats(bands), enrolment(bands),
        catchments(bands), projects(bands), WOMEN, FERTILITY, HOMES, PUPIL_YIELD, OCCUPANCY,
        border_flows(bands),
        intake_controls(bands), seat_changes(bands), STATUS, pupils(bands), DISTANCES, BACKDROP,
        rooms(bands),
    )  # fmt: skip
    return {contract.name: contract for contract in every}


__all__ = ["MANIFEST", "contracts"]
