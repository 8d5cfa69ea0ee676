"""What one more seat, and one more yuan, is worth."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.marginal_values import MoneyValues, SeatValues
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

MOST_VALUED: Final = 20


def prices_answer(seats_worth: SeatValues, money_worth: MoneyValues, labels: Labels) -> Answer:
    """Answer with the values of one more seat and of more money.

    Parameters
    ----------
    seats_worth
        Values of a permanent seat, by facility, band and year.
    money_worth
        Values of money, by year.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheets with a row for each of the most valuable schools and bands, and one for each year's money.
    """
    o1, o2_10k = seats_worth.o1, seats_worth.o2_10k
    money, step_10k = money_worth.o1_per_10k, money_worth.step_10k
    whole = o1.sum(axis=2)
    order = np.argsort(-(whole + o2_10k.sum(axis=2) / 1e6), axis=None)[:MOST_VALUED]
    places = [np.unravel_index(int(i), whole.shape) for i in order]
    seats = Sheet(
        name="seats",
        zh="自首年起每增一个学位的价值（前20处）",
        en="Worth of one more seat in every year (top 20)",
        fields=fields_of(
            ("facility", "学校", "Facility"),
            ("name_zh", "名称", "Chinese name"),
            ("name_en", "英文名", "Name"),
            ("band", "学段", "Band"),
            ("unhoused", "减少的加权无学位人·年", "Weighted unhoused pupil-years saved", "number"),
            ("o2_10k", "节省 O2（万元）", "O2 saved (10,000 yuan)", "number"),
            ("best_year", "最值之年", "Year worth most", "year"),
        ),
        rows=rows_of(
            (
                *labels.facility(int(f)),
                labels.bands[int(b)],
                float(whole[f, b]),
                float(o2_10k[f, b].sum()),
                labels.years[int((o1[f, b] + o2_10k[f, b] / 1e6).argmax())],
            )
            for f, b in places
            if whole[f, b] > 1e-6 or o2_10k[f, b].sum() > 1e-6
        ),
    )
    money_sheet = Sheet(
        name="money",
        zh="每增一万元的价值",
        en="Worth of 10,000 yuan more",
        fields=fields_of(
            ("year", "年", "Year", "year"),
            ("unhoused_per_10k", "减少的加权无学位人·年", "Weighted unhoused pupil-years saved", "number"),
        ),
        rows=rows_of((year, float(money[t])) for t, year in enumerate(labels.years)),
    )
    return Answer(
        name="prices",
        sheets=(seats, money_sheet),
        sentences=(
            (
                "学位价值为开工安排固定后分配线性规划的对偶值；资金价值为逐年增加后重新求解所得",
                "a seat's worth is the dual of the allocation with the schedule fixed; money's is found by "
                f"solving again with {step_10k:,.0f} (10,000 yuan) more in one year",
            ),
        ),
        result=(seats_worth, money_worth),
        facts=(("step_10k", step_10k),),
    )
