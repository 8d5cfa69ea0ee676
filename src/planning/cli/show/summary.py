"""The closing tables of a run, and what ``validate`` prints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.assemble.forecast.counted import repeat_note
from planning.domain.bands import BAND_NAMES
from planning.domain.plan import Outcome
from planning.domain.problem import PlanningProblem
from planning.report.tables import budget, schedule, unplaced_by_band

if TYPE_CHECKING:
    from planning.runs.inputs import Inputs
    from planning.runs.run import Run

STATUS = {
    "completing": "竣工 completing",
    "continuing": "续建 continuing",
    "starting": "开工 starting",
    "reserve": "储备 reserve",
}
OUTCOME = {
    Outcome.PROVEN: "已证明最优 proven optimal",
    Outcome.BEST_FOUND: "目前最优，未经证明 best found, NOT proven",
    Outcome.NONE: "无方案 none",
}
#: Narrower terminals and files get this width: a table that wraps in mid-word tells nothing.
LEAST_WIDTH = 118


def print_run(run: Run) -> None:
    """Print the closing tables of a run."""
    console = _console()
    if run.problem.projects:
        console.print(_projects(run))
    console.print(_unplaced(run))
    if run.problem.has_budget or run.problem.projects:
        console.print(_money(run))
    for line in _distance(run):
        console.print(Text(line))
    lines = [f"结果 Outcome: {OUTCOME[run.plan.outcome]}"]
    lines += [
        f"  {stage.name}: {stage.value:,.1f}（下界 bound {stage.bound:,.1f}，差距 gap {stage.gap:.4%}，"
        f"{stage.seconds:.1f} s，{'已证明 proven' if stage.proven else '未证明 NOT proven'}）"
        for stage in run.plan.stages
    ]
    shares = run.record["sources"]
    lines.append("审核 Audit: 通过 passed")
    lines.append(
        "数据 Figures: "
        + " · ".join(f"{name} {shares[name]:.1%}" for name in ("official", "press", "estimated", "assumed"))
    )
    lines.append(f"文件 Files: {run.folder}")
    lines += _assumed(run.inputs)
    lines += [str(warning) for warning in run.inputs.district.warnings]
    for line in lines:
        console.print(Text(line))


def print_inputs(inputs: Inputs, problem: PlanningProblem) -> None:
    """Print what was read and found in order."""
    z, f, _, t = problem.shape
    zh, en = inputs.district.name
    console = _console()
    console.print(Text(f"输入无误 The input is in order: {zh} · {en}"))
    console.print(
        Text(
            f"  {z} 个需求区 zones · {f} 所学校 facilities · {len(problem.projects)} 个项目 projects · "
            f"{problem.years[0]}–{problem.years[-1]}（{t} 年 years）"
        )
    )
    for line in [*_assumed(inputs), *map(str, inputs.district.warnings)]:
        console.print(Text(line))


def _assumed(inputs: Inputs) -> list[str]:
    note = repeat_note(inputs.district, inputs.loaded.scenario)
    return [] if note is None else [f"{note[0]}。{note[1]}."]


def _console() -> Console:
    probe = Console()
    return probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)


def _projects(run: Run) -> Table:
    table = Table(title="项目安排 Projects", title_justify="left")
    for name in ("编号 ID", "项目 Project", "状态 Status"):
        table.add_column(name)
    for name in ("开工\nStart", "启用\nOpen", "学位\nSeats", "投资 万元\nCost 10k yuan"):
        table.add_column(name, justify="right")
    bands = [f"seats_{band}" for band in run.problem.bands]
    for record in schedule(run.subject).to_dict("records"):
        opening = record["opening_year"]
        table.add_row(
            Text(str(record["project_id"])),
            Text(f"{record['name_zh']}\n{record['name_en']}"),
            STATUS.get(str(record["status"]), str(record["status"])),
            _year(record["start_year"]),
            Text("不开工 none", style="yellow") if _year(opening) == "" else _year(opening),
            f"{sum(int(str(record[name])) for name in bands):,}",
            f"{float(str(record['cost_10k'])):,.0f}",
        )
    return table


def _unplaced(run: Run) -> Table:
    table = Table(title="当年新生中无学位人数 Entrants without a seat", title_justify="left")
    table.add_column("学段 Band")
    for year in run.problem.years:
        table.add_column(str(year), justify="right")
    frame = unplaced_by_band(run.subject)
    for b, band in enumerate(run.problem.bands):
        if not run.appraisal.intake_by_band[b].any():
            continue
        zh, en = BAND_NAMES[band]
        values = [round(float(value)) for value in frame.loc[band].to_numpy(float).ravel()]
        table.add_row(
            f"{zh} {en}", *(Text(f"{value:,}", style="bold red" if value else "dim") for value in values)
        )
    return table


def _distance(run: Run) -> list[str]:
    """Return who is placed, how far, and who is not, over all years and by band."""
    lines = []
    for b, band in enumerate(run.problem.bands):
        intake = float(run.appraisal.intake_by_band[b].sum())
        if not intake:
            continue
        zh, en = BAND_NAMES[band]
        lacking = float(run.appraisal.unplaced_by_band[b].sum())
        km = float(run.appraisal.placed_km[b].sum())
        placed = intake - lacking
        mean = f"{km / placed:,.3f}" if placed > 0 else "–"
        lines.append(
            f"{zh} {en}: 入学 placed {placed:,.0f} / {intake:,.0f}，总路程 total {km:,.3f} 人·公里 pupil-km，"
            f"平均 mean {mean} km"
        )
        if lacking >= 1:
            by_zone = run.appraisal.unplaced[:, b].sum(axis=1).tolist()
            worst = ", ".join(
                f"{run.problem.zones[z]} {by_zone[z]:,.0f}"
                for z in sorted(range(len(by_zone)), key=lambda z: -by_zone[z])[:5]
            )
            lines.append(f"  无学位 without a seat {lacking:,.0f}；最多 most: {worst}")
    return lines


def _money(run: Run) -> Table:
    table = Table(title="资金（万元） Money (10,000 yuan)", title_justify="left")
    for label in ("年 Year", "限额\nLimit", "结转入\nCarried in", "支出\nSpent", "结转出\nCarried out"):
        table.add_column(label, justify="right")
    columns = ("limit_10k", "carried_in_10k", "spent_10k", "carried_out_10k")
    for record in budget(run.subject).to_dict("records"):
        money = [float(str(record[name])) for name in columns]
        table.add_row(
            str(record["year"]), *("–" if math.isnan(value) else f"{value:,.0f}" for value in money)
        )
    return table


def _year(value: object) -> str:
    return "" if str(value) in ("<NA>", "nan", "None") else str(value)
