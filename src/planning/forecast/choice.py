"""Which method and which pooling weight a place's past chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planning.domain.frozen import FloatArray
from planning.forecast.past import Past, nearness

#: Fewest autumns of a place's own rolls before its own past has a say in the choice.
OWN_HISTORY: Final = 7
#: Strength of the belief, in past forecasts, that half of a forecast should be a place's own ratios; and that
#: a place is as the pool is.
BELIEF_HALF, BELIEF_POOL = 5.0, 30.0
#: Named before there is any evidence.
FIRST_METHOD: Final = "weighted"
#: Outcomes of places that a choice of method must have behind it to count as much as the mean of all methods.
BELIEF_CHOICE: Final = 50.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """Method and weights chosen for each of P places, by years ahead.

    Parameters
    ----------
    method
        Name of the estimator of the pool's ratios for each place.
    own_weight
        Weight of a place's own ratios, shape (P,); the top-down forecast has the rest.
    by_itself
        True where a place's own past influenced the choice, shape (P,).
    belief
        Weight of the chosen method among the top-down methods; the mean of all methods has the rest.
    forecasts
        Number of past forecasts whose outcome is known.
    """

    method: Mapping[int, tuple[str, ...]]
    own_weight: Mapping[int, FloatArray]
    by_itself: NDArray[np.bool_]
    belief: float
    forecasts: int

    def mix(self, top_down: Mapping[str, FloatArray], *, ahead: int) -> FloatArray:
        """Mix the chosen method with the mean of all, by the belief in it; the first axis is places."""
        chosen = np.stack([top_down[name][p] for p, name in enumerate(self.method[ahead])])
        top = self.belief * chosen + (1.0 - self.belief) * np.mean(list(top_down.values()), axis=0)
        return np.asarray(top, dtype=np.float64)

    def blend(self, top_down: Mapping[str, FloatArray], own: FloatArray, *, ahead: int) -> FloatArray:
        """Mix the chosen top-down forecast with the places' own.

        Parameters
        ----------
        top_down
            Values by top-down method; the first axis is places.
        own
            Values by the places' own ratios, of the same shape.
        ahead
            Years ahead.

        Returns
        -------
        numpy.ndarray
            Weighted values, of the same shape.
        """
        top = self.mix(top_down, ahead=ahead)
        weight = self.own_weight[ahead].reshape(-1, *([1] * (top.ndim - 1)))
        return np.asarray(weight * own + (1.0 - weight) * top, dtype=np.float64)


def choose(past: Sequence[Past], totals: FloatArray, *, origin: int, horizon: int) -> Choice:
    """Choose method and pooling weight of each place by past forecasts with known outcomes.

    Parameters
    ----------
    past
        Forecasts made at autumns up to and including the origin.
    totals
        Counts by place and autumn, shape (P, Y); nothing after ``origin`` is read.
    origin
        Position of the autumn of the choice.
    horizon
        Number of years ahead.

    Returns
    -------
    Choice
        The method has the least error in the pool and, for a place with ``OWN_HISTORY`` autumns of its own,
        in the place, shrunk towards the pool. Its weight grows with the number of tests; the mean of all
        methods has the rest. The weight of own ratios is fitted by least squares on past errors, shrunk
        towards one half for the pool and towards the pool for a place.

    Examples
    --------
    Without a past the methods are believed alike and a place's own ratios count half:

    >>> choice = choose([], np.array([[190.0, 200.0]]), origin=1, horizon=1)
    >>> choice.own_weight[1], choice.belief, choice.method[1]
    (array([0.5]), 0.0, ('weighted',))
    """
    known = totals[:, : origin + 1]
    by_itself = np.asarray((~np.isnan(known)).sum(axis=1) >= OWN_HISTORY, dtype=np.bool_)
    evidence = _gather(past, known)
    places = len(totals)
    methods: dict[int, tuple[str, ...]] = {}
    weights: dict[int, FloatArray] = {}
    for ahead in range(1, horizon + 1):
        if evidence is None:
            methods[ahead], weights[ahead] = (FIRST_METHOD,) * places, np.full(places, 0.5)
        else:
            methods[ahead] = evidence.methods(ahead, by_itself)
            weights[ahead] = evidence.own_weight(ahead, by_itself)
    return Choice(
        method=methods,
        own_weight=weights,
        by_itself=by_itself,
        belief=0.0 if evidence is None else evidence.outcomes / (evidence.outcomes + BELIEF_CHOICE),
        forecasts=0 if evidence is None else evidence.forecasts,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Evidence:
    """N forecasts whose outcome is known; NaN where a place has none."""

    ahead: FloatArray
    truth: FloatArray
    top_down: dict[str, FloatArray]
    own: FloatArray
    forecasts: int

    @property
    def outcomes(self) -> float:
        """Number of pairs of place and autumn with a known outcome, one year ahead."""
        return float((~np.isnan(self.truth[self.ahead == 1.0])).sum())

    def methods(self, ahead: int, by_itself: NDArray[np.bool_]) -> tuple[str, ...]:
        near = self._near(ahead)[:, None]
        scores = []
        for top in self.top_down.values():
            error = np.abs(top - self.truth)
            sizes = np.nansum(np.where(np.isnan(error), np.nan, self.truth), axis=1, keepdims=True)
            pool = float((near * np.nansum(error, axis=1, keepdims=True) / np.maximum(sizes, 1.0)).sum())
            pool /= float(near.sum())
            seen = ~np.isnan(error)
            relative = np.where(seen, error / np.maximum(self.truth, 1.0), 0.0)
            weight = (near * seen).sum(axis=0)
            place = np.divide(
                (near * relative).sum(axis=0), weight, out=np.full(len(weight), pool), where=weight > 0
            )
            say = np.where(by_itself, self.forecasts, 0.0)
            scores.append((say * place + BELIEF_POOL * pool) / (say + BELIEF_POOL))
        names = list(self.top_down)
        return tuple(names[i] for i in np.argmin(np.array(scores), axis=0).tolist())

    def own_weight(self, ahead: int, by_itself: NDArray[np.bool_]) -> FloatArray:
        near = self._near(ahead)[:, None]
        centre = np.mean(list(self.top_down.values()), axis=0)
        apart, error = self.own - centre, self.truth - centre
        usable = ~np.isnan(apart + error) & (self.truth > 0)
        size = np.where(usable, self.truth, 1.0)
        gain = np.where(usable, near * apart * error / size, 0.0).sum(axis=0)
        scale = np.where(usable, near * apart * apart / size, 0.0).sum(axis=0)
        whole = float(scale.sum())
        if whole <= 0:
            return np.full(len(gain), 0.5)
        belief = BELIEF_HALF / self.forecasts * whole
        pool = float(np.clip((gain.sum() + 0.5 * belief) / (whole + belief), 0.0, 1.0))
        held = BELIEF_POOL / self.forecasts * whole / max(int((scale > 0).sum()), 1)
        place: FloatArray = np.clip((gain + pool * held) / (scale + held), 0.0, 1.0)
        return np.where(by_itself, place, pool)

    def _near(self, ahead: int) -> FloatArray:
        return np.array([nearness(ahead, int(other)) / other for other in self.ahead])


def _gather(past: Sequence[Past], known: FloatArray) -> _Evidence | None:
    last = known.shape[1] - 1
    cases = [
        (item, ahead)
        for item in past
        for ahead in range(1, item.own.shape[1] + 1)
        if item.origin + ahead <= last
    ]
    truths = [known[:, item.origin + ahead] for item, ahead in cases]
    if not cases or np.isnan(truths).all():
        return None
    return _Evidence(
        ahead=np.array([float(ahead) for _, ahead in cases]),
        truth=np.array(truths),
        top_down={
            name: np.array([item.top_down[name][:, ahead - 1] for item, ahead in cases])
            for name in cases[0][0].top_down
        },
        own=np.array([item.own[:, ahead - 1] for item, ahead in cases]),
        forecasts=len({item.origin for item, _ in cases}),
    )
