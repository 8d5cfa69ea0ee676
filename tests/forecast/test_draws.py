"""Draws keep their mean, their seed and their causes apart."""

from __future__ import annotations

import numpy as np
import pytest

from planning.forecast.draws import Spread, draw_intakes
from planning.forecast.rolls_ahead import make_rolls_ahead

BANDS = ("kindergarten", "primary", "junior", "senior")
YEARS = tuple(range(2023, 2036))
SPREAD = Spread(shared_sd=0.01, pupil_variance=0.6, births_sd=0.05, growth_exponent=0.7)
NONE = Spread(shared_sd=0.0, pupil_variance=0.0, births_sd=0.0, growth_exponent=0.7)


def draw(intakes: np.ndarray, spread: Spread, *, seed: int = 1, draws: int = 4000) -> np.ndarray:
    return draw_intakes(
        intakes=intakes, bands=BANDS, years=YEARS, base_year=2022, spread=spread, draws=draws, seed=seed
    )


@pytest.fixture
def intakes() -> np.ndarray:
    return np.linspace(20, 400, 5 * 4 * 13).reshape(5, 4, 13)


def test_no_spread_gives_the_expected_values(intakes: np.ndarray) -> None:
    np.testing.assert_allclose(draw(intakes, NONE, draws=3), np.repeat(intakes[None], 3, axis=0))


def test_mean_of_many_draws_is_the_expected_value(intakes: np.ndarray) -> None:
    np.testing.assert_allclose(draw(intakes, SPREAD).mean(axis=0), intakes, rtol=0.04)
    assert (draw(intakes, SPREAD) >= 0).all()


def test_same_seed_same_draws(intakes: np.ndarray) -> None:
    np.testing.assert_array_equal(draw(intakes, SPREAD, draws=5), draw(intakes, SPREAD, draws=5))
    assert (draw(intakes, SPREAD, draws=5) != draw(intakes, SPREAD, draws=5, seed=2)).any()


def test_shared_shock_moves_all_zones_alike_and_own_shocks_do_not(intakes: np.ndarray) -> None:
    shared = draw(intakes, Spread(shared_sd=0.05, pupil_variance=0, births_sd=0, growth_exponent=0.7))
    factors = shared / intakes
    np.testing.assert_allclose(factors[:, 0], factors[:, 3])
    own = draw(intakes, Spread(shared_sd=0, pupil_variance=0.6, births_sd=0, growth_exponent=0.7)) / intakes
    assert abs(np.corrcoef(own[:, 0, 0, 0], own[:, 3, 0, 0])[0, 1]) < 0.06
    # Small zones stray further.
    assert own[:, 0, 0, 0].std() > own[:, 4, 3, 0].std()


def test_births_shock_only_those_not_yet_born_and_follows_the_cohort(intakes: np.ndarray) -> None:
    factors = (
        draw(intakes, Spread(shared_sd=0, pupil_variance=0, births_sd=0.05, growth_exponent=0.7)) / intakes
    )
    # Kindergarten at 3: the cohort of 2023 enters in 2026. Primary at 6: it enters in 2029.
    np.testing.assert_allclose(factors[:, :, 0, :3], 1.0)
    np.testing.assert_allclose(factors[:, :, 3], 1.0)
    np.testing.assert_allclose(factors[:, 0, 0, 3], factors[:, 0, 1, 6])
    assert factors[:, 0, 0, 12].std() > factors[:, 0, 0, 3].std() > 0


def test_rolls_are_the_ages_of_the_grades() -> None:
    ages = np.arange(18, dtype=float)[None, :, None] + np.zeros((1, 18, 3)) + 100
    path = {band: {2000: 1.0} for band in BANDS} | {"senior": {2000: 0.5, 2023: 0.8}}
    rolls = make_rolls_ahead(ages=ages, base_year=2022, bands=BANDS, years=(2023, 2024), participation=path)
    assert rolls.shape == (1, 4, 6, 2)
    assert rolls[0, 1, :, 0].tolist() == [106, 107, 108, 109, 110, 111]
    assert rolls[0, 0, 3:, 0].tolist() == [0, 0, 0]
    # Senior: who began in 2023 entered at 80 %, who began before at 50 %.
    np.testing.assert_allclose(rolls[0, 3, :3, 0], [115 * 0.8, 116 * 0.5, 117 * 0.5])
    np.testing.assert_allclose(rolls[0, 3, :3, 1], [115 * 0.8, 116 * 0.8, 117 * 0.5])
