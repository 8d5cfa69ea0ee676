"""The balance of staff from decisions on it, and its audit: with numpy alone, never asking the solver."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from planning.appraise.worst import TOLERANCE, worst
from planning.domain.appraisal import Audit, Breach
from planning.domain.frozen import FloatArray
from planning.domain.plan import PROVEN_GAP, Stage
from planning.domain.staff_balance import NOBODY, StaffBalance, StaffMove
from planning.domain.staff_flows import StaffFlows
from planning.domain.staff_supply import StaffSupply

#: Rules of a balance of staff.
CHECKED: Final = ("sign", "stock", "recruitment", "retraining", "moves", "there", "lack", "needed", "stages")


def follow_staff(
    supply: StaffSupply,
    needed: FloatArray,
    flows: StaffFlows,
    *,
    stages: tuple[Stage, ...] = (),
    apart_lack: float | None = None,
) -> StaffBalance:
    """Follow staff from year to year: who is there after leavers, recruits, retraining and moves.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    needed
        Posts by norm, shape (G, B, T).
    flows
        Decisions on staff.
    stages
        Objectives reached.
    apart_lack
        Least lack if each group keeps its own staff; None if unknown.

    Returns
    -------
    StaffBalance
        Balance of each group, band and year.

    Examples
    --------
    Ten are there and eleven needed; one leaves and two are recruited:

    >>> from planning.domain.staff_supply import no_retraining
    >>> supply = StaffSupply(
    ...     groups=("G1",), group=[0], per_pupil=[0.1], per_seat=[0], there=[[[10]]], leave=[[[0.1]]],
    ...     recruitment=[2], retraining=no_retraining(1), moves=[0],
    ... )
    >>> none = np.zeros((1, 1, 1, 1))
    >>> flows = StaffFlows(
    ...     recruited=[[[2]]], retrained=np.zeros((1, 1, 0, 1)), moved_out=none, moved_in=none
    ... )
    >>> balance = follow_staff(supply, np.array([[[11.0]]]), flows)
    >>> float(balance.there.sum()), float(balance.lack.sum()), float(balance.surplus.sum())
    (11.0, 0.0, 0.0)
    """
    stock, leavers, arrived, begun = stocks(supply, flows)
    before = np.concatenate([supply.there[..., None], stock[..., :-1]], axis=3).sum(axis=0)
    there = stock.sum(axis=0)
    difference = np.asarray(needed) - there
    return StaffBalance(
        needed=needed,
        before=before,
        there=there,
        leavers=leavers.sum(axis=0),
        arrived=arrived.sum(axis=0),
        begun=begun.sum(axis=0),
        lack=np.maximum(difference, 0.0),
        surplus=np.maximum(-difference, 0.0),
        flows=flows,
        stages=stages,
        moves=moves_of(supply, flows),
        apart_lack=apart_lack,
    )


def stocks(supply: StaffSupply, flows: StaffFlows) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return staff there, leavers, those from and those into retraining, shape (K, G, B, T) each."""
    k, g, b, t = supply.shape
    stock, leavers, arrived, begun = (np.zeros((k, g, b, t)) for _ in range(4))
    pairs = supply.retraining
    for r in range(len(pairs)):
        begun[:, :, pairs.giver[r]] += flows.retrained[:, :, r]
        delay = int(pairs.years[r])
        if delay < t:
            arrived[:, :, pairs.receiver[r], delay:] += flows.retrained[:, :, r, : t - delay]
    change = arrived - begun + flows.moved_in - flows.moved_out
    change[-1] += flows.recruited
    last = supply.there
    for year in range(t):
        leavers[..., year] = last * supply.leave[:, None, :, year]
        last = stock[..., year] = last - leavers[..., year] + change[..., year]
    return stock, leavers, arrived, begun


