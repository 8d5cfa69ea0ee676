"""Money of a district: its currency, and the unit in which amounts are counted and shown.

Amounts are counted in 10,000 of the currency, in every currency alike, as the names of columns and of
settings say (``cost_10k``, ``limit_10k``). They are shown so too: a figure on a page that were a hundred
times the one in the file and in the scenario beside it would be misread sooner or later.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from planning.errors import ProblemError
from planning.words import Words, message, name_in

#: Code of a currency, as in ISO 4217.
CODE: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class Currency:
    """Currency of a district.

    Parameters
    ----------
    code
        Code as in ISO 4217.
    zh, en
        Name of its unit in Chinese and English.

    Raises
    ------
    ProblemError
        If the code is not three capital letters.

    Examples
    --------
    >>> [currency_of("USD").words.text(language) for language in ("zh", "en")]
    ['万美元', '10,000 US dollars']
    >>> [currency_of("SEK").words.text(language) for language in ("zh", "en")]
    ['万 SEK', '10,000 SEK']
    >>> currency_of("dollars")
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: 'dollars' is no code of a currency; it must be three capital letters, as CNY
    """

    code: str
    zh: str
    en: str

    def __post_init__(self) -> None:
        """Check the code."""
        if not CODE.fullmatch(self.code):
            raise ProblemError(
                f"'{self.code}' is no code of a currency; it must be three capital letters, as CNY"
            )

    @property
    def name(self) -> Words:
        """Name of its unit."""
        return name_in(zh=self.zh, en=self.en)

    @property
    def words(self) -> Words:
        """Unit of amounts, 10,000 of the currency."""
        if self.zh.isascii():
            return message("domain.currency.ten_thousand_by_code", currency=self.name)
        return message("domain.currency.ten_thousand", currency=self.name)


def currency_of(code: str) -> Currency:
    """Return the currency of a code; one whose names are not known is named by its code."""
    zh, en = _names().get(code, (code, code))
    return Currency(code=code, zh=zh, en=en)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    text = (files("planning.domain") / "currencies.csv").read_text(encoding="utf-8")
    return {row["code"]: (row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


#: Currency of a district that names none.
YUAN: Final = currency_of("CNY")
