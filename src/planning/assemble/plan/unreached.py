"""Zones with entrants and no way to any school of their band: the plan leaves all of them without a seat."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from planning.district.check.oddity import LACKS, Kind, Oddity, tell
from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.domain.problem import PlanningProblem
from planning.errors import Finding, Findings
from planning.scenario.schema import Scenario
from planning.words import message, name_in

#: Fewer entrants than this over the horizon are nobody.
NOBODY: Final = 0.5
WAYS: Final = {
    "distances": message("plan.unreached.fix_distances"),
    "reach": message("plan.unreached.fix_reach"),
    "schools": message("plan.unreached.fix_schools"),
}


def unreached_zones(district: District, scenario: Scenario, problem: PlanningProblem) -> tuple[Finding, ...]:
    """Find the zones with entrants and without a way to any school of their band.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    problem
        Planning problem assembled from them.

    Returns
    -------
    tuple of Finding
        One finding for each band with such zones: their number, their entrants over the horizon, the zones
        with most of them, and the way out.
    """
    findings = Findings()
    entrants = problem.intakes.sum(axis=2)
    lost = (entrants >= NOBODY) & ~_reached(problem)
    given, pairs = len(district.tables["distances"]), len(problem.zones) * len(problem.facilities)
    told = "plan.unreached.no_way_in_table" if given else "plan.unreached.no_way"
    table = "distances" if len(district.tables["distances"]) else "zones"
    least = scenario.privacy.least_count if district.counted else 0
    for b in np.flatnonzero(lost.any(axis=0)).tolist():
        why = _reason(problem, b, measured=table == "distances")
        zones, pupils = int(lost[:, b].sum()), float(entrants[lost[:, b], b].sum())
        kind = Kind(
            id=f"{LACKS}way.{problem.bands[b]}", table=table, column="zone_id",
            words=message(
                told, given=given, pairs=pairs, band=district.bands[b].words, zones=zones, pupils=pupils
            ),
            fix=WAYS[why],
        )  # fmt: skip
        odd = _zones(problem, entrants[:, b], lost[:, b], least)
        tell(kind, odd, file=district.files[table], warnings=findings)
    return tuple(findings)


def _reached(problem: PlanningProblem) -> NDArray[np.bool_]:
    """Return True where a zone has a pair in a band, shape (Z, B)."""
    result = np.zeros((len(problem.zones), len(problem.bands)), dtype=bool)
    result[problem.pairs.zone, problem.pairs.band] = True
    return result


def _reason(problem: PlanningProblem, band: int, *, measured: bool) -> str:
    serves = (problem.seats_by_year[:, band] > 0).any() or (problem.programme.seats[:, band] > 0).any()
    if not serves:
        return "schools"
    return "distances" if measured else "reach"


def _zones(
    problem: PlanningProblem, entrants: FloatArray, lost: NDArray[np.bool_], least: int
) -> list[Oddity]:
    """Return the zones, the most entrants first; counts below the privacy floor stay hidden."""
    result = []
    for z in np.flatnonzero(lost).tolist():
        few = entrants[z] < least
        said = f"{problem.zones[z]} " + (f"<{least}" if few else f"{entrants[z]:,.0f}")
        result.append(Oddity(size=0.0 if few else float(entrants[z]), row=0, words=name_in(en=said)))
    return result
