"""The verdict of a run in three sentences: who lacks a seat and when, what is decided now, what it costs."""

from __future__ import annotations

import math

from planning.domain.proof import proof_of
from planning.runs.run import Run
from planning.words import Words, listed, message, name_in

#: A shortage below this many entrants is none.
NOBODY = 0.5
MOST_ZONES = 3
#: Projects that are already under works, whatever the plan decides.
UNDER_WORKS = ("completing", "continuing")


def verdict(run: Run) -> tuple[Words, Words, Words]:
    """Write the three sentences that a planner needs first.

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


def _shortage(run: Run) -> Words:
    years, lacking = run.problem.years, run.appraisal.unplaced_by_band
    parts = []
    for b, band in enumerate(run.problem.bands):
        at = (lacking[b] >= NOBODY).nonzero()[0]
        if not len(at):
            continue
        first, last, worst = years[at[0]], years[at[-1]], int(lacking[b].argmax())
        parts.append(
            message(
                "show.verdict.short_band",
                band=run.subject.bands[band].lower_words,
                when=message("show.verdict.one_year", first=first)
                if first == last
                else message("show.verdict.years", first=first, last=last),
                total=lacking[b].sum(),
                year=years[worst],
                most=lacking[b, worst],
                share=lacking[b, worst] / run.appraisal.intake_by_band[b, worst],
            )
        )
    if not parts:
        return message("show.verdict.every_entrant_every_band_seat")
    return message("show.verdict.shortage", parts=listed(parts, "list.semicolon_and"), zones=_places(run))


def _places(run: Run) -> Words:
    by_zone = run.appraisal.unplaced.sum(axis=(1, 2))
    worst = [int(z) for z in (-by_zone).argsort(kind="stable")[:MOST_ZONES] if by_zone[z] >= NOBODY]
    zones = run.subject.zones
    return listed(name_in(zh=str(zones["name_zh"].iloc[z]), en=str(zones["name_en"].iloc[z])) for z in worst)


def _decision(run: Run) -> Words:
    """State the projects that start in the first year, later, and not at all."""
    year, projects = run.problem.years[0], run.subject.projects
    if not run.problem.projects:
        return message("show.verdict.no_project_decide")
    now: list[Words] = []
    later: list[Words] = []
    never: list[Words] = []
    going = 0
    for p, key in enumerate(run.problem.projects):
        start, opening = run.appraisal.start_year[p], run.appraisal.opening_year[p]
        zh, en = (f"{key} {projects[column].iloc[p]}" for column in ("name_zh", "name_en"))
        named = name_in(zh=zh, en=en)
        if not opening:
            never.append(named)
        elif str(projects["status"].iloc[p]) in UNDER_WORKS or start < year:
            going += 1
        elif start == year:
            now.append(message("show.verdict.opens", named=named, opening=opening))
        else:
            later.append(message("show.verdict.project_and_start", named=named, start=start))
    if now:
        said: list[Words] = [message("show.verdict.start_now", year=year, projects=listed(now))]
    else:
        said = [message("show.verdict.nothing_starts_now", year=year)]
    if later:
        said.append(message("show.verdict.start_later", projects=listed(later)))
    if never:
        said.append(message("show.verdict.do_not_start", projects=listed(never)))
    if going:
        said.append(message("show.verdict.under_works", n=going))
    return listed(said, "list.semicolon")


def _money_and_proof(run: Run) -> Words:
    proof = proof_of(run.plan.stages).words
    if not run.problem.projects:
        return message("show.verdict.plan", proof=proof)
    years, spent, limit = run.problem.years, run.appraisal.spent_10k, run.appraisal.limit_10k[0]
    return message(
        "show.verdict.costs_together_plan",
        first_year=years[0],
        first=spent[0],
        of=message("show.verdict.of_limit", limit=limit) if math.isfinite(limit) else "",
        last_year=years[-1],
        total=spent.sum(),
        money=run.subject.money.words,
        proof=proof,
    )
