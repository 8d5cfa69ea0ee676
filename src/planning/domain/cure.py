"""What would cure a shortage: levers, what each leaves, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Cure:
    """A lever or a mix of levers, and the best plan with it.

    Parameters
    ----------
    levers
        Names of the levers pulled.
    unplaced
        Entrants still without a seat by band, over all years; empty if there was no time to find a plan.
    o1
        Weighted pupil-years without a seat.
    o1_bound
        Lower bound on O1 with these levers.
    cost_10k
        Cost of projects and temporary seats beyond today's plan, 10,000 yuan; negative if it costs less.
    seated
        Entrants more with a seat than in today's plan.
    last_round
        Last budget round that can decide it before the first shortage it cures; 0 if it cures none.
    proven
        True if the plan with these levers is proven.
    """

    levers: tuple[str, ...]
    unplaced: tuple[float, ...]
    o1: float
    o1_bound: float
    cost_10k: float
    seated: float
    last_round: int
    proven: bool

    @property
    def price_10k(self) -> float | None:
        """Cost of one more entrant with a seat, 10,000 yuan; None if nobody gains one."""
        return self.cost_10k / self.seated if self.seated > 0.5 else None
