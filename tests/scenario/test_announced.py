"""The published plan as announced stands in the round beside the best ones."""

from __future__ import annotations

from planning.runs.inputs import load_inputs, make_problem
from tests.conftest import ROOT


def test_all_six_start_in_2023() -> None:
    problem = make_problem(load_inputs(ROOT / "scenarios" / "2023" / "00-announced.yaml"))
    programme = problem.programme
    for project in ("P12", "P13", "P14", "P15", "P16", "P17"):
        own = programme.options_of(problem.projects.index(project))
        assert programme.option_start_year[own].tolist() == [2023]
        assert programme.committed[problem.projects.index(project)]
    assert not problem.has_budget
    # This is why it has no limit: the base plan may spend 60,000 a year.
    first = [programme.options_of(p)[0] for p in range(programme.project_count)]
    assert (programme.option_spend_10k[first].sum(axis=0)[:2] > 60_000).all()
