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
    """

    forced: Mapping[int, int] = field(default_factory=dict)
    required: tuple[tuple[int, ...], ...] = ()
    budget_10k: FloatArray | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Hashable key that identifies the question."""
        limits = None if self.budget_10k is None else tuple(np.asarray(self.budget_10k).tolist())
        return tuple(sorted(self.forced.items())), self.required, limits
