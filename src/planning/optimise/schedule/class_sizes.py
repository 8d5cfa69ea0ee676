"""Entrants of one band who find no seat, for many counts of seats: one live linear programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planning.domain.class_size import ClassSize, at_class_size
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem
from planning.domain.programme import no_projects
from planning.domain.progress import silent
from planning.domain.rules import Rules
from planning.optimise.model.build import build_model
from planning.optimise.model.objectives import o1_unplaced
from planning.optimise.solver.choose import open_solver
from planning.optimise.solver.deadline import Deadline
from planning.optimise.solver.settings import SolverSettings


def band_with_schedule(problem: PlanningProblem, band: int, option: Sequence[int]) -> PlanningProblem:
    """Return the problem of one band in which a schedule is carried out and nothing is left to decide.

    Parameters
    ----------
    problem
        Problem of all bands.
    band
        Position of the band.
    option
        Option of each project, -1 for none, shape (P,).

    Returns
    -------
    PlanningProblem
        Problem whose other bands have no pupils; each project has its option and no other. Money and rules on
        starts, shares and staff are left out, since the schedule is given; so are those on catchments.
    """
    pairs, programme = problem.pairs, problem.programme
    own = pairs.band == band
    chosen: IntArray = np.array([o for o in option if o >= 0], dtype=np.int64)
    this = np.arange(len(problem.bands)) == band
    change = programme.option_seat_change
    return replace(
        problem,
        intakes=np.where(this[None, :, None], problem.intakes, 0.0),
        enrolled_before=np.where(this[None, :, None], problem.enrolled_before, 0.0),
        pairs=replace(
            pairs,
            zone=pairs.zone[own], facility=pairs.facility[own], band=pairs.band[own],
            distance_m=pairs.distance_m[own],
            outside=None if pairs.outside is None else pairs.outside[own],
        ),
        programme=replace(
            programme,
            seats=np.where(this[None, :], programme.seats, 0.0),
            committed=np.array([int(o >= 0) for o in option], dtype=np.int64),
            option_project=programme.option_project[chosen],
            option_start_year=programme.option_start_year[chosen],
            option_opening_year=programme.option_opening_year[chosen],
            option_spend_10k=programme.option_spend_10k[chosen],
            option_seat_change=None if change is None else np.where(this[None, :, None], change[chosen], 0.0),
        ),
        budget_10k=np.full(len(problem.years), np.inf),
        rules=Rules(),
        unmet_forbidden=False,
    )  # fmt: skip


def held_from(
    problem: PlanningProblem, dial: ClassSize, band: int, size: float, year: int
) -> PlanningProblem:
    """Return the problem in which a class size holds from a year on.

    Parameters
    ----------
    problem
        Problem of a band with its schedule.
    dial
        Rooms, and class sizes of the scenario, which hold before.
    band
        Position of the band.
    size
        Pupils of a room.
    year
        First school year of the size.

    Returns
    -------
    PlanningProblem
        Problem in which, once the size holds, temporary seats are those of pupils already enrolled and no
        more: a class made larger would be no class of that size.
    """
    later = np.array(problem.years) >= year
    sizes = np.array(dial.class_size)
    sizes[band, later] = size
    limit = np.array(problem.temporary_limit)
    limit[:, band, later] = 0.0
    return at_class_size(replace(problem, temporary_limit=limit), replace(dial, class_size=sizes))


class BandPlaces:
    """Linear programme of the entrants of one band who find no seat; seats are limits of its rows.

    Parameters
    ----------
    problem
        Problem of a band with its schedule, see :func:`band_with_schedule`.
    band
        Position of the band.
    settings
        Solver and threads.
    """

    def __init__(self, problem: PlanningProblem, band: int, settings: SolverSettings) -> None:
        f, b, t = problem.shape[1:]
        self._band = band
        # Wherever a pair leads there may be seats in one case or another; limits say how many there are.
        anywhere = np.zeros((f, b))
        anywhere[:, band] = 1.0
        self._model = build_model(
            replace(
                problem,
                seats=anywhere, seat_change=None, class_size=None, programme=no_projects(bands=b, years=t),
                projects=(), enrolled_before=np.zeros((f, b, t)), temporary_limit=np.zeros((f, b, t)),
            )
        )  # fmt: skip
        self._live = open_solver(self._model, settings)
        self._costs = o1_unplaced(self._model)
        self._each = float(problem.band_weight[band] * problem.pupil_years[band])

    def fewest_unplaced(self, problem: PlanningProblem, *, deadline: Deadline) -> float | None:
        """Return the fewest entrants without a seat over all years, proven.

        Temporary seats are no variables: O1 does not count them, so all that are allowed are used.

        Parameters
        ----------
        problem
            Problem that differs from that of the programme in seats and temporary seats alone.
        deadline
            End of the time.

        Returns
        -------
        float or None
            Entrants; None if the time ended before the proof.
        """
        for equation, limits in self._limits(problem).items():
            found = self._model.rows_of(equation)
            for row, at in zip(found.row.tolist(), found.position.tolist(), strict=True):
                self._live.limit_row(row, float(limits[at[0], at[2]]))
        solved = self._live.minimise(
            self._costs, name="O1", gap=0.0, time_limit_s=deadline.left_s, listener=silent
        )
        if solved.stage is None or not solved.stage.proven:
            return None
        return max(solved.stage.value / self._each, 0.0)

    def _limits(self, problem: PlanningProblem) -> dict[str, FloatArray]:
        """Return the limits of C2 and C4, shape (F, T)."""
        band, programme = self._band, problem.programme
        seats = np.array(problem.seats_by_year[:, band])
        opening = np.zeros_like(seats)
        site = programme.facility[programme.option_project]
        np.add.at(seats, site, problem.option_seats[:, band])
        np.add.at(opening, site, problem.option_opening_seats[:, band])
        temporary = problem.temporary_limit[:, band]
        limits = {"C2": seats + temporary - problem.enrolled_before[:, band]}
        factor = float(problem.entry_factor[band])
        if np.isfinite(factor):
            first = max(float(problem.entry_factor_opening[band]), factor)
            extra = first - factor if np.isfinite(first) else 0.0
            limits["C4"] = factor * seats + extra * opening + temporary
        return limits
