"""Panel "Results": what is made of results that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planning.cli.endings import tell
from planning.cli.options import AnswerOut, Lang, LangOption, both, language_of
from planning.cli.panels import RESULTS, add_command


def add_results(app: typer.Typer) -> None:
    """Add the commands of the panel "Results"."""
    add_command(
        app, brief, panel=RESULTS,
        zh="由结果生成可打印的汇报页。", en="Make a briefing page to print from the results of a run.",
        example="planning brief results/base --against results/last",
    )  # fmt: skip
    add_command(
        app, compare, panel=RESULTS,
        zh="比较两次结果。", en="Compare the results of two runs.",
        example="planning compare results/a results/b",
    )  # fmt: skip


def brief(
    results: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both("结果目录", "Folder of the results"))
    ],
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="RESULTS", help=both("上一轮结果", "Results of the last round")),
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            metavar="RESULTS",
            help=both("地图可切换的其他情景；可重复", "Further scenarios on the map; may be repeated"),
        ),
    ] = None,
    png: Annotated[
        bool, typer.Option("--png", help=both("另存 PNG 图", "Charts as PNG too, for slides"))
    ] = False,
    svg: Annotated[bool, typer.Option("--svg", help=both("另存 SVG 图", "Charts as SVG too"))] = False,
) -> None:
    """Make a printable briefing from the results of a run."""
    from planning.cli.terminal.screen import Screen  # noqa: PLC0415
    from planning.report.charts.chart_style import has_chinese_font  # noqa: PLC0415
    from planning.runs.brief import brief as make  # noqa: PLC0415

    endings = [ending for ending, wanted in (("png", png), ("svg", svg)) if wanted]
    Screen().path("文件", "File", make(results, against=against, also=also or (), pictures=endings))
    if png and not has_chinese_font():
        tell(
            "本机没有中文字体，PNG 中的汉字会显示为方框；请安装字体（如 fonts-noto-cjk）或改用 --svg。",
            "No Chinese font is installed here, so Chinese in the PNG shows as boxes; install one (such as "
            "fonts-noto-cjk) or use --svg.",
        )


def compare(
    before: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both("原结果目录", "Folder of the results before"))
    ],
    after: Annotated[
        Path, typer.Argument(metavar="RESULTS", help=both("新结果目录", "Folder of the results after"))
    ],
    out: AnswerOut = None,
    lang: LangOption = Lang.both,
) -> None:
    """Compare the results of two runs."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.runs.answers import check_answer_folder, write_answer  # noqa: PLC0415
    from planning.runs.compare import compare_results  # noqa: PLC0415

    check_answer_folder(out)
    answer = compare_results(before, after)
    if out is not None:
        write_answer(answer, out)
    print_answer(answer, language=language_of(lang), folder=out)
