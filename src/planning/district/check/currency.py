"""Check of the currency of a district."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.domain.currency import CODE, YUAN, Currency, currency_of
from planning.errors import Findings, Where
from planning.words import message


def check_currency(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], findings: Findings
) -> None:
    """Report a currency that is no code.

    Parameters
    ----------
    tables, files
        Tables that could be read, and the file of each, as messages name it.
    findings
        Receives the fault.
    """
    if "district" not in tables:
        return
    frame, file = tables["district"], files["district"]
    for code, row in zip(frame["currency"], frame["row"], strict=True):
        if code and not CODE.fullmatch(str(code)):
            not_a_currency(findings, Where(file=file, row=int(row), column="currency"), str(code))


def currency_in(frame: pd.DataFrame) -> Currency:
    """Return the currency of a district from its table; yuan if it names none."""
    return currency_of(str(frame["currency"].iloc[0]) or YUAN.code)


def not_a_currency(findings: Findings, where: Where, code: str) -> None:
    """Report a text that is no code of a currency.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    code
        Text given.
    """
    findings.add(
        where,
        words=message("check.currency.no_code", code=code),
        fix=message("check.currency.fix_no_code"),
    )
