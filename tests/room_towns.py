"""Small towns that may lend rooms from one band to another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.domain.rooms import Rooms
from planning.domain.rules import Rules, SeatShare
from tests.towns import town

BANDS = ("primary", "junior")


def one_site(
    *,
    primary: list[float],
    junior: list[float],
    seats: tuple[float, float] = (90, 0),
    rooms: dict[str, Any] | None = None,
    **parts: Any,
) -> PlanningProblem:
    """Return a town of one zone and one site with two primary rooms of 45 that may serve 50 juniors each."""
    chosen = {
        "rooms": [[2, 0]],
        "class_size": [45, 50],
        "facility": [0],
        "giver": [0],
        "receiver": [1],
        "cost_10k": [60],
        "least_stay_years": [1],
        **(rooms or {}),
    }
    return town(
        intakes=[[primary, junior]],
        seats=[list(seats)],
        distance_m=[[500]],
        bands=BANDS,
        rooms=Rooms.build(**chosen),
        **parts,
    )


def random_room_town(seed: int) -> PlanningProblem:
    """Return a random town whose rooms and projects leave at most twelve yes-or-no decisions."""
    rng = np.random.default_rng(seed + 50_000)
    z, f, t = int(rng.integers(1, 3)), int(rng.integers(1, 3)), 3
    held = rng.integers(1, 5, (f, 2)).astype(float)
    size = np.array([45.0, 50.0])
    seats = np.round(held * size)
    before = np.zeros((f, 2, t))
    before[:, :, 0] = np.floor(rng.choice([0.0, 0.0, 0.5, 1.1], (f, 2)) * seats)
    before[:, :, 1] = np.floor(before[:, :, 0] * 0.5)
    # One block of one site, and perhaps one of another, or two of the same.
    count = int(rng.integers(1, 3))
    giver = np.full(count, rng.integers(0, 2))
    if rng.random() < 0.2:
        giver = rng.integers(0, 2, count)
    block = rng.integers(1, 3, count)
    most = block * (2 if count == 1 or rng.random() < 0.3 else 1)
    lasting = rng.random(count) < 0.7
    way_back = np.where(lasting, rng.integers(0, 2, count), 1)
    rooms = Rooms.build(
        rooms=held,
        most_lent=np.maximum(held.sum(axis=1) - int(rng.integers(0, 3)), 1.0),
        class_size=size,
        facility=rng.integers(0, f, count),
        giver=giver,
        receiver=1 - giver,
        block=block,
        most=most,
        cost_10k=rng.integers(0, 30, count),
        back_cost_10k=rng.integers(0, 5, count),
        works_months=rng.choice([1, 2, 2, 8], count),
        first_year=rng.choice([1, 1, 2024], count),
        last_year=np.where(lasting, 9999, 2024),
        way_back=way_back,
        least_stay_years=rng.integers(0, 3, count),
    )
    cost = float(rng.integers(20, 200))
    project = {
        "facility": int(rng.integers(0, f)),
        "seats": rng.integers(0, 60, 2),
        "options": [(year, year, {year: cost}) for year in (2023, 2024)],
    }
    member = rng.integers(0, 2, f)
    total = float(seats[:, 1].sum())
    share = float((seats[:, 1] * member).sum() / total) if total else 0.0
    ruled = rng.random() < 0.3
    return town(
        intakes=rng.integers(5, 90, (z, 2, t)) * np.where(np.arange(2) == giver[0], 0.25, 1.4)[:, None],
        seats=seats,
        distance_m=rng.uniform(200, 4000, (z, f)),
        bands=BANDS,
        projects=[project] if rng.random() < 0.5 else [],
        retention=np.cumprod(np.column_stack([np.ones(2), rng.uniform(0.6, 1.0, (2, 1))]), axis=1),
        enrolled_before=before,
        band_weight=rng.choice([1.0, 2.0, 4.0], 2),
        band_years=np.full(2, 2.0),
        temporary_limit=np.maximum(rng.integers(0, 30, (f, 2))[:, :, None], before - seats[:, :, None]),
        entry_factor=np.full(2, 1.5),
        entry_factor_opening=np.full(2, 2.0),
        budget_10k=rng.integers(0, 150, t).astype(float),
        carry_over=bool(rng.random() < 0.5),
        norm_m=np.full(2, 1000.0),
        prices=Prices(
            distance_10k_per_pupil_km=0.1,
            beyond_norm_10k_per_pupil_km=0.05,
            temporary_10k_per_seat_year=0.3,
            discount_rate=0.04,
        ),
        rules=Rules(shares=(SeatShare(name="public", band=1, member=member, floor=0.8 * share),))
        if ruled
        else Rules(),
        rooms=rooms,
    )


def with_rooms(problem: PlanningProblem, **parts: Any) -> PlanningProblem:
    """Return a problem with other terms of lending."""
    assert problem.rooms is not None
    return replace(problem, rooms=replace(problem.rooms, **parts))
