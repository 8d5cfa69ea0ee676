"""Ages, homes and grades put together, on worlds whose forecast is known by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.errors import ProblemError
from planning.forecast.change import CAUSES, explain_change
from planning.forecast.compose import compose
from planning.forecast.homes import home_children
from planning.forecast.reconcile import reconcile
from tests.forecast.worlds import AGES, BANDS, YEARS, estate, level_ladder, no_controls, world

K, P, J, S = range(4)


def at(year: int) -> int:
    return YEARS.index(year)


def test_a_steady_world_stays_as_it_is() -> None:
    people = compose(world(zones=2))
    np.testing.assert_allclose(people.intakes, 100)
    np.testing.assert_allclose(people.rolls.sum(axis=2)[0, :, 0], [300, 600, 300, 300])


def test_a_wave_of_births_reaches_each_band_at_its_age() -> None:
    births = np.full(len(YEARS), 100.0)
    births[0] = 300.0  # the cohort that closes on 31 August 2023
    intakes = compose(world(births=births)).intakes[0]
    for b, age in ((K, 3), (P, 6), (J, 12)):
        peak = {year for year in YEARS if intakes[b, at(year)] == pytest.approx(300)}
        assert peak == {2023 + age}


def test_an_estate_by_hand() -> None:
    """100 dwellings open in 2025 with 50 children of 6 and 30 of 8; nobody is born there."""
    people = compose(world(homes=estate(a6=0.5, a8=0.3), slip_years=(0,)))
    rolls = people.rolls[0, P].sum(axis=0) - 600
    # 80 pupils at once. The eights are in the third of six grades and leave in 2029, the sixes in 2031.
    expected = {2024: 0, 2025: 80, 2026: 80, 2028: 80, 2029: 50, 2030: 50, 2031: 0}
    for year, pupils in expected.items():
        assert rolls[at(year)] == pytest.approx(pupils), year
    junior = people.rolls[0, J].sum(axis=0) - 300
    assert [junior[at(year)] for year in (2028, 2029, 2031, 2032, 2034)] == pytest.approx([0, 30, 80, 50, 0])
    # Entrants: 50 sixes; the 30 eights join with four of six years before them.
    assert people.intakes[0, P, at(2025)] == pytest.approx(100 + 50 + 30 * 4 / 6)
    assert people.intakes[0, P, at(2026)] == pytest.approx(100)
    assert people.home_rolls[0, P, :, at(2025)].tolist() == [50, 0, 30, 0, 0, 0]


def test_every_dwelling_goes_on_having_children() -> None:
    people = compose(world(homes=estate(a0=0.2), slip_years=(0,)))
    assert people.intakes[0, K, at(2028)] == pytest.approx(120)
    assert people.intakes[0, K, at(2035)] == pytest.approx(120)
    assert people.intakes[0, P, at(2030)] == pytest.approx(100)
    assert people.intakes[0, P, at(2031)] == pytest.approx(120)


def test_a_home_that_fills_slowly() -> None:
    homes = replace(estate(a6=1.0), occupied_share=np.array([[0.2, 0.5, 1.0]]))
    children = home_children(homes, survival=np.ones(AGES), years=YEARS, slip_years=(0,))
    sixes = children.persons[0, 6]
    assert [sixes[at(year)] for year in (2024, 2025, 2026, 2027, 2028)] == pytest.approx([0, 20, 30, 50, 0])
    np.testing.assert_allclose(children.arrivals[0, 6], sixes)


def test_homes_finished_before_the_count_are_in_the_count() -> None:
    homes = replace(estate(year=2021, a6=1.0), occupied_share=np.array([[0.2, 0.5, 1.0]]))
    children = home_children(homes, survival=np.ones(AGES), years=YEARS, slip_years=(0,))
    # By the base year 2022 half of it was occupied; only the other half comes in 2023.
    assert children.persons[0, 6, 0] == pytest.approx(50)


def test_a_late_home_is_the_same_home_later() -> None:
    homes = estate(a6=0.5, a8=0.3, a0=0.1)
    on_time = compose(world(homes=homes, slip_years=(0,)))
    late = compose(world(homes=homes, slip_years=(2,)))
    np.testing.assert_allclose(late.home_intakes[:, :, 2:], on_time.home_intakes[:, :, :-2])
    assert not late.home_intakes[:, :, : at(2027)].any()


def test_children_within_the_trend_move_and_add_nobody() -> None:
    """Half of the estate's children were coming anyway: the district gains the other half only."""
    plain = compose(world(zones=2, ladder=level_ladder(200.0)))
    homes = estate(zone=1, a6=0.5, in_trend=0.5)
    made = compose(world(zones=2, ladder=level_ladder(200.0), homes=homes, slip_years=(0,)))
    gain = made.intakes.sum(axis=0) - plain.intakes.sum(axis=0)
    assert gain[P, at(2025)] == pytest.approx(25)
    assert made.intakes[0, P, at(2025)] < plain.intakes[0, P, at(2025)]
    # Zone 1 has its share of the 200 who were coming, weighed 125 to 100, and 25 on top.
    assert made.intakes[1, P, at(2025)] == pytest.approx(200 * 125 / 225 + 25)
    all_in_trend = replace(homes, in_trend_share=np.array([1.0]))
    same = compose(world(zones=2, ladder=level_ladder(200.0), homes=all_in_trend, slip_years=(0,)))
    np.testing.assert_allclose(same.intakes.sum(axis=0), plain.intakes.sum(axis=0))


