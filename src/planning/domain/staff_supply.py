"""What is known of staff: norms, who is there, who leaves, who may be recruited, retrained and moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planning.domain.frozen import FloatArray, IntArray, freeze_floats, freeze_ints
from planning.errors import ProblemError


@dataclass(frozen=True, kw_only=True, eq=False)
class Retraining:
    """Staff of one band who may be retrained for another, R pairs over T years.

    Parameters
    ----------
    giver, receiver
        Band that they leave and band for which they are trained, shape (R,).
    limit
        Most who begin in a year, shape (R, T); infinity without a limit.
    years
        School years out of both bands, shape (R,); 0 for those retrained in the summer.
    cost_10k
        Cost of each, 10,000 of the currency, shape (R,).

    Raises
    ------
    ProblemError
        If a pair leads from a band to itself, or a figure is negative or not a number.

    Examples
    --------
    At most 40 a year from the first band to the second, one year of training:

    >>> pairs = Retraining(giver=[0], receiver=[1], limit=[[40, 40]], years=[1], cost_10k=[2])
    >>> len(pairs)
    1
    """

    giver: IntArray
    receiver: IntArray
    limit: FloatArray
    years: IntArray
    cost_10k: FloatArray

    def __post_init__(self) -> None:
        """Check and freeze."""
        count = np.shape(self.giver)
        bounds = {"giver": (0, 2**31), "receiver": (0, 2**31), "years": (0, 100)}
        freeze_ints(self, dict.fromkeys(bounds, count), limits=bounds)
        freeze_floats(self, {"limit": (*count, np.shape(self.limit)[-1]), "cost_10k": count})
        if (self.giver == self.receiver).any():
            raise ProblemError("retraining must lead to another band")

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.giver)


@dataclass(frozen=True, kw_only=True, eq=False)
class StaffSupply:
    """Staff there, and the ways in and out, over G groups of sites, B bands, T years and K cohorts of staff.

    Staff of one cohort leave at the same rates: with ages known the first cohort are those there today, and
    the last one those recruited later. A group is an education group, or the sites that belong to none.

    Parameters
    ----------
    groups
        Keys of the groups; an empty one stands for the sites of no group.
    group
        Group of each site, -1 for sites whose staff are not counted, shape (F,).
    per_pupil, per_seat
        Posts by norm for each pupil enrolled and each seat open, shape (B,).
    there
        Staff in the year before the first, shape (K, G, B).
    leave
        Share who leave between the year before and a year, shape (K, B, T).
    recruitment
        Most recruited in a year, all bands together, shape (T,); infinity without a limit.
    retraining
        Pairs of bands between which staff may be retrained.
    moves
        Most who move to another group in a year, shape (T,); 0 if each group keeps its own.
    move_10k
        Cost of a move to another group, 10,000 of the currency.
    lack_limit
        Most posts that a plan may leave unfilled in a band in any year, shape (B,); infinity without a limit.

    Raises
    ------
    ProblemError
        If shapes do not fit or a figure is out of range.

    Examples
    --------
    One group with ten teachers of one band, a tenth of whom leaves each year; two are recruited a year:

    >>> supply = StaffSupply(
    ...     groups=("G1",), group=[0], per_pupil=[0.1], per_seat=[0], there=[[[10]]],
    ...     leave=[[[0.1, 0.1]]], recruitment=[2, 2], retraining=no_retraining(2), moves=[0, 0],
    ... )
    >>> supply.shape
    (1, 1, 1, 2)
    >>> supply.needed(seats=[[[90, 90]]], pupils=[[[80, 100]]])
    array([[[ 8., 10.]]])
    """

    groups: tuple[str, ...]
    group: IntArray
    per_pupil: FloatArray
    per_seat: FloatArray
    there: FloatArray
    leave: FloatArray
    recruitment: FloatArray
    retraining: Retraining
    moves: FloatArray
    move_10k: float = 0.0
    lack_limit: FloatArray | None = None

    def __post_init__(self) -> None:
        """Check and freeze."""
        g, (k, b, t) = len(self.groups), np.shape(self.leave)
        freeze_ints(self, {"group": np.shape(self.group)}, limits={"group": (-1, g)})
        shapes = {
            "per_pupil": (b,), "per_seat": (b,), "there": (k, g, b), "leave": (k, b, t),
            "recruitment": (t,), "moves": (t,),
        }  # fmt: skip
        freeze_floats(self, shapes if self.lack_limit is None else shapes | {"lack_limit": (b,)})
        if (self.leave > 1).any():
            raise ProblemError("leave holds shares of the staff there, which must not be above 1")
        pairs = self.retraining
        if len(pairs) and (pairs.limit.shape[1] != t or max(pairs.giver.max(), pairs.receiver.max()) >= b):
            raise ProblemError("retraining does not fit the axes")

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Lengths (K, G, B, T)."""
        k, b, t = self.leave.shape
        return k, len(self.groups), b, t

    @property
    def limited(self) -> bool:
        """True if a plan may leave only so many posts unfilled."""
        return self.lack_limit is not None and bool(np.isfinite(self.lack_limit).any())

    def whole(self) -> StaffSupply:
        """Return the staff of all groups together, as one group."""
        return replace(
            self,
            groups=("",),
            group=np.where(self.group >= 0, 0, -1),
            there=self.there.sum(axis=1, keepdims=True),
            moves=np.zeros_like(self.moves),
        )

    def needed(self, *, seats: FloatArray, pupils: FloatArray) -> FloatArray:
        """Return the posts by norm, shape (G, B, T).

        Parameters
        ----------
        seats, pupils
            Permanent seats open and pupils enrolled, shape (F, B, T).

        Returns
        -------
        numpy.ndarray
            Posts by group, band and year.
        """
        each = self.per_pupil[:, None] * np.asarray(pupils) + self.per_seat[:, None] * np.asarray(seats)
        result = np.zeros((len(self.groups), *each.shape[1:]))
        counted = self.group >= 0
        np.add.at(result, self.group[counted], each[counted])
        return result

    def survival(self) -> FloatArray:
        """Return the share of the staff of year s - 1 still there in year t, shape (K, B, T, T).

        Axis 2 is s, axis 3 is t; nobody of a later year is there before.
        """
        k, b, t = self.leave.shape
        result = np.zeros((k, b, t, t))
        for s in range(t):
            result[:, :, s, s:] = np.cumprod(1.0 - self.leave[:, :, s:], axis=2)
        return result


def no_retraining(years: int) -> Retraining:
    """Return no pair of bands.

    Examples
    --------
    >>> len(no_retraining(3))
    0
    """
    nobody = np.zeros(0, dtype=np.int64)
    return Retraining(
        giver=nobody, receiver=nobody, limit=np.zeros((0, years)), years=nobody, cost_10k=np.zeros(0)
    )
