"""Closed worlds forecast by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.forecast.ages import roll_ages
from planning.forecast.intakes import make_intakes, share_in
from planning.forecast.legacy import make_legacy
from planning.forecast.stay import make_stay

AGES = 18


def closed(persons: np.ndarray, births: list[float]) -> np.ndarray:
    return roll_ages(
        persons=persons,
        births=np.array(births),
        survival=np.ones(AGES),
        net_migration_rate=np.zeros(AGES),
        zone_growth=np.zeros(len(persons)),
    )


def test_a_closed_world_only_ages() -> None:
    persons = np.arange(AGES, dtype=float)[None, :] + 100
    ages = closed(persons, [50.0, 60.0])
    np.testing.assert_allclose(ages[0, 2:, 2], persons[0, :-2])
    assert ages[0, :2, 2].tolist() == [60.0, 50.0]


def test_a_wave_of_births_reaches_each_band_at_its_age() -> None:
    persons = np.full((1, AGES), 100.0)
    persons[0, 0] = 300.0
    ages = closed(persons, [100.0] * 15)
    whole = {band: {2022: 1.0} for band in ("kindergarten", "primary", "junior", "senior")}
    years = range(2023, 2038)
    intakes = make_intakes(ages=ages, base_year=2022, bands=list(whole), years=years, participation=whole)
    for b, age in enumerate((3, 6, 12, 15)):
        peak = {year for t, year in enumerate(years) if intakes[0, b, t] == pytest.approx(300)}
        assert peak == {2022 + age}


def test_migration_and_survival_by_hand() -> None:
    ages = roll_ages(
        persons=np.full((2, AGES), 1000.0),
        births=np.array([600.0]),
        survival=np.full(AGES, 0.99),
        net_migration_rate=np.full(AGES, 0.02),
        zone_growth=np.array([0.0, 0.1]),
    )
    assert ages[0, 7, 1] == pytest.approx(1000 * 0.99 * 1.02)
    assert ages[1, 7, 1] == pytest.approx(1000 * 0.99 * 1.12)
    assert ages[:, 0, 1] == pytest.approx([600 / 2.1, 600 * 1.1 / 2.1])


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


def test_births_are_shared_out_even_where_no_child_lives() -> None:
    assert closed(np.zeros((4, AGES)), [8.0])[:, 0, 1].tolist() == [2.0] * 4


def test_participation_holds_from_its_year_on() -> None:
    path = {2021: 0.58, 2024: 0.62}
    assert [share_in(path, year) for year in (2020, 2021, 2023, 2024, 2030)] == [0.58, 0.58, 0.58, 0.62, 0.62]


def test_stay_follows_the_ages_of_the_band() -> None:
    survival, migration = np.ones(AGES), np.zeros(AGES)
    migration[7] = 0.1
    stay = make_stay(bands=["kindergarten", "primary"], survival=survival, net_migration_rate=migration)
    assert stay[0].tolist() == [1, 1, 1, 0, 0, 0]
    np.testing.assert_allclose(stay[1], [1, 1, 1.1, 1.1, 1.1, 1.1])


def test_legacy_leaves_grade_by_grade() -> None:
    rolls = np.array([[[10.0, 20.0, 30.0]]])
    stay = np.array([[1.0, 0.9, 0.9]])
    legacy = make_legacy(rolls=rolls, stay=stay, base_year=2022, years=[2023, 2024, 2025])
    # 2023: grade 1 is in grade 2 at 90 %, grade 2 in grade 3; grade 3 has left.
    np.testing.assert_allclose(legacy[0, 0], [10 * 0.9 + 20 * 1.0, 10 * 0.9, 0])
