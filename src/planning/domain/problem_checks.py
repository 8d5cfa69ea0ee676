"""Checks of a planning problem as a whole, beyond the shape of each array."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planning.domain.purses import check_money
from planning.errors import ProblemError

if TYPE_CHECKING:
    from planning.domain.problem import PlanningProblem


def check_problem(problem: PlanningProblem) -> None:
    """Raise if the parts of a problem do not fit together.

    Raises
    ------
    ProblemError
        If years, indices, bands, projects or rules do not fit, or projects follow one another in a circle.
    """
    z, f, b, t = problem.shape
    if problem.years != tuple(range(problem.years[0], problem.years[0] + t)):
        raise ProblemError("years must be consecutive")
    if problem.retention.shape[1] == 0:
        raise ProblemError("retention needs at least the entry year")
    for name in ("intakes", "retention", "enrolled_before", "band_weight", "seats", "temporary_limit"):
        if not np.isfinite(getattr(problem, name)).all():
            raise ProblemError(f"{name} must be finite")
    finite = np.isfinite(problem.budget_10k)
    if finite.any() and not finite.all():
        raise ProblemError("budget_10k must be finite in every year, or infinite in every year")
    if len(problem.pairs) and (
        problem.pairs.zone.max() >= z or problem.pairs.facility.max() >= f or problem.pairs.band.max() >= b
    ):
        raise ProblemError("pairs point outside the axes")
    _check_bands(problem)
    if problem.rooms is not None:
        problem.rooms.check_fits(facilities=f, bands=b, years=problem.years)
    if problem.rooms is not None and problem.purses is not None:
        raise ProblemError("purses pay for projects, not for rooms lent; give one budget, or lend no rooms")
    money = (problem.purses, problem.running, problem.lapses_after, problem.budget_10k)
    check_money(*money, bands=b, projects=len(problem.projects))
    programme = problem.programme
    if programme.project_count != len(problem.projects):
        raise ProblemError("programme and projects differ in length")
    if programme.project_count:
        if programme.facility.max() >= f:
            raise ProblemError("a project's facility is outside the axis")
        if programme.option_seat_change is not None and programme.option_seat_change.shape[2] != t:
            raise ProblemError("seat changes of the programme do not fit the years")
        if programme.seats.shape[1] != b or programme.option_spend_10k.shape[1] != t:
            raise ProblemError("programme does not fit the axes of bands and years")

    problem.rules.check_fits(
        projects=len(problem.projects), zones=z, facilities=f, bands=b, years=t, pairs=len(problem.pairs)
    )
    if problem.retreat is not None:
        problem.retreat.check_fits(facilities=f, bands=b)
        built = (problem.option_seats != 0).any(axis=2)
        site = programme.facility[programme.option_project]
        if (built & (problem.retreat.first_close[site] >= 0)).any():
            raise ProblemError("a site whose seats a project changes cannot be closed")
    circle = [problem.projects[p] for p in problem.rules.circle]
    if circle:
        said = " after ".join([*circle, circle[0]])
        raise ProblemError(
            f"rules.after runs in a circle: {said}; none of these projects could ever start; "
            "take one of these rules out"
        )


def _check_bands(problem: PlanningProblem) -> None:
    """Raise if the entrants of a band, or the band itself, would count for nothing."""
    for i, name in enumerate(problem.bands):
        share, weight = problem.retention[i, 0], problem.band_weight[i]
        if share != 1.0:
            way_out = "all entrants are there in year 0, so it must be 1; put them all into intakes"
            raise ProblemError(f"retention[{i}, 0] is {share} ({name}); {way_out}")
        if weight <= 0.0:
            way_out = "it must be above 0; leave a band out that is not to be planned"
            raise ProblemError(f"band_weight[{i}] is {weight} ({name}); {way_out}")