def test_demolition_takes_entrants_and_no_more_than_there_are() -> None:
    people = compose(world(homes=estate(dwellings=-100.0, a6=0.4), slip_years=(0,)))
    assert people.intakes[0, P, at(2025)] == pytest.approx(60)
    empty = compose(world(homes=estate(dwellings=-1000.0, a6=0.4), slip_years=(0,)))
    assert empty.intakes[0, P, at(2025)] == 0


def test_zones_agree_with_the_grades() -> None:
    """Pupils of each grade grow by a tenth on every step, which the ages do not know."""
    people = compose(world(zones=2, ladder=level_ladder(200.0, ratio=1.1)))
    district = people.rolls.sum(axis=0)
    assert district[K, 1, 0] == pytest.approx(220)
    assert district[P, 0, 0] == pytest.approx(220)
    assert district[P, 0, 2] == pytest.approx(200 * 1.1**3)
    np.testing.assert_allclose(people.factor[:, P, 0], 1.1)
    np.testing.assert_allclose(people.rolls.sum(axis=0), people.control)
    np.testing.assert_allclose(people.factor[:, K], 1.0)


def test_a_control_is_met_and_carried_up() -> None:
    bands = np.full((4, len(YEARS)), np.nan)
    bands[P, at(2024)] = 500.0
    controls = replace(no_controls(2), bands=bands)
    people = compose(world(zones=2, ladder=level_ladder(200.0), controls=controls))
    assert people.intakes[:, P, at(2024)].sum() == pytest.approx(500)
    assert people.rolls[:, P, 1, at(2025)].sum() == pytest.approx(500)
    assert people.intakes[:, J, at(2030)].sum() == pytest.approx(500)
    alone = compose(world(zones=2, controls=controls))
    assert alone.intakes[:, P, at(2024)].sum() == pytest.approx(500)


def test_controls_of_bands_and_of_groups_are_met_together() -> None:
    groups = np.full((2, len(YEARS)), np.nan)
    groups[0, 0] = 1000.0
    controls = replace(no_controls(3), group=np.array([0, 0, 1]), groups=groups)
    people = compose(world(zones=3, ladder=level_ladder(300.0), controls=controls))
    assert people.intakes[:2, :, 0].sum() == pytest.approx(1000)
    np.testing.assert_allclose(people.intakes[:, :, 0].sum(axis=0), 300)
    np.testing.assert_allclose(people.intakes[:, :, 1], 100)


def test_iterative_proportional_fitting_by_hand() -> None:
    """Deming and Stephan's table keeps its cross-product ratio while the margins are met."""
    seed = np.array([[1.0, 2.0], [3.0, 4.0]])
    agreed = reconcile(
        seed, columns=np.array([50.0, 50.0]), group=np.array([0, 1]), groups=np.array([40.0, 60.0])
    )
    cells = agreed.cells
    np.testing.assert_allclose(cells.sum(axis=0), 50)
    np.testing.assert_allclose(cells.sum(axis=1), [40, 60])
    assert cells[0, 0] * cells[1, 1] / cells[0, 1] / cells[1, 0] == pytest.approx(4 / 6)
    np.testing.assert_allclose(agreed.factor * seed, cells)


