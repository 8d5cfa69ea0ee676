"""Buildings that retire: ``retire_by`` of seats, from the table to the plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planning.appraise.audit import audit
from planning.appraise.seats import enrolled, open_seats
from planning.domain.problem import PlanningProblem
from planning.errors import InputError
from planning.optimise import optimise
from planning.runs.inputs import load_inputs, make_problem
from tests.conftest import BASE, ROOT


def problem_with(tmp_path: Path, **retire_by: int | None) -> PlanningProblem:
    """Return the problem of the embedded district, the seats of some facilities retiring."""
    folder = tmp_path / "d"
    shutil.copytree(ROOT / "geodata" / "haicang", folder, ignore=shutil.ignore_patterns("source"))
    seats = pd.read_csv(folder / "seats.csv", dtype=str, keep_default_na=False)
    seats["retire_by"] = seats["facility_id"].map(lambda key: str(retire_by.get(key) or ""))
    seats.to_csv(folder / "seats.csv", index=False)
    path = tmp_path / "s.yaml"
    path.write_text(f"extends: {BASE}\nscenario: made\ndistrict: {folder}\n", encoding="utf-8")
    return make_problem(load_inputs(path))


def test_an_empty_column_changes_nothing(tmp_path: Path) -> None:
    plain, made = make_problem(load_inputs(BASE)), problem_with(tmp_path)
    assert made.seat_change is None
    assert made.retired == ()
    assert np.array_equal(made.temporary_limit, plain.temporary_limit)
    assert np.array_equal(made.enrolled_before, plain.enrolled_before)


def test_seats_go_and_the_pupils_still_there_move_to_the_nearest_seats(tmp_path: Path) -> None:
    plain = make_problem(load_inputs(BASE))
    band = plain.bands.index("primary")
    site = int(np.argmax(plain.enrolled_before[:, band, 3] * (plain.seats[:, band] > 0)))
    made = problem_with(tmp_path, **{plain.facilities[site]: 2025})
    b = [i for i in range(len(made.bands)) if made.seats[site, i] > 0]
    assert (made.seats_by_year[site, b, :3] == made.seats[site, b][:, None]).all()
    assert not made.seats_by_year[site, :, 3:].any()
    assert not made.temporary_limit[site, :, 3:].any()
    assert not made.enrolled_before[site, :, 3:].any()
    # Nobody gets lost, and whoever moves is named.
    assert made.enrolled_before.sum(axis=0) == pytest.approx(plain.enrolled_before.sum(axis=0))
    moved = [one for one in made.retired if one.band == band]
    assert sum(one.pupils for one in moved) == pytest.approx(plain.enrolled_before[site, band, 3])
    assert {one.facility for one in moved} == {site}
    assert {one.last_year for one in moved} == {2025}
    assert site not in {one.to for one in moved}


def test_a_building_that_retires_takes_in_nobody_who_would_still_sit_there(tmp_path: Path) -> None:
    plain = make_problem(load_inputs(BASE))
    band = plain.bands.index("kindergarten")
    site = int(np.argmax(plain.seats[:, band]))
    made = problem_with(tmp_path, **{plain.facilities[site]: 2026})
    plan = optimise(made)
    assert audit(made, plan).passed
    assert not open_seats(made, plan)[site, band, 4:].any()
    assert enrolled(made, plan)[site, band, 4:] == pytest.approx(0.0, abs=1e-6)
    own = made.pairs.facility == site
    # Three years of kindergarten: who enters in 2025 would still be there in 2027.
    assert plan.place[own][:, 2:].sum() == pytest.approx(0.0, abs=1e-6)


def test_pupils_whom_no_site_has_seats_for_are_one_clear_fault(tmp_path: Path) -> None:
    plain = make_problem(load_inputs(BASE))
    band = plain.bands.index("primary")
    every = {key: 2023 for key, seats in zip(plain.facilities, plain.seats[:, band], strict=True) if seats}
    with pytest.raises(InputError) as caught:
        problem_with(tmp_path, **every)
    first = caught.value.findings[0]
    assert first.where.column == "retire_by"
    assert "retires after school year 2023" in first.words.text("en")
