"""Closed worlds forecast by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.district.bands import ready_made
from planning.domain.bands import BandSystem, Enters
from planning.forecast.ages import roll_ages
from planning.forecast.births import cohort_births, make_cohorts, share_by_children, share_by_women
from planning.forecast.enrolled_before import make_enrolled_before
from planning.forecast.ladder import climb, first_rungs, retention_from, rungs, rungs_below
from planning.forecast.participation import share_in
from planning.forecast.retention import make_retention

AGES = 18
BANDS = ready_made()
JUNIOR = BandSystem((replace(BANDS["junior"], enters=Enters.AGE, after=""),))


def closed(persons: np.ndarray, births: list[float]) -> np.ndarray:
    growth = np.zeros((len(persons), len(births)))
    return roll_ages(
        persons=persons,
        births=np.array(births),
        birth_share=share_by_children(persons[:, :3].sum(axis=1), growth),
        survival=np.ones(AGES),
        net_migration_rate=np.zeros(AGES),
        zone_growth=growth,
    ).persons


def test_a_closed_world_only_ages() -> None:
    persons = np.arange(AGES, dtype=float)[None, :] + 100
    ages = closed(persons, [50.0, 60.0])
    np.testing.assert_allclose(ages[0, 2:, 2], persons[0, :-2])
    assert ages[0, :2, 2].tolist() == [60.0, 50.0]


def test_migration_and_survival_by_hand() -> None:
    growth = np.array([[0.0, 0.0], [0.1, 0.2]])
    ages = roll_ages(
        persons=np.full((2, AGES), 1000.0),
        births=np.array([600.0, 600.0]),
        birth_share=np.array([[0.4, 0.5], [0.6, 0.5]]),
        survival=np.full(AGES, 0.99),
        net_migration_rate=np.full(AGES, 0.02),
        zone_growth=growth,
    )
    persons = ages.persons
    assert persons[0, 7, 1] == pytest.approx(1000 * 0.99 * 1.02)
    assert persons[1, 7, 1] == pytest.approx(1000 * 0.99 * 1.12)
    assert persons[1, 7, 2] == pytest.approx(1000 * 0.99 * 1.12 * 0.99 * 1.22)
    assert persons[:, 0, 1] == pytest.approx([240, 360])
    # The parts multiply to the whole, and say what each did.
    assert ages.start[1, 7, 2] == 1000
    assert ages.survival[1, 7, 2] == pytest.approx(0.99**2)
    assert ages.migration[1, 7, 2] == pytest.approx(1.12 * 1.22)


@given(
    births=st.lists(st.floats(0, 1e5), min_size=1, max_size=8),
    people=st.lists(st.integers(0, 1000), min_size=3, max_size=3),
)
def test_nobody_is_created_or_lost_without_a_named_flow(births: list[float], people: list[int]) -> None:
    persons = np.repeat(np.array(people, float)[:, None], AGES, axis=1)
    ages = closed(persons, births)
    for y in range(1, ages.shape[2]):
        aged_out = ages[:, -1, y - 1].sum()
        born = births[y - 1]
        assert ages[:, :, y].sum() == pytest.approx(ages[:, :, y - 1].sum() - aged_out + born, abs=1e-6)


def test_a_cohort_is_a_third_of_one_year_and_two_thirds_of_the_next() -> None:
    assert cohort_births(300.0, 600.0) == pytest.approx(500)
    np.testing.assert_allclose(
        make_cohorts({2022: 300.0, 2023: 600.0, 2024: 600.0}, [2023, 2024]), [500, 600]
    )


def test_births_are_shared_out_even_where_no_child_lives() -> None:
    assert closed(np.zeros((4, AGES)), [8.0])[:, 0, 1].tolist() == [2.0] * 4


def test_births_follow_the_zones_children_and_their_growth() -> None:
    share = share_by_children(np.array([100.0, 300.0]), np.array([[0.1, 0.1], [0.0, 0.0]]))
    np.testing.assert_allclose(share[0], [110 / 410, 121 / 421])
    np.testing.assert_allclose(share.sum(axis=0), 1)


def test_births_follow_the_women_as_they_grow_older() -> None:
    """One zone's women are 20 to 24, the other's 30 to 34; only 25 to 29 have children, and 20 to 24 a few."""
    women = np.array([[100.0, 0.0, 0.0], [0.0, 0.0, 100.0]])
    share = share_by_women(women, np.array([0.02, 0.10, 0.0]), np.zeros((2, 5)))
    # In the first year four fifths are still 20 to 24, followed by a group as large; a fifth are 25 to 29.
    assert share[0, 0] == 1.0
    both = share_by_women(
        np.array([[100.0, 0, 0], [0, 100.0, 0]]), np.array([0.0, 0.1, 0.0]), np.zeros((2, 5))
    )
    np.testing.assert_allclose(both[0], [0.2, 0.4, 0.6, 0.8, 1.0])


def test_participation_holds_from_its_year_on() -> None:
    path = {2021: 0.58, 2024: 0.62}
    assert [share_in(path, year) for year in (2020, 2021, 2023, 2024, 2030)] == [0.58, 0.58, 0.58, 0.62, 0.62]


def test_stay_follows_the_ages_of_the_band() -> None:
    survival, migration = np.ones(AGES), np.zeros(AGES)
    migration[13] = 0.1
    retention = make_retention(
        bands=BandSystem((BANDS["kindergarten"], *JUNIOR)), survival=survival, net_migration_rate=migration
    )
    assert retention[0].tolist() == [1, 1, 1]
    np.testing.assert_allclose(retention[1], [1, 1, 1.1])


def test_legacy_leaves_grade_by_grade() -> None:
    rolls = np.array([[[10.0, 20.0, 30.0]], [[10.0, 20.0, 30.0]]])
    ratios = np.array([[[0.9, 1.0]], [[1.0, 0.5]]])
    enrolled_before = make_enrolled_before(
        rolls=rolls, ratios=ratios, bands=JUNIOR, years=[2023, 2024, 2025, 2026]
    )
    # 2023: grade 1 is in grade 2 at 90 %, grade 2 in grade 3; grade 3 has left.
    np.testing.assert_allclose(enrolled_before[0, 0], [10 * 0.9 + 20 * 1.0, 10 * 0.9, 0, 0])
    np.testing.assert_allclose(enrolled_before[1, 0], [10 + 10, 5, 0, 0])


def test_the_ladder_has_fifteen_rungs_and_four_doors() -> None:
    assert len(rungs(BANDS)) == 15
    assert list(first_rungs(BANDS).values()) == [0, 3, 9, 12]


def test_a_wave_climbs_the_ladder() -> None:
    now = np.full(15, 100.0)
    now[0] = 300.0
    years = 16
    pupils = climb(
        now=now, entries=np.full((15, years), 100.0), ratios=np.ones((15, years)), below=rungs_below(BANDS)
    )
    for rung in range(1, 15):
        assert int(pupils[rung].argmax()) == rung - 1
        assert pupils[rung].max() == 300
    assert pupils.sum() == pytest.approx(100 * 15 * years + 200 * 14)


def test_who_climbs_on_from_a_control_climbs_from_it() -> None:
    fixed = np.full((3, 3), np.nan)
    fixed[1, 0] = 500.0
    pupils = climb(
        now=np.array([10.0, 20.0, 30.0]),
        entries=np.full((3, 3), 10.0),
        ratios=np.full((3, 3), 0.5),
        below=[-1, 0, 1],
        fixed=fixed,
    )
    assert pupils[1].tolist() == [500, 5, 5]
    assert pupils[2].tolist() == [10, 250, 2.5]


def test_ratios_of_a_year_hold_on_arrival() -> None:
    ratios = np.array([[1.0, 1.0, 1.0], [0.5, 1.0, 2.0]])
    pupils = climb(now=np.array([8.0, 0.0]), entries=np.full((2, 3), 8.0), ratios=ratios, below=[-1, 0])
    assert pupils[1].tolist() == [4, 8, 16]


def test_stay_is_the_product_of_the_bands_ratios() -> None:
    ratios = np.ones(15)
    ratios[1], ratios[2], ratios[3], ratios[4] = 1.1, 1.2, 9.0, 0.5
    retention = retention_from(ratios, BANDS)
    np.testing.assert_allclose(retention[0, :3], [1, 1.1, 1.32])
    # The step from kindergarten to primary belongs to neither.
    np.testing.assert_allclose(retention[1], [1, 0.5, 0.5, 0.5, 0.5, 0.5])
    assert retention[2].tolist() == [1, 1, 1, 0, 0, 0]
