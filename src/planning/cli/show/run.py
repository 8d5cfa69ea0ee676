"""What ``planning run`` prints: the verdict, the tables, where the files are."""

from __future__ import annotations

import math
from typing import Final

from planning.cli.show.inputs import print_assumed, print_lacks
from planning.cli.show.verdict import NOBODY, verdict
from planning.cli.terminal.screen import Screen
from planning.domain.proof import proof_of
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.closures import closures_sheet, has_closures, provision_sheet
from planning.report.money_tables import money_tables
from planning.report.sheets.purses import purse_sentences, purses_sheet
from planning.report.sheets.rooms import lenders, told_lending, totals_of
from planning.report.sheets.sheet import Field, Language, Sheet, fields_of
from planning.report.sheets.staff_answer import staff_sentences
from planning.report.tables import budget, schedule, unplaced_by_band
from planning.runs.background import labels_of
from planning.runs.lacks import find_lacks
from planning.runs.run import Run
from planning.words import message, name_in

STATUS: Final = {
    "completing": message("word.completing"),
    "continuing": message("word.continuing"),
    "starting": message("word.starting"),
    "reserve": message("word.reserve"),
}
#: What the plan makes of a project that it leaves out, whatever its status was.
NOT_STARTED: Final = message("show.run.not_started")
WORST_ZONES: Final = 5
#: Sentences on staff printed after a run: posts, lack, surplus; ``planning staff`` prints all.
STAFF_SENTENCES: Final = 3
#: Lacks of the data printed after a run; ``planning validate`` prints all.
MOST_LACKS: Final = 5
#: Sites that lend rooms told one by one, the largest of them.
MOST_LENDERS: Final = 8


