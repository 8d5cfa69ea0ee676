"""What is said of the frontier and of marginal values: proven, open, without a plan, worth nothing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from planning.district.bands import ready_made
from planning.domain.frontier import Frontier, FrontierPoint, OpenStrip
from planning.domain.marginal_values import Gain, MarginalValues, MoneyValue, SeatValue
from planning.report.charts.frontier_chart import draw_frontier
from planning.report.sheets.frontier import frontier_answer, limit_text
from planning.report.sheets.labels import Labels
from planning.report.sheets.marginal_values import prices_answer
from planning.words.shown import sentence
from tests.words.scan import CHINESE

LABELS = Labels(
    zones=("Z1",),
    bands=("primary", "junior"),
    years=(2024, 2025),
    projects=("P1", "P2"),
    zone_names={},
    project_names={},
    facilities=("F1",),
    facility_names={"F1": ("甲校", "School A")},
    band_names=ready_made().names(),
)
GAIN = Gain(entrants=12.0, o1=72.0, o2_10k=-3.5, openings=(2025, 0), proven=True)
SEATS = SeatValue(facility=0, band=1, seats=50.0, gain=GAIN)


def point(limit_10k: float, o1: float, *openings: int, **parts: Any) -> FrontierPoint:
    made: dict[str, Any] = {"unplaced_pupil_years": o1 / 4, "proven": True, **parts}
    return FrontierPoint(budget_10k=limit_10k, o1=o1, openings=openings, **made)


FIRST, SECOND = point(33_941.6, 800.0, 2025, 0), point(42_368.7, 400.0, 2024, 2025)


def frontier(**parts: Any) -> Frontier:
    made: dict[str, Any] = {
        "low_10k": 20_000, "high_10k": 60_000, "points": (FIRST, SECOND), "none_below_10k": 33_941.6,
    }  # fmt: skip
    return Frontier(**{**made, **parts})


def values(**parts: Any) -> MarginalValues:
    made: dict[str, Any] = {
        "openings": (2026, 0), "seats": (), "classes": (SEATS,), "money": (), "step_10k": 100.0,
        "money_binds": False, "asked": 20, "places": 188,
    }  # fmt: skip
    return MarginalValues(**{**made, **parts})


def test_an_exact_frontier_covers_the_range_and_names_its_edge() -> None:
    answer = frontier_answer(frontier(), LABELS)
    assert sentence(answer.sentences[0], "en") == (
        "More than 42,368.7 (10,000 yuan) a year gives nobody more a place (asked up to 60,000); "
        "at 33,941.6, 100 more pupil-years are without one."
    )
    said = " ".join(en for en in map(str, answer.sentences))
    assert "below 33,941.6 (10,000 yuan) a year no plan keeps the rules" in said
    frame = answer.frame()
    assert frame["budget_10k"].tolist() == [20_000, 33_941.6, 42_368.7]
    assert frame["until_10k"].tolist() == [33_941.6, 42_368.7, 60_000]
    assert frame["entering"].tolist() == ["无方案 no plan", "–", "P1 2025→2024, +P2 2025"]
    assert set(frame["proven"]) == {"yes"}
    assert answer.result.proven


def test_open_strips_are_rows_and_a_sentence_of_their_own() -> None:
    strip = OpenStrip(low_10k=33_941.6, high_10k=42_368.7, o1_least=400.0, o1_most=800.0)
    answer = frontier_answer(frontier(open_strips=(strip,)), LABELS)
    rows = answer.frame()[["budget_10k", "until_10k", "o1", "o1_least", "proven"]].values.tolist()
    assert rows[1] == [33_941.6, 33_941.6, 800, 800, "yes"]
    assert rows[2] == [33_941.6, 42_368.7, 800, 400, "no"]
    said = answer.sentences[-1].text("en")
    assert "from 33,941.6 to 42,368.7, O1 between 400 and 800" in said
    # At and above 42,368.7 O1 is proven.
    assert "more than 42,368.7 (10,000 yuan) a year gives nobody more a place" in answer.sentences[0].text(
        "en"
    )


def test_a_strip_above_the_last_point_leaves_open_whether_money_helps() -> None:
    strip = OpenStrip(low_10k=50_000, high_10k=60_000, o1_least=0.0, o1_most=400.0)
    answer = frontier_answer(frontier(open_strips=(strip,)), LABELS)
    assert "whether more money helps is not settled" in answer.sentences[0].text("en")
    assert "gives nobody more" not in " ".join(en for en in map(str, answer.sentences))


def test_an_edge_that_is_not_settled_is_no_edge() -> None:
    strip = OpenStrip(low_10k=30_000, high_10k=33_941.6, o1_least=800.0, o1_most=math.inf)
    answer = frontier_answer(frontier(none_below_10k=30_000, open_strips=(strip,)), LABELS)
    said = " ".join(en for en in map(str, answer.sentences))
    assert "from where on one does is not settled" in said
    assert "it is the least that pays for one" not in said
    assert "whether there is a plan" in said
    assert answer.frame()["o1"].isna().sum() == 2


@pytest.mark.parametrize(
    ("edge", "words"),
    [(70_000.5, "below 70,000.5"), (math.inf, "not money that is lacking"), (None, "nothing was")],
)
def test_a_range_without_a_plan(edge: float | None, words: str) -> None:
    answer = frontier_answer(frontier(points=(), none_below_10k=edge), LABELS)
    assert any(words in en for en in map(str, answer.sentences))
    assert answer.draw is None


def test_limits_are_rounded_up() -> None:
    assert limit_text(48_180.908) == "48,180.91"
    assert limit_text(100.0) == "100"


def test_the_chart_has_a_box_for_each_open_strip_and_a_line_for_each_step() -> None:
    strip = OpenStrip(low_10k=36_000, high_10k=42_368.7, o1_least=400.0, o1_most=800.0)
    open_one = frontier(open_strips=(strip,))
    exact, partly = draw_frontier(frontier()), draw_frontier(open_one)
    assert exact.count('id="step-') == 2
    assert exact.count('id="none-') == 1
    assert 'id="open-' not in exact
    assert partly.count('id="open-') == 1
    assert all(word in partly for word in ("未定", "not settled", "无方案", "no plan"))
    english, chinese = (draw_frontier(open_one, language=code) for code in ("en", "zh"))
    assert "not settled" in english
    assert not CHINESE.search(english)
    assert "未定" in chinese
    assert not any(word in chinese for word in ("settled", "limit", "plan<"))
    endless = OpenStrip(low_10k=30_000, high_10k=33_941.6, o1_least=800.0, o1_most=math.inf)
    assert 'id="open-' in draw_frontier(frontier(none_below_10k=30_000, open_strips=(endless,)))


def test_values_are_said_with_their_meaning() -> None:
    answer = prices_answer(values(), LABELS)
    assert sentence(answer.sentences[0], "en") == (
        "One more class of 50 is worth most at School A (junior secondary): 12.0 more entrants with a place "
        "(72 weighted pupil-years), 3.50 (10,000 yuan) more of O2; the 20 likeliest of 188 schools and bands "
        "were asked about."
    )
    row = answer.frame("classes").iloc[0]
    assert (row["entrants"], row["unhoused"], row["o2_10k"]) == (12, 72, -3.5)
    assert row["moves"] == "P1 2026→2025"
    assert row["proven"] == "yes"
    assert len(answer.frame("seats")) == len(answer.frame("money")) == 0


def test_nothing_is_said_in_a_sentence_not_in_rows() -> None:
    answer = prices_answer(values(classes=(), asked=188), LABELS)
    said = list(map(str, answer.sentences))
    assert "gives nobody a place and saves nothing; all 188 schools and bands" in said[0]
    assert "money does not bind" in said[1]
    assert all(not sheet.rows for sheet in answer.sheets)


def test_money_is_said_as_far_as_it_is_known() -> None:
    money = MoneyValue(year=1, amount_10k=100.0, gain=replace(GAIN, o2_10k=0.0))
    said = (
        prices_answer(values(money=(money,), money_binds=True, money_asked=2), LABELS).sentences[1].text("en")
    )
    assert said == (
        "money binds: 100 (10,000 yuan) more is worth most in 2025: 12.0 more entrants with a place "
        "(72 weighted pupil-years)"
    )
    little = prices_answer(values(money_binds=True, money_asked=2), LABELS).sentences[1].text("en")
    assert "more in any one year changes nothing" in little
    for parts in ({"money_binds": True, "money_asked": 1}, {"money_binds": None, "money_asked": 2}):
        assert "not settled" in prices_answer(values(**parts), LABELS).sentences[1].text("en")


def test_what_is_not_proven_is_counted() -> None:
    loose = replace(SEATS, gain=replace(GAIN, proven=False))
    answer = prices_answer(values(classes=(loose,), unsettled=2), LABELS)
    assert "3 of them are not proven" in answer.sentences[-1].text("en")
    assert answer.frame("classes").iloc[0]["proven"] == "no"
    hasty = prices_answer(values(screened=False), LABELS).sentences[0].text("en")
    assert "20 of 188 schools and bands were asked about; which are likeliest was not settled" in hasty
    none = prices_answer(values(classes=(), unsettled=2), LABELS).sentences[0].text("en")
    assert "what one more seat or class is worth is not settled" in none
    assert "nothing was settled" in prices_answer(None, LABELS).sentence.lower()
