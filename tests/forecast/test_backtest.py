"""The back-test: closed worlds, no look into the future, rivals by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.district.bands import ready_made
from planning.errors import ProblemError
from planning.forecast.backtest import as_whole, learn, run_backtest
from planning.forecast.backtest_cases import ALL_GRADES, OURS
from planning.forecast.choice import OWN_HISTORY, choose
from planning.forecast.entry import births_entries, growing_entries
from planning.forecast.evidence import LEVELS, interval, weigh
from planning.forecast.methods import RIVALS, last_ratio, last_value, make_candidates, mean_ratio_3
from planning.forecast.past import Past
from planning.forecast.progression import find_breaks, pooled_ratios, shrunken_ratios
from planning.forecast.ratios import ESTIMATORS, divide
from planning.forecast.rolls import Births, Rolls

HORIZONS = (1, 2, 3)


def rolls_of(pupils: np.ndarray, first_year: int = 2000) -> Rolls:
    places, years, grades = pupils.shape
    return Rolls(
        places=tuple(f"S{i}" for i in range(places)),
        years=tuple(range(first_year, first_year + years)),
        grades=tuple(range(1, grades + 1)),
        pupils=pupils,
    )


def random_rolls(seed: int, *, places: int = 5, years: int = 14, grades: int = 6) -> Rolls:
    """Cohorts that move up with place ratios and noise, entries that drift."""
    rng = np.random.default_rng(seed)
    pupils = np.zeros((places, years, grades))
    size = rng.uniform(30, 400, places)
    ratio = rng.normal(1.0, 0.02, (places, grades - 1))
    pupils[:, 0] = size[:, None] * rng.normal(1, 0.05, (places, grades))
    for t in range(1, years):
        pupils[:, t, 1:] = pupils[:, t - 1, :-1] * ratio * rng.normal(1, 0.03, (places, grades - 1))
        pupils[:, t, 0] = size * (1 - 0.01 * t) * rng.normal(1, 0.06, places)
    return rolls_of(np.maximum(pupils.round(), 0))


def test_a_steady_world_is_forecast_without_error() -> None:
    steady = np.repeat(np.array([[[50.0] * 6], [[120.0] * 6]]), 12, axis=1)
    summary = run_backtest(rolls_of(steady), None, bands=ready_made(), horizons=HORIZONS).summary()
    assert summary["wape"].max() == pytest.approx(0, abs=1e-12)
    ours = summary[summary["method"] == OURS]
    assert (ours["coverage_80"] == 1).all()


def test_a_wave_moves_up_by_the_cohort_methods_and_not_by_the_last_value() -> None:
    """Entries are steady, one large cohort climbs: known ratios of 1 carry it exactly."""
    pupils = np.full((1, 12, 6), 100.0)
    for t in range(12):
        for g in range(6):
            if t - g == 3:
                pupils[0, t, g] = 300.0
    rolls = rolls_of(pupils).until(6)
    made = make_candidates(rolls, None, 3)
    every = [last_ratio(rolls, None, 3), mean_ratio_3(rolls, None, 3), made.own, *made.top_down.values()]
    for ahead in every:
        assert ahead[0, 0, 4] == pytest.approx(300)
        assert ahead[0, 1, 5] == pytest.approx(300)
    assert last_value(rolls, None, 3)[0, :, 3].tolist() == [300] * 3


def test_births_are_known_up_to_the_year_before() -> None:
    births = Births(by_year=dict.fromkeys(range(1990, 2000), 100.0) | {2000: 900.0})
    # Autumn 2006, age 6: born September 1999 to August 2000.
    assert births.cohort(autumn=2006, age=6, known_before=2006) == pytest.approx(100 / 3 + 900 * 2 / 3)
    # Made in autumn 2000: the births of 2000 are not known, the mean of the last three years stands in.
    assert births.cohort(autumn=2006, age=6, known_before=2000) == pytest.approx(100)
    assert births.cohort(autumn=2006, age=6, known_before=1980) is None


def test_entries_follow_births_by_their_share() -> None:
    entry = np.array([[30.0] * 8, [10.0] * 8])
    rolls = rolls_of(np.repeat(entry[:, :, None], 2, axis=2))
    births = Births(by_year={year: (80.0 if year < 2002 else 160.0) for year in range(1980, 2008)})
    ahead = births_entries(rolls, births, horizon=3)
    assert ahead is not None
    # 40 of 80 enter. Grade 1 at age 6: autumn 2008 was born in 2001 (a third) and 2002, the first year of 160.
    np.testing.assert_allclose(ahead[:, 0], [50, 50 / 3])
    np.testing.assert_allclose(ahead.sum(axis=0), [200 / 3, 80, 80])


def test_growth_of_entries_fades_and_is_bounded() -> None:
    pupils = np.repeat((100 * 1.2 ** np.arange(8))[None, :, None], 2, axis=2)
    ahead = growing_entries(rolls_of(pupils), horizon=40)[0]
    steps = ahead[1:] / ahead[:-1]
    assert (steps <= 1.07 + 1e-9).all()
    assert (np.diff(steps) < 0).all()
    assert steps[-1] == pytest.approx(1, abs=1e-4)


def test_places_that_differ_by_chance_are_pooled_and_true_differences_stay() -> None:
    rng = np.random.default_rng(1)
    years = 12
    alike, apart = np.zeros((40, years, 2)), np.zeros((40, years, 2))
    alike[:, :, 0], apart[:, :, 0] = 30, 3000
    true = np.where(np.arange(40) % 2 == 0, 0.85, 1.15)
    alike[:, 1:, 1] = rng.binomial(30, 0.95, (40, years - 1))
    apart[:, 1:, 1] = 3000 * true[:, None] * rng.normal(1, 0.003, (40, years - 1))
    alike[:, 0, 1], apart[:, 0, 1] = 30, 3000
    same = rolls_of(alike)
    spread = shrunken_ratios(same, window=5).std() / (alike[:, -5:, 1] / 30).mean(axis=1).std()
    assert spread < 0.5
    np.testing.assert_allclose(shrunken_ratios(rolls_of(apart), window=5)[:, 0], true, rtol=0.01)
    assert pooled_ratios(rolls_of(apart), method="mean")[:, 0] == pytest.approx(np.full(40, 1.0), rel=0.01)


def test_a_school_that_was_split_says_nothing_of_its_families() -> None:
    pupils = np.full((2, 8, 6), 100.0)
    pupils[0, 5:] = 50.0
    rolls = rolls_of(pupils)
    assert np.argwhere(find_breaks(rolls)).tolist() == [[0, 4]]
    np.testing.assert_allclose(shrunken_ratios(rolls, window=5), 1.0)


@pytest.mark.parametrize("seed", range(3))
def test_never_looks_ahead(seed: int) -> None:
    """Whatever comes after an autumn is corrupted; what was forecast in it stays the same."""
    rolls = random_rolls(seed)
    births = Births(by_year=dict.fromkeys(range(1980, 2014), 500.0 + seed))
    cut = 8
    corrupt = np.array(rolls.pupils)
    corrupt[:, cut + 1 :] = 7777.0
    later = Births(
        by_year={year: (b if year < rolls.years[cut] else 9e6) for year, b in births.by_year.items()}
    )
    one = run_backtest(rolls, births, bands=ready_made(), horizons=HORIZONS)
    two = run_backtest(rolls_of(corrupt), later, bands=ready_made(), horizons=HORIZONS)
    known = [year for year in rolls.years if year <= rolls.years[cut]]
    keys = ["band", "method", "origin", "horizon", "place"]
    columns = [*keys, "forecast", *[column for column in one.cases if column.startswith(("low", "high"))]]

    def made(cases: pd.DataFrame) -> pd.DataFrame:
        return cases[cases["origin"].isin(known)][columns].reset_index(drop=True)

    pd.testing.assert_frame_equal(made(one.cases), made(two.cases))
    assert {year: one.leans[year] for year in one.leans if year in known} == {
        year: two.leans[year] for year in two.leans if year in known
    }


def test_ours_leans_on_the_last_count_where_the_past_says_so() -> None:
    """Every grade is drawn anew each year, so last year's cohort says nothing and the total is steady."""
    rng = np.random.default_rng(3)
    pupils = 100 + 8 * rng.standard_normal((6, 24, 6))
    pupils -= pupils.mean(axis=2, keepdims=True) - 100
    result = run_backtest(rolls_of(np.maximum(pupils, 1)), None, bands=ready_made(), horizons=(1, 5))
    first, last = min(result.leans), max(result.leans)
    assert result.leans[first].weight[1] == 0
    assert result.leans[last].weight[1] > 0.3


