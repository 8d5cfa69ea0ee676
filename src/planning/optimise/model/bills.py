"""What the purses have to pay: works and running cost, in groups with the same payers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from planning.domain.frozen import FloatArray, IntArray
from planning.domain.problem import PlanningProblem


@dataclass(frozen=True, kw_only=True, eq=False)
class Bills:
    """Bills of the options in W groups, each of the same payers.

    Who of a group's payers pays which of its bills makes no difference to what can be paid, so a group has
    one payment a purse and year. A project of which a purse may pay only a share is a group of its own.

    Parameters
    ----------
    payers
        1 where a purse may pay a group, shape (U, W).
    due_10k
        What an option asks of a group in a year, 10,000 yuan, shape (W, O, T).
    capped
        1 where the largest share of a purse limits what it pays of a group, shape (U, W).
    """

    payers: IntArray
    due_10k: FloatArray
    capped: IntArray

    @property
    def asked(self) -> IntArray:
        """1 where some option asks something of a group in a year, shape (W, T)."""
        return np.asarray((self.due_10k > 0).any(axis=1), dtype=np.int64)


def bills_of(problem: PlanningProblem) -> Bills:
    """Return the bills of a problem with purses.

    Parameters
    ----------
    problem
        Planning problem with purses.

    Returns
    -------
    Bills
        Works of every project, and running cost where some purse pays it; without groups if there are no
        purses.
    """
    purses, programme = problem.purses, problem.programme
    shape = programme.option_spend_10k.shape
    if purses is None:
        none = np.zeros((0, 0), dtype=np.int64)
        return Bills(payers=none, due_10k=np.zeros((0, *shape)), capped=none)
    groups: dict[tuple[tuple[int, ...], int], FloatArray] = defaultdict(lambda: np.zeros(shape))
    limited = purses.largest_share < 1.0
    kinds = [(purses.capital, programme.option_spend_10k, limited)]
    if purses.covers_running:
        kinds.append((purses.running, problem.option_running_10k, np.zeros_like(limited)))
    for payers, due, shared in kinds:
        for p in range(programme.project_count):
            own = programme.options_of(p)
            if not due[own].any():
                continue
            alone = p if (shared & (payers[:, p] == 1)).any() else -1
            groups[tuple(payers[:, p].tolist()), alone][own] += due[own]
    payers_of = np.array([key[0] for key in groups], dtype=np.int64).reshape(len(groups), len(purses.names)).T
    alone_of = np.array([key[1] for key in groups], dtype=np.int64)
    return Bills(
        payers=payers_of,
        due_10k=np.array(list(groups.values())).reshape(len(groups), *shape),
        capped=payers_of * (limited[:, None] & (alone_of >= 0)[None, :]),
    )
