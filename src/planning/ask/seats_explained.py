"""Where the seats of one school in one year come from."""

from __future__ import annotations

from planning.ask.asked import Asked
from planning.ask.wishes import check_known
from planning.assemble.plan.class_size import planned_size
from planning.errors import Findings
from planning.report.sheets.answer import Answer
from planning.report.sheets.seats_explained import SeatStep, seats_answer
from planning.scenario.class_size import size_in
from planning.words import message


def explain_seats(case: Asked, *, site: str, band: str, year: int) -> Answer:
    """Answer :meth:`planning.ask.case.Case.explain_seats`.

    Parameters
    ----------
    case
        Case to question.
    site, band, year
        Keys of the facility and the band, and the school year.

    Returns
    -------
    Answer
        Sheet of rooms, class size and seats, and of projects there.

    Raises
    ------
    InputError
        If the facility, band or year is unknown.
    """
    problem, findings = case.problem, Findings()
    check_known("site", problem.facilities, [site], findings)
    check_known("band", problem.bands, [band], findings)
    check_known("year", problem.years, [year], findings)
    findings.raise_if_any()
    f, b, t = problem.facilities.index(site), problem.bands.index(band), problem.years.index(year)
    seats = float(problem.seats_by_year[f, b, t])
    steps = [*_of_site(case, site, band, year), _result(seats), *_of_projects(case, f, band, year)]
    return seats_answer(steps, site=case.labels.facility(f), band=case.labels.band(b), year=year, seats=seats)


def _of_site(case: Asked, site: str, band: str, year: int) -> list[SeatStep]:
    scenario, table = case.inputs.loaded.scenario, case.inputs.district.tables["seats"]
    own = table[(table["facility_id"] == site) & (table["band"] == band)]
    if own.empty:
        return []
    row = own.iloc[0]
    source, confidence = f"seats.csv: {row['source']}", str(row["confidence"])
    rooms, there = float(row["classes"]), float(row["seats"])
    steps = [
        SeatStep(
            words=message("ask.seats_explained.rooms"), amount=rooms, source=source, confidence=confidence
        )
    ]
    size = size_in(scenario.bands[band].class_size, year)
    if size is not None and rooms > 0 and there > 0:
        part = scenario.class_size
        steps.append(
            SeatStep(
                words=message("ask.seats_explained.class_size"), amount=size,
                source=message("ask.seats_explained.of_scenario", path=f"bands.{band}.class_size")
                if part is None else part.source.words,
                confidence="" if part is None else part.confidence,
            )
        )  # fmt: skip
    else:
        words = message("ask.seats_explained.stated")
        steps.append(SeatStep(words=words, amount=there, source=source, confidence=confidence))
    if scenario.seats_factor != 1.0:
        words, path = message("ask.seats_explained.factor"), "seats_factor"
        source_words = message("ask.seats_explained.of_scenario", path=path)
        steps.append(SeatStep(words=words, amount=scenario.seats_factor, source=source_words))
    return steps


def _result(seats: float) -> SeatStep:
    words = message("ask.seats_explained.seats")
    return SeatStep(words=words, amount=seats, source=message("ask.seats_explained.computed"))


def _of_projects(case: Asked, f: int, band: str, year: int) -> list[SeatStep]:
    """Return seats and rooms of the projects at a site, as they were planned."""
    problem, scenario = case.problem, case.inputs.loaded.scenario
    b, planned = problem.bands.index(band), planned_size(case.inputs.district, scenario, band)
    steps = []
    for p, site in enumerate(problem.programme.facility.tolist()):
        seats = float(problem.programme.seats[p, b])
        if site != f or seats <= 0:
            continue
        key = problem.projects[p]
        words = message("ask.seats_explained.of_project", project=key)
        steps.append(SeatStep(words=words, amount=seats, source="projects.csv"))
        size = size_in(scenario.bands[band].class_size, year)
        if size is not None and planned.pupils > 0:
            words = message("ask.seats_explained.project_at_size", project=key, pupils=planned.pupils)
            amount = seats / planned.pupils * size
            steps.append(SeatStep(words=words, amount=amount, source=planned.words))
    return steps
