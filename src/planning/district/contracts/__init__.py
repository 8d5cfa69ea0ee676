"""The contracts of all tables, in the order in which they are read."""

from __future__ import annotations

from typing import Final

from planning.district.contract import Contract
from planning.district.contracts.homes import HOMES, OCCUPANCY, PUPIL_YIELD
from planning.district.contracts.manifest import CONTROLS, DISTRICT, MANIFEST
from planning.district.contracts.people import (
    BIRTHS,
    BORDER_FLOWS,
    FERTILITY,
    INTAKE_CONTROLS,
    PARTICIPATION,
    POPULATION,
    RATES_BY_AGE,
    RESIDENTS,
    WOMEN,
    ZONE_GROWTH,
)
from planning.district.contracts.places import BACKDROP, OUTLINE, ZONES
from planning.district.contracts.progress import SEAT_CHANGES, STATUS
from planning.district.contracts.projects import PROJECTS
from planning.district.contracts.pupils import PUPILS
from planning.district.contracts.sites import CATCHMENTS, DISTANCES, ENROLMENT, FACILITIES, SEATS

#: Tables and layers that a district consists of, beside the manifest itself.
CONTRACTS: Final[dict[str, Contract]] = {
    contract.name: contract
    for contract in (
        DISTRICT,
        CONTROLS,
        OUTLINE,
        ZONES,
        RESIDENTS,
        POPULATION,
        BIRTHS,
        RATES_BY_AGE,
        ZONE_GROWTH,
        PARTICIPATION,
        FACILITIES,
        SEATS,
        ENROLMENT,
        CATCHMENTS,
        PROJECTS,
        WOMEN,
        FERTILITY,
        HOMES,
        PUPIL_YIELD,
        OCCUPANCY,
        BORDER_FLOWS,
        INTAKE_CONTROLS,
        SEAT_CHANGES,
        STATUS,
        PUPILS,
        DISTANCES,
        BACKDROP,
    )
}

__all__ = ["CONTRACTS", "MANIFEST"]