def moves_of(supply: StaffSupply, flows: StaffFlows) -> tuple[StaffMove, ...]:
    """List who goes where: retrained within a group, and moved between groups from the first to the last."""
    _, g, b, t = supply.shape
    found, pairs = [], supply.retraining
    retrained, out, into = (flow.sum(axis=0) for flow in (flows.retrained, flows.moved_out, flows.moved_in))
    for year in range(t):
        for band in range(b):
            found += [
                StaffMove(
                    year=year, from_group=one, to_group=other, from_band=band, to_band=band, arrives=0,
                    staff=staff,
                )
                for one, other, staff in _matched(out[:, band, year], into[:, band, year])
            ]  # fmt: skip
        for r in range(len(pairs)):
            found += [
                StaffMove(
                    year=year, from_group=own, to_group=own, from_band=int(pairs.giver[r]),
                    to_band=int(pairs.receiver[r]), arrives=int(pairs.years[r]),
                    staff=float(retrained[own, r, year]),
                )
                for own in range(g)
                if retrained[own, r, year] > NOBODY
            ]  # fmt: skip
    return tuple(found)


def _matched(out: FloatArray, into: FloatArray) -> list[tuple[int, int, float]]:
    """Match those who leave with those who come, group by group in order (the north-west corner)."""
    net = np.asarray(into) - np.asarray(out)
    givers = [[int(g), -float(net[g])] for g in np.flatnonzero(net < -NOBODY)]
    takers = [[int(g), float(net[g])] for g in np.flatnonzero(net > NOBODY)]
    found = []
    while givers and takers:
        staff = min(givers[0][1], takers[0][1])
        found.append((int(givers[0][0]), int(takers[0][0]), staff))
        for side in (givers, takers):
            side[0][1] -= staff
            if side[0][1] <= NOBODY:
                side.pop(0)
    return found


def audit_staff(supply: StaffSupply, needed: FloatArray, balance: StaffBalance) -> Audit:
    """Check a balance of staff against its rules.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    needed
        Posts by norm, shape (G, B, T), recomputed from the appraisal of the plan.
    balance
        Balance to check.

    Returns
    -------
    Audit
        One breach for each broken rule, with its worst place; none if the balance passes.
    """
    breaches = [
        _sign(balance),
        *_sums(supply, balance),
        *_limits(supply, balance.flows),
        _was_there(supply, balance.flows),
        _lack(balance),
        _needed(supply, needed, balance),
        _stages(supply, balance),
    ]
    return Audit(
        breaches=tuple(breach for breach in breaches if breach is not None),
        tolerance=TOLERANCE,
        checked=CHECKED,
    )


def _axes(supply: StaffSupply) -> tuple[tuple[object, ...], ...]:
    _, _, b, t = supply.shape
    return supply.groups, tuple(range(b)), tuple(range(t))


def _sign(balance: StaffBalance) -> Breach | None:
    flows = balance.flows
    lowest = [
        (float(np.nan_to_num(array, nan=-math.inf).min()), name)
        for name, array in (
            ("recruited", flows.recruited), ("retrained", flows.retrained), ("moved_out", flows.moved_out),
            ("moved_in", flows.moved_in), ("there", balance.there),
        )
        if array.size
    ]  # fmt: skip
    value, name = min(lowest, default=(0.0, ""))
    return None if value >= -TOLERANCE else Breach(rule="sign", where=name, amount=-value, unit="staff")


def _sums(supply: StaffSupply, balance: StaffBalance) -> list[Breach | None]:
    stock, leavers, arrived, begun = (part.sum(axis=0) for part in stocks(supply, balance.flows))
    size = np.abs(stock)
    said = (
        (balance.there, stock), (balance.leavers, leavers), (balance.arrived, arrived), (balance.begun, begun)
    )  # fmt: skip
    found = [worst("stock", np.abs(one - own), size, _axes(supply), "staff") for one, own in said]
    return [next((breach for breach in found if breach is not None), None)]


