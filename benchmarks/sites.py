"""Time the search of new schools in a city: ``python benchmarks/sites.py [ZONES CANDIDATES SCHOOLS]``.

A made city of 851 zones, of which 737 are candidates, with 60 schools of three grades over four years, eight
projects and a yearly limit of money. Printed are seconds of the clock and the processor of the plan without
new schools, the search of the best site and size with its proof, and the value of a classroom at every
candidate; 737 separate placements of one year's entrants stand beside them as a measure.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.towns import town

from planning.domain.pairs import Pairs
from planning.domain.problem import PlanningProblem
from planning.optimise import SolverSettings
from planning.optimise.model.objectives import price_of_sites
from planning.optimise.schedule.engine import Workbench
from planning.optimise.schedule.site_model import Anywhere, SiteModel
from planning.optimise.schedule.site_values import values_of_a_class
from planning.optimise.schedule.sites import find_sites
from planning.optimise.solver.deadline import Deadline

YEARS, PROJECTS, GRADES = 4, 8, 3
SIDE_M, REACH_M, NEAREST = 16_000.0, 3_000.0, 6
SEATS = (600, 900, 1200, 1500, 1800)
#: Seconds of the search, after which it says how far its bound is.
SEARCH_S = 40.0
SETTINGS = SolverSettings(gap_o1=0.0, gap_o2=1e-4)


class City:
    """Zones on a square, schools among them that are too small, and projects that enlarge the choice."""

    def __init__(self, zones: int, candidates: int, schools: int) -> None:
        rng = np.random.default_rng(15)
        self.zones = rng.uniform(0, SIDE_M, (zones, 2))
        self.there = np.concatenate([rng.uniform(0, SIDE_M, (schools + PROJECTS, 2))])
        self.candidates = _in_halves(self.zones[:candidates])
        growth = np.linspace(0.9, 1.25, YEARS)
        self.intakes = (rng.integers(10, 60, zones)[:, None] * growth)[:, None, :].round()
        whole = self.intakes[:, 0, 0].sum() * GRADES
        self.seats = np.append(np.full(schools, 1.1 * whole / schools), np.zeros(PROJECTS)).round()
        self.project_seats = rng.integers(6, 25, PROJECTS) * 50

    def problem(self, new: int, seats: int) -> PlanningProblem:
        """Return the city with some new schools, which have no pairs yet."""
        metres = np.linalg.norm(self.zones[:, None] - self.there[None], axis=2)
        old = self.there.shape[0]
        metres = np.concatenate([metres, np.full((len(self.zones), new), np.inf)], axis=1)
        sizes = [*self.project_seats.tolist(), *[seats] * new]
        first = old - PROJECTS
        projects = [
            {
                "facility": first + i,
                "seats": [number],
                "options": [_option(y, number) for y in range(2023, 2026)],
            }
            for i, number in enumerate(sizes)
        ]
        whole = town(
            intakes=self.intakes,
            seats=[[number] for number in [*self.seats.tolist(), *[0.0] * new]],
            distance_m=np.where(np.isfinite(metres), metres, 1e9),
            projects=projects,
            retention=np.ones((1, GRADES)),
            enrolled_before=self._before(old + new),
            budget_10k=np.full(YEARS, 9_000.0),
            carry_over=True,
            norm_m=np.array([1_000.0]),
        )
        rank = np.argsort(np.argsort(metres, axis=1), axis=1)
        pairs = whole.pairs
        near = (rank[pairs.zone, pairs.facility] < NEAREST) & (pairs.distance_m < 1e8)
        return replace(whole, pairs=_of(pairs, near))

    def anywhere(self, count: int) -> Anywhere:
        """Return the city with new schools that may stand at any candidate."""
        made, old = self.problem(count, SEATS[-1]), self.there.shape[0]
        metres = np.linalg.norm(self.candidates[:, None] - self.zones[None], axis=2)
        metres = np.where(metres <= REACH_M, metres, np.inf)
        near = metres.min(axis=0)
        zones = np.flatnonzero(np.isfinite(near))
        pairs = made.pairs
        problem = replace(
            made,
            pairs=Pairs(
                zone=np.concatenate([pairs.zone, np.tile(zones, count)]),
                facility=np.concatenate([pairs.facility, np.repeat(old + np.arange(count), len(zones))]),
                band=np.zeros(len(pairs.zone) + count * len(zones), dtype=np.int64),
                distance_m=np.concatenate([pairs.distance_m, np.tile(near[zones], count)]),
            ),
        )
        return Anywhere(
            problem=problem,
            band=0,
            facilities=tuple(range(old, old + count)),
            projects=tuple(range(PROJECTS, PROJECTS + count)),
            price_10k=price_of_sites(problem, 0, metres, facility=old),
            seats=SEATS,
        )

    def _before(self, facilities: int) -> Any:
        """Return the pupils of the two grades that are there already, who leave in two years."""
        result = np.zeros((facilities, 1, YEARS))
        per_year = 0.9 * self.seats / GRADES
        result[: len(self.seats), 0, 0], result[: len(self.seats), 0, 1] = 2 * per_year, per_year
        return result


def _option(year: int, seats: int) -> tuple[int, int, dict[int, float]]:
    return year, year + 1, {year: 5.0 * seats, year + 1: 5.0 * seats}


def _of(pairs: Pairs, kept: Any) -> Pairs:
    return Pairs(
        zone=pairs.zone[kept],
        facility=pairs.facility[kept],
        band=pairs.band[kept],
        distance_m=pairs.distance_m[kept],
    )


def _in_halves(points: Any) -> Any:
    return points[np.lexsort((points[:, 1], points[:, 0] // 1_000))]


def _timed(name: str, work: Callable[[], Any], plain: float | None = None) -> tuple[Any, float]:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    took = time.perf_counter() - clock
    ratio = "" if plain is None else f", {took / plain:.1f} times the plain plan"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used = time.process_time() - processor
    print(f"{name:<46} {took:7.2f} s ({used:.2f} of the processor){ratio}; {peak:.0f} MiB", flush=True)
    return result, took


def _placements(city: City) -> None:
    """Place one year's entrants once for each candidate, each time anew."""
    whole = city.problem(0, 0)
    one = PlanningProblem.build(
        zones=whole.zones,
        facilities=whole.facilities,
        bands=whole.bands,
        years=whole.years[:1],
        intakes=whole.intakes[:, :, :1],
        seats=whole.seats / GRADES,
        pairs=whole.pairs,
    )
    for _ in range(len(city.candidates)):
        Workbench(one, SETTINGS).plan(settle=False)


