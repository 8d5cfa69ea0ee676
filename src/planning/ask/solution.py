"""A solved case that shows itself: its schedule, its tables, its map, and whether it is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from planning.ask.kept import KeptFolder
from planning.ask.solution_tables import SolutionTables
from planning.ask.views import MapView
from planning.ask.wishes import check_known
from planning.domain.proof import proof_of
from planning.errors import AuditError, Findings
from planning.report.briefing.names import CHARTS
from planning.report.files.plan_sheets import schedule_sheet
from planning.report.sheets.answer import Answer
from planning.report.sheets.chart_view import ChartView
from planning.report.sheets.results import results_sheets
from planning.runs.store import store
from planning.runs.tables import results_of_solved
from planning.words import Words, message
from planning.words.catalogue import default_language, languages
from planning.words.shown import codes, in_lines


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution(SolutionTables):
    """Solved case: a plan with its names and figures.

    Parameters
    ----------
    solved
        Inputs, problem, plan, appraisal and audit of the run.
    """

    def map(self, *, band: str | None = None, year: int | None = None, lang: str | None = None) -> MapView:
        """Make the map page of the plan.

        Parameters
        ----------
        band, year
            Band and school year shown first; chosen by the page if omitted.
        lang
            ``zh`` or ``en``; the language of the browser if omitted.

        Returns
        -------
        MapView
            Page that needs no network and switches bands, years and languages. A notebook shows it; its
            ``save`` writes it to a file.

        Raises
        ------
        InputError
            If the band, year or language is unknown.
        """
        from planning.runs.map import map_page  # noqa: PLC0415 - Folium loads for those who draw a map

        problem = self.solved.problem
        findings = Findings()
        check_known("band", problem.bands, [] if band is None else [band], findings)
        check_known("year", problem.years, [] if year is None else [year], findings)
        check_known("lang", languages(), [] if lang is None else [lang], findings)
        findings.raise_if_any()
        return MapView(
            page=map_page(
                self.solved,
                band=None if band is None else problem.bands.index(band),
                year=None if year is None else problem.years.index(year),
                lang=lang,
            )
        )

    def plot(self, chart: str = "seats") -> ChartView:
        """Draw one of the briefing's charts.

        Parameters
        ----------
        chart
            ``places`` (still maps of each band's worst year), ``seats`` (seats and pupils), ``indicators``,
            ``distance``, ``money`` or ``schedule``.

        Returns
        -------
        ChartView
            Chart that a notebook shows and whose ``save`` writes it to a file.

        Raises
        ------
        InputError
            If the chart is unknown.
        """
        from planning.runs.brief import draw_chart_of  # noqa: PLC0415 - matplotlib loads for those who draw

        findings = Findings()
        check_known("chart", CHARTS, [chart], findings)
        findings.raise_if_any()
        return ChartView(svg=draw_chart_of(self._written, chart))

    def brief(self, path: str | Path = "briefing.html", *, against: str | Path | None = None) -> Path:
        """Write the briefing, one offline page for the director that prints on A4 and A3.

        Parameters
        ----------
        path
            File to write, completely or not at all.
        against
            Folder of the last round's results, for the section on changes; None without one.

        Returns
        -------
        pathlib.Path
            Path of the page.

        Raises
        ------
        InputError
            If ``against`` holds no results.
        AuditError
            If the plan breaks one of its own rules, so that it must not be shown.
        """
        from planning.runs.brief import brief  # noqa: PLC0415 - matplotlib loads for those who draw

        self._refuse_breaches()
        before = None if against is None else Path(against)
        return brief(self._written, against=before, target=Path(path))

    def to_excel(self, path: str | Path) -> Path:
        """Write the plan as a workbook: schedule, money, seats, zones, warnings, rules, assumptions.

        Parameters
        ----------
        path
            File to write.

        Returns
        -------
        pathlib.Path
            Path of the workbook.
        """
        from planning.runs.plan_workbook import write_plan_workbook  # noqa: PLC0415 - so does its writer

        self._refuse_breaches()
        return write_plan_workbook(self.solved, Path(path))

    def save(self, folder: str | Path) -> Path:
        """Write all results, as ``planning run`` does.

        Parameters
        ----------
        folder
            Folder to create, or whose earlier results are replaced.

        Returns
        -------
        pathlib.Path
            Path of the folder.

        Raises
        ------
        InputError
            If the folder holds other files than results.
        AuditError
            If the plan breaks one of its own rules, so that it must not be written.
        """
        from planning.results.tables import OUTPUTS  # noqa: PLC0415
        from planning.runs.results_folder import check_results_folder  # noqa: PLC0415

        self._refuse_breaches()
        target, inputs = Path(folder), self.solved.inputs
        check_results_folder(target, inputs=(inputs.loaded.path, inputs.district.folder), own=OUTPUTS)
        store(self.solved, target)
        return target

    def compare(self, other: Solution) -> Answer:
        """Compare with another plan: projects, bands, zones and money.

        Parameters
        ----------
        other
            Plan of the same district.

        Returns
        -------
        Answer
            Sheets of what the other plan changes.
        """
        one, two = (results_of_solved(side.solved) for side in (self, other))
        return Answer(name="compare", sheets=results_sheets(one, two))

    @cached_property
    def _kept(self) -> KeptFolder:
        """Folder with the results as files, from which charts and the briefing are made."""
        kept = KeptFolder.made()
        store(self.solved, kept.path / "results")
        return kept

    @property
    def _written(self) -> Path:
        return self._kept.path / "results"

    def _refuse_breaches(self) -> None:
        if not self.solved.audit.passed:
            raise AuditError(tuple(str(breach) for breach in self.solved.audit.breaches))

    def _words(self) -> Words:
        proof = proof_of(self.solved.plan.stages).words
        lacking = float(self.solved.appraisal.unplaced.sum())
        if self.solved.audit.passed:
            return message("ask.solution.proof_audit_passed", proof=proof, lacking=lacking)
        return message("ask.solution.proof_audit_failed", proof=proof, lacking=lacking)

    def _repr_html_(self) -> str:
        language = default_language()
        said = "<br>".join(escape(self._words().text(code)) for code in codes(language))
        return f"<p><b>{said}</b></p>{schedule_sheet(self.solved.subject).to_html(language)}"

    def __repr__(self) -> str:
        """Summarise the outcome and the years of opening."""
        years = self.solved.appraisal.opening_year
        names = self.solved.problem.projects
        opened = ", ".join(f"{name} {year or '–'}" for name, year in zip(names, years, strict=True))
        return f"{in_lines(self._words(), default_language())}\n{opened}"


def asked_of(budget_10k: object, openings: Mapping[str, object] | None) -> dict[str, Any]:
    """Return the budgets and openings asked for in addition to the scenario, as plain values for the record.

    Parameters
    ----------
    budget_10k
        Limit of every year, limits by year, or None, 10,000 yuan.
    openings
        Openings by key of the project, or None.

    Returns
    -------
    dict
        Plain values; empty if nothing was asked for.
    """
    asked: dict[str, Any] = {}
    if isinstance(budget_10k, Mapping):
        asked["budget_10k"] = {str(year): float(limit) for year, limit in budget_10k.items()}
    elif isinstance(budget_10k, int | float):
        asked["budget_10k"] = float(budget_10k)
    if openings:
        asked["openings"] = {key: "never" if year is None else year for key, year in openings.items()}
    return asked