def test_intervals_widen_with_the_horizon_and_hold_their_level() -> None:
    frames = [
        run_backtest(random_rolls(seed, years=20), None, bands=ready_made(), horizons=HORIZONS)
        for seed in range(6)
    ]
    cases = pd.concat([frame.cases for frame in frames])
    ours = cases[cases["method"] == OURS]
    width = (ours["high_80%"] - ours["low_80%"]).groupby(ours["horizon"]).mean()
    assert width.is_monotonic_increasing
    inside = ((ours["actual"] >= ours["low_80%"]) & (ours["actual"] <= ours["high_80%"])).mean()
    assert 0.70 <= inside <= 0.92
    assert (ours["low_95%"] <= ours["low_80%"]).all()
    assert (ours["low_95%"] >= 0).all()


def test_without_evidence_the_interval_is_the_believed_one() -> None:
    lean = weigh([], np.ones((1, 5)), origin=4, horizon=2)
    assert set(lean.width.values()) == {1.0}
    low, high = interval(np.array([1000.0]), lean, ahead=1, level=LEVELS[0])
    assert high[0] - 1000 == pytest.approx(1000 - low[0])
    assert high[0] - 1000 == pytest.approx(1.2816 * np.sqrt(5e-5 * 1e6 + 0.6 * 1000), rel=1e-3)


