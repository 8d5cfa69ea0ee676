"""The one plain sentence that an answer begins with."""

from __future__ import annotations

from typing import Final

from planning.appraise.compare import Comparison
from planning.domain.plan import Outcome
from planning.words import Words, message, name_in

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Less than this many weighted pupil-years is none.
NOTHING: Final = 0.05
#: 10,000 yuan in a million.
PER_MILLION: Final = 100.0
COUNTED: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Said = Words


def change_sentence(
    comparison: Comparison, project: int, name: Said, *, outcomes: tuple[Outcome, Outcome]
) -> Said:
    """Write one sentence on the effect of another opening of a project.

    Parameters
    ----------
    comparison
        Best plan, and the plan with the other opening.
    project
        Position of the project.
    name
        Chinese and English name of the project.
    outcomes
        Outcomes of the two plans.

    Returns
    -------
    tuple of str
        One sentence in Chinese and one in English, without a full stop.
    """
    before = int(comparison.before.opening_year[project])
    after = int(comparison.after.opening_year[project])
    zh, en = _move(name, before, after)
    if not comparison.moved and before == after:
        return message("sheets.sentences.plan_stays", words=name(words=words))
    places, money = places_words(comparison), money_words(comparison)
    sure = ("", "")
    if any(outcome is not Outcome.PROVEN for outcome in outcomes):
        sure = message("sheets.sentences.far_found")
    return message(
        "sheets.sentences.and",
        words=name(words=words),
        places=name_in(zh=places[0], en=places[1]),
        money=name_in(zh=money[0], en=money[1]),
        sure=name_in(zh=sure[0], en=sure[1]),
    )


def places_words(comparison: Comparison) -> Said:
    """Write a clause on how many more or fewer entrants the second plan places.

    Parameters
    ----------
    comparison
        Two plans to compare.

    Returns
    -------
    tuple of str
        Clause in Chinese, and clause in English that follows a subject.
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


def money_words(comparison: Comparison) -> Said:
    """Write a clause on how much more or less the second plan costs in O2, in its unit.

    Parameters
    ----------
    comparison
        Two plans.

    Returns
    -------
    tuple of str
        Clause in Chinese, and clause in English that follows a subject.
    """
    change, unit = comparison.after.o2 - comparison.before.o2, comparison.o2_unit
    zh, en = message("sheets.sentences.more") if change > 0 else message("sheets.sentences.less")
    if not unit.money:
        if abs(change) < NOTHING:
            return message("sheets.sentences.makes_ways_no_longer")
        return message(
            "sheets.sentences.makes",
            words=name_in(zh=zh, en=unit.en),
            change=abs(change),
            words_2=name_in(zh=unit.zh, en="more" if change > 0 else "fewer"),
        )
    change_10k = change
    if abs(change_10k) < NOTHING:
        return message("sheets.sentences.costs_same")
    return message(
        "sheets.sentences.costs_distance_temporary_seats_building",
        words=name_in(zh=zh, en=million_words(abs(change_10k))),
        change_10k=name_in(zh=abs(change_10k), en=en),
    )


def million_words(amount_10k: float) -> str:
    """Write an amount of 10,000 yuan in millions, in spoken form."""
    amount = amount_10k / PER_MILLION
    return f"{amount:,.1f} million" if amount >= 1.0 else f"{amount_10k * 10_000:,.0f}"


def _move(name: Said, before: int, after: int) -> Said:
    zh, en = name
    if before and after and before != after:
        years = abs(after - before)
        counted = COUNTED[years] if years < len(COUNTED) else str(years)
        plural = "" if years == 1 else "s"
        if after < before:
            return (
                f"{zh}提前 {years} 年（{after} 年启用，而非 {before} 年）",
                f"Opening {en} in {after} instead of {before}, {counted} year{plural} earlier,",
            )
        return (
            f"{zh}推迟 {years} 年（{after} 年启用，而非 {before} 年）",
            f"Opening {en} in {after} instead of {before}, {counted} year{plural} later,",
        )
    if after and not before:
        return message("sheets.sentences.building_after_all_open", words=name(words=words), after=after)
    if before and not after:
        return message("sheets.sentences.leaving_out_would_open", words=name(words=words), before=before)
    if after:
        return message("sheets.sentences.opening_best_plan", words=name(words=words), after=after)
    return message("sheets.sentences.leaving_out_best_plan", words=name(words=words))
