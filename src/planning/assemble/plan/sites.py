"""The problem in which new schools may stand at any of many sites, and the one with some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from planning.assemble.forecast.people import Demand
from planning.assemble.plan.additions import with_additions
from planning.assemble.plan.candidate_sites import Site
from planning.assemble.plan.problem import assemble_problem
from planning.assemble.plan.usual_project import usual_project
from planning.district.district import District
from planning.domain.announced import Announced
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.scenario.additions import Added
from planning.scenario.schema import Scenario
from planning.travel.distance import travel_distance_m
from planning.travel.eligible import ZONES_OF_A_SITE

#: Seats over which the cost of one is found, so that its rounding does not show.
MANY: Final = 9_000_000


class SiteProblems:
    """Problems of one scenario with new schools.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    demand
        Intakes, retention and pupils enrolled before of the same inputs.
    announced
        Plan announced by an earlier round; None without one.
    band
        Key of the band of the new schools.
    """

    def __init__(
        self,
        district: District,
        scenario: Scenario,
        demand: Demand,
        *,
        announced: Announced | None,
        band: str,
    ) -> None:
        self._district, self._scenario, self._demand = district, scenario, demand
        self._announced, self.band = announced, band
        there = {*district.tables["projects"]["project_id"], *district.tables["facilities"]["facility_id"]}
        self._keys = [key for key in (f"N{i}" for i in range(1, len(there) + 9)) if key not in there]
        self._cost_of_a_seat = usual_project(district.tables["projects"], {band: MANY}).cost_10k

    @property
    def knows_cost(self) -> bool:
        """True if some project of the district tells what a seat of the band costs."""
        return self._cost_of_a_seat is not None

    def added(self, sites: Sequence[Site], seats: Sequence[int]) -> list[dict[str, Any]]:
        """Return schools as entries of ``add``, with their cost by norm.

        Parameters
        ----------
        sites, seats
            Site and seats of each school.

        Returns
        -------
        list of dict
            Entries of a scenario.
        """
        each = (self._cost_of_a_seat or 0.0) / MANY
        return [
            {
                "project": self._keys[i],
                "name": {"zh": site.name_zh, "en": site.name_en},
                "at": [site.lon, site.lat],
                "cost_10k": each * number,
                self.band: number,
            }
            for i, (site, number) in enumerate(zip(sites, seats, strict=True))
        ]

    def problem(self, sites: Sequence[Site], seats: Sequence[int]) -> PlanningProblem:
        """Return the problem with schools at some sites, as if the scenario added them.

        Parameters
        ----------
        sites, seats
            Site and seats of each school.

        Returns
        -------
        PlanningProblem
            Problem whose last projects are the schools.
        """
        return self.problem_of(self.added(sites, seats))

    def problem_of(self, entries: Sequence[dict[str, Any]]) -> PlanningProblem:
        """Return the problem with projects given as entries of ``add``, whose keys must differ."""
        keyed = [{**entry, "project": self._keys[i]} for i, entry in enumerate(entries)]
        more = [Added.model_validate(entry) for entry in keyed]
        scenario = self._scenario.model_copy(update={"add": more})
        district = with_additions(self._district, scenario)
        before = np.pad(self._demand.enrolled_before, ((0, len(more)), (0, 0), (0, 0)))
        demand = replace(self._demand, enrolled_before=before)
        return assemble_problem(district, scenario, demand, announced=self._announced)

    def anywhere(
        self, base: PlanningProblem, sites: Sequence[Site], seats: int, count: int
    ) -> tuple[PlanningProblem, FloatArray]:
        """Return the problem in which each new school may serve every zone that some site may serve.

        Parameters
        ----------
        base
            Problem without new schools.
        sites
            Candidates.
        seats
            Largest size of a school.
        count
            New schools.

        Returns
        -------
        tuple
            Problem, and the distance of each zone from each site in metres, shape (C, Z); infinity if the
            site may not serve the zone. A pair of a new school has the distance of the nearest site.
        """
        distance_m = self._distances(base, sites)
        b = base.bands.index(self.band)
        near = distance_m.min(axis=0)
        zones = np.flatnonzero(np.isfinite(near))
        problem = self.problem([sites[0]] * count, [seats] * count)
        first = len(base.facilities)
        site = np.repeat(np.arange(first, first + count), len(zones))
        outside = None
        if base.pairs.outside is not None:
            settled = self._settled(base)
            outside = np.concatenate([base.pairs.outside, np.tile(settled[zones], count)])
        pairs = Pairs(
            zone=np.concatenate([base.pairs.zone, np.tile(zones, count)]),
            facility=np.concatenate([base.pairs.facility, site]),
            band=np.concatenate([base.pairs.band, np.full(len(site), b)]),
            distance_m=np.concatenate([base.pairs.distance_m, np.tile(near[zones], count)]),
            outside=outside,
        )
        # What was announced asks for fewer changes; without it the bounds are lower, and hold all the same.
        rules = replace(problem.rules, reference=None, catchments=None)
        return replace(problem, pairs=pairs, rules=rules), distance_m

    def _settled(self, base: PlanningProblem) -> IntArray:
        table = self._district.tables["catchments"]
        own = set(table.loc[table["band"] == self.band, "zone_id"])
        return np.array([int(zone in own) for zone in base.zones], dtype=np.int64)

    def _distances(self, base: PlanningProblem, sites: Sequence[Site]) -> FloatArray:
        """Return distances where a site at each place could be among the nearest of the zone, or its own."""
        travel, zones = self._scenario.travel, self._district.tables["zones"]
        facilities = self._district.tables["facilities"]
        lon, lat = zones["lon"].to_numpy(float), zones["lat"].to_numpy(float)

        def metres(site_lon: FloatArray, site_lat: FloatArray) -> FloatArray:
            return travel_distance_m(
                zone_lon=lon, zone_lat=lat, site_lon=site_lon, site_lat=site_lat,
                crs=travel.crs, detour_factor=travel.detour_factor, ground=travel.ground,
            )  # fmt: skip

        far = metres(np.array([site.lon for site in sites]), np.array([site.lat for site in sites]))
        rule, b = self._scenario.bands[self.band], base.bands.index(self.band)
        allowed = np.isfinite(far)
        if rule.nearest is not None:
            serves = (base.seats_by_year[:, b] > 0).any(axis=1) | (
                np.bincount(
                    base.programme.facility,
                    weights=base.programme.seats[:, b] > 0,
                    minlength=len(base.facilities),
                )
                > 0
            )
            there = metres(facilities["lon"].to_numpy(float), facilities["lat"].to_numpy(float))[:, serves]
            nearer = (
                (there[:, None, :] <= far[:, :, None]).sum(axis=2) if there.shape[1] else np.zeros(far.shape)
            )
            own = np.argsort(np.argsort(far, axis=0, kind="stable"), axis=0) < ZONES_OF_A_SITE
            allowed &= (nearer < rule.nearest) | own
        if rule.reach_m is not None:
            allowed &= far <= rule.reach_m
        return np.where(allowed, far, np.inf).T