def test_evidence_of_large_errors_widens() -> None:
    totals = np.full((8, 12), 1000.0)
    high = np.full((8, 3), 1300.0)
    wrong = [Past(origin=o, top_down={"mean": high}, own=high, cohort=high, steady=high) for o in range(4, 9)]
    assert weigh(wrong, totals, origin=11, horizon=1).width[0.8, 1] > 3


def test_summary_by_hand() -> None:
    pupils = np.full((2, 7, 2), 100.0)
    pupils[0, 6], pupils[1, 6] = 110.0, 80.0
    result = run_backtest(rolls_of(pupils), None, bands=ready_made(), horizons=(1,))
    row = result.summary().set_index("method").loc["last_value"]
    # Origins 2004 and 2005; in 2006 the totals are 220 and 160 where 200 was said of each.
    assert row["n"] == 4
    assert row["wape"] == pytest.approx((20 + 40) / (400 + 380))
    assert row["mape"] == pytest.approx((20 / 220 + 40 / 160) / 4)
    assert row["mean_error"] == pytest.approx((-20 + 40) / (400 + 380))
    assert np.isnan(row["coverage_80"])


def test_a_place_that_ended_is_no_case_and_a_missing_year_is_none_either() -> None:
    rolls = random_rolls(5)
    pupils = np.array(rolls.pupils)
    pupils[0, 9:] = np.nan
    pupils[:, 7] = np.nan
    cases = run_backtest(rolls_of(pupils), None, bands=ready_made(), horizons=HORIZONS).cases
    assert rolls.years[7] not in set(cases["origin"])
    assert rolls.years[7] not in set(cases["origin"] + cases["horizon"])
    ended = cases[cases["place"] == "S0"]
    assert (ended["origin"] + ended["horizon"]).max() == rolls.years[8]
    assert cases["forecast"].notna().all()


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000))
def test_the_order_of_places_changes_nothing(seed: int) -> None:
    rolls = random_rolls(seed)
    order = np.random.default_rng(seed).permutation(len(rolls.places))
    mixed = rolls_of(np.array(rolls.pupils)[order])
    np.testing.assert_allclose(
        make_candidates(mixed, None, 5).own, make_candidates(rolls, None, 5).own[order], rtol=1e-9, atol=1e-9
    )
    one = run_backtest(rolls, None, bands=ready_made(), horizons=(1,)).summary().set_index("method")
    two = run_backtest(mixed, None, bands=ready_made(), horizons=(1,)).summary().set_index("method")
    for name in [OURS, *RIVALS]:
        assert one.loc[name, "wape"] == pytest.approx(two.loc[name, "wape"])


def test_rolls_refuse_what_does_not_fit() -> None:
    with pytest.raises(ProblemError, match="not negative"):
        rolls_of(np.full((1, 3, 2), -1.0))
    with pytest.raises(ProblemError, match="consecutive"):
        Rolls(places=("a",), years=(2000, 2002), grades=(1, 2), pupils=np.zeros((1, 2, 2)))
    partial = np.ones((1, 2, 2))
    partial[0, 0, 1] = np.nan
    assert np.isnan(rolls_of(partial).pupils[0, 0]).all()


