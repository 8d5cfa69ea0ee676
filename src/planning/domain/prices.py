"""Policy prices: how metres, temporary seats and money are weighed against each other, and in what unit."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Final

from planning.domain.currency import YUAN, Currency
from planning.errors import ProblemError
from planning.words import Words, message


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Prices of the second objective, each in 10,000 of the currency at constant prices of the base year.

    Parameters
    ----------
    distance_10k_per_pupil_km
        Price of one pupil's kilometre between home and seat for one school year.
    beyond_norm_10k_per_pupil_km
        Extra price of each kilometre beyond the service radius of the band.
    temporary_10k_per_seat_year
        Price of one temporary seat used for one school year.
    outside_today_10k_per_pupil
        Price of one entrant placed outside today's catchment, counted once.
    cost_weight
        Weight of the discounted building cost; 1 counts money as money.
    discount_rate
        Yearly discount rate of later spending.
    base_year
        Year whose spending is not discounted.
    currency
        Currency of the prices, and of all money of the problem.

    Raises
    ------
    ProblemError
        If a price is negative or not finite.

    Examples
    --------
    A kilometre for a year is worth 0.05 (10,000 yuan), money of later years counts 4 % less a year:

    >>> prices = Prices(distance_10k_per_pupil_km=0.05, discount_rate=0.04, base_year=2024)
    >>> 300 * 1.2 * prices.distance_10k_per_pupil_km   # 300 pupils who live 1.2 km away, in a year
    18.0
    >>> Prices(discount_rate=-0.1)
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: price discount_rate is -0.1; it must be a finite number >= 0
    """

    distance_10k_per_pupil_km: float = 1.0
    beyond_norm_10k_per_pupil_km: float = 0.0
    temporary_10k_per_seat_year: float = 0.0
    outside_today_10k_per_pupil: float = 0.0
    cost_weight: float = 1.0
    discount_rate: float = 0.0
    base_year: int = 2023
    currency: Currency = YUAN

    def __post_init__(self) -> None:
        """Check that every price is finite and not negative."""
        for item in fields(self):
            if item.name == "currency":
                continue
            value = getattr(self, item.name)
            if not math.isfinite(value) or value < 0:
                raise ProblemError(f"price {item.name} is {value}; it must be a finite number >= 0")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Unit in which the second objective is counted.

    Parameters
    ----------
    words
        Name.
    money
        True if it is money.
    coin
        Name of the currency's own unit; None if it is no money.
    """

    words: Words
    money: bool
    coin: Words | None = None


PUPIL_KM: Final = Unit(words=message("domain.prices.pupil_km"), money=False)
WEIGHTED_PUPIL_KM: Final = Unit(words=message("domain.prices.weighted_pupil_km"), money=False)


def unit_of_money(currency: Currency) -> Unit:
    """Return the unit in which money of a currency is counted."""
    return Unit(words=currency.words, money=True, coin=currency.name)


MONEY: Final = unit_of_money(YUAN)


def unit_of_o2(prices: Prices) -> Unit:
    """Return the unit of the second objective.

    Prices turn distance, temporary seats and building into money. Where a pupil's kilometre counts 1 and
    nothing but distance counts, as in the scenario that an import writes, O2 is a sum of pupil-kilometres.

    Examples
    --------
    >>> unit_of_o2(Prices(distance_10k_per_pupil_km=0.04)).words.text("en")
    '10,000 yuan'
    >>> unit_of_o2(Prices(currency=Currency(code="XYZ", zh="币", en="coins"))).words.text("zh")
    '万币'
    >>> unit_of_o2(Prices(distance_10k_per_pupil_km=1.0, cost_weight=0.0)).words.text("en")
    'pupil-kilometres'
    """
    others = (prices.cost_weight, prices.temporary_10k_per_seat_year, prices.outside_today_10k_per_pupil)
    if any(others) or prices.distance_10k_per_pupil_km != 1.0:
        return unit_of_money(prices.currency)
    return WEIGHTED_PUPIL_KM if prices.beyond_norm_10k_per_pupil_km else PUPIL_KM
