"""What one more seat, one more class and more money are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planning.domain.marginal_values import Gain, MarginalValues, SeatValue
from planning.domain.prices import Unit
from planning.report.sheets.answer import Answer
from planning.report.sheets.frontier import moves_text
from planning.report.sheets.labels import Labels, in_sentence
from planning.report.sheets.sheet import Field, Sheet, fields_of, rows_of

Said = tuple[str, str]


def gain_columns(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """Return the columns that say what more of something changes; ``unit`` is that of O2."""
    return (
        ("entrants", "多得学位的新生（人）", "Entrants more with a place", "number"),
        ("unhoused", "减少的加权无学位人·年", "Weighted pupil-years fewer without a place", "number"),
        ("o2_10k", f"节省 O2（{unit.zh}）", f"O2 saved ({unit.en})", "number"),
        ("moves", "随之变动的项目", "Projects that open otherwise"),
        ("proven", "已证明", "Proven"),
    )


def prices_answer(found: MarginalValues | None, labels: Labels) -> Answer:
    """Answer with the values of one more seat, one more class and more money.

    Parameters
    ----------
    found
        Values that are not 0; None if there was no time for any.
    labels
        Keys and names of the axes.

    Returns
    -------
    Answer
        Sheets with a row for each school and band, and for each year, where more is worth something.
    """
    if found is None:
        said = ("在限定时间内没有任何结论，请延长 --seconds", "nothing was settled in time; raise --seconds")
        return Answer(name="prices", sheets=(), sentences=(said,))
    return Answer(
        name="prices",
        sheets=(
            _seats_sheet(
                found.classes,
                found.openings,
                labels,
                name="classes",
                zh="自首年起增加一个班的价值",
                en="Worth of one more class from the first year on",
            ),
            _seats_sheet(
                found.seats,
                found.openings,
                labels,
                name="seats",
                zh="自首年起增加一个学位的价值",
                en="Worth of one more seat from the first year on",
            ),
            _money_sheet(found, labels),
        ),
        sentences=(_seat_sentence(found, labels), _money_sentence(found, labels), *_method(found)),
        result=found,
        facts=(
            ("step_10k", found.step_10k),
            ("money_binds", found.money_binds),
            ("asked", found.asked),
            ("places", found.places),
        ),
    )


def _seats_sheet(
    values: Sequence[SeatValue], openings: Sequence[int], labels: Labels, *, name: str, zh: str, en: str
) -> Sheet:
    rows = [
        (
            *labels.facility(value.facility),
            labels.bands[value.band],
            value.seats,
            *_cells(value.gain, openings, labels),
        )
        for value in values
    ]
    fields = fields_of(
        ("facility", "学校", "Facility"),
        ("name_zh", "名称", "Chinese name"),
        ("name_en", "英文名", "Name"),
        ("band", "学段", "Band"),
        ("more_seats", "增加的学位", "Seats added", "count"),
        *gain_columns(labels.o2_unit),
    )
    return Sheet(name=name, zh=zh, en=en, fields=fields, rows=rows_of(rows))


def _money_sheet(found: MarginalValues, labels: Labels) -> Sheet:
    rows = [
        (labels.years[value.year], value.amount_10k, *_cells(value.gain, found.openings, labels))
        for value in found.money
    ]
    fields: tuple[Field, ...] = fields_of(
        ("year", "年", "Year", "year"),
        ("more_10k", f"增加的资金（{labels.money.zh}）", f"Money added ({labels.money.en})", "count"),
        *gain_columns(labels.o2_unit),
    )
    return Sheet(
        name="money", zh="某一年增加资金的价值", en="Worth of more money in one year",
        fields=fields, rows=rows_of(rows),
    )  # fmt: skip


def _cells(gain: Gain, openings: Sequence[int], labels: Labels) -> tuple[Any, ...]:
    moves = moves_text(openings, gain.openings, labels)
    return gain.entrants, gain.o1, gain.o2_10k, moves, "yes" if gain.proven else "no"


def _seat_sentence(found: MarginalValues, labels: Labels) -> Said:
    """State the best class, or that none is worth anything."""
    asked = (
        f"问了最可能的 {found.asked} 处（共 {found.places} 处学校与学段）",
        f"the {found.asked} likeliest of {found.places} schools and bands were asked about",
    )
    if not found.screened:
        asked = (
            f"只问了 {found.asked} 处（共 {found.places} 处学校与学段），来不及比较何处最可能",
            f"{found.asked} of {found.places} schools and bands were asked about; which are likeliest was "
            "not settled in time",
        )
    if found.asked == found.places:
        asked = (
            f"问了全部 {found.places} 处学校与学段",
            f"all {found.places} schools and bands were asked about",
        )
    best = (*found.classes, *found.seats)[:1]
    if not best:
        zh, en = (
            "多一个学位或一个班，既不多解决学位，也不省钱",
            ("one more seat, or one more class, gives nobody a place and saves nothing"),
        )
        if found.unsettled or not found.asked:
            zh, en = "尚未查明多一个学位或一个班的价值", "what one more seat or class is worth is not settled"
        return f"{zh}；{asked[0]}", f"{en}; {asked[1]}"
    value = best[0]
    key, name_zh, name_en = labels.facility(value.facility)
    band_zh, band_en = labels.band_label(value.band)
    at_zh, at_en = f"{name_zh or key}（{band_zh}）", f"{name_en or key} ({in_sentence(band_en) or band_zh})"
    zh, en = _worth(value.gain, labels.o2_unit)
    what_zh = "一个班" if found.classes else "一个学位"
    what_en = "class" if found.classes else "seat"
    return (
        f"最值得增加的是{at_zh}的{what_zh}（{value.seats:,.0f} 个学位）：{zh}；{asked[0]}",
        f"one more {what_en} of {value.seats:,.0f} is worth most at {at_en}: {en}; {asked[1]}",
    )


def _worth(gain: Gain, unit: Unit) -> Said:
    saved, zh, en = abs(gain.o2_10k), [], []
    if gain.o1:
        zh.append(f"多 {gain.entrants:,.1f} 名新生有学位（加权 {gain.o1:,.0f} 人·年）")
        en.append(f"{gain.entrants:,.1f} more entrants with a place ({gain.o1:,.0f} weighted pupil-years)")
    if gain.o2_10k:
        more = gain.o2_10k < 0
        zh.append(f"O2 {'增加' if more else '节省'} {saved:,.2f} {unit.zh}")
        en.append(f"{saved:,.2f} ({unit.en}) {'more of' if more else 'saved in'} O2")
    return "，".join(zh), ", ".join(en)


def _money_sentence(found: MarginalValues, labels: Labels) -> Said:
    step_zh = f"{found.step_10k:,.0f} {labels.money.zh}"
    step_en = f"{found.step_10k:,.0f} ({labels.money.en})"
    if found.money_binds is False:
        return (
            "资金不构成限制：即使没有年度限额，方案也一样好，多给钱没有价值",
            "money does not bind: without any yearly limit the plan would be as good, so more money is worth "
            "nothing",
        )
    if found.money:
        best = max(found.money, key=lambda value: (value.gain.o1, value.gain.o2_10k))
        zh, en = _worth(best.gain, labels.o2_unit)
        year = labels.years[best.year]
        return (
            f"资金构成限制：多给 {step_zh}，在 {year} 年最有价值：{zh}",
            f"money binds: {step_en} more is worth most in {year}: {en}",
        )
    if found.money_binds is None or found.money_asked < len(labels.years):
        return "资金是否构成限制尚未查明", "whether money binds is not settled in time"
    return (
        f"资金构成限制，但任何一年只多给 {step_zh} 都没有变化；planning frontier 给出从多少起有用",
        f"money binds, but {step_en} more in any one year changes nothing; planning frontier shows from "
        "which limit on it does",
    )


def _method(found: MarginalValues) -> list[Said]:
    said = [
        (
            "每个数都是加上该学位、班或资金后重新求解所得，项目可随之改期；没有价值的不列出",
            "each figure is found by solving again with the seat, class or money, projects free to open "
            "otherwise; what is worth nothing is left out",
        )
    ]
    loose = sum(not gain.proven for gain in found.gains) + found.unsettled
    if loose:
        said.append(
            (
                f"其中 {loose} 个在限定时间内未证明，是已找到的方案之差；延长 --seconds 可继续",
                f"{loose} of them are not proven: they compare the plans found in time; raise --seconds to "
                "go on",
            )
        )
    return said
