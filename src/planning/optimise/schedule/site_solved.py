"""Choices of sites that were solved, and what the cuts known say of their neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.optimise.schedule.site_master import Choice
from planning.optimise.schedule.site_model import Cut, Priced, SiteModel


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """Choice with its exact allocation.

    Parameters
    ----------
    choice
        Sites, sizes and schedule.
    o1, o2_10k
        Its objectives.
    priced
        Its allocation.
    """

    choice: Choice
    o1: float
    o2_10k: float
    priced: Priced

    @property
    def rank(self) -> tuple[float, float, tuple[int, ...]]:
        """What is better comes first."""
        return rounded(self.o1), self.o2_10k, tuple(self.choice.sites.tolist())


class KnownCuts:
    """Cuts learnt so far.

    Parameters
    ----------
    model
        Live models of the allocation.
    """

    def __init__(self, model: SiteModel) -> None:
        self._model = model
        self.cuts: list[tuple[Cut, float | None]] = []

    def estimates(self, choice: Choice, *, price: float | None, of_o1: float) -> FloatArray:
        """Bound the objective with one site exchanged and the schedule kept.

        Parameters
        ----------
        choice
            The choice.
        price
            Value of a unit of O1 at which O2 is bounded, 10,000 yuan; None to bound O1.
        of_o1
            O1 of the choice.

        Returns
        -------
        numpy.ndarray
            Bound for each school at each site, shape (K, C): an estimate, for what is looked at first.
        """
        schools, count = len(choice.sites), len(self._model.anywhere.price_10k)
        own = self._model.anywhere.band
        others = np.zeros(len(self._model.problem.bands))
        result = np.full((schools, count), -np.inf)
        for cut, at in self.cuts:
            if (at is None) != (price is None):
                continue
            for order in permutations(range(schools)):
                # Schools have the slots in another order; their starts go with them.
                value = cut.constant + cut.slope @ self._swapped(choice.starts, order)
                others = np.maximum(others, value)
                there = cut.sites[list(order), choice.sites]
                for slot in range(schools):
                    bound = value[own] + there.sum() - there[slot] + cut.sites[order[slot]]
                    np.maximum(result[slot], bound, out=result[slot])
        rest = float(np.delete(others, own).sum())
        fixed = 0.0 if price is None else float(self._model.second[self._model.start] @ choice.starts)
        return result + rest + fixed - (0.0 if price is None else price * of_o1)

    def _swapped(self, starts: FloatArray, order: tuple[int, ...]) -> FloatArray:
        """Return the starts as the schools of a cut see them."""
        if order == tuple(range(len(order))):
            return starts
        programme, projects = self._model.problem.programme, self._model.anywhere.projects
        result = np.array(starts)
        for school, other in enumerate(order):
            result[programme.options_of(projects[other])] = starts[programme.options_of(projects[school])]
        return result


def moved_to(choice: Choice, slot: int, site: int) -> Choice:
    """Return a choice with one site exchanged; what is built there stays with its school.

    Parameters
    ----------
    choice
        The choice.
    slot
        Position of the school that moves.
    site
        Its new site.

    Returns
    -------
    Choice
        Choice with the same schedule.
    """
    sites: IntArray = np.array(choice.sites)
    sites[slot] = site
    return Choice(sites=sites, starts=choice.starts, sizes=choice.sizes)


def key_of(choice: Choice) -> tuple[tuple[int, ...], bytes]:
    """Return what tells choices apart."""
    return tuple(choice.sites.tolist()), choice.starts.tobytes()


def room(value: float, relative: float) -> float:
    """Return the rounding of a value."""
    return relative * max(1.0, abs(value)) if math.isfinite(value) else 0.0


def rounded(value: float) -> float:
    """Return a value to the digits in which values of O1 are one."""
    digits = 5 - math.floor(math.log10(max(1.0, abs(value))))
    return round(value, digits)