def test_one_margin_is_one_pass_and_unknown_ones_leave_alone() -> None:
    agreed = reconcile(
        np.array([[1.0, 5.0], [3.0, 5.0]]), columns=np.array([8.0, np.nan]), group=np.array([0, 0])
    )
    assert agreed.rounds == 1
    assert agreed.cells.tolist() == [[2, 5], [6, 5]]


def test_controls_that_cannot_be_met_are_said() -> None:
    seed = np.array([[1.0, 0.0], [1.0, 0.0]])
    group = np.array([0, 1])
    with pytest.raises(ProblemError, match="band 1 has a control"):
        reconcile(seed, columns=np.array([1.0, 1.0]), group=group)
    with pytest.raises(ProblemError, match="contradict"):
        reconcile(seed, columns=np.array([1.0, 0.0]), group=group, groups=np.array([5.0, 5.0]))
    with pytest.raises(ProblemError, match="group 1"):
        reconcile(np.eye(2) * [1, 0], columns=np.full(2, np.nan), group=group, groups=np.array([1.0, 1.0]))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    in_trend=st.floats(0, 1),
    slip=st.integers(0, 4),
    laddered=st.booleans(),
)
def test_nobody_is_created_or_lost_but_by_a_named_flow(
    seed: int, in_trend: float, slip: int, laddered: bool
) -> None:
    """Intakes are those of the control and of the homes beyond the trend; changes add up."""
    rng = np.random.default_rng(seed)
    zones = 3
    scenario_inputs = world(
        zones=zones,
        persons=rng.uniform(0, 200, (zones, AGES)),
        births=rng.uniform(0, 600, len(YEARS)),
        survival=rng.uniform(0.99, 1, AGES),
        net_migration_rate=rng.uniform(-0.05, 0.05, AGES),
        homes=estate(zone=1, in_trend=in_trend, a0=0.1, a4=0.3, a7=0.2, a15=0.2),
        slip_years=(slip,),
        ladder=level_ladder(300.0, ratio=float(rng.uniform(0.95, 1.05))) if laddered else None,
    )
    people = compose(scenario_inputs)
    assert (people.intakes >= 0).all()
    beyond = (1 - in_trend) * people.home_rolls.sum(axis=0)
    np.testing.assert_allclose(people.rolls.sum(axis=0), people.control + beyond, rtol=1e-9)
    change = explain_change(scenario_inputs, people)
    total = sum(change.parts[name] for name in CAUSES)
    np.testing.assert_allclose(
        total[:, 1:], np.diff(people.intakes.sum(axis=0), axis=1), rtol=1e-9, atol=1e-9
    )


def test_each_cause_of_change_is_told_from_the_others() -> None:
    path = {band: {2000: 1.0} for band in BANDS.ids} | {"senior": {2000: 0.5, 2030: 0.6}}
    scenario_inputs = world(participation=path)
    parts = explain_change(scenario_inputs, compose(scenario_inputs)).parts
    assert parts["participation"][S, at(2030)] == pytest.approx(10)
    assert sum(abs(parts[name]).sum() for name in CAUSES if name != "participation") == pytest.approx(0)
    births = np.full(len(YEARS), 100.0)
    births[0] = 130.0
    wave = world(births=births)
    assert explain_change(wave, compose(wave)).parts["cohort"][K, at(2026)] == pytest.approx(30)
    moving = world(zone_growth=np.where(np.array(YEARS) == 2024, 0.1, 0.0)[None])
    moved = explain_change(moving, compose(moving)).parts
    assert moved["migration"][P, at(2024)] == pytest.approx(10)
    assert moved["migration"][P, at(2025)] == pytest.approx(0)
    built = world(homes=estate(a6=0.5), slip_years=(0,))
    assert explain_change(built, compose(built)).parts["homes"][P, at(2025)] == pytest.approx(50)
