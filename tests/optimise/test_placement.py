"""Placing pupils where nothing is built: the quick way gives what the general model gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.appraise.audit import audit
from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs
from planning.domain.plan import Outcome
from planning.domain.prices import Prices
from planning.domain.problem import PlanningProblem
from planning.errors import NoPlanError
from planning.optimise import SolverSettings, optimise
from planning.optimise.schedule.engine import Workbench
from planning.optimise.transport.column_generation import is_placement, place


def scattered(
    zones: int, sites: int, *, seed: int, fill: float, years: int = 1, nearest: int | None = None
) -> PlanningProblem:
    """Return pupils and seats scattered over ten kilometres; ``fill`` is pupils over seats."""
    rng = np.random.default_rng(seed)
    at, there = rng.uniform(0, 10_000, (zones, 2)), rng.uniform(0, 10_000, (sites, 2))
    metres = np.sqrt(((at[:, None] - there[None]) ** 2).sum(axis=-1))
    pupils = rng.integers(0, 40, (zones, 2, years)).astype(float)
    seats = rng.dirichlet(np.ones(sites), 2).T * pupils.sum(axis=(0, 2))[None] / years / fill
    kept = np.argsort(np.argsort(metres, axis=1), axis=1) < (nearest or sites)
    z, f = np.nonzero(kept)
    return PlanningProblem.build(
        zones=tuple(f"Z{i}" for i in range(zones)),
        facilities=tuple(f"F{i}" for i in range(sites)),
        bands=("primary", "junior"),
        years=tuple(range(2024, 2024 + years)),
        intakes=pupils,
        seats=np.floor(seats),
        temporary_limit=np.repeat(np.floor(seats * 0.1)[:, :, None], years, axis=2),
        enrolled_before=np.zeros((sites, 2, years)),
        norm_m=np.array([500.0, np.inf]),
        band_weight=np.array([4.0, 1.0]),
        prices=Prices(
            distance_10k_per_pupil_km=1.0, beyond_norm_10k_per_pupil_km=0.5, temporary_10k_per_seat_year=0.3
        ),
        pairs=Pairs(
            zone=np.r_[z, z],
            facility=np.r_[f, f],
            band=np.r_[np.zeros(len(z), dtype=int), np.ones(len(z), dtype=int)],
            distance_m=np.r_[metres[z, f], metres[z, f]],
        ),
    )


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    fill=st.sampled_from([0.6, 0.95, 1.0, 1.05, 1.6]),
    nearest=st.sampled_from([None, 2, 1]),
    years=st.sampled_from([1, 2]),
)
def test_the_quick_way_gives_the_general_models_objectives(
    seed: int, fill: float, nearest: int | None, years: int
) -> None:
    problem = scattered(12, 4, seed=seed, fill=fill, nearest=nearest, years=years)
    assert is_placement(problem)
    quick = place(problem)
    assert quick is not None
    general = Workbench(problem).plan()
    for one, two in zip(quick.stages, general.stages, strict=True):
        assert one.value == pytest.approx(two.value, rel=1e-6, abs=1e-5)
    assert audit(problem, quick).passed
    assert quick.outcome is Outcome.PROVEN


@st.composite
def placements(draw: st.DrawFn) -> PlanningProblem:
    """Return a problem with nothing to build, sites full or overfull, prices and weights of nought or more."""
    z, f, b, t = (draw(st.integers(1, most)) for most in (4, 3, 2, 2))

    def numbers(*shape: int, of: Sequence[float]) -> FloatArray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(st.sampled_from(of), min_size=size, max_size=size))).reshape(shape)

    triples = [(zone, site, band) for zone in range(z) for site in range(f) for band in range(b)]
    kept = draw(st.lists(st.sampled_from(triples), unique=True, min_size=1))
    zone, facility, band = np.array(kept).T
    seats, limit = numbers(f, b, of=(0, 7, 20)), numbers(f, b, t, of=(0, 3, 12))
    before = numbers(f, b, t, of=(0, 5, 10, 26))
    price = st.sampled_from((0.0, 0.3, 40.0))
    return PlanningProblem.build(
        zones=tuple(f"Z{i}" for i in range(z)),
        facilities=tuple(f"F{i}" for i in range(f)),
        bands=("primary", "junior")[:b],
        years=tuple(range(2024, 2024 + t)),
        intakes=numbers(z, b, t, of=(0, 1, 6.5, 15)),
        # Mostly no more pupils in place than seats and temporary ones; else there is no plan.
        enrolled_before=before if draw(st.booleans()) else np.minimum(before, seats[:, :, None] + limit),
        seats=seats,
        temporary_limit=limit,
        norm_m=numbers(b, of=(0, 500, np.inf)),
        band_weight=numbers(b, of=(0.01, 1, 4)),
        pairs=Pairs(
            zone=zone,
            facility=facility,
            band=band,
            distance_m=numbers(len(kept), of=(0, 200, 900, 1400, 50_000)),
            outside=numbers(len(kept), of=(0, 1)).astype(int),
        ),
        prices=Prices(
            distance_10k_per_pupil_km=draw(price),
            beyond_norm_10k_per_pupil_km=draw(price),
            temporary_10k_per_seat_year=draw(price),
            outside_today_10k_per_pupil=draw(price),
        ),
    )


@settings(max_examples=100, deadline=None)
@given(problem=placements())
def test_the_pipeline_gives_the_general_models_objectives(problem: PlanningProblem) -> None:
    """The whole way of an answer, with whichever means it takes, against the general model."""
    exact = SolverSettings(gap_o2=0.0)
    try:
        general = Workbench(problem, exact).plan()
    except NoPlanError:
        with pytest.raises(NoPlanError):
            optimise(problem, exact)
        return
    plan = optimise(problem, exact)
    assert [stage.name for stage in plan.stages] == ["O1", "O2", "O3"]
    for one, two in zip(plan.stages, general.stages, strict=True):
        assert one.value == pytest.approx(two.value, rel=1e-6, abs=1e-5), one.name
    assert audit(problem, plan).passed


def test_a_tolerance_of_the_first_objective_is_used() -> None:
    """90 of 100 pupils have a seat, far away: with a tenth of the shortage given up, one stays unplaced."""
    problem = PlanningProblem.build(
        zones=("A",),
        facilities=("far",),
        bands=("primary",),
        years=(2024,),
        intakes=[[[100]]],
        seats=[[90]],
        pairs=Pairs(zone=[0], facility=[0], band=[0], distance_m=[5000]),
    )
    assert is_placement(problem)
    for tolerance, unplaced in ((0.0, 10.0), (0.1, 11.0), (0.5, 15.0)):
        asked = SolverSettings(gap_o2=0.0, tolerance_o1=tolerance)
        plan, general = optimise(problem, asked), Workbench(problem, asked).plan()
        assert plan.unplaced.sum() == pytest.approx(unplaced)
        for one, two in zip(plan.stages, general.stages, strict=True):
            assert one.value == pytest.approx(two.value)


@pytest.mark.parametrize("factor", [1.0, 1.05])
def test_a_thousand_zones_and_twenty_schools_reach_the_known_optimum(factor: float) -> None:
    """The oracle is a transportation problem written down once more, all pairs at once."""
    problem = scattered(1000, 20, seed=7, fill=0.99)
    problem = replace(
        problem,
        seats=problem.seats * factor,
        temporary_limit=np.zeros_like(problem.temporary_limit),
        norm_m=np.full(2, np.inf),
    )
    pairs = problem.pairs
    own = pairs.band == 0
    z, f, cost = pairs.zone[own], pairs.facility[own], pairs.distance_m[own] / 1000.0
    n = len(z)
    found = linprog(
        cost,
        A_eq=sp.csr_array((np.ones(n), (z, np.arange(n)))),
        b_eq=problem.intakes[:, 0, 0],
        A_ub=sp.csr_array((np.ones(n), (f, np.arange(n)))),
        b_ub=problem.seats[:, 0],
    )
    plan = optimise(problem)
    km = (plan.place[own, 0] * cost).sum()
    if found.status == 0:
        assert km == pytest.approx(found.fun, rel=1e-9)
        assert plan.unplaced[:, 0].sum() == pytest.approx(0, abs=1e-6)
    else:
        lacking = problem.intakes[:, 0].sum() - problem.seats[:, 0].sum()
        assert plan.unplaced[:, 0].sum() == pytest.approx(lacking)


def test_more_pupils_than_seats_says_how_many() -> None:
    problem = scattered(30, 5, seed=1, fill=1.5)
    problem = replace(problem, temporary_limit=np.zeros_like(problem.temporary_limit))
    plan = optimise(problem)
    for b in (0, 1):
        lacking = problem.intakes[:, b].sum() - problem.seats[:, b].sum()
        assert plan.unplaced[:, b].sum() == pytest.approx(lacking)


def test_what_ties_years_or_zones_together_is_left_to_the_general_model() -> None:
    problem = scattered(5, 2, seed=1, fill=0.9, years=2)
    assert not is_placement(replace(problem, retention=np.ones((2, 2))))
    assert not is_placement(replace(problem, entry_factor=np.array([1.0, np.inf])))
    assert not is_placement(replace(problem, unmet_forbidden=True))


def test_todays_catchments_are_kept_where_leaving_them_costs_more() -> None:
    """The far school is today's; a kilometre costs 1, and leaving the catchment 0.2, 0.6 or 5."""
    problem = PlanningProblem.build(
        zones=("A",),
        facilities=("near", "today"),
        bands=("primary",),
        years=(2024,),
        intakes=np.array([[[10.0]]]),
        seats=np.array([[10.0], [4.0]]),
        pairs=Pairs(
            zone=np.array([0, 0]),
            facility=np.array([0, 1]),
            band=np.array([0, 0]),
            distance_m=np.array([500.0, 1000.0]),
            outside=np.array([1, 0]),
        ),
    )
    for price, kept in ((0.0, 0.0), (0.2, 0.0), (0.6, 4.0), (5.0, 4.0)):
        prices = Prices(distance_10k_per_pupil_km=1.0, outside_today_10k_per_pupil=price)
        asked = replace(problem, prices=prices)
        for plan in (place(asked), Workbench(asked).plan()):
            assert plan is not None
            assert plan.place[1, 0] == pytest.approx(kept), "today's school is full at four"
            assert plan.unplaced.sum() == pytest.approx(0), "a seat comes before a catchment"
            assert audit(asked, plan).passed
            expected = 0.5 * (10 - kept) + 1.0 * kept + price * (10 - kept)
            assert plan.stages[1].value == pytest.approx(expected)


def test_nobody_and_nowhere() -> None:
    problem = scattered(5, 2, seed=1, fill=0.9)
    empty = replace(problem, intakes=np.zeros_like(problem.intakes))
    assert optimise(empty).place.sum() == 0
    shut = replace(
        problem,
        seats=np.zeros_like(problem.seats),
        temporary_limit=np.zeros_like(problem.temporary_limit),
    )
    assert optimise(shut).unplaced.sum() == pytest.approx(problem.intakes.sum())
