"""The smallest changes that make a scenario possible, in plain words."""

from __future__ import annotations

from typing import Final

from planning.domain.prices import MONEY, Unit
from planning.domain.repair import Action, Repairs
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.report.sheets.values import told
from planning.words import Words, listed, message

#: Said of repairs if time ran out.
MAY_BE_MORE: Final = message("sheets.repair.may_be_more")


def action_words(action: Action, money: Unit = MONEY) -> Words:
    """Describe one change of a repair in plain words.

    Parameters
    ----------
    action
        Change to describe.
    money
        Unit in which money is counted.

    Returns
    -------
    Words
        Description.
    """
    amount, where = action.amount, action.where
    n = f"{amount:,.0f}" if amount >= 10 or abs(amount - round(amount)) < 1e-6 else f"{amount:,.1f}"
    match action.kind:
        case "budget":
            return message("sheets.repair.add", money=money.words, where=where, n=n)
        case "window":
            return message("sheets.repair.open_year_s_later", where=where, n=n)
        case "committed":
            return message("sheets.repair.do_not_carry_out", where=where)
        case "order":
            return message("sheets.repair.set_aside_order_exclusion", where=where)
        case "works":
            return message("sheets.repair.allow_more_project_s_under", where=where, n=n)
        case "share":
            return message("sheets.repair.relax_share_weighted_seats", where=where, n=n)
        case "staff":
            return message("sheets.repair.add_staff", where=where, n=n)
        case "changes":
            return message("sheets.repair.allow_more_change_s_against", n=n)
        case _:
            return message("sheets.repair.add_temporary_seats", where=where, n=n)


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
            words = action_words(action, money)
            proven = YES if repair.proven else NO
            rows.append((number, *told(words), action.kind, action.where, action.amount, repair.cost, proven))
    sheet = Sheet(
        name="repair",
        words=message("sheets.repair.smallest_changes"),
        fields=fields_of(
            ("repair", message("sheets.repair.repair"), "year"),
            ("action_zh", message("sheets.repair.chinese")),
            ("action_en", message("sheets.repair.change")),
            ("kind", message("sheets.repair.kind")),
            ("where", message("sheets.repair.where")),
            ("amount", message("sheets.repair.amount"), "number"),
            ("cost", message("sheets.repair.weighted_cost"), "count"),
            ("proven", message("sheets.repair.proven_smallest")),
        ),
        rows=rows_of(rows),
    )
    if possible:
        said = message("sheets.repair.all_rules_can_kept_together")
    elif not rows and not found.complete:
        said = message("sheets.repair.nothing_found_in_time")
    elif not rows:
        said = message("sheets.repair.nothing_may_changed_makes_possible")
    else:
        changes = listed((action_words(action, money) for action in needed[0].actions), "list.semicolon")
        said = message("sheets.repair.rules_clash", changes=changes)
    return Answer(
        name="repair",
        sheets=(sheet,),
        sentences=(said, MAY_BE_MORE) if rows and not found.complete else (said,),
        facts=(("possible", possible),),
        result=repairs,
    )
