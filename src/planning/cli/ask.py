"""Panel "Ask": one command for each question that a planner puts to a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from planning.cli.explain import add_explain
from planning.cli.options import AnswerOut, Apply, Lang, LangOption, ScenarioPath, both, language_of
from planning.cli.panels import ASK, add_command
from planning.cli.values import range_of, share_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planning.ask.case import Case
    from planning.domain.progress import Listener
    from planning.report.sheets.answer import Answer

#: Kinds of rules that ``repair`` may be told to keep.
KINDS: Final = (
    "budget", "window", "committed", "order", "works", "share", "staff", "changes", "temporary"
)  # fmt: skip

Seconds = Annotated[
    float | None,
    typer.Option(
        "--seconds",
        metavar="S",
        min=1,
        help=both(
            "整个回答的时限（秒）；不写则用情景的时限",
            "Seconds for the whole answer; the scenario's limit if left out",
        ),
    ),
]


def add_ask(app: typer.Typer) -> None:
    """Add the commands of the panel "Ask"."""
    for command, zh, en, example in (
        (why, "项目改期或取消的代价。", "What it costs to open a project otherwise, or never.",
         "planning why P12 scenarios/base.yaml --open 2026"),
        (repair, "没有可行方案时的最小改动。", "The smallest change that makes an impossible round possible.",
         "planning repair scenarios/tight.yaml"),
        (frontier, "年度限额与缺学位的关系。", "The shortage against the yearly limit of money.",
         "planning frontier scenarios/base.yaml --budget 20000:80000"),
        (alternatives, "几乎同样好的其他方案：必建、可建、不建。",
         "Schedules nearly as good that differ most: must, could, never.",
         "planning alternatives scenarios/base.yaml --within 1%"),
        (catchments, "各种划片方式的代价。", "What each way of drawing catchments costs in seats and metres.",
         "planning catchments scenarios/base.yaml"),
        (prices, "多一个学位、一个班、一百万元的价值。",
         "What one more seat, one more class and one more million are worth.",
         "planning prices scenarios/base.yaml"),
        (warn, "学位预警：红、黄、绿。", "Warnings of seats: red, amber, green by zone and band.",
         "planning warn scenarios/base.yaml"),
        (stability, "遵守原公布方案的代价。", "The price of keeping to what an earlier round announced.",
         "planning stability scenarios/next.yaml"),
        (progress, "在建项目进度与预计启用。", "How far works have got, and when to expect their seats.",
         "planning progress scenarios/base.yaml"),
    ):  # fmt: skip
        add_command(app, command, panel=ASK, zh=zh, en=en, example=example)
    add_explain(app)


def why(
    project: Annotated[
        str, typer.Argument(metavar="PROJECT", help=both("项目编号，如 P12", "Key of a project, such as P12"))
    ],
    scenario: ScenarioPath,
    open_in: Annotated[
        int | None,
        typer.Option("--open", metavar="YEAR", help=both("要求在该年启用", "Force it to open in a year")),
    ] = None,
    not_in: Annotated[
        int | None,
        typer.Option(
            "--not-open", metavar="YEAR", help=both("不许在该年启用", "Forbid it to open in a year")
        ),
    ] = None,
    never: Annotated[bool, typer.Option("--never", help=both("不许实施", "Forbid it altogether"))] = False,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Compute the cost of opening a project in another year, or never."""
    if sum((open_in is not None, not_in is not None, never)) > 1:
        raise typer.BadParameter("只能选一个 Give only one of --open, --not-open and --never")
    case = _open(scenario, apply)
    _give(lambda told: case.why(project, opens=open_in, not_in=not_in, never=never, listener=told), out, lang)


