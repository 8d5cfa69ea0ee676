"""What the district's own past rolls say: progression of the grades, and by which method."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from planning.district.district import District
from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.outlook import Chosen
from planning.forecast.backtest import learn
from planning.forecast.choice import Choice
from planning.forecast.ladder import rungs, rungs_below
from planning.forecast.methods import OWN_WINDOW
from planning.forecast.progression import pooled_ratios, shrunken_ratios
from planning.forecast.ratios import ESTIMATORS
from planning.forecast.rolls import Rolls

#: Years ahead by which a method is judged, and autumns before the first forecast that is tested.
AHEAD: Final = 3
LEAST_HISTORY: Final = 4
WHOLE: Final = "district"
TRUSTED: Final = {"official", "press"}


@dataclass(frozen=True, kw_only=True, eq=False)
class PastRolls:
    """Past rolls of a district, and the progression read from them.

    Parameters
    ----------
    now
        Pupils of the base year by facility, band and grade, shape (F, B, K).
    autumns
        Autumns with a count.
    totals
        Pupils of the district by band, grade and autumn, shape (B, K, Y).
    rungs_now
        Pupils of the base year on the district's rungs, shape (R,).
    ratios
        Progression to each rung from the one below, shape (R,), and 1 without one; None
        if only one autumn was counted.
    facility_ratios
        Progression within each facility's bands, shrunk towards the pool, shape (F, B, K - 1); None if only
        one autumn was counted.
    choices
        Method and weights chosen for each place, the district's first.
    """

    now: FloatArray
    autumns: tuple[int, ...]
    totals: FloatArray
    rungs_now: FloatArray
    ratios: FloatArray | None
    facility_ratios: FloatArray | None
    choices: tuple[Chosen, ...]


def make_past(district: District) -> PastRolls:
    """Learn progression from the table of enrolment.

    Parameters
    ----------
    district
        Checked district. In a year in which a facility lists other grades of a band, a missing grade has no
        pupils; a band without any grade did not exist.

    Returns
    -------
    PastRolls
        Ratios and choices from the autumns up to the base year.
    """
    pupils, autumns = _pupils(district)
    now = np.nan_to_num(pupils[:, :, :, -1])
    totals = np.nansum(pupils, axis=0)
    steps = rungs(district.bands)
    climbed = np.array([totals[b, g] for b, g in steps])
    if len(autumns) < 2:
        return PastRolls(
            now=now,
            autumns=autumns,
            totals=totals,
            rungs_now=climbed[:, -1],
            ratios=None,
            facility_ratios=None,
            choices=(),
        )
    ratios, ways = _ladder_ratios(climbed, autumns, district.bands)
    own, chosen = _facility_ratios(district, pupils, autumns)
    return PastRolls(
        now=now,
        autumns=autumns,
        totals=totals,
        rungs_now=climbed[:, -1],
        ratios=ratios,
        facility_ratios=own,
        choices=(*ways, *chosen),
    )


def _ladder_ratios(
    climbed: FloatArray, autumns: tuple[int, ...], bands: BandSystem
) -> tuple[FloatArray, list[Chosen]]:
    """Learn the progression to each rung, along each run of rungs that lead on from one to the next."""
    steps, below = rungs(bands), rungs_below(bands)
    ratios = np.ones(len(steps))
    chosen: list[Chosen] = []
    starts = [rung for rung in range(len(steps)) if below[rung] != rung - 1 or rung == 0]
    for start, stop in pairwise([*starts, len(steps)]):
        way = [*([below[start]] if below[start] >= 0 else []), *range(start, stop)]
        if len(way) < 2:
            continue
        whole = Rolls(
            places=(WHOLE,), years=autumns, grades=tuple(range(1, len(way) + 1)), pupils=climbed[way].T[None]
        )
        choice = _learn(whole)
        ratios[way[1:]] = _top_down(whole, choice)[0]
        chosen.append(_chosen(whole, choice, 0, bands.ids[steps[start][0]] if chosen else "all"))
    return ratios, chosen


def trusted_rolls(district: District) -> list[Rolls]:
    """Return the past rolls of each band whose figures are all official or press.

    Estimated rolls are smooth by construction, so their residuals are no evidence of real ones.
    """
    table = district.tables["enrolment"]
    pupils, autumns = _pupils(district)
    facilities = district.tables["facilities"]["facility_id"].tolist()
    result = []
    for b, band in enumerate(district.bands):
        here = np.flatnonzero(~np.isnan(pupils[:, b, 0, :]).all(axis=1))
        counted = set(table.loc[table["band"] == band.id, "confidence"]) <= TRUSTED
        if counted and len(here) and len(autumns) > 2:
            result.append(_band_rolls(facilities, pupils[here, b, : band.years], autumns, here))
    return result


def _learn(rolls: Rolls) -> Choice:
    return learn(rolls, None, horizon=AHEAD, least_history=LEAST_HISTORY)


def _top_down(rolls: Rolls, choice: Choice) -> FloatArray:
    """Return the pool's ratios by the method chosen for each place, mixed by the belief in it."""
    methods = {name: pooled_ratios(rolls, method=name) for name in ESTIMATORS}
    return choice.mix(methods, ahead=AHEAD)


