"""The verdict of a run in three sentences: who lacks a seat and when, what is decided now, what it costs."""

from __future__ import annotations

import math

from planning.domain.proof import proof_of
from planning.report.sheets.labels import in_sentence
from planning.runs.run import Run

Said = tuple[str, str]
#: A shortage below this many entrants is none.
NOBODY = 0.5
MOST_ZONES = 3
#: Projects that are already under works, whatever the plan decides.
UNDER_WORKS = ("completing", "continuing")


def verdict(run: Run) -> tuple[Said, Said, Said]:
    """Write the three sentences that a planner needs first, each in Chinese and English.

    Parameters
    ----------
    run
        Finished run.

    Returns
    -------
    tuple
        Sentences on the shortage, the decision, and money and proof.
    """
    return _shortage(run), _decision(run), _money_and_proof(run)


def _shortage(run: Run) -> Said:
    years, lacking = run.problem.years, run.appraisal.unplaced_by_band
    parts_zh, parts_en = [], []
    for b, band in enumerate(run.problem.bands):
        at = (lacking[b] >= NOBODY).nonzero()[0]
        if not len(at):
            continue
        zh, en = run.subject.bands[band].label
        first, last, worst = years[at[0]], years[at[-1]], int(lacking[b].argmax())
        total, most = f"{lacking[b].sum():,.0f}", f"{lacking[b, worst]:,.0f}"
        share = f"{lacking[b, worst] / run.appraisal.intake_by_band[b, worst]:.0%}"
        when_zh, when_en = (
            (f"{first} 年", f"in {first}") if first == last else (f"{first}–{last} 年", f"in {first}–{last}")
        )
        parts_zh.append(f"{zh} {when_zh} {total} 名（最多 {years[worst]} 年 {most} 名，占当年 {share}）")
        parts_en.append(
            f"{total} entrants of {in_sentence(en)} {when_en} "
            f"(most in {years[worst]}: {most}, {share} of that year's)"
        )
    if not parts_zh:
        return "各学段每年新生均有学位", "every entrant of every band has a seat in every year"
    zh, en = _places(run)
    return (
        f"没有学位的新生：{'；'.join(parts_zh)}；主要在{zh}",
        f"without a seat are {', and '.join(parts_en)}; above all in {en}",
    )


def _places(run: Run) -> Said:
    by_zone = run.appraisal.unplaced.sum(axis=(1, 2))
    worst = [int(z) for z in (-by_zone).argsort(kind="stable")[:MOST_ZONES] if by_zone[z] >= NOBODY]
    zones = run.subject.zones
    return (
        "、".join(str(zones["name_zh"].iloc[z]) for z in worst),
        ", ".join(str(zones["name_en"].iloc[z]) for z in worst),
    )


def _decision(run: Run) -> Said:
    """State the projects that start in the first year, later, and not at all."""
    year, projects = run.problem.years[0], run.subject.projects
    if not run.problem.projects:
        return "没有建设项目可决定", "there is no project to decide on"
    now, later, never, going = [], [], [], 0
    for p, key in enumerate(run.problem.projects):
        start, opening = run.appraisal.start_year[p], run.appraisal.opening_year[p]
        name_zh, name_en = (f"{key} {projects[column].iloc[p]}" for column in ("name_zh", "name_en"))
        if not opening:
            never.append((name_zh, name_en))
        elif str(projects["status"].iloc[p]) in UNDER_WORKS or start < year:
            going += 1
        elif start == year:
            now.append((f"{name_zh}（{opening} 年启用）", f"{name_en} (opens {opening})"))
        else:
            later.append((f"{name_zh}（{start} 年）", f"{name_en} ({start})"))
    zh = [f"现在决定（{year} 年）：" + (f"开工 {_list_zh(now)}" if now else "没有新开工的项目")]
    en = [f"decided now ({year}): " + (f"start {_list_en(now)}" if now else "nothing new starts")]
    for found, word_zh, word_en in ((later, "以后开工", "start later"), (never, "不开工", "do not start")):
        if found:
            zh.append(f"{word_zh}：{_list_zh(found)}")
            en.append(f"{word_en}: {_list_en(found)}")
    if going:
        zh.append(f"在建 {going} 个照常进行")
        en.append(f"{going} under works {'go' if going > 1 else 'goes'} on")
    return "；".join(zh), "; ".join(en)


def _list_zh(names: list[Said]) -> str:
    return "、".join(name[0] for name in names)


def _list_en(names: list[Said]) -> str:
    return ", ".join(name[1] for name in names)


def _money_and_proof(run: Run) -> Said:
    zh, en = proof_of(run.plan.stages).words
    if not run.problem.projects:
        return f"方案{zh}", f"the plan is {en}"
    money = run.subject.money
    years, spent, limit = run.problem.years, run.appraisal.spent_10k, run.appraisal.limit_10k[0]
    of_zh = f"（限额 {limit:,.0f}）" if math.isfinite(limit) else ""
    of_en = f" (limit {limit:,.0f})" if math.isfinite(limit) else ""
    total, first = f"{spent.sum():,.0f}", f"{spent[0]:,.0f}"
    return (
        f"{years[0]} 年支出 {first} {money.zh}{of_zh}，"
        f"{years[0]}–{years[-1]} 年合计 {total} {money.zh}；方案{zh}",
        f"{years[0]} costs {first}{of_en}, {years[0]}–{years[-1]} together {total} ({money.en}); "
        f"the plan is {en}",
    )
