"""Read-only arrays with a checked shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planning.errors import ProblemError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def freeze_floats(
    owner: object, shapes: Mapping[str, tuple[int, ...]], *, minimum: float | None = 0.0
) -> None:
    """Replace float fields of a frozen dataclass by read-only copies of a checked shape.

    Parameters
    ----------
    owner
        The dataclass instance, inside its ``__post_init__``.
    shapes
        Field name to shape.
    minimum
        Smallest value allowed; None allows any finite value. Infinity is allowed if there is a minimum (an
        unlimited budget), NaN never.

    Raises
    ------
    ProblemError
        If a shape differs or a value is out of range; the message names the field and the first index.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Seats:
    ...     open: FloatArray
    ...     def __post_init__(self):
    ...         freeze_floats(self, {"open": (2,)})
    >>> Seats(open=[40, 25]).open
    array([40., 25.])
    >>> Seats(open=[40, -1])
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: open[1] is -1.0; it must be a number >= 0.0
    """
    for name, shape in shapes.items():
        array = np.array(getattr(owner, name), dtype=np.float64)
        _check_shape(name, array, shape)
        bad = np.isnan(array) if minimum is None else ~(array >= minimum)
        if bad.any():
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            raise ProblemError(f"{name}{list(index)} is {array[index]}; it must be a number >= {minimum}")
        array.setflags(write=False)
        object.__setattr__(owner, name, array)


def freeze_ints(
    owner: object, shapes: Mapping[str, tuple[int, ...]], *, limits: Mapping[str, tuple[int, int]]
) -> None:
    """Replace integer fields of a frozen dataclass by read-only copies of a checked shape and range.

    Parameters
    ----------
    owner
        The dataclass instance, inside its ``__post_init__``.
    shapes
        Field name to shape.
    limits
        Field name to the smallest value allowed and one more than the largest.

    Raises
    ------
    ProblemError
        If a shape differs or an index is out of range.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Chosen:
    ...     band: IntArray
    ...     def __post_init__(self):
    ...         freeze_ints(self, {"band": (1,)}, limits={"band": (0, 4)})
    >>> Chosen(band=[3]).band
    array([3])
    >>> Chosen(band=[4])
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: band has values outside 0 to 3
    """
    for name, shape in shapes.items():
        raw: NDArray[Any] = np.asarray(getattr(owner, name))
        if (
            raw.size
            and not np.issubdtype(raw.dtype, np.integer)
            and not np.array_equal(raw, raw.astype(np.int64))
        ):
            raise ProblemError(f"{name} must hold whole numbers")
        array = np.array(raw, dtype=np.int64)
        _check_shape(name, array, shape)
        low, high = limits[name]
        if array.size and (array.min() < low or array.max() >= high):
            raise ProblemError(f"{name} has values outside {low} to {high - 1}")
        array.setflags(write=False)
        object.__setattr__(owner, name, array)


def check_labels(name: str, labels: Sequence[object]) -> None:
    """Raise if labels of an axis are missing or repeated.

    Parameters
    ----------
    name
        Name of the axis, for the message.
    labels
        Labels of the axis.

    Raises
    ------
    ProblemError
        If the axis is empty or a label is repeated.

    Examples
    --------
    >>> check_labels("zones", ("North", "South"))
    >>> check_labels("zones", ("North", "North"))
    Traceback (most recent call last):
    ...
    planning.errors.ProblemError: axis zones has a label twice
    """
    if not labels:
        raise ProblemError(f"axis {name} is empty")
    if len(set(labels)) != len(labels):
        raise ProblemError(f"axis {name} has a label twice")


def _check_shape(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ProblemError(f"{name} has shape {array.shape}; expected {shape}")
