"""A solved case that shows itself: its schedule, its tables, its map, and whether it is proven."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from planning.domain.plan import Outcome
from planning.report.files.plan_sheets import schedule_sheet
from planning.report.map.page import make_page
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import OUTCOME_NAMES
from planning.report.sheets.results import results_sheets
from planning.report.tables import Table, bands, budget, placements, schedule, seats, unplaced
from planning.runs.imprint import make_imprint
from planning.runs.record import make_digests
from planning.runs.run import Solved
from planning.runs.tables import results_of_solved

#: Height of a map in a notebook, pixels.
MAP_HEIGHT = 720


@dataclass(frozen=True, kw_only=True, eq=False)
class MapView:
    """Map page that shows itself in a notebook and can be saved."""

    page: str

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.page)}" title="地图 Map" '
            f'style="width:100%;height:{MAP_HEIGHT}px;border:1px solid #ccc"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return its path."""
        target = Path(path)
        target.write_text(self.page, encoding="utf-8")
        return target


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution:
    """Solved case: a plan with its names and figures.

    Parameters
    ----------
    solved
        Inputs, problem, plan, appraisal and audit of the run.

    Notes
    -----
    Its tables are tidy: one row for each observation, units in the names of the columns (``cost_10k`` is
    10,000 yuan, ``distance_m`` metres).
    """

    solved: Solved

    @property
    def proven(self) -> bool:
        """True if the solver has shown that no plan is better."""
        return self.solved.plan.outcome is Outcome.PROVEN

    @property
    def schedule(self) -> Table:
        """Status, start, opening, cost and seats of each project; no years if it is not started."""
        return schedule(self.solved.subject)

    @property
    def bands(self) -> Table:
        """Seats, pupils, entrants, unplaced, distance and indicators of each band and year."""
        return bands(self.solved.subject)

    @property
    def seats(self) -> Table:
        """Open seats, enrolled, temporary seats and surplus of each facility, band and year."""
        return seats(self.solved.subject)

    @property
    def unplaced(self) -> Table:
        """Intake and entrants without a seat of each zone, band and year."""
        return unplaced(self.solved.subject)

    @property
    def placements(self) -> Table:
        """Pupils and their distance for each zone, facility, band and year with pupils."""
        return placements(self.solved.subject)

    @property
    def budget(self) -> Table:
        """Limit, carried in, spent and carried out of each year, 10,000 yuan."""
        return budget(self.solved.subject)

    def map(self) -> MapView:
        """Make the map page, which shows itself in a notebook and is saved by ``save``."""
        inputs = self.solved.inputs
        digests = make_digests(inputs.loaded, inputs.district)
        imprint = make_imprint(inputs.loaded.scenario, inputs.district, digests)
        return MapView(page=make_page(self.solved.subject, imprint))

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

    def _words(self) -> tuple[str, str]:
        zh, en = OUTCOME_NAMES[self.solved.plan.outcome]
        lacking = float(self.solved.appraisal.unplaced.sum())
        passed = self.solved.audit.passed
        return (
            f"方案{zh}；各年合计 {lacking:,.0f} 名新生没有学位；审核{'通过' if passed else '未通过'}",
            f"the plan is {en}; {lacking:,.0f} entrants without a seat over all years; the audit "
            f"{'passed' if passed else 'FAILED'}",
        )

    def _repr_html_(self) -> str:
        said = "<br>".join(escape(word) for word in self._words())
        return f"<p><b>{said}</b></p>{schedule_sheet(self.solved.subject).to_html()}"

    def __repr__(self) -> str:
        """Summarise the outcome and the years of opening."""
        years = self.solved.appraisal.opening_year
        names = self.solved.problem.projects
        opened = ", ".join(f"{name} {year or '–'}" for name, year in zip(names, years, strict=True))
        return f"{self._words()[1]}\n{opened}"