def _limits(supply: StaffSupply, flows: StaffFlows) -> list[Breach | None]:
    _, _, b, t = supply.shape
    years = tuple(range(t))
    recruited = flows.recruited.sum(axis=(0, 1))
    found = [worst("recruitment", recruited - supply.recruitment, supply.recruitment, (years,), "staff")]
    if len(supply.retraining):
        begun, limit = flows.retrained.sum(axis=(0, 1)), supply.retraining.limit
        pairs = tuple(range(len(supply.retraining)))
        found.append(worst("retraining", begun - limit, limit, (pairs, years), "staff"))
    out, into = flows.moved_out.sum(axis=1), flows.moved_in.sum(axis=1)
    axes = (tuple(range(len(out))), tuple(range(b)), years)
    moved = out.sum(axis=(0, 1))
    found.append(
        worst("moves", np.abs(out - into), np.abs(out), axes, "staff")
        or worst("moves", moved - supply.moves, supply.moves, (years,), "staff")
    )
    return found


def _was_there(supply: StaffSupply, flows: StaffFlows) -> Breach | None:
    """Find staff who move or are retrained and were not there the year before."""
    stock, leavers, _, begun = stocks(supply, flows)
    before = np.concatenate([supply.there[..., None], stock[..., :-1]], axis=3)
    left = before - leavers
    over = begun + flows.moved_out - left
    cohorts = tuple(range(len(over)))
    return worst("there", over, np.abs(left), (cohorts, *_axes(supply)), "staff")


def _lack(balance: StaffBalance) -> Breach | None:
    difference = balance.needed - balance.there
    apart = np.maximum(
        np.abs(np.maximum(difference, 0.0) - balance.lack),
        np.abs(np.maximum(-difference, 0.0) - balance.surplus),
    )
    axes = tuple(tuple(range(n)) for n in apart.shape)
    return worst("lack", apart, np.abs(balance.needed), axes, "staff")


def _needed(supply: StaffSupply, needed: FloatArray, balance: StaffBalance) -> Breach | None:
    return worst("needed", np.abs(balance.needed - needed), np.abs(needed), _axes(supply), "staff")


def stage_values(supply: StaffSupply, balance: StaffBalance) -> tuple[float, float, float, float]:
    """Return lack, surplus with time in training, cost and moves, as the objectives count them.

    Parameters
    ----------
    supply
        Staff there, and the ways in and out.
    balance
        Balance of staff.

    Returns
    -------
    tuple of float
        Post-years lacking; post-years of surplus and of training; 10,000 of the currency; persons.
    """
    t, pairs = supply.shape[3], supply.retraining
    begun = balance.flows.retrained.sum(axis=(0, 1))
    out = np.minimum(pairs.years[:, None], t - np.arange(t)[None, :])
    return (
        float(balance.lack.sum()),
        float(balance.surplus.sum() + (out * begun).sum()),
        float((pairs.cost_10k[:, None] * begun).sum() + supply.move_10k * balance.flows.moved_out.sum()),
        float(begun.sum() + balance.flows.moved_out.sum()),
    )


def _stages(supply: StaffSupply, balance: StaffBalance) -> Breach | None:
    """Find an objective that is misstated, or proven over an open gap."""
    for stage, value in zip(balance.stages, stage_values(supply, balance), strict=False):
        room = TOLERANCE * max(1.0, abs(value)) * 10
        if not abs(stage.value - value) <= room:
            return Breach(rule="stages", where=stage.name, amount=abs(stage.value - value), unit="objective")
        if stage.bound > stage.value + room:
            return Breach(
                rule="stages", where=stage.name, amount=stage.bound - stage.value, unit="bound above value"
            )
        if stage.proven and stage.value - stage.bound > PROVEN_GAP * abs(stage.value) + room:
            return Breach(
                rule="stages", where=stage.name, amount=stage.value - stage.bound, unit="proven over a gap"
            )
    return None
