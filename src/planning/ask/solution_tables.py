"""The tables of a solved case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planning.domain.plan import Outcome
from planning.report.plan_tables import catchments, stages, zones
from planning.report.tables import Table, bands, budget, placements, rooms_used, schedule, seats, unplaced
from planning.runs.background import make_background
from planning.runs.solved import Solved
from planning.runs.write import Background


@dataclass(frozen=True, kw_only=True, eq=False)
class SolutionTables:
    """Tidy tables of a plan: one row for each observation, units in the names of the columns.

    ``cost_10k`` is 10,000 yuan, ``distance_m`` metres.

    Parameters
    ----------
    solved
        Inputs, problem, plan, appraisal and audit of the run.
    """

    solved: Solved

    @property
    def outcome(self) -> Outcome:
        """Outcome of the plan: proven, or best found."""
        return self.solved.plan.outcome

    @property
    def proven(self) -> bool:
        """True if the solver has shown that no plan is better."""
        return self.outcome is Outcome.PROVEN

    @property
    def stages(self) -> Table:
        """Value, bound, gap, seconds and proof of each objective."""
        return stages(self.solved.subject)

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
    def zones(self) -> Table:
        """Entrants, unplaced, their share and mean distance of each zone, band and year, with names."""
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
        """Zones of each catchment by facility, band and year, with names and the share of the zone."""
        return catchments(self.solved.subject)

    @property
    def budget(self) -> Table:
        """Limit, carried in, spent and carried out of each year, 10,000 yuan."""
        return budget(self.solved.subject)

    @property
    def rooms_used(self) -> Table:
        """Rooms lent across bands by loan and year, with seats lost and gained, and cost."""
        return rooms_used(self.solved.subject)

    @property
    def warnings(self) -> Table:
        """Colour, years of shortage and last budget round that can cure it, of each zone and band."""
        return self._background.warnings.frame()

    @property
    def rules(self) -> Table:
        """Rules recomputed without the solver, and whether each holds."""
        return self._background.rules.frame()

    @cached_property
    def _background(self) -> Background:
        solved = self.solved
        inputs = solved.inputs
        return make_background(inputs.loaded.scenario, inputs.district, solved.subject, solved.audit)
