"""What would cure a shortage: levers and mixes, what each leaves and costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from planning.domain.cure import Cure
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.place import Place, name_of
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, listed, message

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5


class School(Protocol):
    """New school of a lever."""

    @property
    def band(self) -> str:
        """Key of its band."""

    @property
    def site(self) -> Place:
        """Its site."""

    @property
    def seats(self) -> int:
        """Its seats."""


def cure_answer(
    found: Sequence[Cure],
    schools: Mapping[str, School],
    labels: Labels,
    *,
    unplaced: Sequence[float],
    impossible: Sequence[str],
    untried: int,
    this_round: int,
) -> Answer:
    """Answer with levers and mixes, those that leave least first, and then the cheapest.

    Parameters
    ----------
    found
        Levers and mixes with their plans.
    schools
        New school of each lever of sites.
    labels
        Keys and names of the axes.
    unplaced
        Entrants without a seat in today's plan, by band.
    impossible
        Levers that change nothing here.
    untried
        Mixes for which no time was left.
    this_round
        Year of the round under decision.

    Returns
    -------
    Answer
        Sheet ``cure``; ``result`` is a tuple of ``Cure``.
    """
    ranked = sorted(found, key=lambda one: (round(one.o1, 1), one.cost_10k, len(one.levers)))
    rows = []
    for rank, one in enumerate(ranked, start=1):
        left = [listed_short(one.unplaced, labels)] if sum(one.unplaced) > NOBODY else []
        rows.append(
            (
                rank, " + ".join(one.levers), _words(one, schools, labels), one.seated, sum(one.unplaced),
                left[0] if left else "–", one.cost_10k, one.price_10k, one.last_round or None,
                one.o1, one.o1_bound, YES if one.proven else NO,
            )
        )  # fmt: skip
    fields = fields_of(
        ("rank", message("sheets.cure.rank"), "count"),
        ("levers", message("sheets.cure.levers")),
        ("what", message("sheets.cure.what")),
        ("seated", message("sheets.cure.seated"), "count"),
        ("unplaced", message("sheets.cure.unplaced"), "count"),
        ("by_band", message("sheets.cure.by_band")),
        ("cost_10k", message("sheets.cure.cost", money=labels.money.words), "count"),
        ("price_10k", message("sheets.cure.price", money=labels.money.words), "number"),
        ("last_round", message("sheets.cure.last_round"), "year"),
        ("o1", message("sheets.sites.o1"), "number"),
        ("o1_bound", message("sheets.cure.o1_bound"), "number"),
        ("proven", message("word.proven")),
    )
    sheet = Sheet(name="cure", words=message("sheets.cure.title"), fields=fields, rows=rows_of(rows))
    said = _sentences(ranked, schools, labels, unplaced, this_round)
    for lever in impossible:
        said.append(message("sheets.cure.changes_nothing", lever=message(f"sheets.cure.{lever}")))
    if untried:
        said.append(message("sheets.cure.untried", n=untried))
    return Answer(
        name="cure",
        sheets=(sheet,) if rows else (),
        sentences=tuple(said),
        result=tuple(ranked),
        facts=(("unplaced_today", list(unplaced)), ("untried", untried)),
    )


def listed_short(unplaced: Sequence[float], labels: Labels) -> Words:
    """Return the bands that lack seats with their entrants.

    Parameters
    ----------
    unplaced
        Entrants without a seat by band.
    labels
        Keys and names of the axes.

    Returns
    -------
    Words
        Bands and entrants; nothing if none lacks a seat.
    """
    parts = [
        message("sheets.cure.band_lacks", band=labels.band(b), entrants=lack)
        for b, lack in enumerate(unplaced)
        if lack > NOBODY
    ]
    return listed(parts, "list.clause")


def _sentences(
    ranked: Sequence[Cure],
    schools: Mapping[str, School],
    labels: Labels,
    unplaced: Sequence[float],
    this_round: int,
) -> list[Words]:
    if sum(unplaced) <= NOBODY:
        return [message("sheets.cure.nothing_to_cure")]
    helping = [one for one in ranked if one.seated > NOBODY]
    if not helping:
        return [message("sheets.cure.nothing_helps", short=listed_short(unplaced, labels))]
    best = helping[0]
    said: list[Words] = [
        message(
            "sheets.cure.best", short=listed_short(unplaced, labels), what=_words(best, schools, labels),
            seated=best.seated, left=sum(best.unplaced), cost_10k=best.cost_10k,
            money=labels.money.words,
        )
    ]  # fmt: skip
    cheap = min(helping, key=lambda one: (one.price_10k or 0.0, one.cost_10k))
    if cheap is not best:
        said.append(
            message(
                "sheets.cure.cheapest_a_seat", what=_words(cheap, schools, labels),
                price_10k=cheap.price_10k or 0.0, seated=cheap.seated, left=sum(cheap.unplaced),
                money=labels.money.words,
            )
        )  # fmt: skip
    if best.last_round and best.last_round < this_round:
        said.append(message("sheets.cure.too_late", year=best.last_round))
    elif best.last_round:
        said.append(message("sheets.cure.decide_by", year=best.last_round))
    loose = sum(not one.proven for one in ranked)
    said.append(
        message("sheets.cure.all_proven") if not loose else message("sheets.cure.not_proven", n=loose)
    )
    return said


def _words(one: Cure, schools: Mapping[str, School], labels: Labels) -> Words:
    return listed([_lever(lever, schools, labels) for lever in one.levers], "list.and")


def _lever(lever: str, schools: Mapping[str, School], labels: Labels) -> Words:
    school = schools.get(lever)
    if school is None:
        return message(f"sheets.cure.{lever}")
    band = labels.band(labels.bands.index(school.band))
    return message("sheets.cure.site", site=name_of(school.site), seats=school.seats, band=band)