def main() -> None:
    """Print the seconds of each part."""
    zones, candidates, schools = (int(a) for a in sys.argv[1:4]) if len(sys.argv) > 3 else (851, 737, 60)
    city = City(zones, candidates, schools)
    base = city.problem(0, 0)
    plan, plain = _timed("plan without new schools", lambda: Workbench(base, SETTINGS).plan(settle=False))
    print({stage.name: round(stage.value, 1) for stage in plan.stages}, plan.outcome.value)
    model, build = _timed("model of a school anywhere", lambda: SiteModel(city.anywhere(1), SETTINGS), plain)
    found, search = _timed(
        f"best of {candidates} sites and {len(SEATS)} sizes, with proof",
        lambda: find_sites(model, within=0.01, most=5, deadline=Deadline.after(SEARCH_S)), plain,
    )  # fmt: skip
    best = found.choices[0]
    print(
        f"O1 {best.o1:.1f} (bound {found.o1_bound:.1f}), "
        f"O2 {best.o2_10k:.1f} (bound {found.o2_bound_10k or 0.0:.1f})"
    )
    print(f"proven: {found.proven}; {len(found.choices)} choices within 1 %")
    chosen = set(plan.option.tolist())
    starts = [float(o in chosen) for o in range(base.programme.option_count)]
    values, each = _timed(
        "value of a classroom at each site",
        lambda: values_of_a_class(
            model, starts, seats=50.0, sites=candidates, deadline=Deadline.after(240.0)
        ),
        plain,
    )  # fmt: skip
    print(f"{len(values)} values; whole answer {plain + build + search + each:.1f} s")
    _timed(f"{candidates} separate placements of one year", lambda: _placements(city), plain)


if __name__ == "__main__":
    main()
