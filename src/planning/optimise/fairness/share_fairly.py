"""Share a shortage fairly under one schedule: lexicographic max-min over groups and years, band by band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.domain.sharing import Groups, Sharing
from planning.optimise.catchments.band_subproblem import band_subproblem
from planning.optimise.fairness.shares_programme import OutOfTimeError, SharesProgramme
from planning.optimise.model.build import build_model
from planning.optimise.model.extract import extract_plan
from planning.optimise.model.objectives import o2_cost_and_distance, price_of_placing
from planning.optimise.solver.deadline import Deadline

#: Pupils, and shares, below which there is no shortage to share.
NOBODY: Final = 1e-7
#: Share of a group's entrants that may differ from what was found, as linear programmes keep rows to 1e-7.
ROUNDING: Final = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class _Band:
    """Allocation of one band: values for the plan, and whether its shares are shown to be the smallest."""

    plan: Plan
    kept: IntArray
    proven: bool


@dataclass(frozen=True, kw_only=True)
class _Open:
    """Row of a group in a year, and its entrants."""

    row: int
    year: int
    need: float


@dataclass(frozen=True, kw_only=True)
class _Settled(_Open):
    """The same with its share."""

    share: float


def share_fairly(
    problem: PlanningProblem,
    plan: Plan,
    groups: Groups,
    *,
    deadline: Deadline,
    ease: float = 0.0,
    threads: int = 1,
) -> tuple[Plan, Sharing]:
    """Allocate the bands with a shortage anew so that it is shared, at no seat lost and as cheaply as can be.

    The schedule stays, and so do the entrants without a place in total. Of the groups' shares in each year
    the largest is as small as it can be, then the next largest, and so on; then O2 is as small as it can be.
    Bands without a shortage, and bands with rules on the shape of catchments, keep their allocation.

    Parameters
    ----------
    problem
        Planning problem.
    plan
        Plan whose schedule is kept and whose shortage is shared.
    groups
        Groups of zones.
    deadline
        Moment by which to stop; a band not finished by then keeps its allocation and is not proven.
    ease
        0 for the fairest allocation. Above 0 and up to 1, each share may grow by this part of the way to the
        largest share that the given plan has in the year.
    threads
        Threads of the solver.

    Returns
    -------
    tuple
        Plan with the shortage shared, its stages as they were, and what sharing gave.

    Notes
    -----
    Lexicographic max-min by linear programmes: minimise the largest share, settle the groups whose rows have
    a dual (they have this share in every optimum), and go on with the rest (Ogryczak and Sliwinski 2006, *On
    direct methods for lexicographic min-max optimization*; Nace and Pioro 2008, *IEEE Communications Surveys
    and Tutorials* 10). Each linear programme goes on from the last basis.
    """
    shared, proven = plan, np.ones(len(problem.bands), dtype=np.int64)
    rules = problem.rules.catchments
    for band in np.flatnonzero(plan.unplaced.sum(axis=(0, 2)) > NOBODY).tolist():
        if rules is not None and band in rules.bands:
            proven[band] = 0
            continue
        found = _share_band(problem, shared, groups, band, ease=ease, deadline=deadline, threads=threads)
        if found is None:
            proven[band] = 0
            continue
        proven[band] = int(found.proven)
        shared = _with_band(shared, found, band)
    need = groups.added(problem.intakes)
    placed = (shared.place - plan.place).sum(axis=1)
    spare = problem.prices.temporary_10k_per_seat_year * (shared.temporary - plan.temporary)
    return shared, Sharing(
        share=_shares(groups.added(shared.unplaced), need),
        before=_shares(groups.added(plan.unplaced), need),
        reached=_reached(problem, groups),
        price_10k=_by_band(problem, price_of_placing(problem) * placed) + spare.sum(axis=(0, 2)),
        price_km=pupil_km(problem, shared) - pupil_km(problem, plan),
        proven=proven,
    )


def pupil_km(problem: PlanningProblem, plan: Plan) -> FloatArray:
    """Return daily ways of all pupils placed times the years they attend, pupil-kilometres, shape (B,)."""
    each = problem.pupil_years[problem.pairs.band] * problem.pairs.distance_m / 1000.0
    return _by_band(problem, each * plan.place.sum(axis=1))


def _by_band(problem: PlanningProblem, by_pair: FloatArray) -> FloatArray:
    """Return sums over the pairs of each band, shape (B,)."""
    total = np.bincount(problem.pairs.band, weights=by_pair, minlength=len(problem.bands))
    return np.asarray(total, dtype=np.float64)


def _share_band(
    problem: PlanningProblem,
    plan: Plan,
    groups: Groups,
    band: int,
    *,
    ease: float,
    deadline: Deadline,
    threads: int,
) -> _Band | None:
    own, kept = band_subproblem(problem, band, plan)
    model = build_model(own)
    starts = np.zeros(problem.programme.option_count)
    starts[plan.option[plan.option >= 0]] = 1.0
    programme = SharesProgramme(model, starts, groups.group, band=band, threads=threads)
    need = groups.added(problem.intakes[:, band])
    try:
        least, _ = programme.least(programme.unplaced_terms(), deadline)
        programme.hold(programme.unplaced_terms(), least)
        settled = _settle_shares(programme, need, _reached(problem, groups)[:, band], deadline)
        top = _shares(groups.added(plan.unplaced[:, band]), need) * _reached(problem, groups)[:, band]
        for one in settled if ease > 0.0 else ():
            more = ease * max(float(top[:, one.year].max()) - one.share, 0.0)
            programme.limit(one.row, one.need * (one.share + more))
        _, values = programme.least(o2_cost_and_distance(model), deadline)
    except OutOfTimeError:
        return None
    complete = len(kept) == np.count_nonzero(problem.pairs.band == band)
    return _Band(plan=extract_plan(model, values, ()), kept=kept, proven=complete)


def _settle_shares(
    programme: SharesProgramme, need: FloatArray, reached: IntArray, deadline: Deadline
) -> list[_Settled]:
    """Make the largest share as small as can be, then the next largest, until nothing is left to share."""
    open_: list[_Open] = []
    settled = []
    for group, year in np.argwhere(need > NOBODY).tolist():
        # Where no place is within the rules the share is 1 whatever is done, and hides those of the others.
        if reached[group, year]:
            wanted = float(need[group, year])
            row = programme.add_group(group, year, need=wanted)
            open_.append(_Open(row=row, year=year, need=wanted))
    while open_:
        largest, _ = programme.least(None, deadline)
        forcing = set(programme.forcing(np.array([one.row for one in open_], dtype=np.int64)).tolist())
        done = largest <= NOBODY or not forcing
        now = [one for i, one in enumerate(open_) if done or i in forcing]
        for one in now:
            programme.settle(one.row, need=one.need, share=largest + ROUNDING)
            settled.append(_Settled(row=one.row, year=one.year, need=one.need, share=largest + ROUNDING))
        open_ = [] if done else [one for i, one in enumerate(open_) if i not in forcing]
    return settled


def _with_band(plan: Plan, found: _Band, band: int) -> Plan:
    """Return a plan with the allocation of one band replaced."""
    place, unplaced, temporary = np.array(plan.place), np.array(plan.unplaced), np.array(plan.temporary)
    place[found.kept] = found.plan.place
    unplaced[:, band] = found.plan.unplaced[:, band]
    temporary[:, band] = found.plan.temporary[:, band]
    return replace(plan, place=place, unplaced=unplaced, temporary=temporary)


def _shares(unplaced: FloatArray, need: FloatArray) -> FloatArray:
    """Return the share of entrants without a place, 0 for a group without entrants."""
    return np.divide(unplaced, need, out=np.zeros_like(need), where=need > NOBODY)


def _reached(problem: PlanningProblem, groups: Groups) -> IntArray:
    """Return 1 where some zone of a group with entrants has a pair at all, shape (G, B, T)."""
    z, _, b, _ = problem.shape
    paired = np.zeros((z, b))
    paired[problem.pairs.zone, problem.pairs.band] = 1.0
    return np.asarray(groups.added(problem.intakes * paired[:, :, None]) > NOBODY, dtype=np.int64)
