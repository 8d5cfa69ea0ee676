"""The variables of the model, named by position so that no two labels can collide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pulp

from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True)
class Variables:
    """Variables by position on the problem's axes.

    A variable stands only where it can be more than nothing: ``place`` where the zone has an intake and the
    site has or may have seats by then, ``unplaced`` where there is an intake, ``temporary`` where the site
    has a limit.

    Parameters
    ----------
    start
        1 where an option is carried out; key: option.
    place
        Pupils of an intake placed on a pair; key: (pair, year).
    unplaced
        Pupils of an intake without a seat; key: (zone, band, year).
    temporary
        Temporary seats used; key: (facility, band, year).
    carry
        Money carried out of a year, 10,000 yuan; key: year; empty where there is no budget.
    serve
        1 where a facility serves a zone; key: (pair, year); only for bands with a rule on catchments.
    """

    start: dict[int, pulp.LpVariable]
    place: dict[tuple[int, int], pulp.LpVariable]
    unplaced: dict[tuple[int, int, int], pulp.LpVariable]
    temporary: dict[tuple[int, int, int], pulp.LpVariable]
    carry: dict[int, pulp.LpVariable]
    serve: dict[tuple[int, int], pulp.LpVariable]

    @property
    def decisions(self) -> tuple[pulp.LpVariable, ...]:
        """Variables that are 0 or 1: with them fixed, the rest is a linear programme."""
        return (*self.start.values(), *self.serve.values())


def make_variables(prob: pulp.LpProblem, problem: PlanningProblem) -> Variables:
    """Make every variable of a problem.

    Parameters
    ----------
    prob
        PuLP problem that receives the variables.
    problem
        The planning problem.

    Returns
    -------
    Variables
        The variables, by position.
    """
    add = prob.add_variable
    years = range(len(problem.years))
    pairs = problem.pairs
    usable = usable_sites(problem)
    needed = problem.intakes > 0
    start = {
        o: add(f"start_p{p:03d}_s{o:03d}", 0, 1, pulp.LpBinary)
        for o, p in enumerate(problem.programme.option_project.tolist())
    }
    place = {
        (n, t): add(f"place_z{z:03d}_f{f:03d}_b{b}_t{t:02d}", 0)
        for n, (z, f, b) in enumerate(
            zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
        )
        for t in years
        if usable[f, b, t] and needed[z, b, t]
    }
    unplaced = {
        (z, b, t): add(
            f"unplaced_z{z:03d}_b{b}_t{t:02d}",
            0,
            0.0 if problem.unmet_forbidden else float(problem.intakes[z, b, t]),
        )
        for z, b, t in np.argwhere(needed).tolist()
    }
    temporary = {
        (f, b, t): add(f"temporary_f{f:03d}_b{b}_t{t:02d}", 0)
        for f, b, t in np.argwhere(problem.temporary_limit > 0).tolist()
    }
    carry = {}
    if problem.has_budget and problem.carry_over:
        carry = {t: add(f"carry_t{t:02d}", 0) for t in years}
    return Variables(
        start=start,
        place=place,
        unplaced=unplaced,
        temporary=temporary,
        carry=carry,
        serve=_serving(prob, problem, place, usable),
    )


def _serving(
    prob: pulp.LpProblem,
    problem: PlanningProblem,
    place: dict[tuple[int, int], pulp.LpVariable],
    usable: np.ndarray[tuple[int, int, int], np.dtype[np.bool_]],
) -> dict[tuple[int, int], pulp.LpVariable]:
    """Return what serves a zone; a zone without an intake may hold a contiguous catchment together."""
    rules, pairs = problem.rules.catchments, problem.pairs
    if rules is None:
        return {}
    result = {}
    for n in np.flatnonzero(np.isin(pairs.band, rules.bands)).tolist():
        z, f, b = int(pairs.zone[n]), int(pairs.facility[n]), int(pairs.band[n])
        for t in range(len(problem.years)):
            empty = bool(rules.contiguous[b]) and usable[f, b, t] and not problem.intakes[z, b, t] > 0
            if (n, t) in place or empty:
                name = f"serve_z{z:03d}_f{f:03d}_b{b}_t{t:02d}"
                result[n, t] = prob.add_variable(name, 0, 1, pulp.LpBinary)
    return result


def usable_sites(problem: PlanningProblem) -> np.ndarray[tuple[int, int, int], np.dtype[np.bool_]]:
    """Return where a site has seats or may have them, booleans of shape (F, B, T)."""
    programme = problem.programme
    usable = np.repeat((problem.seats > 0)[:, :, None], len(problem.years), axis=2)
    usable |= problem.temporary_limit > 0
    for o, p in enumerate(programme.option_project.tolist()):
        usable[programme.facility[p]] |= problem.option_seats[o] > 0
    return usable
