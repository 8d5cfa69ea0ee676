"""What becomes of the money of each purse, followed year by year."""

from __future__ import annotations

from collections import deque

import numpy as np

from planning.domain.appraisal import PurseYears
from planning.domain.frozen import FloatArray
from planning.domain.purses import NEVER, Payments, Purses


def follow_purse(limits_10k: FloatArray, paid_10k: FloatArray, lapses_after: int) -> PurseYears:
    """Follow the money of a purse year by year, the oldest spent first.

    Parameters
    ----------
    limits_10k
        Money that each year gives, 10,000 yuan, shape (T,).
    paid_10k
        Money paid in each year, 10,000 yuan, shape (T,).
    lapses_after
        Years for which money may be kept; ``NEVER`` if it does not lapse.

    Returns
    -------
    PurseYears
        What is carried, lapses and is lacking.

    Examples
    --------
    100 a year, to be spent within a year of its own: of what the first year leaves, 40 lapses.

    >>> found = follow_purse([100, 100, 100], [0, 60, 150], 1)
    >>> found.carried_in_10k, found.lapsed_10k, found.carried_out_10k
    (array([  0., 100., 100.]), array([ 0., 40.,  0.]), array([100., 100.,  50.]))
    """
    count = len(limits_10k)
    carried_in, lapsed, carried_out, lacking = (np.zeros(count) for _ in range(4))
    kept: deque[list[float]] = deque()
    for t in range(count):
        carried_in[t] = sum(amount for _, amount in kept)
        kept.append([t, float(limits_10k[t])])
        owed = float(paid_10k[t])
        while kept and owed > 0:
            taken = min(kept[0][1], owed)
            owed -= taken
            kept[0][1] -= taken
            if kept[0][1] <= 0:
                kept.popleft()
        lacking[t] = owed
        while kept and lapses_after != NEVER and kept[0][0] <= t - lapses_after:
            lapsed[t] += kept.popleft()[1]
        carried_out[t] = sum(amount for _, amount in kept)
    return PurseYears(
        carried_in_10k=carried_in, lapsed_10k=lapsed, carried_out_10k=carried_out, lacking_10k=lacking
    )


def follow_purses(purses: Purses, payments: Payments | None) -> tuple[PurseYears, ...]:
    """Follow the money of every purse.

    Parameters
    ----------
    purses
        Money by source.
    payments
        Who pays what and when; None for nothing paid.

    Returns
    -------
    tuple of PurseYears
        Money of each purse.
    """
    paid = np.zeros_like(purses.limits_10k) if payments is None else payments.by_purse_10k
    rows = zip(purses.limits_10k, paid, purses.lapses_after.tolist(), strict=True)
    return tuple(follow_purse(given, own, lapses) for given, own, lapses in rows)
