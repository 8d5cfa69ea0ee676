"""The scenario's rule on closings as that of the problem."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.assemble.plan.retiring import between_sites_m
from planning.district.district import District
from planning.domain.frozen import FloatArray, IntArray
from planning.domain.prices import Prices
from planning.domain.programme import Programme
from planning.domain.retreat import Retreat
from planning.errors import Findings, Where
from planning.scenario.retreat import RetreatBand, RetreatPart
from planning.scenario.schema import Scenario
from planning.words import message


def make_retreat(
    district: District,
    scenario: Scenario,
    *,
    seats: FloatArray,
    programme: Programme,
    retention: FloatArray,
    prices: Prices,
) -> Retreat | None:
    """Build the rule on closings; None if the scenario states none.

    Sites that a project changes stay: who builds somewhere does not leave there.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    seats
        Permanent seats, shape (F, B).
    programme
        Projects and their options.
    retention
        Share of an intake still enrolled, shape (B, K).
    prices
        Prices of O2.

    Returns
    -------
    Retreat or None
        Rule with positions for names.

    Raises
    ------
    InputError
        If it names a facility that is not there.
    """
    part = scenario.rules.retreat
    if part is None:
        return None
    facilities = district.tables["facilities"]
    _check(part, facilities, scenario)
    shape = seats.shape
    figures = {name: np.zeros(shape) for name in ("least", "closing", "running", "pupil", "care", "subsidy")}
    first = np.full(shape, -1, dtype=np.int64)
    moves: list[tuple[int, int, int, float]] = []
    distance_m = between_sites_m(district, scenario)
    built = _built(programme, shape)
    for key, rule in part.bands.items():
        b = district.bands.index(key)
        _fill(rule, facilities, figures, seats, b)
        first[:, b] = _first(rule, facilities, scenario.years)
        first[(seats[:, b] <= 0) | built[:, b], b] = -1
        goal = facilities["operator"].isin(rule.move_to).to_numpy() & ((seats[:, b] > 0) | built[:, b])
        years = float(retention[b].sum())
        moves += [
            (f, g, b, rule.move_10k_per_pupil + metres / 1000 * prices.distance_10k_per_pupil_km * years / 2)
            for f, g, metres in _nearest(distance_m, np.flatnonzero(first[:, b] >= 0), goal, rule)
        ]
    here, there, band, price = zip(*moves, strict=True) if moves else ((), (), (), ())
    return Retreat(
        least_roll=figures["least"],
        first_close=first,
        closing_10k=figures["closing"],
        running_10k=figures["running"],
        running_pupil_10k=figures["pupil"],
        subsidy_pupil_10k=figures["subsidy"],
        short_10k=part.short_10k_per_pupil_year,
        move_from=np.array(here, dtype=np.int64),
        move_to=np.array(there, dtype=np.int64),
        move_band=np.array(band, dtype=np.int64),
        move_10k=np.array(price, dtype=np.float64),
        most_a_year=part.most_a_year,
        by_itself=_by_itself(part, facilities),
        care_share=figures["care"],
    )


def _check(part: RetreatPart, facilities: pd.DataFrame, scenario: Scenario) -> None:
    findings, known = Findings(), set(facilities["facility_id"])
    for band in part.bands:
        if scenario.bands[band].whole_zones or scenario.bands[band].contiguous:
            findings.add(
                Where(file="scenario", path=f"rules.retreat.bands.{band}"),
                words=message("plan.retreat.shaped", band=band),
                fix=message("plan.retreat.fix_shaped", band=band),
            )
    named = [(f"rules.retreat.by_itself_sites.{key}", key) for key in part.by_itself_sites]
    named += [
        (f"rules.retreat.bands.{band}.sites.{key}", key)
        for band in part.bands
        for key in part.bands[band].sites
    ]
    for path, key in named:
        if key not in known:
            findings.add(
                Where(file="scenario", path=path),
                words=message("plan.additions.unknown_facility", facility=key),
                fix=message("plan.additions.fix_unknown_facility"),
            )
    findings.raise_if_any()


def _built(programme: Programme, shape: tuple[int, ...]) -> np.ndarray:
    """Return True where a project changes seats, shape (F, B)."""
    built = np.zeros(shape, dtype=bool)
    np.logical_or.at(built, programme.facility, programme.seats != 0)
    change = programme.option_seat_change
    if change is not None:
        site = programme.facility[programme.option_project]
        np.logical_or.at(built, site, (change != 0).any(axis=2))
    return built


def _fill(
    rule: RetreatBand, facilities: pd.DataFrame, figures: dict[str, FloatArray], seats: FloatArray, b: int
) -> None:
    """Write the figures of one band."""
    operators = facilities["operator"]
    figures["least"][:, b] = rule.least_roll
    for name, by_operator in (
        ("running", rule.running_10k_per_site),
        ("pupil", rule.running_10k_per_pupil),
        ("subsidy", rule.subsidy_10k_per_pupil),
    ):
        figures[name][:, b] = operators.map(dict(by_operator)).fillna(0.0).to_numpy(float)
    cost, care = (
        np.full(len(facilities), rule.closing_10k),
        np.full(len(facilities), rule.care_places_per_seat),
    )
    for f, key in enumerate(facilities["facility_id"]):
        site = rule.sites.get(key)
        if site is not None:
            figures["least"][f, b] = rule.least_roll if site.least_roll is None else site.least_roll
            cost[f] = rule.closing_10k if site.closing_10k is None else site.closing_10k
            care[f] = 0.0 if site.use == "other" else care[f]
    figures["care"][:, b] = care
    figures["closing"][:, b] = cost + care * seats[:, b] * rule.care_10k_per_place


def _first(rule: RetreatBand, facilities: pd.DataFrame, years: tuple[int, ...]) -> IntArray:
    """Return the position of the first year in which each site may be closed, -1 for never, shape (F,)."""
    result = np.full(len(facilities), -1, dtype=np.int64)
    for f, (key, operator) in enumerate(zip(facilities["facility_id"], facilities["operator"], strict=True)):
        site = rule.sites.get(key)
        year = rule.from_year if site is None or site.from_year is None else site.from_year
        if operator in rule.operators and year != "never" and year <= years[-1]:
            result[f] = max(year - years[0], 0)
    return result


def _nearest(
    distance_m: FloatArray, sites: IntArray, goal: np.ndarray, rule: RetreatBand
) -> list[tuple[int, int, float]]:
    """Return where the pupils of each site may go, the nearest first."""
    result = []
    for f in sites.tolist():
        near = [g for g in np.argsort(distance_m[f], kind="stable").tolist() if goal[g] and g != f]
        result += [
            (f, g, float(distance_m[f, g]))
            for g in near[: rule.move_nearest]
            if distance_m[f, g] <= rule.move_within_m
        ]
    return result


def _by_itself(part: RetreatPart, facilities: pd.DataFrame) -> FloatArray:
    chance = np.array(facilities["operator"].map(dict(part.by_itself)).fillna(0.0), dtype=np.float64)
    for f, key in enumerate(facilities["facility_id"]):
        chance[f] = part.by_itself_sites.get(key, chance[f])
    return np.asarray(chance, dtype=np.float64)
