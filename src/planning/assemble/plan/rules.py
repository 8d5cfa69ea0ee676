"""The scenario's rules as those of the problem."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from planning.assemble.plan.catchments import make_catchment_rules
from planning.assemble.plan.staff import make_staff_supply
from planning.district.district import District
from planning.domain.announced import Announced
from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.domain.pairs import Pairs
from planning.domain.rules import Reference, Rules, SeatShare, Staff
from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.words import listed, message


def make_rules(
    district: District,
    scenario: Scenario,
    *,
    seats: FloatArray,
    pairs: Pairs,
    announced: Announced | None,
    findings: Findings,
) -> Rules:
    """Build the rules of the problem, with names turned into positions.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    seats
        Permanent seats of today, shape (F, B).
    pairs
        Eligible pairs.
    announced
        Plan announced by an earlier round; None if there is no reference.
    findings
        Receives projects that a rule names and the table lacks; may already hold other faults.

    Returns
    -------
    Rules
        Rules; those that the scenario does not set are off.

    Raises
    ------
    InputError
        If ``findings`` holds a fault.
    """
    part = scenario.rules
    position = {key: p for p, key in enumerate(district.tables["projects"]["project_id"])}
    years = len(scenario.years)
    stated = [
        *(("rules.after", name) for item in part.after for name in (item.project, item.follows)),
        *(("rules.exclusive", name) for group in part.exclusive for name in group),
        *(("rules.late", name) for name in part.late),
    ]
    for path, name in stated:
        if name not in position:
            _unknown(findings, path, name, list(position))
    findings.raise_if_any()
    after = tuple((position[item.project], position[item.follows]) for item in part.after)
    _refuse_circle(findings, after, list(position))
    supply = make_staff_supply(district, scenario)
    return Rules(
        after=after,
        exclusive=tuple(tuple(position[name] for name in group) for group in part.exclusive),
        works_at_once=None if part.works_at_once is None else np.full(years, float(part.works_at_once)),
        shares=_shares(district, scenario, seats),
        staff=_staff(scenario, district.bands),
        staff_supply=None if supply is None or not supply.limited else supply.whole(),
        reference=None if announced is None else _reference(district, scenario, announced, pairs),
        catchments=make_catchment_rules(district, scenario),
    )


def _shares(district: District, scenario: Scenario, seats: FloatArray) -> tuple[SeatShare, ...]:
    operators = district.tables["facilities"]["operator"]
    result = []
    for name, part in scenario.rules.shares.items():
        member = operators.isin(part.operators).to_numpy().astype(np.int64)
        b = district.bands.index(part.band)
        own = seats[:, b]
        today = float((own * member).sum() / own.sum()) if own.sum() else 0.0
        floor = today if part.floor == "today" else float(part.floor)
        result.append(SeatShare(name=name, band=b, member=member, floor=floor))
    return tuple(result)


def _staff(scenario: Scenario, bands: BandSystem) -> Staff | None:
    part, years = scenario.rules.staff, len(scenario.years)
    if part is None:
        return None
    norms = [(part.pupils_per_staff or {}).get(band) for band in bands.ids]
    recruitment = np.inf if part.recruitment_per_year is None else part.recruitment_per_year
    posts = np.inf if part.posts is None else part.posts
    return Staff(
        per_seat=np.array([0.0 if norm is None else 1.0 / norm for norm in norms]),
        recruitment=np.full(years, float(recruitment)),
        posts=np.full(years, float(posts)),
    )


def _reference(district: District, scenario: Scenario, announced: Announced, pairs: Pairs) -> Reference:
    """Return the announced plan; years without announced catchments allow every pair."""
    zones = district.tables["zones"]["zone_id"].tolist()
    facilities = district.tables["facilities"]["facility_id"].tolist()
    names = [
        (zones[z], facilities[f], district.bands.ids[b])
        for z, f, b in zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
    ]
    pair = np.ones((len(names), len(scenario.years)), dtype=np.int64)
    for t, year in enumerate(scenario.years):
        if year in announced.catchments:
            known = announced.catchments[year]
            pair[:, t] = [name in known for name in names]
    changes = scenario.rules.changes
    opening = [announced.schedule.get(key, (0, 0))[1] for key in district.tables["projects"]["project_id"]]
    return Reference(
        opening_year=np.array(opening, dtype=np.int64),
        pair=pair,
        change_limit=np.inf if changes.limit is None else float(changes.limit),
        change_price=changes.project_price,
        pupil_price=changes.pupil_price,
    )


def _refuse_circle(findings: Findings, after: tuple[tuple[int, int], ...], names: list[str]) -> None:
    """Raise if projects follow one another in a circle: none of them could ever be built."""
    circle = [names[p] for p in Rules(after=after).circle]
    if not circle:
        return
    whole = [*circle, circle[0]]
    pairs = [message("plan.rules.follows", project=a, earlier=b) for a, b in pairwise(whole)]
    findings.add(
        Where(file="scenario", path="rules.after"),
        words=message("plan.rules.circle", pairs=listed(pairs, "list.clause")),
        fix=message("plan.rules.fix_circle"),
    )
    findings.raise_if_any()


def _unknown(findings: Findings, path: str, name: str, known: list[str]) -> None:
    shown = ", ".join(known[:5]) + (" …" if len(known) > 5 else "")
    findings.add(
        Where(file="scenario", path=path),
        words=message("plan.rules.unknown_project", project=name, known=shown),
        fix=message("plan.rules.fix_unknown_project"),
    )
