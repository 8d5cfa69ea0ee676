"""The one plain sentence that an answer begins with."""

from __future__ import annotations

from typing import Final

from planning.appraise.compare import Comparison
from planning.domain.plan import Outcome

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Less than this many weighted pupil-years is none.
NOTHING: Final = 0.05
#: Tens of thousands in a million.
PER_MILLION: Final = 100.0
COUNTED: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Said = tuple[str, str]


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
        return f"{zh}：方案不变", f"{en}: the plan stays as it is"
    places, money = places_words(comparison), money_words(comparison)
    sure = ("", "")
    if any(outcome is not Outcome.PROVEN for outcome in outcomes):
        sure = ("（就已找到的方案而言）", ", as far as found")
    return f"{zh}，{places[0]}，{money[0]}{sure[0]}", f"{en} {places[1]} and {money[1]}{sure[1]}"


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
        return "不多解决也不减少学位", "gives nobody more a place"
    shortage = f"{weighted:+,.0f}"
    if abs(entrants) < NOBODY:
        return (
            f"缺口在学段或年份之间转移（加权 {shortage} 人·年）",
            f"moves the shortage between bands or years ({shortage} weighted pupil-years)",
        )
    if entrants < 0:
        return f"多解决 {-entrants:,.0f} 名新生的学位", f"gives {-entrants:,.0f} more entrants a place"
    return f"多 {entrants:,.0f} 名新生没有学位", f"leaves {entrants:,.0f} more entrants without a place"


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
    zh, en = ("多", "more") if change > 0 else ("少", "less")
    if not unit.money:
        if abs(change) < NOTHING:
            return "总路程不变", "makes the ways no longer"
        return (
            f"总路程{zh} {abs(change):,.0f} {unit.zh}",
            f"makes for {abs(change):,.0f} {unit.en} {'more' if change > 0 else 'fewer'}",
        )
    change_10k = change
    if abs(change_10k) < NOTHING:
        return "综合成本不变", "costs the same"
    return (
        f"综合成本{zh} {abs(change_10k):,.0f} {unit.zh}",
        f"costs {million_words(abs(change_10k))} {unit.coin} {en} "
        "(distance, temporary seats and building together)",
    )


def million_words(amount_10k: float) -> str:
    """Write an amount of tens of thousands in millions, in spoken form."""
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
        return f"增建{zh}（{after} 年启用）", f"Building {en} after all, to open in {after},"
    if before and not after:
        return f"不建{zh}（原定 {before} 年启用）", f"Leaving out {en}, which would open in {before},"
    if after:
        return f"{zh}仍在 {after} 年启用", f"Opening {en} in {after}, as the best plan has it,"
    return f"{zh}仍不建", f"Leaving out {en}, as the best plan has it,"
