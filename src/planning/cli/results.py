"""Commands that work on whole rounds and on results: round, brief; and export-model."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planning.cli.words import INTERRUPTED, Lang, Language


class Objective(StrEnum):
    """Objective of an exported model."""

    O1 = "O1"
    O2 = "O2"


def add_result_commands(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="round")(budget_round)
    app.command()(brief)
    app.command(name="export-model")(export_model)


def budget_round(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="一轮预算的情景目录 Folder of scenarios")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="全部结果的目录 Folder of all results")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, max=64, help="同时运行几个 Processes at once")
    ] = None,
    lang: Language = Lang.both,
) -> None:
    """运行一轮预算的全部情景并比较。Run all scenarios of a budget round, side by side."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.runs.answers import write_answer  # noqa: PLC0415
    from planning.runs.round import FAILED, run_round  # noqa: PLC0415

    def told(path: Path, state: str, done: int, count: int) -> None:
        words = {"done": "完成 done", "kept": "沿用 kept", "failed": "失败 failed"}[state]
        typer.echo(f"[{done}/{count}] {path.name} {words}", err=True)

    try:
        answer, finished = run_round(folder, out=out, jobs=jobs, told=told)
    except KeyboardInterrupt:
        typer.echo("已中断；已完成的结果保留。Interrupted; what is finished stays.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    write_answer(answer, finished[0].folder.parent / "comparison")
    print_answer(answer, language=lang.value)
    if any(member.state == FAILED for member in finished):
        raise typer.Exit(1)


def brief(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="结果目录 Folder of results")],
    against: Annotated[
        Path | None, typer.Option("--against", metavar="RESULTS", help="上一轮结果 Results of the last round")
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option("--also", metavar="RESULTS", help="地图可切换的其他情景 Further scenarios on the map"),
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="另存 PNG 图 Charts as PNG too, for slides")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="另存 SVG 图 Charts as SVG too")] = False,
) -> None:
    """由结果生成可打印的汇报页。Make a briefing of one page file from the results of a run."""
    from planning.report.charts.chart_style import has_chinese_font  # noqa: PLC0415
    from planning.runs.brief import brief as make  # noqa: PLC0415

    endings = [ending for ending, wanted in (("png", png), ("svg", svg)) if wanted]
    typer.echo(f"文件 File: {make(results, against=against, also=also or (), pictures=endings)}")
    if png and not has_chinese_font():
        typer.echo(
            "本机没有中文字体，PNG 中的汉字会显示为方框；请安装字体（如 fonts-noto-cjk）或改用 --svg。\n"
            "No Chinese font is installed here, so Chinese in the PNG shows as boxes; install one (such as "
            "fonts-noto-cjk) or use --svg.",
            err=True,
        )


def export_model(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="情景文件 Scenario file (YAML)")],
    mps: Annotated[
        bool, typer.Option("--mps/--lp", help="MPS，或便于阅读的 LP MPS, or LP, which people read too")
    ] = False,
    objective: Annotated[
        Objective, typer.Option("--objective", help="目标 O1，或保持 O1 的 O2 O1, or O2 with O1 held")
    ] = Objective.O1,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="文件 File to write")] = None,
    apply: Annotated[
        list[str] | None,
        typer.Option("--apply", metavar="NAME", help="启用一个 override Apply an override of the scenario"),
    ] = None,
) -> None:
    """导出模型供其他求解器使用。Write the model as a file for another solver."""
    from planning.runs.export_model import export_model as export  # noqa: PLC0415

    form = "mps" if mps else "lp"
    written = export(scenario, form=form, objective=objective.value, out=out, apply=apply or ())
    typer.echo(f"文件 File: {written}")
