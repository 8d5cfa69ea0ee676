"""What a round changes against the last one, in sentences and sheets."""

from __future__ import annotations

from dataclasses import dataclass

from planning.report.sheets.results import results_sheets
from planning.report.sheets.sheet import Sheet
from planning.results.results import Results, unplaced_total

Said = tuple[str, str]
#: Changes below this many entrants, or of money, are none.
NOTHING = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class LastRound:
    """Results of the last budget round and of this one.

    Parameters
    ----------
    before, after
        Results of the last round and of this one.
    title
        Chinese and English title of the last round.
    """

    before: Results
    after: Results
    title: Said


def against(last: LastRound) -> tuple[list[Said], tuple[Sheet, ...]]:
    """Describe what changed since the last round.

    Parameters
    ----------
    last
        Results of both rounds.

    Returns
    -------
    tuple
        Sentences in Chinese and English, and the sheets behind them: projects moved, bands, zones, money.
    """
    before, after, title = last.before, last.after, last.title
    money = after.money
    sheets = results_sheets(before, after)
    moved = sheets[0].rows
    one, two = (unplaced_total(side.unplaced, side.bands) for side in (before, after))
    lacking = two - one
    spent = float(after.budget["spent_10k"].sum() - before.budget["spent_10k"].sum())
    said = [(f"与上一轮“{title[0]}”相比：", f"Against the last round, {title[1]}:")]
    if moved:
        zh = "、".join(f"{row[1]}（{_year(row[3], '不开工')}→{_year(row[4], '不开工')}）" for row in moved)
        en = ", ".join(
            f"{row[2]} ({_year(row[3], 'not started')} to {_year(row[4], 'not started')})" for row in moved
        )
        said.append(
            (f"{len(moved)} 个项目启用年变动：{zh}。", f"{len(moved)} projects open in another year: {en}.")
        )
    else:
        said.append(("没有项目变动。", "No project moves."))
    said.append(
        (
            f"无学位新生（各年合计）{_change(lacking)} 人；规划期支出 {_change(spent)} {money.zh}。",
            f"Entrants without a seat over all years {_change(lacking)}; spending over the horizon "
            f"{_change(spent)} ({money.en}).",
        )
    )
    # One item of the list, so that the comparison reads as one thing.
    return [("".join(zh for zh, _ in said), " ".join(en for _, en in said))], sheets


def _year(year: int, never: str) -> str:
    return str(year) if year else never


def _change(value: float) -> str:
    return "±0" if abs(value) < NOTHING else f"{value:+,.0f}"
