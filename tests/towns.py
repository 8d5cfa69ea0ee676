"""Towns small enough that the best plan is obvious, and random ones for the oracles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from planning.domain.pairs import Pairs
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.programme import Programme
from planning.domain.purses import NEVER, Purses, RunningCost
from planning.domain.rules import Reference, Rules, SeatShare, Staff


def town(
    *,
    intakes: Any,
    seats: Any,
    distance_m: Any,
    bands: Sequence[str] = ("primary",),
    first_year: int = 2023,
    projects: Sequence[dict[str, Any]] = (),
    **parts: Any,
) -> PlanningProblem:
    """Make a problem in which every zone may use every facility in every band.

    ``intakes`` has shape (Z, B, T), ``seats`` (F, B), ``distance_m`` (Z, F). A project is a dict with
    ``facility``, ``seats`` (B,), ``options`` (list of start, opening, {year: money}), and ``committed``.
    """
    intakes, seats, distance_m = np.array(intakes, float), np.array(seats, float), np.array(distance_m, float)
    z, f, b, t = len(intakes), len(seats), len(bands), intakes.shape[2]
    years = tuple(range(first_year, first_year + t))
    zone, facility, band = (axis.ravel() for axis in np.indices((z, f, b)))
    pairs = Pairs(zone=zone, facility=facility, band=band, distance_m=distance_m[zone, facility])
    options = [(p, *option) for p, project in enumerate(projects) for option in project["options"]]
    spend = np.zeros((len(options), t))
    for o, (_, _, _, money) in enumerate(options):
        for year, amount in money.items():
            if year in years:
                spend[o, years.index(year)] = amount
    programme = Programme(
        facility=np.array([project["facility"] for project in projects], dtype=np.int64),
        seats=np.array([project["seats"] for project in projects], dtype=float).reshape(len(projects), b),
        committed=np.array([int(project.get("committed", False)) for project in projects], dtype=np.int64),
        cost_10k=np.array(
            [sum(project["options"][0][2].values()) if project["options"] else 0.0 for project in projects]
        ),
        option_project=np.array([option[0] for option in options], dtype=np.int64),
        option_start_year=np.array([option[1] for option in options], dtype=np.int64),
        option_opening_year=np.array([option[2] for option in options], dtype=np.int64),
        option_spend_10k=spend,
    )
    return PlanningProblem.build(
        zones=tuple(f"Z{i}" for i in range(z)),
        facilities=tuple(f"F{i}" for i in range(f)),
        bands=tuple(bands),
        years=years,
        projects=tuple(f"P{i}" for i in range(len(projects))),
        intakes=intakes,
        seats=seats,
        pairs=pairs,
        programme=programme,
        **parts,
    )


def school(facility: int, seats: float, cost: float, *years: int, committed: bool = False) -> dict[str, Any]:
    """Return a project of one band that opens in the year in which its works begin."""
    options = [(year, year, {year: cost}) for year in years]
    return {"facility": facility, "seats": [seats], "options": options, "committed": committed}


def two_schools(**parts: Any) -> PlanningProblem:
    """150 pupils a year, no seat; a school of 100 for 60 and one of 50 for 40, in 2023 or 2024."""
    return town(
        intakes=[[[150, 150]]],
        seats=[[0], [0]],
        distance_m=[[1, 1]],
        projects=[school(0, 100, 60, 2023, 2024), school(1, 50, 40, 2023, 2024)],
        **{"budget_10k": [60.0, 60.0], "carry_over": False, **parts},
    )


def random_town(seed: int) -> PlanningProblem:
    """Return a small random problem with every rule in play; starts few enough to enumerate."""
    rng = np.random.default_rng(seed)
    z, f, t = int(rng.integers(2, 4)), int(rng.integers(2, 4)), int(rng.integers(2, 5))
    bands = ("primary", "junior")[: int(rng.integers(1, 3))]
    b = len(bands)
    years = range(2023, 2023 + t)
    retention = np.cumprod(np.column_stack([np.ones(b), rng.uniform(0.8, 1.1, (b, 2))]), axis=1)
    seats = rng.integers(0, 120, (f, b)).astype(float)
    enrolled_before = np.zeros((f, b, t))
    # Some sites hold more pupils than seats: their large classes are temporary seats until they leave.
    enrolled_before[:, :, 0] = rng.choice([0.0, 0.3, 0.6, 1.15], (f, b)) * seats
    enrolled_before[:, :, 1] = enrolled_before[:, :, 0] * 0.5
    projects = []
    for _ in range(int(rng.integers(1, 4))):
        works = int(rng.integers(0, 2))
        cost = float(rng.integers(50, 300))
        starts = [year for year in years if year + works <= years[-1]][:3]
        projects.append(
            {
                "facility": int(rng.integers(0, f)),
                "seats": rng.integers(20, 150, b),
                "options": [
                    (year, year + works, {year + i: cost / (works + 1) for i in range(works + 1)})
                    for year in starts
                ],
                "committed": bool(rng.random() < 0.3),
            }
        )
    return town(
        intakes=rng.integers(5, 80, (z, b, t)),
        seats=seats,
        distance_m=rng.uniform(200, 5000, (z, f)),
        bands=bands,
        projects=projects,
        retention=retention,
        enrolled_before=enrolled_before,
        band_weight=rng.choice([1.0, 2.0, 4.0], b),
        band_years=np.full(b, 3.0),
        temporary_limit=np.maximum(
            rng.integers(0, 20, (f, b))[:, :, None], enrolled_before - seats[:, :, None]
        ),
        entry_factor=np.full(b, 1.5),
        entry_factor_opening=np.full(b, 2.0),
        budget_10k=rng.integers(60, 300, t).astype(float),
        carry_over=bool(rng.random() < 0.5),
        norm_m=np.full(b, 1000.0),
        prices=Prices(
            distance_10k_per_pupil_km=0.1,
            beyond_norm_10k_per_pupil_km=0.05,
            temporary_10k_per_seat_year=0.3,
            discount_rate=0.04,
        ),
    )


def ruled_town(seed: int) -> PlanningProblem:
    """Return a random town with rules beyond seats and money, phases, and seats lost during works."""
    plain = random_town(seed)
    rng = np.random.default_rng(seed + 10_000)
    programme, (_, f, b, t) = plain.programme, plain.shape
    count = programme.project_count
    change = np.zeros((programme.option_count, b, t))
    for o, p in enumerate(programme.option_project.tolist()):
        opened = np.array(plain.years) == programme.option_opening_year[o]
        busy = (np.array(plain.years) >= programme.option_start_year[o]) & (
            np.array(plain.years) < programme.option_opening_year[o]
        )
        if rng.random() < 0.4:
            change[o, 0, opened] -= np.floor(programme.seats[p, 0] / 2)
        if rng.random() < 0.4:
            change[o, 0, busy] -= min(5.0, float(plain.seats[programme.facility[p], 0]))
    rules: dict[str, Any] = {}
    if count > 1 and rng.random() < 0.5:
        rules["after"] = ((1, 0),)
    if count > 1 and rng.random() < 0.4:
        rules["exclusive"] = ((0, count - 1),)
    if rng.random() < 0.5:
        rules["works_at_once"] = np.full(t, float(rng.integers(1, 3)))
    if rng.random() < 0.5:
        member = rng.integers(0, 2, f)
        total = plain.seats[:, 0].sum()
        share = float((plain.seats[:, 0] * member).sum() / total) if total else 0.0
        rules["shares"] = (SeatShare(name="public", band=0, member=member, floor=0.8 * share),)
    if rng.random() < 0.5:
        rules["staff"] = Staff(
            per_seat=np.full(b, 0.1),
            recruitment=np.full(t, float(rng.integers(10, 40))),
            posts=np.full(t, float(rng.integers(15, 60))),
        )
    if rng.random() < 0.6:
        opening = [
            int(rng.choice([0, *programme.option_opening_year[programme.options_of(p)]]))
            for p in range(count)
        ]
        rules["reference"] = Reference(
            opening_year=np.array(opening, dtype=np.int64),
            pair=rng.integers(0, 2, (len(plain.pairs), t)),
            change_limit=float(rng.choice([1.0, 2.0, np.inf])),
        )
    seat_change = None
    if rng.random() < 0.4:
        seat_change = np.zeros((f, b, t))
        site = int(rng.integers(0, f))
        # Works may still take five seats of each project away.
        leaves = np.maximum(plain.seats[site] - 5.0 * count, 0.0)
        seat_change[site, :, int(rng.integers(0, t)) :] = -leaves[:, None]
    plain = replace(plain, seat_change=seat_change)
    limit = np.maximum(plain.temporary_limit, 5.0 + plain.enrolled_before - plain.seats_by_year)
    return replace(
        plain,
        programme=replace(programme, option_seat_change=change),
        temporary_limit=limit,
        rules=Rules(**rules),
    )


def purses_of(
    *limits_10k: Sequence[float], projects: int, lapses: Sequence[int] = (), **parts: Any
) -> Purses:
    """Return purses U0, U1, ... that pay the works of every project, and whose money never lapses."""
    u = len(limits_10k)
    every = {
        "names": tuple(f"U{i}" for i in range(u)),
        "lapses_after": list(lapses) or [NEVER] * u,
        "capital": np.ones((u, projects)),
        "running": np.zeros((u, projects)),
        "largest_share": np.ones(u),
    }
    return Purses(limits_10k=np.array(limits_10k, dtype=float), **{**every, **parts})


def random_purses(problem: PlanningProblem, seed: int) -> PlanningProblem:
    """Return a problem whose money comes from one to three purses, or lapses; running cost now and then."""
    rng = np.random.default_rng(seed + 20_000)
    t, p, b = len(problem.years), len(problem.projects), len(problem.bands)
    running = None
    if rng.random() < 0.6:
        running = RunningCost(
            per_site_10k=rng.integers(0, 20, b).astype(float),
            per_pupil_10k=rng.uniform(0, 0.3, b),
            cost_weight=float(rng.choice([0.0, 1.0])),
        )
    if rng.random() < 0.2:
        return replace(problem, running=running, carry_over=True, lapses_after=int(rng.integers(0, 3)))
    u = int(rng.integers(1, 4))
    capital = (rng.random((u, p)) < 0.7).astype(int)
    pays_running = (rng.random((u, p)) < 0.6).astype(int) * (running is not None and rng.random() < 0.7)
    purses = Purses(
        names=tuple(f"U{i}" for i in range(u)),
        limits_10k=rng.integers(0, 250, (u, t)).astype(float),
        lapses_after=rng.integers(NEVER, 3, u),
        capital=capital,
        running=pays_running,
        largest_share=rng.choice([1.0, 1.0, 0.6], u),
    )
    free = np.full(t, np.inf)
    return replace(problem, budget_10k=free, carry_over=False, purses=purses, running=running)
