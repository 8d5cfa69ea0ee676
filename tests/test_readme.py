"""What the README claims is what the run gives."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planning.optimise import optimise
from planning.results.tables import OUTPUTS
from planning.runs.run import Run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_results_table_is_the_runs(base_run: Run) -> None:
    block = README.split("<!-- result -->")[1].split("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.strip().splitlines()]
    assert [int(year) for year in rows[0][1:]] == list(base_run.problem.years)
    totals = base_run.appraisal.unplaced.sum(axis=0)
    for row, values in zip(rows[2:], totals, strict=True):
        assert [int(cell) for cell in row[1:]] == np.rint(values).astype(int).tolist(), row[0]


def test_sentences_about_the_schedule_hold(base_run: Run) -> None:
    opening = dict(zip(base_run.problem.projects, base_run.appraisal.opening_year, strict=True))
    assert (opening["P13"], opening["P14"], opening["P12"]) == (2025, 2025, 2028)
    assert [opening[name] for name in ("P15", "P16", "P17")] == [0, 0, 0]
    assert base_run.appraisal.unplaced[:, 2].sum(axis=0).argmax() == base_run.problem.years.index(2029)
    # The limit of 60,000 a year does not bind: without any limit the plan is as good.
    rich = replace(base_run.problem, budget_10k=np.full(13, np.inf))
    for free, held in zip(optimise(rich).stages, base_run.plan.stages, strict=True):
        assert free.value == pytest.approx(held.value, rel=2e-4)


def test_every_output_is_listed() -> None:
    assert set(re.findall(r"^\| `([\w.]+)` \|", README, flags=re.MULTILINE)) == OUTPUTS


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_python_example_runs() -> None:
    code = README.split("```python")[1].split("```")[0]
    namespace: dict[str, object] = {}
    exec(code.replace('"scenarios/base.yaml"', f'"{ROOT / "scenarios" / "base.yaml"}"'), namespace)


def test_yaml_example_is_a_scenario() -> None:
    from planning.scenario.load import load_scenario  # noqa: PLC0415

    text = README.split("```yaml")[1].split("```")[0]
    path = ROOT / "scenarios" / ".readme-example.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        assert load_scenario(path, apply=("few_births",)).scenario.forecast.births_factor == 0.9
    finally:
        path.unlink()


def test_the_rules_that_are_shown_are_rules() -> None:
    """The indented block is YAML that a scenario takes, and its projects are there."""
    from planning.runs.inputs import load_inputs, make_problem  # noqa: PLC0415

    block = README.split("refused before anything is built:\n\n")[1].split("\n\n`reference:`")[0]
    path = ROOT / "scenarios" / ".readme-rules.yaml"
    path.write_text(f"extends: base.yaml\nscenario: rules\n{textwrap.dedent(block)}\n", encoding="utf-8")
    try:
        rules = make_problem(load_inputs(path)).rules
    finally:
        path.unlink()
    assert rules.after
    assert rules.exclusive
    assert rules.works_at_once is not None
    assert rules.staff is not None
    assert rules.shares


def test_the_commands_that_are_shown_are_those_there_are() -> None:
    import typer.main  # noqa: PLC0415

    from planning.cli.app import app  # noqa: PLC0415

    group = typer.main.get_command(app)
    shown = re.findall(r"^    planning ([a-z-]+)", README, re.M)
    assert set(shown) == set(group.commands)  # type: ignore[attr-defined]


def test_options_that_are_shown_exist() -> None:
    import typer.main  # noqa: PLC0415

    from planning.cli.app import app  # noqa: PLC0415

    group: Any = typer.main.get_command(app)
    for name, rest in re.findall(r"^    planning ([a-z-]+)([^#\n]*)", README, re.M):
        command = group.commands[name]
        params = [*command.params, *(p for c in getattr(command, "commands", {}).values() for p in c.params)]
        known = {option for param in params for option in (*param.opts, *param.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, name
