"""Money of a district: its currency, and the unit in which amounts are counted and shown.

Amounts are counted in 10,000 of the currency, in every currency alike, as the names of columns and of
settings say (``cost_10k``, ``limit_10k``). They are shown so too: a figure on a page that were a hundred
times the one in the file and in the scenario beside it would be misread sooner or later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from planning.errors import ProblemError

#: Code of a currency, as in ISO 4217.
CODE: Final = re.compile(r"[A-Z]{3}")
_NAMES: Final = {
    "CNY": ("元", "yuan"),
    "USD": ("美元", "US dollars"),
    "GBP": ("英镑", "pounds"),
    "EUR": ("欧元", "euros"),
    "HKD": ("港元", "Hong Kong dollars"),
    "TWD": ("新台币", "Taiwan dollars"),
    "MOP": ("澳门元", "patacas"),
    "SGD": ("新加坡元", "Singapore dollars"),
    "JPY": ("日元", "yen"),
    "KRW": ("韩元", "won"),
    "CAD": ("加元", "Canadian dollars"),
    "AUD": ("澳元", "Australian dollars"),
    "NZD": ("新西兰元", "New Zealand dollars"),
    "CHF": ("瑞士法郎", "Swiss francs"),
    "INR": ("卢比", "rupees"),
}


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
    >>> currency_of("USD").words
    ('万美元', '10,000 US dollars')
    >>> currency_of("SEK").words
    ('万 SEK', '10,000 SEK')
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
    def words(self) -> tuple[str, str]:
        """Unit of amounts, 10,000 of the currency, in Chinese and English."""
        gap = " " if self.zh.isascii() else ""
        return f"万{gap}{self.zh}", f"10,000 {self.en}"


def currency_of(code: str) -> Currency:
    """Return the currency of a code; one whose names are not known is named by its code."""
    zh, en = _NAMES.get(code, (code, code))
    return Currency(code=code, zh=zh, en=en)


#: Currency of a district that names none.
YUAN: Final = currency_of("CNY")