def repair(
    scenario: ScenarioPath,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=20, help=both("给出几种改法", "Repairs wanted"))
    ] = 3,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar="KIND",
            help=both("不许改动的规则；可重复", f"Kind of rule not to change: {', '.join(KINDS)}"),
        ),
    ] = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Find the smallest changes that make an impossible round possible."""
    unknown = [kind for kind in keep or () if kind not in KINDS]
    if unknown:
        raise typer.BadParameter(
            f"没有 {unknown[0]}，可用 Use one of: {', '.join(KINDS)}", param_hint="--keep"
        )
    case = _open(scenario, apply)
    _give(lambda _: case.repair(count=count, keep=keep or ()), out, lang)


def frontier(
    scenario: ScenarioPath,
    budget: Annotated[
        str,
        typer.Option(
            "--budget",
            metavar="LOW:HIGH",
            help=both("年度限额的范围（万，本币）", "Range of yearly limits, 10,000 of the currency"),
        ),
    ],
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Compute the shortage as a function of the yearly limit of money."""
    low, high = range_of(budget)
    case = _open(scenario, apply)
    _give(lambda told: case.frontier(low, high, seconds=seconds, listener=told), out, lang)


def alternatives(
    scenario: ScenarioPath,
    within: Annotated[
        str,
        typer.Option(
            "--within", metavar="SHARE", help=both("容许比最优差多少", "How much worse, such as 1%")
        ),
    ] = "1%",
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=20, help=both("方案数", "Schedules wanted"))
    ] = 5,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            metavar="S",
            min=1,
            help=both("寻找备选的时间（秒）", "Seconds for further schedules"),
        ),
    ] = 60.0,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Find nearly optimal schedules that differ most, and the projects that must, could or never start."""
    tolerance, case = share_of(within), _open(scenario, apply)
    _give(
        lambda told: case.alternatives(within=tolerance, count=count, seconds=seconds, listener=told),
        out,
        lang,
    )


def catchments(
    scenario: ScenarioPath,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            metavar="S",
            min=1,
            help=both("每种划片的搜索时间（秒）", "Seconds for each way of drawing"),
        ),
    ] = 120.0,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Compare ways of drawing catchments by seats and metres."""
    case = _open(scenario, apply)
    _give(lambda told: case.catchments(seconds=seconds, listener=told), out, lang)


def prices(
    scenario: ScenarioPath,
    count: Annotated[
        int,
        typer.Option(
            "--count",
            metavar="N",
            min=0,
            help=both("最多问多少处学校与学段", "Most schools and bands to ask about, the likeliest first"),
        ),
    ] = 20,
    step: Annotated[
        float,
        typer.Option(
            "--step",
            metavar="AMOUNT",
            min=1,
            help=both("某一年增加的资金（万，本币）", "Money added to one year, 10,000 of the currency"),
        ),
    ] = 100.0,
    seconds: Seconds = None,
    out: AnswerOut = None,
    apply: Apply = None,
    lang: LangOption = Lang.both,
) -> None:
    """Compute the value of one more seat, one more class and more money."""
    case = _open(scenario, apply)
    _give(lambda told: case.prices(count=count, step_10k=step, seconds=seconds, listener=told), out, lang)


def warn(
    scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = Lang.both
) -> None:
    """Warn of seats: red, amber, green by zone and band."""
    from planning.runs.finished import finished_warnings  # noqa: PLC0415

    case = _open(scenario, apply)
    there = finished_warnings(case.inputs)
    _give(lambda told: case.warnings(listener=told) if there is None else there, out, lang)


def stability(
    scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = Lang.both
) -> None:
    """Compute the cost of keeping to the plan announced by an earlier round."""
    case = _open(scenario, apply)
    _give(lambda told: case.stability(listener=told), out, lang)


def progress(
    scenario: ScenarioPath, out: AnswerOut = None, apply: Apply = None, lang: LangOption = Lang.both
) -> None:
    """Report the progress of works and the expected openings."""
    case = _open(scenario, apply)
    _give(lambda _: case.progress(), out, lang)


def _open(scenario: Path, apply: list[str] | None) -> Case:
    from planning.ask.case import open_case  # noqa: PLC0415

    return open_case(scenario, apply=apply or ())


def _give(work: Callable[[Listener], Answer], out: Path | None, lang: Lang) -> None:
    """Answer, write the files if a folder is given, and print."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.show.progress import Waiting  # noqa: PLC0415
    from planning.runs.answers import check_answer_folder, write_answer  # noqa: PLC0415

    language = language_of(lang)
    check_answer_folder(out)
    with Waiting(language) as waiting:
        answer = work(waiting.listen)
    if out is not None:
        write_answer(answer, out)
    print_answer(answer, language=language, folder=out)
