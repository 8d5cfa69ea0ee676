"""Who is coming, who will lack a seat, and how far works have got."""

from __future__ import annotations

from planning.appraise.warn import warn
from planning.ask.asked import Asked
from planning.assemble.forecast.outlook import make_outlook
from planning.assemble.forecast.provenance import explain_intake as follow_intake
from planning.assemble.plan.works_progress import follow_progress
from planning.domain.progress import Listener
from planning.report.sheets.answer import Answer
from planning.report.sheets.coming import outlook_answer
from planning.report.sheets.intake import intake_answer
from planning.report.sheets.progress import progress_answer
from planning.report.sheets.warnings import warn_answer
from planning.runs.background import lead_of


def forecast(case: Asked, *, draws: int, seed: int) -> Answer:
    """Answer :meth:`planning.ask.case.Case.forecast`.

    Parameters
    ----------
    case
        Case to question.
    draws, seed
        Number of draws around the expected values, and seed of the random numbers.

    Returns
    -------
    Answer
        Sheet of entrants and pupils of the district by variant, band and year.
    """
    return outlook_answer(make_outlook(case.expected, draws=draws, seed=seed))


def explain_intake(case: Asked, *, zone: str, band: str, year: int) -> Answer:
    """Answer :meth:`planning.ask.case.Case.explain_intake`.

    Parameters
    ----------
    case
        Case to question.
    zone, band, year
        Keys of the zone and the band, and the school year.

    Returns
    -------
    Answer
        Sheet with a row for each step of the calculation.
    """
    scenario = case.inputs.loaded.scenario
    followed = follow_intake(
        case.inputs.district, scenario, zone=zone, band=band, year=year, forecast=case.expected
    )
    return intake_answer(followed)


def warnings(case: Asked, *, listener: Listener) -> Answer:
    """Answer :meth:`planning.ask.case.Case.warnings`.

    Parameters
    ----------
    case
        Case to question.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sheet with a row for each zone and band.
    """
    plan = case.plan(listener=listener)
    lead = lead_of(case.inputs.loaded.scenario)
    found = warn(case.problem, plan, lead)
    return warn_answer(found, case.labels, this_round=lead.this_round, outcome=plan.outcome)


def progress(case: Asked) -> Answer:
    """Answer :meth:`planning.ask.case.Case.progress`.

    Parameters
    ----------
    case
        Case to question; its district may have a table of status.

    Returns
    -------
    Answer
        Sheet with a row for each project with a report.
    """
    return progress_answer(
        [
            (
                item.project,
                item.name_zh,
                item.name_en,
                f"{item.as_of[0]}-{item.as_of[1]:02d}",
                item.planned_share,
                item.actual_share,
                item.planned_opening,
                item.expected_opening,
                item.ahead_share,
            )
            for item in follow_progress(case.inputs.district)
        ]
    )
