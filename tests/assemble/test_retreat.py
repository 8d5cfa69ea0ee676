"""The rule on closings, from a scenario to the problem."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planning.errors import InputError
from planning.runs.inputs import load_inputs, make_problem
from tests.conftest import BASE, ROOT

RETREAT = ROOT / "scenarios" / "retreat.yaml"


def scenario(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "s.yaml"
    path.write_text(f"extends: {RETREAT}\nscenario: made\n{text}", encoding="utf-8")
    return path


def test_without_the_rule_no_site_may_close() -> None:
    assert make_problem(load_inputs(BASE)).retreat is None


def test_the_rule_becomes_arrays() -> None:
    inputs = load_inputs(RETREAT)
    problem = make_problem(inputs)
    rule, operator = problem.retreat, inputs.district.tables["facilities"]["operator"].to_numpy()
    assert rule is not None
    band = problem.bands.index("kindergarten")
    others = np.delete(rule.first_close, band, axis=1)
    assert (others == -1).all()
    may = rule.first_close[:, band] >= 0
    assert (rule.first_close[may, band] == problem.years.index(2026)).all()
    assert (problem.seats[may, band] > 0).all()
    assert not may[operator == "private"].any()
    # Who builds somewhere does not leave there.
    assert not may[problem.programme.facility].any()
    assert set(rule.running_10k[may & (operator == "public"), band]) == {90.0}
    assert rule.by_itself is not None
    assert set(rule.by_itself[operator == "inclusive_private"]) == {0.03}
    # Pupils move to the nearest sites with seats, never to their own.
    assert np.bincount(rule.move_from).max() == 4
    assert not (rule.move_from == rule.move_to).any()


def test_exceptions_by_site(tmp_path: Path) -> None:
    plain = make_problem(load_inputs(RETREAT))
    assert plain.retreat is not None
    band = plain.bands.index("kindergarten")
    one, two = np.flatnonzero(plain.retreat.first_close[:, band] >= 0)[:2].tolist()
    keys = plain.facilities[one], plain.facilities[two]
    text = (
        "rules:\n  retreat:\n    bands:\n      kindergarten:\n        sites:\n"
        f"          {keys[0]}: {{from_year: never}}\n"
        f"          {keys[1]}: {{least_roll: 90.0, from_year: 2030, closing_10k: 7.0, use: other}}\n"
        f"    by_itself_sites: {{{keys[1]}: 0.5}}\n"
    )
    rule = make_problem(load_inputs(scenario(tmp_path, text))).retreat
    assert rule is not None
    assert rule.by_itself is not None
    assert rule.first_close[one, band] == -1
    assert rule.first_close[two, band] == plain.years.index(2030)
    assert (rule.least_roll[two, band], rule.closing_10k[two, band], rule.by_itself[two]) == (90.0, 7.0, 0.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bands: {kindergarten: {sites: {F999: {least_roll: 3.0}}}}", "F999"),
        ("by_itself_sites: {F999: 0.5}", "F999"),
        ("bands: {kindergarten: {sites: {F030: {from_year: 2024}}}}", "2026"),
        ("by_itself: {inclusive_private: 1.5}", "by_itself"),
        ("bands: {nursery: {least_roll: 3.0, from_year: 2026, operators: [public]}}", "nursery"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        make_problem(load_inputs(scenario(tmp_path, f"rules:\n  retreat:\n    {text}\n")))


def test_closings_and_shaped_catchments_of_a_band_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="whole zones"):
        make_problem(load_inputs(scenario(tmp_path, "bands: {kindergarten: {whole_zones: true}}\n")))
