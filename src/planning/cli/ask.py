"""Commands that ask a scenario: why, repair, frontier, alternatives, catchments, warn, prices and more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planning.cli.words import INTERRUPTED, Lang, Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from planning.ask.case import Case
    from planning.domain.progress import Listener
    from planning.report.sheets.answer import Answer


ScenarioPath = Annotated[
    Path, typer.Argument(metavar="SCENARIO", help="情景文件 Scenario file (.yaml)", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="另写 CSV 与 JSON 到目录 Write CSV and JSON there too"),
]
Apply = Annotated[
    list[str] | None,
    typer.Option("--apply", metavar="NAME", help="套用情景中的命名改动 Apply a named override"),
]
#: Kinds of rules that ``repair`` may be told to keep.
KINDS = ("budget", "window", "committed", "order", "works", "share", "staff", "changes", "temporary")


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (
        why,
        repair,
        frontier,
        alternatives,
        catchments,
        warn,
        compare,
        prices,
        stability,
        progress,
    ):
        app.command()(command)


def why(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="项目编号 Project, such as P12")],
    scenario: ScenarioPath,
    open_in: Annotated[
        int | None, typer.Option("--open", metavar="YEAR", help="强制在该年启用 Force it to open then")
    ] = None,
    not_in: Annotated[
        int | None, typer.Option("--not-open", metavar="YEAR", help="不许在该年启用 Forbid it to open then")
    ] = None,
    never: Annotated[bool, typer.Option("--never", help="不许实施 Forbid it altogether")] = False,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """项目改期或取消的代价。What it costs to open a project otherwise, or never."""
    if sum((open_in is not None, not_in is not None, never)) > 1:
        raise typer.BadParameter("只能选一个 Give only one of --open, --not-open and --never")
    case = _open(scenario, apply)
    _give(lambda told: case.why(project, opens=open_in, not_in=not_in, never=never, listener=told), out, lang)


def repair(
    scenario: ScenarioPath,
    count: Annotated[int, typer.Option("--count", min=1, max=20, help="给出几种改法 Repairs wanted")] = 3,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="KIND", help=f"不许改动的规则 Kinds not to change: {', '.join(KINDS)}"
        ),
    ] = None,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """没有可行方案时的最小改动。The smallest change that makes an impossible round possible."""
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
        typer.Option("--budget", metavar="LOW:HIGH", help="年度限额（万元） Yearly limits, 10,000 yuan"),
    ],
    step: Annotated[
        float | None, typer.Option("--step", min=0.01, help="搜索步长（万元） Step, 10,000 yuan")
    ] = None,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """年度限额与缺学位的关系。The shortage against the yearly limit of money."""
    low, high = _range(budget)
    case = _open(scenario, apply)
    _give(lambda told: case.frontier(low, high, step_10k=step, listener=told), out, lang)


def alternatives(
    scenario: ScenarioPath,
    within: Annotated[
        str, typer.Option("--within", metavar="SHARE", help="容许比最优差多少 How much worse, such as 1%")
    ] = "1%",
    count: Annotated[int, typer.Option("--count", min=1, max=20, help="方案数 Schedules wanted")] = 5,
    seconds: Annotated[
        float | None, typer.Option("--seconds", min=1, help="寻找备选的时间 Seconds for further schedules")
    ] = 60.0,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """几乎同样好的其他方案。Schedules nearly as good that differ most; must, could, never."""
    tolerance, case = _share(within), _open(scenario, apply)
    _give(
        lambda told: case.alternatives(within=tolerance, count=count, seconds=seconds, listener=told),
        out,
        lang,
    )


def catchments(
    scenario: ScenarioPath,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, help="每种划片的搜索时间 Seconds for each way")
    ] = 120.0,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """各种划片方式的代价。What each way of drawing catchments costs in seats and metres."""
    case = _open(scenario, apply)
    _give(lambda told: case.catchments(seconds=seconds, listener=told), out, lang)


def warn(scenario: ScenarioPath, out: Out = None, apply: Apply = None, lang: Language = Lang.both) -> None:
    """学位预警。Warnings of seats: red, amber, green by zone and band."""
    case = _open(scenario, apply)
    _give(lambda told: case.warnings(listener=told), out, lang)


def compare(
    before: Annotated[Path, typer.Argument(metavar="RESULTS", help="原结果目录 Results before")],
    after: Annotated[Path, typer.Argument(metavar="RESULTS", help="新结果目录 Results after")],
    out: Out = None,
    lang: Language = Lang.both,
) -> None:
    """比较两次结果。Compare the results of two runs."""
    from planning.runs.compare import compare_results  # noqa: PLC0415

    _give(lambda _: compare_results(before, after), out, lang)


def prices(
    scenario: ScenarioPath,
    step: Annotated[
        float, typer.Option("--step", min=1, help="每次增加的资金（万元） Money added, 10,000 yuan")
    ] = 1000.0,
    out: Out = None,
    apply: Apply = None,
    lang: Language = Lang.both,
) -> None:
    """每增一个学位、一万元的价值。What one more seat, and one more yuan, is worth."""
    case = _open(scenario, apply)
    _give(lambda told: case.prices(step_10k=step, listener=told), out, lang)


def stability(
    scenario: ScenarioPath, out: Out = None, apply: Apply = None, lang: Language = Lang.both
) -> None:
    """遵守原公布方案的代价。The price of keeping to what an earlier round announced."""
    case = _open(scenario, apply)
    _give(lambda told: case.stability(listener=told), out, lang)


def progress(
    scenario: ScenarioPath, out: Out = None, apply: Apply = None, lang: Language = Lang.both
) -> None:
    """在建项目进度与预计启用。How far works have got, and when seats are to be expected."""
    case = _open(scenario, apply)
    _give(lambda _: case.progress(), out, lang)


def _open(scenario: Path, apply: list[str] | None) -> Case:
    from planning.ask.case import open_case  # noqa: PLC0415

    return open_case(scenario, apply=apply or ())


def _give(work: Callable[[Listener], Answer], out: Path | None, lang: Lang) -> None:
    """Answer, write where asked to, and print; Ctrl-C ends it with nothing written."""
    from planning.cli.show.answer import print_answer  # noqa: PLC0415
    from planning.cli.show.waiting import Waiting  # noqa: PLC0415
    from planning.runs.answers import write_answer  # noqa: PLC0415

    try:
        with Waiting() as waiting:
            answer = work(waiting.listen)
    except KeyboardInterrupt:
        typer.echo("已中断，未写入任何结果。Interrupted; nothing was written.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    if out is not None:
        write_answer(answer, out)
    print_answer(answer, language=lang.value)


def _range(text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 <= low <= high < float("inf"):
        raise typer.BadParameter(
            "应为 低:高，例如 20000:80000。LOW:HIGH, for example.", param_hint="--budget"
        )
    return low, high


def _share(text: str) -> float:
    try:
        share = float(text.rstrip("%")) / 100.0 if text.endswith("%") else float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise typer.BadParameter("应为百分数，例如 1%。A share such as 1%.", param_hint="--within")
    return share
