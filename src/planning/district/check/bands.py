"""Whether the bands of a table lead from one to the next."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

from planning.district.contracts.bands import AGES, YES
from planning.district.contracts.projects import STATUSES
from planning.domain.bands import FOLLOWING, ID, Enters
from planning.errors import Findings, Where

#: Words that stand where the key of a band may stand.
TAKEN: Final = ("all", *STATUSES)
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
WITH_DEMAND: Final = (Enters.PER_1000, Enters.SHARE)


def check_bands(frame: pd.DataFrame, *, file: str, findings: Findings) -> None:
    """Report bands whose keys, ages, grades or ways of entering do not fit together.

    Parameters
    ----------
    frame
        Table of bands whose cells are of their kinds.
    file
        File of the table, as messages name it.
    findings
        Receives the faults.
    """
    records: list[dict[str, Any]] = [{str(k): v for k, v in r.items()} for r in frame.to_dict("records")]
    rows = {str(row["id"]): row for row in records}
    for row in rows.values():
        _check_words(row, file, findings)
        _check_after(row, rows, file, findings)
        _check_demand(row, file, findings)
    _check_once(rows, file, findings)


def _check_words(row: dict[str, Any], file: str, findings: Findings) -> None:
    """Report a key or colour that cannot be used, ages beyond the tables, and a radius that cannot count."""
    at, key, colour = int(row["row"]), str(row["id"]), str(row["colour"])
    if not ID.fullmatch(key) or key in TAKEN:
        findings.add(
            Where(file=file, row=at, column="id"),
            zh=f"“{key}”不能用作学段编号",
            en=f"'{key}' cannot be the key of a band",
            fix_zh="请用小写英文字母开头的字母、数字与下划线，最多 30 个",
            fix_en="Use up to 30 small letters, digits and underscores, a letter first; "
            f"not {', '.join(TAKEN)}",
        )
    if colour and not COLOUR.fullmatch(colour):
        findings.add(
            Where(file=file, row=at, column="colour"),
            zh=f"“{colour}”不是 #rrggbb 形式的颜色",
            en=f"'{colour}' is no colour of the form #rrggbb",
            fix_zh="例如 #0072b2；或留空",
            fix_en="For example #0072b2; or leave it empty",
        )
    if int(row["entry_age"]) + int(row["years"]) > AGES:
        findings.add(
            Where(file=file, row=at, column="years"),
            zh=f"末年级为 {int(row['entry_age']) + int(row['years']) - 1} 岁，分岁数据只到 {AGES - 1} 岁",
            en=f"its last grade is aged {int(row['entry_age']) + int(row['years']) - 1}, and persons are "
            f"counted up to {AGES - 1}",
            fix_zh="请改正 entry_age 或 years",
            fix_en="Correct entry_age or years",
        )
    if row["district_wide"] == YES and pd.notna(row["radius_m"]):
        findings.add(
            Where(file=file, row=at, column="radius_m"),
            zh="全区统一就读的学段没有服务半径",
            en="a district-wide band has no service radius",
            fix_zh="请留空 radius_m，或把 district_wide 改为 no",
            fix_en="Leave radius_m empty, or set district_wide to no",
        )


def _check_after(row: dict[str, Any], rows: dict[str, dict[str, Any]], file: str, findings: Findings) -> None:
    """Report a band that follows none, itself, or one whose ages or grades end elsewhere."""
    where, enters, after = Where(file=file, row=int(row["row"]), column="after"), row["enters"], row["after"]
    if enters not in FOLLOWING:
        if after:
            findings.add(
                where,
                zh=f"enters 为 {enters} 的学段没有前一学段",
                en=f"a band whose enters is {enters} comes after none",
                fix_zh="请留空 after，或改 enters 为 before、rate 或 rest",
                fix_en="Leave after empty, or set enters to before, rate or rest",
            )
        return
    before = rows.get(str(after))
    if before is None:
        findings.add(
            where,
            zh=f"没有学段“{after}”，现有：{', '.join(rows)}",
            en=f"there is no band '{after}'; there are: {', '.join(rows)}",
            fix_zh="请填前一学段的编号",
            fix_en="Give the key of the band before it",
        )
        return
    for column in ("entry_age", "first_grade"):
        ends = int(before[column]) + int(before["years"])
        if int(row[column]) != ends:
            # Ages that lead on leave no way round in a circle.
            findings.add(
                Where(file=file, row=int(row["row"]), column=column),
                zh=f"{row['id']} 的 {column} 为 {int(row[column])}，而 {after} 止于 {ends - 1}",
                en=f"{column} of {row['id']} is {int(row[column])}, and {after} ends with {ends - 1}",
                fix_zh=f"应为 {ends}；请改正其一",
                fix_en=f"It must be {ends}; correct one of the two",
            )


def _check_demand(row: dict[str, Any], file: str, findings: Findings) -> None:
    """Report demand that is missing, or not asked for."""
    enters, demand = row["enters"], float(row["demand"])
    needed, given = enters in WITH_DEMAND, bool(pd.notna(demand))
    if needed == given and not (enters == Enters.SHARE and demand > 1.0):
        return
    findings.add(
        Where(file=file, row=int(row["row"]), column="demand"),
        zh=f"enters 为 {enters} 时，demand {'须为 0 至 1 的比例或千人学位' if needed else '须留空'}",
        en=f"where enters is {enters}, demand must be "
        + ("places for each 1,000 residents, or a share of at most 1" if needed else "empty"),
        fix_zh="请改正 demand 或 enters",
        fix_en="Correct demand or enters",
    )


def _check_once(rows: dict[str, dict[str, Any]], file: str, findings: Findings) -> None:
    """Report bands that take the same children twice, and a rest of nothing."""
    for row in rows.values():
        enters, after = row["enters"], row["after"]
        same = [
            other["id"]
            for other in rows.values()
            if other is not row and other["after"] == after and other["enters"] in FOLLOWING
        ]
        rates = [key for key in same if rows[key]["enters"] == Enters.RATE]
        if (enters == Enters.BEFORE and same) or (enters == Enters.REST and not rates):
            zh, en = (
                (
                    f"{after} 的全体又进入 {', '.join(same)}",
                    f"the whole of {after} enters {', '.join(same)} too",
                )
                if enters == Enters.BEFORE
                else (
                    f"没有按录取率自 {after} 招生的学段，无从计算其余",
                    f"no band takes a share of {after} by rate, so that there is no rest",
                )
            )
            findings.add(
                Where(file=file, row=int(row["row"]), column="enters"),
                zh=f"{row['id']}：" + zh,
                en=f"{row['id']}: " + en,
                fix_zh="前一学段可以全体升入一个学段（before），或由 rate 与 rest 分取",
                fix_en="Let one band take the whole (before), or share it between rate and rest",
            )
