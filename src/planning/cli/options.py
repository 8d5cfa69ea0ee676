"""What the commands share: arguments and options that mean the same wherever they stand."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from planning.report.sheets.sheet import Language

#: Ends of a folder that holds a district and its first scenario.
FIRST_SCENARIO: Final = "base.yaml"


def both(zh: str, en: str) -> str:
    """Return a help text in both languages, each on its own lines.

    A single line for both would be cut: the library that draws the help counts Chinese characters as narrow
    when it breaks lines.
    """
    return f"{zh}\n\n{en}"


class Lang(StrEnum):
    """Language of the output."""

    zh = "zh"
    en = "en"
    both = "both"


ScenarioPath = Annotated[
    Path,
    typer.Argument(metavar="SCENARIO", help=both("情景文件（.yaml）", "Scenario file (.yaml)")),
]
Apply = Annotated[
    list[str] | None,
    typer.Option(
        "--apply",
        metavar="NAME",
        help=both(
            "启用情景中的一项命名改动；可重复", "Apply a named override of the scenario; may be repeated"
        ),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help=both("结果目录", "Folder of the results; results/NAME if left out")
    ),
]
AnswerOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help=both("另写 CSV 与 JSON 到此目录", "Write CSV and JSON to this folder too"),
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        metavar="N",
        min=1,
        max=1024,
        help=both("分到本机几个进程", "Processes of this machine to spread the work over"),
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help=both(
            "分到 Dask 集群：调度器地址，如 tcp://head:8786，或 local",
            "Dask cluster to spread the work over: its scheduler, such as tcp://head:8786, or local",
        ),
    ),
]
BandsOption = Annotated[
    str,
    typer.Option(
        "--bands",
        metavar="TABLE",
        help=both(
            "学制，或自己的学段表",
            "Table of bands: a ready-made one (see planning bands), or a CSV of your own",
        ),
    ),
]
LangOption = Annotated[Lang, typer.Option("--lang", help=both("显示语言", "Language of what is printed"))]


def language_of(lang: Lang) -> Language:
    """Convert the option to a language of sheets."""
    return "zh" if lang is Lang.zh else "en" if lang is Lang.en else "both"
