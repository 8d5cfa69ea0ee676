"""What differs from a problem as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True)
class Question:
    """Changes of the problem that a question makes.

    Parameters
    ----------
    forced
        1 for an option that must be carried out, 0 for one that must not.
    required
        Groups of options; one of each group must be carried out.
    budget_10k
        Spending limits by year, 10,000 yuan, shape (T,); None keeps the problem's own.
    any_of
        Groups of options with 1 (carried out) or 0 (not carried out); one of each group must be so.
    """

    forced: Mapping[int, int] = field(default_factory=dict)
    required: tuple[tuple[int, ...], ...] = ()
    budget_10k: FloatArray | None = None
    any_of: tuple[tuple[tuple[int, int], ...], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Hashable key that identifies the question."""
        limits = None if self.budget_10k is None else tuple(np.asarray(self.budget_10k).tolist())
        return tuple(sorted(self.forced.items())), self.required, limits, self.any_of

    @property
    def clauses(self) -> list[tuple[list[int], FloatArray]]:
        """Options of each group with weights: -1 if carrying out fulfils it, 1 if leaving out does.

        The weighted sum of the starts is at most the number of weights above 0, less 1.
        """
        groups = [*(tuple((o, 1) for o in group) for group in self.required), *self.any_of]
        return [
            ([o for o, _ in group], np.array([-1.0 if value else 1.0 for _, value in group]))
            for group in groups
        ]
