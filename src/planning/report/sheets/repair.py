"""The smallest changes that make a scenario possible, in plain words."""

from __future__ import annotations

from typing import Final

from planning.domain.prices import MONEY, Unit
from planning.domain.repair import Action, Repairs
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

#: Said of repairs if time ran out.
MAY_BE_MORE: Final = (
    "时间所限，可能还有其他更小的改动",
    "time ran out; there may be other changes, and smaller ones",
)


def action_words(action: Action, money: Unit = MONEY) -> tuple[str, str]:
    """Describe one change of a repair in plain words.

    Parameters
    ----------
    action
        Change to describe.
    money
        Unit in which money is counted.

    Returns
    -------
    tuple of str
        Description in Chinese and English.
    """
    amount, where = action.amount, action.where
    n = f"{amount:,.0f}" if amount >= 10 or abs(amount - round(amount)) < 1e-6 else f"{amount:,.1f}"
    match action.kind:
        case "budget":
            return f"{where} 年增加 {n} {money.zh}", f"add {n} ({money.en}) in {where}"
        case "window":
            return f"{where} 推迟 {n} 年启用", f"open {where} {n} year(s) later"
        case "committed":
            return f"不再要求实施 {where}", f"do not carry {where} out"
        case "order":
            return f"取消 {where} 的先后或互斥要求", f"set aside the order or exclusion of {where}"
        case "works":
            return f"{where} 年多 {n} 个项目同时施工", f"allow {n} more project(s) under works in {where}"
        case "share":
            return f"放宽份额 {where}（差 {n} 个加权学位）", f"relax share {where} by {n} weighted seats"
        case "staff":
            return f"{where} 年增加教职工 {n} 人", f"add {n} staff in {where}"
        case "changes":
            return f"多允许 {n} 项与原公布不同", f"allow {n} more change(s) against the announcement"
        case _:
            return f"{where} 增加临时学位 {n} 个", f"add {n} temporary seats at {where}"


def repair_answer(found: Repairs, money: Unit = MONEY) -> Answer:
    """Answer with repairs of the rules.

    Parameters
    ----------
    found
        Repairs, the cheapest first; one without actions means that the rules can be kept as they are.
    money
        Unit in which money is counted.

    Returns
    -------
    Answer
        Sheet with a row for each change.
    """
    repairs = found.repairs
    possible = any(repair.nothing_to_do for repair in repairs)
    needed = [repair for repair in repairs if not repair.nothing_to_do]
    rows = []
    for number, repair in enumerate(needed, start=1):
        for action in repair.actions:
            zh, en = action_words(action, money)
            proven = "yes" if repair.proven else "no"
            rows.append((number, zh, en, action.kind, action.where, action.amount, repair.cost, proven))
    sheet = Sheet(
        name="repair",
        zh="最小改动",
        en="Smallest changes",
        fields=fields_of(
            ("repair", "方案", "Repair", "year"),
            ("action_zh", "改动", "Chinese"),
            ("action_en", "改动（英文）", "Change"),
            ("kind", "规则", "Kind"),
            ("where", "何处", "Where"),
            ("amount", "数量", "Amount", "number"),
            ("cost", "加权代价", "Weighted cost", "count"),
            ("proven", "已证明最小", "Proven smallest"),
        ),
        rows=rows_of(rows),
    )
    if possible:
        said = ("全部规则可以同时满足，不需要改动", "all rules can be kept together; nothing need be changed")
    elif not rows and not found.complete:
        said = (
            "在限定时间内没有找到改动；这不说明没有出路",
            "no change was found within the time limit, which does not say that there is none",
        )
    elif not rows:
        said = ("在允许改动的规则内找不到出路", "nothing that may be changed makes it possible")
    else:
        words = [action_words(action, money) for action in needed[0].actions]
        said = (
            "规则不能同时满足。最小改动：" + "；".join(zh for zh, _ in words),
            "rules clash. Smallest change: " + "; ".join(en for _, en in words),
        )
    return Answer(
        name="repair",
        sheets=(sheet,),
        sentences=(said, MAY_BE_MORE) if rows and not found.complete else (said,),
        facts=(("possible", possible),),
        result=repairs,
    )