def print_run(run: Run, *, language: Language | None = None) -> None:
    """Print the verdict of a run and its closing tables.

    Parameters
    ----------
    run
        Finished run.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    for words in verdict(run):
        screen.say(words)
    if run.subject.staffing is not None:
        labels = labels_of(run.inputs.district, run.problem)
        for words in staff_sentences(run.subject.staffing, labels)[:STAFF_SENTENCES]:
            screen.say(words)
    print_assumed(run.inputs, screen)
    if run.problem.projects:
        screen.sheet(_projects(run, screen))
    if run.problem.rooms is not None:
        _print_loans(run, screen)
    screen.sheet(_unplaced(run), alarm=True)
    if run.problem.has_budget or run.problem.projects:
        screen.sheet(_money(run))
    _print_purses(run, screen)
    if has_closures(run.subject):
        screen.sheet(closures_sheet(run.subject))
        screen.sheet(provision_sheet(run.subject))
    screen.sheet(_placed(run))
    screen.sheet(_worst(run))
    screen.sheet(_objectives(run, screen))
    screen.gap()
    for label, said in (
        ("word.outcome", proof_of(run.plan.stages).words),
        ("word.audit", message("word.passed")),
    ):
        screen.line(f"{screen.words(message(label))}: {screen.words(said)}")
    shares = run.record["sources"]
    listed = " · ".join(
        f"{screen.words(CONFIDENCE_NAMES[name])} {share:.1%}" for name, share in shares.items()
    )
    screen.line(f"{screen.words(message('word.figures'))}: {listed}")
    hidden = run.record.get("hidden")
    if hidden is not None:
        screen.say(name_in(hidden))
    screen.path(message("word.files"), run.folder)
    for name, reason in run.record.get("missing", {}).items():
        screen.say(message("show.run.other_files_whole", named=name, reason=name_in(reason)))
    for name, kept in run.record.get("kept", {}).items():
        screen.say(
            message("show.run.earlier_been_changed_kept", named=name, kept=kept),
        )
    lacks = find_lacks(run.inputs, run.problem)
    print_lacks(lacks, screen, most=MOST_LACKS)
    count = len({*lacks, *run.inputs.district.warnings})
    if count:
        label = screen.words(message("show.run.data_warnings", n=count))
        screen.whole(f"{label}: planning validate {run.inputs.loaded.path}")


def _print_purses(run: Run, screen: Screen) -> None:
    """Print what each purse gave and paid, and what running the new schools costs."""
    tables, money = money_tables(run.subject), run.subject.money.words
    if "purses" in tables:
        screen.sheet(purses_sheet(tables["purses"], money))
    if "running" in tables:
        for words in purse_sentences(None, tables["running"], money):
            screen.say(words)


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
                screen.words(STATUS.get(status, name_in(en=status)) if opening else NOT_STARTED),
                start,
                opening,
                sum(int(str(record[name])) for name in bands),
                float(str(record["cost_10k"])),
            )
        )
    return Sheet(
        name="projects",
        words=message("show.run.projects"),
        fields=fields_of(
            ("project", message("word.key")),
            ("name_zh", message("word.project")),
            ("name_en", message("word.project")),
            ("status", message("word.status")),
            ("start", message("word.start"), "year"),
            ("open", message("show.run.open"), "year"),
            ("seats", message("word.seats"), "count"),
            ("cost_10k", message("show.run.cost", money=run.subject.money.words), "count"),
        ),
        rows=tuple(rows),
    )


def _print_loans(run: Run, screen: Screen) -> None:
    """Print what is lent in all, and the largest lenders one by one."""
    screen.gap()
    screen.say(totals_of(run.subject).words)
    every = sorted(lenders(run.subject.loans), key=lambda loans: -sum(loan.rooms for loan in loans))
    for loans in every[:MOST_LENDERS]:
        screen.say(told_lending(loans, run.subject))
    if len(every) > MOST_LENDERS:
        screen.say(message("show.run.more_loans", n=len(every) - MOST_LENDERS))


def _unplaced(run: Run) -> Sheet:
    frame = unplaced_by_band(run.subject)
    rows = tuple(
        (*run.subject.bands[band].label, *frame.loc[band].to_numpy(float).ravel().tolist())
        for b, band in enumerate(run.problem.bands)
        if run.appraisal.intake_by_band[b].any()
    )
    years = [Field(name=str(year), words=name_in(en=str(year)), look="count") for year in run.problem.years]
    return Sheet(
        name="unplaced",
        words=message("show.run.entrants_without_seat"),
        fields=(*_band_fields(), *years),
        rows=rows,
    )


def _money(run: Run) -> Sheet:
    columns = ("limit_10k", "carried_in_10k", "spent_10k", "carried_out_10k")
    return Sheet(
        name="money",
        words=message("show.run.money", money=run.subject.money.words),
        fields=fields_of(
            ("year", message("word.year"), "year"),
            ("limit_10k", message("word.limit"), "count"),
            ("carried_in_10k", message("word.carried_in"), "count"),
            ("spent_10k", message("word.spent"), "count"),
            ("carried_out_10k", message("word.carried_out"), "count"),
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
        words=message("show.run.entrants_all_years_together"),
        fields=(
            *_band_fields(),
            *fields_of(
                ("intake", message("word.entrants"), "count"),
                ("placed", message("show.run.placed"), "count"),
                ("lacking", message("word.no_seat"), "count"),
                ("km", message("show.run.total_pupil_km")),
                ("mean_km", message("show.run.mean_km")),
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
        words=message("show.run.zones_most_entrants_without_seat"),
        fields=fields_of(
            ("zone", message("word.key")),
            ("name_zh", message("word.zone_2")),
            ("name_en", message("word.zone_2")),
            ("band_zh", message("word.band")),
            ("band_en", message("word.band")),
            ("lacking", message("word.no_seat")),
        ),
        rows=tuple(rows),
    )


def _objectives(run: Run, screen: Screen) -> Sheet:
    return Sheet(
        name="objectives",
        words=message("word.objectives"),
        fields=fields_of(
            ("stage", message("show.run.stage")),
            ("value", message("show.run.value")),
            ("bound", message("show.run.bound")),
            ("gap", message("show.run.gap")),
            ("seconds", message("show.run.seconds")),
            ("proven", message("show.run.proof")),
        ),
        rows=tuple(
            (
                stage.name,
                f"{stage.value:,.1f}",
                f"{stage.bound:,.1f}",
                f"{stage.gap:.4%}" if math.isfinite(stage.gap) else "–",
                f"{stage.seconds:.1f}",
                screen.words(message("show.run.proven"))
                if stage.proven
                else screen.words(message("show.run.not_proven")),
            )
            for stage in run.plan.stages
        ),
    )


def _band_fields() -> tuple[Field, ...]:
    return fields_of(("name_zh", message("word.band")), ("name_en", message("word.band")))


def _year(value: object) -> int | None:
    return None if str(value) in ("<NA>", "nan", "None") else int(str(value))
