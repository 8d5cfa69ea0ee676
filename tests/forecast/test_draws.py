"""Draws keep their mean, their seed and their causes apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning.district.bands import ready_made
from planning.forecast.draws import Spread, draw_intakes, slip_chances
from planning.forecast.residuals import measure, updated
from planning.forecast.rolls import Rolls
from planning.forecast.rolls_ahead import make_rolls_ahead

BANDS = ready_made()
YEARS = tuple(range(2023, 2036))
STILL = Spread(
    shared_sd=0.0, pupil_variance=0.0, births_sd=0.0, births_low=1.0, births_high=1.0,
    homes_slip_mean_years=0.0, growth_exponent=0.7,
)  # fmt: skip
SPREAD = replace(STILL, shared_sd=0.01, pupil_variance=0.6, births_sd=0.05)
NO_HOMES = np.zeros((0, 4, 5, 4, 13))


def draw(
    intakes: np.ndarray, spread: Spread, *, seed: int = 1, draws: int = 4000, late: np.ndarray = NO_HOMES
) -> np.ndarray:
    return draw_intakes(
        intakes=intakes,
        late=late,
        bands=BANDS,
        years=YEARS,
        base_year=2022,
        spread=spread,
        draws=draws,
        seed=seed,
    )


@pytest.fixture
def intakes() -> np.ndarray:
    return np.linspace(20, 400, 5 * 4 * 13).reshape(5, 4, 13)


def test_no_spread_gives_the_expected_values(intakes: np.ndarray) -> None:
    np.testing.assert_allclose(draw(intakes, STILL, draws=3), np.repeat(intakes[None], 3, axis=0))


def test_mean_of_many_draws_is_the_expected_value(intakes: np.ndarray) -> None:
    np.testing.assert_allclose(draw(intakes, SPREAD).mean(axis=0), intakes, rtol=0.04)
    assert (draw(intakes, SPREAD) >= 0).all()


def test_same_seed_same_draws(intakes: np.ndarray) -> None:
    np.testing.assert_array_equal(draw(intakes, SPREAD, draws=5), draw(intakes, SPREAD, draws=5))
    assert (draw(intakes, SPREAD, draws=5) != draw(intakes, SPREAD, draws=5, seed=2)).any()


def test_shared_shock_moves_all_zones_alike_and_own_shocks_do_not(intakes: np.ndarray) -> None:
    shared = draw(intakes, replace(STILL, shared_sd=0.05))
    factors = shared / intakes
    np.testing.assert_allclose(factors[:, 0], factors[:, 3])
    own = draw(intakes, replace(STILL, pupil_variance=0.6)) / intakes
    assert abs(np.corrcoef(own[:, 0, 0, 0], own[:, 3, 0, 0])[0, 1]) < 0.06
    # Small zones stray further.
    assert own[:, 0, 0, 0].std() > own[:, 4, 3, 0].std()


def test_births_shock_only_those_not_yet_born_and_follows_the_cohort(intakes: np.ndarray) -> None:
    factors = draw(intakes, replace(STILL, births_sd=0.05)) / intakes
    # Kindergarten at 3: the cohort of 2023 enters in 2026. Primary at 6: it enters in 2029.
    np.testing.assert_allclose(factors[:, :, 0, :3], 1.0)
    np.testing.assert_allclose(factors[:, :, 3], 1.0)
    np.testing.assert_allclose(factors[:, 0, 0, 3], factors[:, 0, 1, 6])
    assert factors[:, 0, 0, 12].std() > factors[:, 0, 0, 3].std() > 0


def test_rolls_are_the_ages_of_the_grades() -> None:
    ages = np.arange(18, dtype=float)[None, :, None] + np.zeros((1, 18, 3)) + 100
    path = {band: {2000: 1.0} for band in BANDS.ids} | {"senior": {2000: 0.5, 2023: 0.8}}
    rolls = make_rolls_ahead(ages=ages, base_year=2022, bands=BANDS, years=(2023, 2024), participation=path)
    assert rolls.shape == (1, 4, 6, 2)
    assert rolls[0, 1, :, 0].tolist() == [106, 107, 108, 109, 110, 111]
    assert rolls[0, 0, 3:, 0].tolist() == [0, 0, 0]
    # Senior: who began in 2023 entered at 80 %, who began before at 50 %.
    np.testing.assert_allclose(rolls[0, 3, :3, 0], [115 * 0.8, 116 * 0.5, 117 * 0.5])
    np.testing.assert_allclose(rolls[0, 3, :3, 1], [115 * 0.8, 116 * 0.8, 117 * 0.5])


def test_births_variants_are_passed_once_in_ten_times(intakes: np.ndarray) -> None:
    factors = draw(intakes, replace(STILL, births_low=0.9, births_high=1.1)) / intakes
    unborn = factors[:, 0, 0, 5]
    assert (unborn < 0.9).mean() == pytest.approx(0.1, abs=0.02)
    assert (unborn > 1.1).mean() == pytest.approx(0.1, abs=0.02)
    # One level for all births to come, and none for the born.
    np.testing.assert_allclose(factors[:, 2, 1, 7], unborn)
    np.testing.assert_allclose(factors[:, :, 3], 1.0)


def test_lateness_is_geometric_and_moves_what_it_should(intakes: np.ndarray) -> None:
    chances = slip_chances(1.0, 3)
    np.testing.assert_allclose(chances, [0.5, 0.25, 0.125, 0.125])
    assert slip_chances(0.0, 2).tolist() == [1, 0, 0]
    late = np.zeros((2, 3, 5, 4, 13))
    late[0, 0, 0, 1, 2], late[0, 1, 0, 1, 2], late[0, 2, 0, 1, 2] = -1.0, -2.0, -3.0
    late[1, :, 4] = -1.0
    drawn = draw(intakes, replace(STILL, homes_slip_mean_years=1.0), late=late) - intakes
    years = -drawn[:, 0, 1, 2]
    for lateness, chance in enumerate(chances):
        assert (np.abs(years - lateness) < 1e-6).mean() == pytest.approx(chance, abs=0.03)
    assert not drawn[:, 1:4].any()
    other = -drawn[:, 4, 0, 0]
    assert abs(np.corrcoef(years > 0, other > 0)[0, 1]) < 0.06


def test_residuals_by_hand() -> None:
    """Two places of 100: one year both gain a tenth, the other both lose it; the places never differ."""
    pupils = np.full((2, 3, 2), 100.0)
    pupils[:, 1, 1], pupils[:, 2, 1] = 110.0, 90.0
    strayed = measure(Rolls(places=("a", "b"), years=(2000, 2001, 2002), grades=(1, 2), pupils=pupils))
    assert strayed.shared_variance == pytest.approx(2 * 0.1**2)
    assert strayed.pupil_variance == pytest.approx(0)
    assert (strayed.shared_count, strayed.pupil_count) == (1, 2)
    apart = np.full((2, 3, 2), 100.0)
    apart[0, 1:, 1], apart[1, 1:, 1] = 110.0, 90.0
    strayed = measure(Rolls(places=("a", "b"), years=(2000, 2001, 2002), grades=(1, 2), pupils=apart))
    assert strayed.shared_variance == pytest.approx(0)
    # Four errors of ten pupils, on a hundred each, with two means taken.
    assert strayed.pupil_variance == pytest.approx(4 * 100 / 100 / 2)


def test_evidence_moves_belief_by_its_weight() -> None:
    assert updated(1.0, 60.0, 4.0, 0.0) == 1.0
    assert updated(1.0, 60.0, 4.0, 60.0) == 2.5
    assert updated(1.0, 0.0, 4.0, 5.0) == 4.0
    assert (
        measure(Rolls(places=("a",), years=(2000,), grades=(1, 2), pupils=np.ones((1, 1, 2)))).shared_count
        == 0
    )
