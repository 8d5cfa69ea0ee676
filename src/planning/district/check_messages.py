"""Every message about rows that do not fit together, in planners' words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where


def missing_rows(findings: Findings, where: Where, examples: Iterable[str], count: int) -> None:
    """Report combinations that a table lacks.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    examples
        Some of the combinations.
    count
        Number of combinations.
    """
    listed = "; ".join(examples)
    findings.add(
        where,
        zh=f"缺少 {count} 行，例如：{listed}",
        en=f"{count} rows are missing, for example: {listed}",
        fix_zh="请补齐；没有人数的写 0",
        fix_en="Add them; where there is nobody, write 0",
    )


def shares_do_not_sum(findings: Findings, where: Where, total: float) -> None:
    """Report payment shares that do not add up to 1.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    total
        Sum of the shares.
    """
    findings.add(
        where,
        zh=f"付款比例合计为 {total:g}，应为 1",
        en=f"the shares add up to {total:g}, not to 1",
        fix_zh="请改正 spend_share_1 至 spend_share_4",
        fix_en="Correct spend_share_1 to spend_share_4",
    )


def window_reversed(findings: Findings, where: Where, first: int, last: int) -> None:
    """Report a window of starts that ends before it begins.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    first, last
        Earliest and latest year of the start.
    """
    findings.add(
        where,
        zh=f"最早开工年 {first} 晚于最晚开工年 {last}",
        en=f"start_earliest {first} is later than start_latest {last}",
        fix_zh="请改正其中之一",
        fix_en="Correct one of them",
    )


def overfull(findings: Findings, where: Where, facility: str, band: str, pupils: int, places: float) -> None:
    """Warn of a site with more pupils than permanent and temporary seats.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    facility, band
        Key of the site, and band.
    pupils
        Pupils enrolled.
    places
        Permanent and temporary seats.
    """
    findings.add(
        where,
        zh=f"{facility} 的 {band} 有在校生 {pupils} 人，超过学位与临时学位合计 {places:g} 个",
        en=f"{facility} has {pupils} pupils in {band}, more than its {places:g} permanent and temporary "
        "seats",
        fix_zh="已按现状接纳在校生，其间不再招收；请核对数字",
        fix_en="Pupils in place stay and no others are placed there meanwhile; check the figures",
    )
