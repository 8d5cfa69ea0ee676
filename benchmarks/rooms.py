"""What lending rooms saves in the embedded district, under each of several terms, with gaps and times.

    python benchmarks/rooms.py                 # every variant, half a minute each
    python benchmarks/rooms.py --only "300 a room"

Rooms are the primary classes of ``seats``, of which a site may lend half to junior classes of 50, at 60
(10,000 yuan) for a change: assumed.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from planning.appraise.audit import audit
from planning.appraise.summary import summarise
from planning.domain.frozen import IntArray
from planning.domain.pairs import Pairs
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import ALWAYS, Rooms
from planning.optimise.engine import Engine
from planning.runs.inputs import Inputs, load_inputs, make_problem
from planning.runs.run import solver_settings
from planning.travel.distance import travel_distance_m
from planning.travel.eligible import Reach, eligible_pairs

SCENARIO = Path(__file__).parent.parent / "scenarios" / "base.yaml"
GIVER, RECEIVER, CLASS, SHARE = "primary", "junior", 50.0, 0.5


@dataclass(frozen=True, kw_only=True)
class Variant:
    """Terms of lending, and what is held of the programme."""

    name: str
    cost_10k: float = 60.0
    first_year: int = 2024
    last_year: int = ALWAYS
    committed: tuple[str, ...] = ()
    opening_year: int | None = None


VARIANTS = (
    Variant(name="P13 and P14 free"),
    Variant(name="P13 committed", committed=("P13",)),
    Variant(name="P13 in 2025", committed=("P13",), opening_year=2025),
    Variant(name="P13 and P14 committed", committed=("P13", "P14")),
    Variant(name="300 a room", cost_10k=300.0),
    Variant(name="all rooms back by 2034", last_year=2033),
    Variant(name="lending from 2026", first_year=2026),
)


def lending(inputs: Inputs, problem: PlanningProblem, variant: Variant) -> PlanningProblem:
    """Return the problem with rooms to lend."""
    giver, receiver = problem.bands.index(GIVER), problem.bands.index(RECEIVER)
    table = inputs.district.tables["seats"]
    at = {facility: f for f, facility in enumerate(problem.facilities)}
    rooms = np.zeros(problem.seats.shape)
    for facility, band, classes in zip(table["facility_id"], table["band"], table["classes"], strict=True):
        rooms[at[facility], problem.bands.index(band)] = classes
    lenders = np.flatnonzero((rooms[:, giver] > 1) & (problem.seats[:, giver] > 0))
    count = len(lenders)
    made = Rooms.build(
        rooms=rooms,
        facility=lenders,
        giver=np.full(count, giver),
        receiver=np.full(count, receiver),
        most_lent=np.floor(rooms.sum(axis=1) * SHARE),
        most=np.floor(rooms[lenders, giver] * SHARE).astype(np.int64),
        seats_lost=problem.seats[lenders, giver] / rooms[lenders, giver],
        seats_gained=np.full(count, CLASS),
        cost_10k=np.full(count, variant.cost_10k),
        back_cost_10k=np.full(count, variant.cost_10k),
        first_year=np.full(count, variant.first_year),
        last_year=np.full(count, variant.last_year),
    )
    return replace(_held(problem, variant), rooms=made, pairs=_pairs(inputs, problem, lenders, receiver))


def _held(problem: PlanningProblem, variant: Variant) -> PlanningProblem:
    programme = problem.programme
    committed, kept = np.array(programme.committed), np.ones(programme.option_count, dtype=bool)
    for name in variant.committed:
        p = problem.projects.index(name)
        committed[p] = 1
        if variant.opening_year is not None:
            own = programme.option_project == p
            kept &= ~own | (programme.option_opening_year == variant.opening_year)
    change = programme.option_seat_change
    shorter = replace(
        programme,
        committed=committed,
        option_project=programme.option_project[kept],
        option_start_year=programme.option_start_year[kept],
        option_opening_year=programme.option_opening_year[kept],
        option_spend_10k=programme.option_spend_10k[kept],
        option_seat_change=None if change is None else change[kept],
    )
    return replace(problem, programme=shorter)


def _pairs(inputs: Inputs, problem: PlanningProblem, lenders: IntArray, receiver: int) -> Pairs:
    """Return the pairs with those of sites that may serve the receiving band."""
    zones, sites = inputs.district.tables["zones"], inputs.district.tables["facilities"]
    scenario = inputs.loaded.scenario
    distance_m = travel_distance_m(
        zone_lon=zones["lon"].to_numpy(float),
        zone_lat=zones["lat"].to_numpy(float),
        site_lon=sites["lon"].to_numpy(float),
        site_lat=sites["lat"].to_numpy(float),
        crs=scenario.travel.crs,
        detour_factor=scenario.travel.detour_factor,
        ground=scenario.travel.ground,
    )
    serves = np.zeros(problem.seats.shape, dtype=bool)
    serves[lenders, receiver] = True
    reach = [
        Reach(reach_m=scenario.bands[band].reach_m, nearest=scenario.bands[band].nearest)
        for band in problem.bands
    ]
    more, old = eligible_pairs(distance_m=distance_m, serves=serves, reach=reach), problem.pairs
    known = set(zip(old.zone.tolist(), old.facility.tolist(), old.band.tolist(), strict=True))
    new = np.array(
        [
            at not in known
            for at in zip(more.zone.tolist(), more.facility.tolist(), more.band.tolist(), strict=True)
        ]
    )
    outside = None if old.outside is None else np.append(old.outside, np.zeros(new.sum(), dtype=np.int64))
    return Pairs(
        zone=np.append(old.zone, more.zone[new]),
        facility=np.append(old.facility, more.facility[new]),
        band=np.append(old.band, more.band[new]),
        distance_m=np.append(old.distance_m, more.distance_m[new]),
        outside=outside,
    )


def spent_10k(problem: PlanningProblem, plan: Plan) -> tuple[float, float]:
    """Return the cost of all projects started, and the money for rooms, 10,000 yuan."""
    projects = float(problem.programme.cost_10k[plan.option >= 0].sum())
    if problem.rooms is None:
        return projects, 0.0
    rooms = problem.rooms.cost_10k @ plan.rooms_taken + problem.rooms.back_cost_10k @ plan.rooms_back
    return projects, float(rooms.sum())


def seating(problem: PlanningProblem, plan: Plan) -> tuple[float, float]:
    """Return the most rooms lent in a year, and the most that seat children who had no seat without them.

    A room seats children where the receiving band would lack its seats over the district: pupils of the band
    in a year less its seats without rooms, by the seats of a room.
    """
    appraisal, rooms = summarise(problem, plan), problem.rooms
    assert rooms is not None
    lent = appraisal.rooms_lent.sum(axis=0)
    b = int(rooms.receiver[0])
    enrolled = appraisal.enrolled[:, b].sum(axis=0)
    gained = float(rooms.seats_gained[0])
    own = appraisal.open_seats[:, b].sum(axis=0) - gained * lent
    needed = np.clip(np.ceil((enrolled - own) / gained), 0, lent)
    return float(lent.max()), float(needed.max())


def main() -> None:
    """Solve the variants and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="name of one variant")
    only = parser.parse_args().only
    inputs = load_inputs(SCENARIO)
    base = make_problem(inputs)
    settings = solver_settings(inputs.loaded.scenario)
    junior = base.bands.index(RECEIVER)
    today = Engine(base, settings).plan()
    before, _ = spent_10k(base, today)
    print(f"today: started {before:,.0f}; junior entrants without a place {_left(today, junior):,.0f}")
    for variant in VARIANTS:
        if only is not None and variant.name != only:
            continue
        problem = lending(inputs, base, variant)
        began, cpu = time.perf_counter(), time.process_time()
        plan = Engine(problem, settings).plan()
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        projects, rooms = spent_10k(problem, plan)
        most, seat = seating(problem, plan)
        o1, o2 = plan.stages[:2]
        gap = plan.lending
        assert gap is not None
        print(
            f"{variant.name}: saves {before - projects - rooms:,.0f} "
            f"(projects {projects:,.0f}, rooms {rooms:,.0f}); "
            f"junior without a place {_left(plan, junior):,.0f}; O1 {o1.value:,.1f} gap {o1.gap:.1e}; "
            f"O2 {o2.value:,.0f} gap {o2.gap:.2%} ({gap.in_rooms:.1f} rooms), whole rooms "
            f"{gap.share_of_whole_rooms:.3%} ({gap.of_whole_rooms:.1f} rooms); "
            f"rooms lent {most:.0f}, {seat:.0f} seat children, {most - seat:.0f} shorten ways; "
            f"breaches {len(audit(problem, plan).breaches)}; "
            f"started {_started(problem, plan)}; {seconds:.0f} s, cpu {cpu:.0f} s",
            flush=True,
        )


def _left(plan: Plan, band: int) -> float:
    return float(plan.unplaced[:, band].sum())


def _started(problem: PlanningProblem, plan: Plan) -> str:
    programme = problem.programme
    free = [p for p in np.flatnonzero(plan.option >= 0).tolist() if p >= 11]
    return " ".join(
        f"{problem.projects[p]}:{int(programme.option_opening_year[plan.option[p]])}" for p in free
    )


if __name__ == "__main__":
    main()
