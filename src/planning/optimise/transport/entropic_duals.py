"""Prices of sites at which their seats are about filled: where the search for a placement begins."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.domain.frozen import FloatArray, IntArray

#: Smoothing of each zone's choice, as shares of the largest cost, from coarse to fine.
SMOOTHING: Final = (0.03, 0.01, 0.003, 0.001)
STEPS: Final = 60


def entropic_duals(
    *,
    zone: IntArray,
    site: IntArray,
    cost: FloatArray,
    pupils: FloatArray,
    room: FloatArray,
    spare: FloatArray,
    spare_price: float,
    refused: float,
) -> FloatArray:
    """Estimate a price for each site at which about as many pupils choose it as it has seats.

    Parameters
    ----------
    zone, site, cost
        Zone, site and cost of a pupil of each pair, shape (N,).
    pupils
        Pupils by zone, shape (Z,).
    room, spare, spare_price
        Seats and temporary seats by site, shape (F,), and the price of a temporary seat.
    refused
        Cost of a pupil without a seat.

    Returns
    -------
    numpy.ndarray
        Prices, shape (F,); they only guide the search, and the placement is proven without them.

    Notes
    -----
    The dual of the transportation problem has one price per site. Each zone's cheapest choice is smoothed by
    a soft minimum, as in entropic optimal transport (Cuturi 2013), which makes it differentiable; the
    smoothing is reduced in steps.
    """
    # Imported here, because most problems have something to build and never come this way.
    from scipy.optimize import minimize  # noqa: PLC0415

    order = np.argsort(zone, kind="stable")
    z, f, c = zone[order], site[order], cost[order]
    first = np.r_[0, np.flatnonzero(np.diff(z)) + 1]
    length = np.diff(np.r_[first, len(z)])
    weight = pupils[z[first]]
    prices = np.zeros(len(room))
    for smoothing in SMOOTHING:

        def dual(v: FloatArray, soft: float = smoothing) -> tuple[float, FloatArray]:
            priced = c + v[f]
            least = np.minimum(np.minimum.reduceat(priced, first), refused)
            chance = np.exp(-(priced - np.repeat(least, length)) / soft)
            none = np.exp(-(refused - least) / soft)
            total = np.add.reduceat(chance, first) + none
            chosen = np.bincount(f, weights=chance * np.repeat(weight / total, length), minlength=len(room))
            above = np.maximum(v - spare_price, 0.0)
            value = float((weight * (least - soft * np.log(total))).sum() - room @ v - spare @ above)
            slope = chosen - room - spare * (v > spare_price)
            return -value, -slope

        found = minimize(
            dual,
            prices,
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.0, refused)] * len(prices),
            options={"maxiter": STEPS},
        )
        prices = np.asarray(found.x, dtype=np.float64)
    return prices
