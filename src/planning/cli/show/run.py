"""What ``planning run`` prints: the verdict, the tables, where the files are."""

from __future__ import annotations

import math
from typing import Final

from planning.cli.show.inputs import print_assumed, print_lacks
from planning.cli.show.verdict import NOBODY, verdict
from planning.cli.terminal.screen import Screen
from planning.domain.proof import proof_of
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.sheet import Field, Language, Sheet, fields_of
from planning.report.tables import budget, schedule, unplaced_by_band
from planning.runs.lacks import find_lacks
from planning.runs.run import Run

STATUS: Final = {
    "completing": ("竣工", "completing"),
    "continuing": ("续建", "continuing"),
    "starting": ("开工", "starting"),
    "reserve": ("储备", "reserve"),
}
#: What the plan makes of a project that it leaves out, whatever its status was.
NOT_STARTED: Final = ("不开工", "not started")
WORST_ZONES: Final = 5
#: Lacks of the data printed after a run; ``planning validate`` prints all.
MOST_LACKS: Final = 5


def print_run(run: Run, *, language: Language = "both") -> None:
    """Print the verdict of a run and its closing tables.

    Parameters
    ----------
    run
        Finished run.
    language
        Language of the output.
    """
    screen = Screen(language)
    for zh, en in verdict(run):
        screen.say(zh, en)
    print_assumed(run.inputs, screen)
    if run.problem.projects:
        screen.sheet(_projects(run, screen))
    screen.sheet(_unplaced(run), alarm=True)
    if run.problem.has_budget or run.problem.projects:
        screen.sheet(_money(run))
    screen.sheet(_placed(run))
    screen.sheet(_worst(run))
    screen.sheet(_objectives(run, screen))
    screen.gap()
    screen.line(f"{screen.words('结果', 'Outcome')}: {screen.words(*proof_of(run.plan.stages).words)}")
    screen.line(f"{screen.words('审核', 'Audit')}: {screen.words('通过', 'passed')}")
    shares = run.record["sources"]
    listed = " · ".join(
        f"{screen.words(*CONFIDENCE_NAMES[name])} {share:.1%}" for name, share in shares.items()
    )
    screen.line(f"{screen.words('数据', 'Figures')}: {listed}")
    hidden = run.record.get("hidden")
    if hidden is not None:
        screen.say(hidden["zh"], hidden["en"])
    screen.path("文件", "Files", run.folder)
    for name, reason in run.record.get("missing", {}).items():
        screen.say(
            f"{name} {reason['zh']}；其余文件完整。", f"{name} {reason['en']}; the other files are whole."
        )
    for name, kept in run.record.get("kept", {}).items():
        screen.say(
            f"原有的 {name} 曾被改动，已另存为 {kept}。",
            f"The earlier {name} had been changed; it is kept as {kept}.",
        )
    lacks = find_lacks(run.inputs, run.problem)
    print_lacks(lacks, screen, most=MOST_LACKS)
    count = len({*lacks, *run.inputs.district.warnings})
    if count:
        label = screen.words(f"数据提醒 {count} 条", f"{count} warning{'s' * (count > 1)} about the data")
        screen.whole(f"{label}: planning validate {run.inputs.loaded.path}")


def _projects(run: Run, screen: Screen) -> Sheet:
    bands = [f"seats_{band}" for band in run.problem.bands]
    rows = []
    for record in schedule(run.subject).to_dict("records"):
        status = str(record["status"])
        start, opening = _year(record["start_year"]), _year(record["opening_year"])
        rows.append(
            (
                str(record["project_id"]),
                str(record["name_zh"]),
                str(record["name_en"]),
                screen.words(*(STATUS.get(status, (status, status)) if opening else NOT_STARTED)),
                start,
                opening,
                sum(int(str(record[name])) for name in bands),
                float(str(record["cost_10k"])),
            )
        )
    return Sheet(
        name="projects",
        zh="项目安排",
        en="Projects",
        fields=fields_of(
            ("project", "编号", "Key"),
            ("name_zh", "项目", ""),
            ("name_en", "", "Project"),
            ("status", "状态", "Status"),
            ("start", "开工", "Start", "year"),
            ("open", "启用", "Open", "year"),
            ("seats", "学位", "Seats", "count"),
            ("cost_10k", f"投资（{run.subject.money.zh}）", f"Cost, {run.subject.money.en}", "count"),
        ),
        rows=tuple(rows),
    )


