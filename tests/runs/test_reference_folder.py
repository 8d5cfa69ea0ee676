"""A damaged reference is told or warned of; it never changes a problem in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planning.domain.problem import PlanningProblem
from planning.errors import Findings, InputError
from planning.results.briefing_source import read_brief_source
from planning.results.finished import read_finished
from planning.results.results import read_results
from planning.runs.inputs import Inputs, load_inputs, make_problem
from planning.runs.reference import read_reference
from planning.runs.run import run_scenario
from tests.reference_mutator import WAYS, damage
from tests.same import same_problem
from tests.sealed import seal
from tests.small_district import write_scenario

SEEDS = 130


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a scenario and its results."""
    folder = tmp_path_factory.mktemp("reference")
    run_scenario(write_scenario(folder), out=folder / "results")
    return folder


def next_round(place: Path, reference: Path) -> Path:
    path = place / f"next-{reference.parent.name}.yaml"
    path.write_text(f"extends: base.yaml\nscenario: next\nreference: {reference}\n", encoding="utf-8")
    return path


def load(place: Path, reference: Path) -> tuple[Inputs, PlanningProblem]:
    inputs = load_inputs(next_round(place, reference))
    return inputs, make_problem(inputs)


@pytest.fixture(scope="module")
def sound(place: Path) -> PlanningProblem:
    inputs, problem = load(place, place / "results")
    assert inputs.district.warnings == load_inputs(place / "base.yaml").district.warnings
    assert problem.rules.reference is not None
    return problem


@pytest.mark.parametrize("first", range(0, SEEDS, 10))
def test_no_damage_is_silent(first: int, place: Path, sound: PlanningProblem, tmp_path: Path) -> None:
    base = load_inputs(place / "base.yaml")
    announced = read_reference(place / "results", base.district, Findings())
    for seed in range(first, first + 10):
        reference = tmp_path / str(seed) / "r"
        shutil.copytree(place / "results", reference)
        how = damage(reference, seed=seed)
        try:
            warnings = Findings()
            found = read_reference(reference, base.district, warnings)
        except InputError as error:
            for finding in error.findings:
                assert finding.where.file, how
                assert finding.fix.text("en"), how
                assert not finding.details, how
            continue
        if len(warnings) or replace(found, folder="") == replace(announced, folder=""):
            continue
        _, problem = load(place, reference)
        assert same_problem(problem, sound), how


def test_every_way_is_tried() -> None:
    assert len(WAYS) * 2 <= SEEDS


@pytest.mark.parametrize("read", [read_results, read_brief_source])
@pytest.mark.parametrize("file", ["schedule.csv", "unhoused.csv", "budget.csv"])
def test_compare_and_brief_verify_what_they_read(
    read: Callable[[Path], object], file: str, place: Path, tmp_path: Path
) -> None:
    shutil.copytree(place / "results", tmp_path / "r")
    with (tmp_path / "r" / file).open("a", encoding="utf-8") as handle:
        handle.write("\n")
    with pytest.raises(InputError, match="the file was changed after the run wrote it"):
        read(tmp_path / "r")


def test_a_briefing_draws_no_layers_that_were_changed(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "results", tmp_path / "r")
    with (tmp_path / "r" / "plan.gpkg").open("ab") as handle:
        handle.write(b"more")
    with pytest.raises(InputError, match=r"plan\.gpkg"):
        read_brief_source(tmp_path / "r")


def test_results_kept_in_a_round_are_verified(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "results", tmp_path / "r")
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    digest = record["digests"]["all"]
    assert read_finished(tmp_path / "r", digest=digest) is not None
    with (tmp_path / "r" / "placements.csv").open("a", encoding="utf-8") as handle:
        handle.write("\n")
    assert read_finished(tmp_path / "r", digest=digest) is None


def test_the_results_of_another_district_are_refused(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "results", tmp_path / "r")
    for file, old, new in (("placements.csv", "Z0", "Y0"), ("schedule.csv", "P0", "Q0")):
        path = tmp_path / "r" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    seal(tmp_path / "r")
    with pytest.raises(InputError) as caught:
        load(place, tmp_path / "r")
    told = [finding.words.text("en").split(" of the reference")[0] for finding in caught.value.findings]
    assert told == ["none of the projects", "none of the zones"]


def test_a_reference_that_is_not_there_is_missed_by_the_plan_only(place: Path, tmp_path: Path) -> None:
    inputs = load_inputs(next_round(place, tmp_path / "nowhere"))
    with pytest.raises(InputError, match="no result of a run"):
        make_problem(inputs)