def _facility_ratios(
    district: District, pupils: FloatArray, autumns: tuple[int, ...]
) -> tuple[FloatArray, list[Chosen]]:
    facilities = district.tables["facilities"]["facility_id"].tolist()
    result = np.ones((pupils.shape[0], pupils.shape[1], pupils.shape[2] - 1))
    chosen: list[Chosen] = []
    for b, band in enumerate(district.bands):
        length = band.years
        here = np.flatnonzero(~np.isnan(pupils[:, b, 0, :]).all(axis=1))
        if not len(here):
            continue
        rolls = _band_rolls(facilities, pupils[here, b, :length], autumns, here)
        choice = _learn(rolls)
        methods = {name: pooled_ratios(rolls, method=name) for name in ESTIMATORS}
        own = shrunken_ratios(rolls, window=OWN_WINDOW)
        result[here, b, : length - 1] = choice.blend(methods, own, ahead=AHEAD)
        chosen += [_chosen(rolls, choice, p, band.id) for p in range(len(here))]
    return result, chosen


def _band_rolls(facilities: list[str], pupils: FloatArray, autumns: tuple[int, ...], here: IntArray) -> Rolls:
    """Return the rolls of one band in facilities that have it, from pupils by facility, grade and autumn."""
    return Rolls(
        places=tuple(facilities[f] for f in here),
        years=autumns,
        grades=tuple(range(1, pupils.shape[1] + 1)),
        pupils=np.moveaxis(pupils, 1, 2),
    )


def _chosen(rolls: Rolls, choice: Choice, place: int, band: str) -> Chosen:
    return Chosen(
        place=rolls.places[place],
        band=band,
        method=choice.method[AHEAD][place],
        own_weight=float(choice.own_weight[AHEAD][place]) if len(rolls.places) > 1 else 1.0,
        belief=choice.belief,
        by_itself=bool(choice.by_itself[place]),
        forecasts=choice.forecasts,
    )


def _pupils(district: District) -> tuple[FloatArray, tuple[int, ...]]:
    """Return pupils by facility, band, grade and autumn, NaN where a band did not exist; and the autumns."""
    table = district.tables["enrolment"]
    base = district.base_year
    counted = set(table["school_year"].tolist())
    first = base
    while first - 1 in counted:
        first -= 1
    autumns = tuple(range(first, base + 1))
    here = table[table["school_year"].isin(autumns)]
    facilities = {key: i for i, key in enumerate(district.tables["facilities"]["facility_id"])}
    f = here["facility_id"].map(facilities).to_numpy(int)
    b = here["band"].map(district.bands.index).to_numpy(int)
    t = here["school_year"].to_numpy(int) - first
    result = np.full((len(facilities), len(district.bands), district.bands.longest, len(autumns)), np.nan)
    result[f, b, :, t] = 0.0
    np.add.at(result, (f, b, here["grade"].to_numpy(int) - 1, t), here["pupils"].to_numpy(float))
    return result, autumns
