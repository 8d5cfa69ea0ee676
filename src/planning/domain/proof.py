"""How far a plan may be from the best, in figures and in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planning.domain.plan import TIES, Outcome, Stage, outcome_of
from planning.words import Words, message

#: Shares below this are told as less than it.
SMALLEST_SHARE = 1e-4


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How far a plan may be from the best.

    Parameters
    ----------
    outcome
        What is known of the plan.
    objective
        First objective that is not proven; empty if O1 and O2 are.
    within
        Share by which that objective may be above the best possible, of its value; None if not known.
    settled
        True if O3 is proven too, or was not asked for.
    ties
        Schedules found that are equally good in O1 and O2, this one included.

    Examples
    --------
    >>> proof = Proof(outcome=Outcome.BEST_FOUND, objective="O1", within=0.25)
    >>> proof.words.text("en")
    'not proven optimal: within 25.00% (O1 may be up to 25.00% lower)'
    """

    outcome: Outcome
    objective: str = ""
    within: float | None = 0.0
    settled: bool = True
    ties: int = 1

    @property
    def words(self) -> Words:
        """What may be said of the plan, without a full stop."""
        if self.outcome is Outcome.NONE:
            return message("domain.proof.no_plan")
        if self.outcome is Outcome.PROVEN:
            return message(self._proven)
        if self.within is None:
            return message("domain.proof.best_found")
        return message("domain.proof.within", share=_share(self.within), objective=self.objective)

    @property
    def _proven(self) -> str:
        """Id of what is said of a plan whose O1 and O2 are proven."""
        if self.settled:
            return "domain.proof.proven"
        return "domain.proof.proven_several" if self.ties > 1 else "domain.proof.proven_maybe_several"


def proof_of(stages: Sequence[Stage]) -> Proof:
    """Return how far a plan with these results may be from the best.

    Parameters
    ----------
    stages
        Results of the objectives, in their order; empty without a plan.

    Returns
    -------
    Proof
        Figures and words.

    Examples
    --------
    >>> first = Stage(name="O1", value=100.0, bound=95.0, gap=0.05, seconds=60.0, proven=False)
    >>> proof_of([first]).within
    0.05
    """
    if not stages:
        return Proof(outcome=Outcome.NONE, within=None)
    ties = [stage for stage in stages if stage.name == TIES]
    settled = all(stage.proven for stage in ties)
    count = max((stage.ties for stage in ties), default=1)
    outcome = outcome_of(stages)
    if outcome is Outcome.PROVEN:
        gap = max(stage.gap for stage in stages if stage.name != TIES)
        return Proof(outcome=outcome, within=gap, settled=settled, ties=count)
    first = next((stage for stage in stages if stage.name != TIES and not stage.proven), None)
    known = first is not None and math.isfinite(first.gap)
    return Proof(
        outcome=outcome,
        objective="" if first is None else first.name,
        within=first.gap if first is not None and known else None,
        settled=settled,
        ties=count,
    )


def _share(share: float) -> Words:
    if share < SMALLEST_SHARE:
        return message("domain.proof.tiny_share", share=SMALLEST_SHARE)
    return message("domain.proof.share", share=share)
