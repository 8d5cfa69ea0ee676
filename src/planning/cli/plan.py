"""Panel "Plan": solve a scenario, or all scenarios of a budget round."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.endings import INTERRUPTED, NO_PLAN, tell
from planning.cli.options import (
    Apply,
    Cluster,
    LangOption,
    Out,
    Processes,
    ScenarioPath,
    both,
    language_of,
)
from planning.cli.panels import PLAN, add_command
from planning.words import message
from planning.words.catalogue import default_language


class Objective(StrEnum):
    """Objective of an exported model."""

    O1 = "O1"
    O2 = "O2"


def add_plan(app: typer.Typer) -> None:
    """Add the commands of the panel "Plan"."""
    add_command(
        app, run, panel=PLAN,
        words=message("cli.plan.solve_scenario_write_results"),
        example="planning run scenarios/base.yaml",
    )  # fmt: skip
    add_command(
        app, budget_round, panel=PLAN, name="round",
        words=message("cli.plan.run_all_scenarios_budget_round"),
        example="planning round scenarios/2023",
    )  # fmt: skip
    add_command(
        app, export_inputs, panel=PLAN, name="export-inputs",
        words=message("cli.plan.write_inputs_workbook_edit_run"),
        example="planning export-inputs scenarios/base.yaml --out inputs.xlsx",
    )  # fmt: skip
    add_command(
        app, export_model, panel=PLAN, name="export-model",
        words=message("cli.plan.write_model_file_another_solver"),
        example="planning export-model scenarios/base.yaml --lp --out base.lp",
    )  # fmt: skip


def run(
    scenario: Annotated[
        Path | None,
        typer.Argument(metavar="SCENARIO", help=both(message("word.scenario_file_yaml"))),
    ] = None,
    inputs: Annotated[
        Path | None,
        typer.Option("--inputs", metavar="XLSX", help=both(message("cli.plan.edited_workbook_inputs"))),
    ] = None,
    out: Out = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Solve a scenario and write its results."""
    # Heavy packages are imported where they are used: "planning --help" should not wait for them.
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.show.progress import Stages  # noqa: PLC0415
    from planning.cli.show.run import print_run  # noqa: PLC0415
    from planning.runs.run import run_scenario  # noqa: PLC0415
    from planning.runs.workbook import run_workbook  # noqa: PLC0415

    if (scenario is None and inputs is None) or (inputs is not None and apply):
        raise typer.BadParameter(message("cli.plan.scenario_or_inputs").text(default_language()))
    language = language_of(lang)
    with Stages(language) as stages:
        if inputs is not None:
            finished = run_workbook(inputs, scenario=scenario, out=out, listener=stages.listen)
        elif scenario is not None:
            finished = run_scenario(scenario, out=out, apply=apply or (), listener=stages.listen)
    print_run(finished, language=language)
    if finished.difference is not None:
        print_answer(finished.difference, language=language)


def budget_round(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help=both(message("cli.plan.folder_scenarios_round"))),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both(message("cli.plan.folder_all_results_results_folder")),
        ),
    ] = None,
    processes: Processes = None,
    cluster: Cluster = None,
    lang: LangOption = None,
) -> None:
    """Run all scenarios of a budget round and compare them."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.runs.answers import check_answer_folder, write_answer  # noqa: PLC0415
    from planning.runs.atomic_folder import RESULTS  # noqa: PLC0415
    from planning.runs.compute.settings import asked_for  # noqa: PLC0415
    from planning.runs.round import FAILED, run_round  # noqa: PLC0415

    states = {
        "done": message("cli.plan.done"),
        "kept": message("cli.plan.kept"),
        "failed": message("cli.plan.failed"),
    }
    progress = Screen(language_of(lang), errors=True)

    def told(path: Path, state: str, done: int, count: int) -> None:
        progress.line(f"[{done}/{count}] {path.name} {progress.words(states[state])}")

    target = out if out is not None else RESULTS / folder.resolve().name
    check_answer_folder(target / "comparison")
    compute = asked_for(processes=processes, cluster=cluster)
    try:
        answer, finished = run_round(folder, out=target, compute=compute, told=told)
    except KeyboardInterrupt:
        tell(message("cli.plan.interrupted_what_finished_stays"))
        raise typer.Exit(INTERRUPTED) from None
    folder_of_answer = target / "comparison"
    write_answer(answer, folder_of_answer)
    print_answer(answer, language=language_of(lang), folder=folder_of_answer)
    if any(member.state == FAILED for member in finished):
        raise typer.Exit(NO_PLAN)


def export_inputs(
    scenario: ScenarioPath,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="XLSX", help=both(message("cli.plan.workbook_write"))),
    ] = Path("inputs.xlsx"),
) -> None:
    """Write the inputs as a workbook to edit, for ``run --inputs``."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.runs.workbook import export_inputs as export  # noqa: PLC0415

    Screen().path(message("word.file"), export(scenario, out))


def export_model(
    scenario: ScenarioPath,
    mps: Annotated[
        bool,
        typer.Option("--mps/--lp", help=both(message("cli.plan.mps_lp_people_read"))),
    ] = False,
    objective: Annotated[
        Objective,
        typer.Option(
            "--objective",
            help=both(message("cli.plan.objective_o1_o2_o1_held")),
        ),
    ] = Objective.O1,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=both(message("cli.plan.file_write")))
    ] = None,
    apply: Apply = None,
    lang: LangOption = None,
) -> None:
    """Write the model as a file for another solver."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.runs.export_model import export_model as export  # noqa: PLC0415

    form = "mps" if mps else "lp"
    written = export(scenario, form=form, objective=objective.value, out=out, apply=apply or ())
    Screen(language_of(lang)).path(message("word.file"), written)
