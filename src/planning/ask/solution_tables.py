"""The tables of a solved case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planning.domain.plan import Outcome
from planning.report.plan_tables import catchments, stages, zones
from planning.report.tables import Table, bands, budget, placements, schedule, seats, unplaced
from planning.runs.background import make_background
from planning.runs.solved import Solved
from planning.runs.write import Background


@dataclass(frozen=True, kw_only=True, eq=False)
class SolutionTables:
    """What a plan says, as tidy tables: one row an observation, units in the names of the columns.

    ``cost_10k`` is 10,000 yuan, ``distance_m`` metres.

    Parameters
    ----------
    solved
        Inputs, problem, plan, appraisal and audit.
    """

    solved: Solved

    @property
    def outcome(self) -> Outcome:
        """Whether the plan is proven, or the best found."""
        return self.solved.plan.outcome

    @property
    def proven(self) -> bool:
        """True if the solver has shown that no plan is better."""
        return self.outcome is Outcome.PROVEN

    @property
    def stages(self) -> Table:
        """One row an objective: value, bound, gap, seconds, and whether it is proven."""
        return stages(self.solved.subject)

    @property
    def schedule(self) -> Table:
        """One row a project: status, start, opening, cost, seats; years missing if it is not started."""
        return schedule(self.solved.subject)

    @property
    def bands(self) -> Table:
        """One row a band and year: seats, pupils, entrants, those without a seat, distance, indicators."""
        return bands(self.solved.subject)

    @property
    def seats(self) -> Table:
        """Open seats, enrolled, temporary seats and surplus of each facility, band and year."""
        return seats(self.solved.subject)

    @property
    def zones(self) -> Table:
        """One row a zone, band and year, with names: entrants, those without a seat, share, mean distance."""
        return zones(self.solved.subject)

    @property
    def unplaced(self) -> Table:
        """Intake and entrants without a seat of each zone, band and year."""
        return unplaced(self.solved.subject)

    @property
    def placements(self) -> Table:
        """Pupils and their distance for each zone, facility, band and year with pupils."""
        return placements(self.solved.subject)

    @property
    def catchments(self) -> Table:
        """One row a facility, band, year and zone of its catchment, with names and the zone's share."""
        return catchments(self.solved.subject)

    @property
    def budget(self) -> Table:
        """Limit, carried in, spent and carried out of each year, 10,000 yuan."""
        return budget(self.solved.subject)

    @property
    def warnings(self) -> Table:
        """One row a zone and band: colour, years of shortage, last budget round that can cure it."""
        return self._background.warnings.frame()

    @property
    def rules(self) -> Table:
        """One row a rule, recomputed apart from the solver, and whether it holds."""
        return self._background.rules.frame()

    @cached_property
    def _background(self) -> Background:
        solved = self.solved
        inputs = solved.inputs
        return make_background(inputs.loaded.scenario, inputs.district, solved.subject, solved.audit)
