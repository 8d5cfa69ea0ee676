"""What fairness costs: the largest share without a place, ways and money of each way to share a shortage."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.fairness import Fairness, Way
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import Coded
from planning.words import Words, message, name_in

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Groups that the screen shows.
SHOWN: Final = 12
#: Shares that agree to this are one share.
ALIKE: Final = 1e-6


def fair_answer(fairness: Fairness, labels: Labels, *, by: str) -> Answer:
    """Answer with the ways to share a shortage, the cheapest first.

    Parameters
    ----------
    fairness
        Ways and their groups.
    labels
        Keys and names of the axes.
    by
        ``zone`` or ``subdistrict``.

    Returns
    -------
    Answer
        Sheets ``fair``, a row for each way and band with a shortage, and ``fair_groups``, a row for each
        group, band and year with entrants without a place in some way; ``result`` is the ``Fairness``.
    """
    short = [b for b in range(len(labels.bands)) if fairness.ways[0].plan.unplaced[:, b].sum() > NOBODY]
    if not short:
        return Answer(name="fair", sheets=(), sentences=(message("sheets.fair.nothing"),), result=fairness)
    sheets = (_ways(fairness, labels, short, by), _groups(fairness, labels, short, by))
    return Answer(
        name="fair",
        sheets=sheets,
        sentences=tuple(_sentences(fairness, labels, short, by)),
        result=fairness,
        facts=(("by", by),),
    )


def _ways(fairness: Fairness, labels: Labels, short: list[int], by: str) -> Sheet:
    rows = []
    for b in short:
        for way in fairness.ways:
            _, t, share = _worst(way, b)
            plan, before = way.plan, fairness.ways[0].pupil_km[b]
            need = fairness.need[:, b].sum(axis=0)
            least = float((plan.unplaced[:, b].sum(axis=0)[need > 0] / need[need > 0]).max())
            rows.append(
                (
                    Coded(key=way.name, words=message(f"sheets.fair.{way.name}")), _band(labels, b), share,
                    _worst_group(fairness, labels, way, b, by), labels.years[t], least,
                    plan.unplaced[:, b].sum(),
                    way.pupil_km[b], way.pupil_km[b] / before - 1.0 if before else 0.0,
                    way.sharing.price_10k[b], YES if way.sharing.proven[b] or way.name == "cheapest" else NO,
                )
            )  # fmt: skip
    fields = fields_of(
        ("plan", message("sheets.fair.plan")),
        ("band", message("word.band")),
        ("worst_share", message("sheets.fair.worst_share"), "share"),
        ("worst_group", message("sheets.fair.worst_group")),
        ("year", message("word.year"), "year"),
        ("district_share", message("sheets.fair.district_share"), "share"),
        ("unplaced", message("sheets.cure.unplaced"), "count"),
        ("pupil_km", message("sheets.fair.pupil_km"), "count"),
        ("more_km", message("sheets.fair.more_km"), "share"),
        ("more_10k", message("sheets.fair.more_money", money=labels.money.words), "number"),
        ("proven", message("word.proven")),
    )
    return Sheet(name="fair", words=message("sheets.fair.title"), fields=fields, rows=rows_of(rows))


def _groups(fairness: Fairness, labels: Labels, short: list[int], by: str) -> Sheet:
    rows = []
    for b in short:
        shares = np.stack([way.sharing.share[:, b] for way in fairness.ways])
        for g, t in np.argwhere((shares > 0).any(axis=0) & (fairness.need[:, b] > 0)).tolist():
            rows.append(
                (
                    _group(fairness, labels, g, by), _band(labels, b), labels.years[t],
                    fairness.need[g, b, t], *shares[:, g, t].tolist(),
                    YES if fairness.ways[0].sharing.reached[g, b, t] else NO,
                )
            )  # fmt: skip
    fields = fields_of(
        ("group", message("sheets.fair.group")),
        ("band", message("word.band")),
        ("year", message("word.year"), "year"),
        ("entrants", message("sheets.fair.entrants"), "count"),
        *((way.name, message(f"sheets.fair.{way.name}"), "share") for way in fairness.ways),
        ("reached", message("sheets.fair.reached")),
    )
    # The hardest hit first, as the screen shows the first rows alone.
    rows.sort(key=lambda row: -row[4])
    return Sheet(
        name="fair_groups", words=message("sheets.fair.groups_title"), fields=fields,
        rows=rows_of(rows), shown=SHOWN,
    )  # fmt: skip


def _sentences(fairness: Fairness, labels: Labels, short: list[int], by: str) -> list[Words]:
    cheapest, fairest = fairness.ways[0], fairness.ways[-1]
    said: list[Words] = []
    for b in short:
        before, after = _worst(cheapest, b), _worst(fairest, b)
        km = cheapest.pupil_km[b]
        said.append(
            message(
                "sheets.fair.said", band=labels.band(b), entrants=cheapest.plan.unplaced[:, b].sum(),
                before=before[2], after=after[2], group=_group(fairness, labels, before[0], by),
                year=labels.years[before[1]], more=fairest.pupil_km[b] / km - 1.0 if km else 0.0,
            )
        )  # fmt: skip
    said.append(
        message("sheets.fair.price", price_10k=fairest.sharing.price_10k.sum(), money=labels.money.words)
    )
    lost = sum(int((fairness.need[:, b] * (1 - cheapest.sharing.reached[:, b]) > 0).any()) for b in short)
    if lost:
        said.append(message("sheets.fair.without_a_way"))
    if not all(fairest.sharing.proven[b] for b in short):
        said.append(message("sheets.fair.not_proven"))
    return said


def _worst(way: Way, band: int) -> tuple[int, int, float]:
    """Return group, year and share of the largest share, where a place is within the rules at all."""
    share = np.where(way.sharing.reached[:, band] == 1, way.sharing.share[:, band], -1.0)
    g, t = np.unravel_index(int(share.argmax()), share.shape)
    return int(g), int(t), max(float(share[g, t]), 0.0)


def _worst_group(fairness: Fairness, labels: Labels, way: Way, band: int, by: str) -> Coded:
    """Return the group with the largest share, or how many have it."""
    g, t, share = _worst(way, band)
    alike = int((np.abs(way.sharing.share[:, band, t] - share) <= ALIKE).sum())
    group = _group(fairness, labels, g, by)
    if alike == 1:
        return group
    return Coded(key=group.key, words=message("sheets.fair.several", n=alike))


def _band(labels: Labels, band: int) -> Coded:
    return Coded(key=labels.bands[band], words=labels.band(band))


def _group(fairness: Fairness, labels: Labels, group: int, by: str) -> Coded:
    name = fairness.groups.names[group]
    if by != "zone":
        return Coded(key=name, words=name_in(zh=name, en=name))
    key, zh, en = labels.zone(group)
    return Coded(key=key, words=name_in(zh=f"{key} {zh}", en=f"{key} {en}"))