# Two years of four pupils in two grades: yearly ratios 0.5, 0.75 and 1.0 of 100, 200 and 100.
BEFORE = np.array([[100.0], [200.0], [100.0]])
AFTER = np.array([[50.0], [150.0], [100.0]])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("last", 1.0),
        ("mean", 300 / 400),
        ("weighted", (50 + 2 * 150 + 3 * 100) / (100 + 2 * 200 + 3 * 100)),
        # The slope is 0.25 a year; two years past the middle, believed by half.
        ("trend", 300 / 400 + 0.5 * 0.25 * 2),
        ("median", 0.75),
    ],
)
def test_estimators_by_hand(name: str, expected: float) -> None:
    assert ESTIMATORS[name][0](BEFORE, AFTER)[0] == pytest.approx(expected)


def test_an_odd_year_moves_the_mean_and_not_the_median() -> None:
    before, after = np.full((5, 1), 100.0), np.full((5, 1), 90.0)
    after[2] = 10.0
    assert ESTIMATORS["median"][0](before, after)[0] == pytest.approx(0.9)
    assert ESTIMATORS["mean"][0](before, after)[0] == pytest.approx(0.74)


def test_a_grade_that_nobody_could_reach_progresses_as_one() -> None:
    for estimate, _ in ESTIMATORS.values():
        assert estimate(np.zeros((3, 2)), np.zeros((3, 2))).tolist() == [1.0, 1.0]
    assert divide(np.array([2.0]), np.array([0.0]), 9.0).tolist() == [9.0]


def rising_rolls(places: int) -> Rolls:
    """Ratios that rise by two hundredths each year, entries that are steady."""
    pupils = np.full((places, 16, 4), 1000.0)
    for t in range(1, 16):
        pupils[:, t, 1:] = pupils[:, t - 1, :-1] * (0.9 + 0.02 * t)
    return rolls_of(pupils)


def test_the_past_chooses_the_method_that_heard_the_trend() -> None:
    """A mean lags behind a steady rise, the last year follows it most closely but for the trend's own."""
    choice = learn(rising_rolls(12), None, horizon=3, least_history=5)
    assert set(choice.method[1]) <= {"last", "trend"}
    assert choice.belief > 0.5
    assert choice.forecasts > 5


def test_a_place_with_seven_autumns_has_a_say_of_its_own() -> None:
    """At one place its own ratios were right and the pool's wrong, elsewhere the other way round."""
    totals = np.full((6, 14), 100.0)
    totals[1, : 14 - OWN_HISTORY + 1] = np.nan
    own, top = np.full((6, 2), 120.0), np.full((6, 2), 100.0)
    own[0], top[0] = 100.0, 120.0
    tested = [
        Past(origin=o, top_down={"mean": top, "last": top + 30}, own=own, steady=top, cohort=top)
        for o in range(4, 13)
    ]
    choice = choose(tested, totals, origin=13, horizon=2)
    assert choice.by_itself.tolist() == [True, False, True, True, True, True]
    assert choice.own_weight[1][0] > choice.own_weight[1][1] + 0.1
    assert set(choice.method[1]) == {"mean"}


def test_without_outcomes_nothing_is_believed() -> None:
    choice = choose([], np.ones((2, 5)), origin=4, horizon=1)
    assert choice.belief == 0
    assert choice.own_weight[1].tolist() == [0.5, 0.5]
    top = {"last": np.array([10.0, 10.0]), "weighted": np.array([30.0, 30.0])}
    assert choice.blend(top, np.array([40.0, 40.0]), ahead=1).tolist() == [30.0, 30.0]


def test_bands_are_judged_apart_and_add_up() -> None:
    rolls = random_rolls(4, grades=9)
    cases = run_backtest(rolls, None, bands=ready_made(), horizons=(1,)).cases
    assert set(cases["band"]) == {ALL_GRADES, "primary", "junior"}
    last = cases[cases["method"] == "last_value"].pivot_table(
        index=["origin", "place"], columns="band", values="forecast"
    )
    np.testing.assert_allclose(last["primary"] + last["junior"], last[ALL_GRADES])


def test_the_whole_is_the_sum_and_a_gap_is_no_whole() -> None:
    pupils = np.full((2, 6, 2), 50.0)
    pupils[1, :2] = np.nan  # opens in the third year
    pupils[0, 4] = np.nan  # a count is missing
    whole = as_whole(rolls_of(pupils), name="all")
    assert whole is not None
    np.testing.assert_array_equal(whole.pupils[0, :, 0], [50, 50, 100, 100, np.nan, 100])
    assert as_whole(rolls_of(pupils[:1]), name="all") is None
