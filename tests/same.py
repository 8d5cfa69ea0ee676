"""Whether two planning problems say the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from planning.domain.problem import PlanningProblem


def same_problem(one: PlanningProblem, two: PlanningProblem) -> bool:
    """Return True where every figure of two problems is the same."""
    return _same(one, two)


def _same(one: Any, two: Any) -> bool:
    if is_dataclass(one):
        return type(one) is type(two) and all(
            _same(getattr(one, field.name), getattr(two, field.name)) for field in fields(one)
        )
    if isinstance(one, np.ndarray):
        return one.shape == np.shape(two) and bool(np.array_equal(one, two, equal_nan=one.dtype.kind == "f"))
    return bool(one == two)
