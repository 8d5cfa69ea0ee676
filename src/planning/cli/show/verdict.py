"""The verdict of a run in three sentences: who lacks a seat and when, what is decided now, what it costs."""

from __future__ import annotations

import math

from planning.domain.bands import BAND_NAMES
from planning.domain.proof import proof_of
from planning.runs.run import Run
from planning.words import Words, message, name_in

Said = Words
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
        zh, en = BAND_NAMES[band]
        first, last, worst = years[at[0]], years[at[-1]], int(lacking[b].argmax())
        total, most = f"{lacking[b].sum():,.0f}", f"{lacking[b, worst]:,.0f}"
        share = f"{lacking[b, worst] / run.appraisal.intake_by_band[b, worst]:.0%}"
        when_zh, when_en = (
            message("show.verdict.in", first=first)
            if first == last
            else message("show.verdict.in_2", first=first, last=last)
        )
        parts_zh.append(f"{zh} {when_zh} {total} 名（最多 {years[worst]} 年 {most} 名，占当年 {share}）")
        parts_en.append(
            f"{total} entrants of {en.lower()} {when_en} "
            f"(most in {years[worst]}: {most}, {share} of that year's)"
        )
    if not parts_zh:
        return message("show.verdict.every_entrant_every_band_seat")
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
        return message("show.verdict.no_project_decide")
    now, later, never, going = [], [], [], 0
    for p, key in enumerate(run.problem.projects):
        start, opening = run.appraisal.start_year[p], run.appraisal.opening_year[p]
        name_zh, name_en = (f"{key} {projects[column].iloc[p]}" for column in ("name_zh", "name_en"))
        if not opening:
            never.append((name_zh, name_en))
        elif str(projects["status"].iloc[p]) in UNDER_WORKS or start < year:
            going += 1
        elif start == year:
            now.append(message("show.verdict.opens", named=name_in(zh=name_zh, en=name_en), opening=opening))
        else:
            later.append(message("show.verdict.values", named=name_in(zh=name_zh, en=name_en), start=start))
    zh = [f"现在决定（{year} 年）：" + (f"开工 {_list_zh(now)}" if now else "没有新开工的项目")]
    en = [f"decided now ({year}): " + (f"start {_list_en(now)}" if now else "nothing new starts")]
    for found, word_zh, word_en in (
        (later, message("show.verdict.start_later")),
        (never, message("show.verdict.do_not_start")),
    ):
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
        return message("show.verdict.plan", words=name(words=words))
    years, spent, limit = run.problem.years, run.appraisal.spent_10k, run.appraisal.limit_10k[0]
    of_zh = f"（限额 {limit:,.0f}）" if math.isfinite(limit) else ""
    of_en = f" (limit {limit:,.0f})" if math.isfinite(limit) else ""
    total, first = f"{spent.sum():,.0f}", f"{spent[0]:,.0f}"
    return message(
        "show.verdict.costs_together_plan",
        years=years[0],
        first=first,
        of=name_in(zh=of_zh, en=of_en),
        years_2=years[-1],
        total=total,
        words=name(words=words),
    )