def _unplaced(run: Run) -> Sheet:
    frame = unplaced_by_band(run.subject)
    rows = tuple(
        (*run.subject.bands[band].label, *frame.loc[band].to_numpy(float).ravel().tolist())
        for b, band in enumerate(run.problem.bands)
        if run.appraisal.intake_by_band[b].any()
    )
    years = [Field(name=str(year), zh=str(year), en=str(year), look="count") for year in run.problem.years]
    return Sheet(
        name="unplaced",
        zh="当年新生中无学位人数",
        en="Entrants without a seat",
        fields=(*_band_fields(), *years),
        rows=rows,
    )


def _money(run: Run) -> Sheet:
    columns = ("limit_10k", "carried_in_10k", "spent_10k", "carried_out_10k")
    return Sheet(
        name="money",
        zh=f"资金（{run.subject.money.zh}）",
        en=f"Money ({run.subject.money.en})",
        fields=fields_of(
            ("year", "年", "Year", "year"),
            ("limit_10k", "限额", "Limit", "count"),
            ("carried_in_10k", "结转入", "Carried in", "count"),
            ("spent_10k", "支出", "Spent", "count"),
            ("carried_out_10k", "结转出", "Carried out", "count"),
        ),
        rows=tuple(
            (int(str(record["year"])), *(float(str(record[name])) for name in columns))
            for record in budget(run.subject).to_dict("records")
        ),
    )


def _placed(run: Run) -> Sheet:
    """Make the sheet of pupils placed and their distance, by band over all years."""
    rows = []
    for b, band in enumerate(run.problem.bands):
        intake = float(run.appraisal.intake_by_band[b].sum())
        if not intake:
            continue
        lacking, km = float(run.appraisal.unplaced_by_band[b].sum()), float(run.appraisal.placed_km[b].sum())
        placed = intake - lacking
        mean = f"{km / placed:,.3f}" if placed > 0 else "–"
        rows.append((*run.subject.bands[band].label, intake, placed, lacking, f"{km:,.3f}", mean))
    return Sheet(
        name="placed",
        zh="各年新生合计",
        en="Entrants of all years together",
        fields=(
            *_band_fields(),
            *fields_of(
                ("intake", "新生", "Entrants", "count"),
                ("placed", "入学", "Placed", "count"),
                ("lacking", "无学位", "No seat", "count"),
                ("km", "总路程（人·公里）", "Total, pupil-km"),
                ("mean_km", "平均（公里）", "Mean, km"),
            ),
        ),
        rows=tuple(rows),
    )


def _worst(run: Run) -> Sheet:
    """Make the sheet of the zones where most entrants of each band lack a seat."""
    rows = []
    for b, band in enumerate(run.problem.bands):
        by_zone = run.appraisal.unplaced[:, b].sum(axis=1)
        shown = run.subject.shown(by_zone)
        for z in [int(z) for z in (-by_zone).argsort(kind="stable")[:WORST_ZONES] if by_zone[z] >= NOBODY]:
            names = (str(run.subject.zones[column].iloc[z]) for column in ("name_zh", "name_en"))
            few = f"<{run.subject.least_count}"
            count = few if math.isnan(shown[z]) else f"{shown[z]:,.0f}"
            rows.append((run.problem.zones[z], *names, *run.subject.bands[band].label, count))
    return Sheet(
        name="worst",
        zh="无学位新生最多的需求区（各年合计）",
        en="Zones with most entrants without a seat, all years",
        fields=fields_of(
            ("zone", "编号", "Key"),
            ("name_zh", "需求区", ""),
            ("name_en", "", "Zone"),
            ("band_zh", "学段", ""),
            ("band_en", "", "Band"),
            ("lacking", "无学位", "No seat"),
        ),
        rows=tuple(rows),
    )


def _objectives(run: Run, screen: Screen) -> Sheet:
    return Sheet(
        name="objectives",
        zh="目标值",
        en="Objectives",
        fields=fields_of(
            ("stage", "目标", "Stage"),
            ("value", "数值", "Value"),
            ("bound", "下界", "Bound"),
            ("gap", "差距", "Gap"),
            ("seconds", "秒", "Seconds"),
            ("proven", "证明", "Proof"),
        ),
        rows=tuple(
            (
                stage.name,
                f"{stage.value:,.1f}",
                f"{stage.bound:,.1f}",
                f"{stage.gap:.4%}" if math.isfinite(stage.gap) else "–",
                f"{stage.seconds:.1f}",
                screen.words("已证明", "proven") if stage.proven else screen.words("未证明", "NOT proven"),
            )
            for stage in run.plan.stages
        ),
    )


def _band_fields() -> tuple[Field, ...]:
    return fields_of(("name_zh", "学段", ""), ("name_en", "", "Band"))


def _year(value: object) -> int | None:
    return None if str(value) in ("<NA>", "nan", "None") else int(str(value))
