"""Every message about rows that do not fit together, in planners' words."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where
from planning.words import message


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
        words=message("district.check_messages.missing_rows", count=count, examples=listed),
        fix=message("district.check_messages.missing_rows_fix"),
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
        words=message("district.check_messages.shares_do_not_sum", total=total),
        fix=message("district.check_messages.shares_do_not_sum_fix"),
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
        words=message("district.check_messages.window_reversed", first=first, last=last),
        fix=message("district.check_messages.window_reversed_fix"),
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
        words=message(
            "district.check_messages.overfull",
            facility=facility,
            band=band,
            pupils=pupils,
            places=places,
        ),
        fix=message("district.check_messages.overfull_fix"),
    )
