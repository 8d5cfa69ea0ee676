"""The one plain sentence that an answer begins with."""

from __future__ import annotations

from typing import Final

from planning.appraise.compare import Comparison
from planning.domain.plan import Outcome
from planning.words import Words, message

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Less than this many weighted pupil-years is none.
NOTHING: Final = 0.05
#: Tens of thousands in a million.
PER_MILLION: Final = 100.0
#: Small numbers in words.
COUNTED: Final = (
    message("number.0"), message("number.1"), message("number.2"), message("number.3"), message("number.4"),
    message("number.5"), message("number.6"), message("number.7"), message("number.8"), message("number.9"),
    message("number.10"),
)  # fmt: skip


class Amount10k(float):
    """Amount of tens of thousands that a text may show in coins or in millions, as its language counts.

    Examples
    --------
    >>> f"{Amount10k(12_345):,.0f}", f"{Amount10k(12_345):million}", f"{Amount10k(1.5):coins}"
    ('12,345', '123.5', '15,000')
    """

    def __format__(self, spec: str) -> str:
        """Format in millions with the format ``million``, in coins with ``coins``."""
        if spec == "million":
            return f"{float(self) / PER_MILLION:,.1f}"
        return f"{float(self) * 10_000:,.0f}" if spec == "coins" else format(float(self), spec)


def change_sentence(
    comparison: Comparison, project: int, name: Words, *, outcomes: tuple[Outcome, Outcome]
) -> Words:
    """Write one sentence on the effect of another opening of a project.

    Parameters
    ----------
    comparison
        Best plan, and the plan with the other opening.
    project
        Position of the project.
    name
        Name of the project.
    outcomes
        Outcomes of the two plans.

    Returns
    -------
    Words
        Sentence without a full stop.
    """
    before = int(comparison.before.opening_year[project])
    after = int(comparison.after.opening_year[project])
    move = _move(name, before, after)
    if not comparison.moved and before == after:
        return message("sheets.sentences.plan_stays", move=move)
    places, money = places_words(comparison), money_words(comparison)
    if any(outcome is not Outcome.PROVEN for outcome in outcomes):
        return message("sheets.sentences.move_places_money_as_found", move=move, places=places, money=money)
    return message("sheets.sentences.move_places_money", move=move, places=places, money=money)


def places_words(comparison: Comparison) -> Words:
    """Write a clause on how many more or fewer entrants the second plan places.

    Parameters
    ----------
    comparison
        Two plans to compare.

    Returns
    -------
    Words
        Clause; in English, one that follows a subject.
    """
    entrants = float((comparison.after.unplaced_entrants - comparison.before.unplaced_entrants).sum())
    weighted = comparison.after.o1 - comparison.before.o1
    if abs(entrants) < NOBODY and abs(weighted) < NOTHING:
        return message("sheets.sentences.gives_nobody_more_place")
    shortage = f"{weighted:+,.0f}"
    if abs(entrants) < NOBODY:
        return message("sheets.sentences.moves_shortage_between_bands_years", shortage=shortage)
    if entrants < 0:
        return message("sheets.sentences.gives_more_entrants_place", entrants=-entrants)
    return message("sheets.sentences.leaves_more_entrants_without_place", entrants=entrants)


def money_words(comparison: Comparison) -> Words:
    """Write a clause on how much more or less the second plan costs in O2, in its unit.

    Parameters
    ----------
    comparison
        Two plans.

    Returns
    -------
    Words
        Clause; in English, one that follows a subject.
    """
    change, unit = comparison.after.o2 - comparison.before.o2, comparison.o2_unit
    amount = abs(change)
    if not unit.money:
        if amount < NOTHING:
            return message("sheets.sentences.makes_ways_no_longer")
        if change > 0:
            return message("sheets.sentences.makes_ways_longer", change=amount, unit=unit.words)
        return message("sheets.sentences.makes_ways_shorter", change=amount, unit=unit.words)
    if amount < NOTHING:
        return message("sheets.sentences.costs_same")
    units = {"money": unit.words, "coin": unit.coin}
    if amount >= PER_MILLION:
        if change > 0:
            return message("sheets.sentences.costs_millions_more", amount=Amount10k(amount), **units)
        return message("sheets.sentences.costs_millions_less", amount=Amount10k(amount), **units)
    if change > 0:
        return message("sheets.sentences.costs_coins_more", amount=Amount10k(amount), **units)
    return message("sheets.sentences.costs_coins_less", amount=Amount10k(amount), **units)


def _move(project: Words, before: int, after: int) -> Words:
    if before and after and before != after:
        years = abs(after - before)
        values = {
            "project": project,
            "n": years,
            "after": after,
            "before": before,
            "counted": COUNTED[years] if years < len(COUNTED) else years,
        }
        if after < before:
            return message("sheets.sentences.opens_earlier", **values)
        return message("sheets.sentences.opens_later", **values)
    if after and not before:
        return message("sheets.sentences.built_after_all", project=project, after=after)
    if before and not after:
        return message("sheets.sentences.left_out", project=project, before=before)
    if after:
        return message("sheets.sentences.opens_as_in_best_plan", project=project, after=after)
    return message("sheets.sentences.left_out_as_in_best_plan", project=project)
