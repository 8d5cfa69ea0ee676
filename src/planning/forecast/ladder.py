"""The district's grades, one rung a year, from a band's first to the last of the band that follows it."""

from __future__ import annotations

import numpy as np

from planning.domain.bands import FOLLOWING, BandSystem, Enters
from planning.domain.frozen import FloatArray

#: Bands whose pupils come from other figures than the grades below them, and lead on to none.
OFF_THE_LADDER = frozenset({Enters.PER_1000, Enters.SHARE})


def rungs(bands: BandSystem) -> list[tuple[int, int]]:
    """List band and grade (from 0) of each rung, in the order of the bands.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> rungs(BandSystem((Band(id="junior", zh="初中", en="Junior", entry_age=12, years=3),)))
    [(0, 0), (0, 1), (0, 2)]
    """
    return [
        (b, g) for b, band in enumerate(bands) if band.enters not in OFF_THE_LADDER for g in range(band.years)
    ]


def first_rungs(bands: BandSystem) -> dict[str, int]:
    """Return the rung on which each band begins.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> lower = Band(id="lower", zh="低段", en="Lower", entry_age=6, years=4)
    >>> upper = Band(
    ...     id="upper", zh="高段", en="Upper", entry_age=10, years=3, enters=Enters.BEFORE, after="lower"
    ... )
    >>> first_rungs(BandSystem((lower, upper)))
    {'lower': 0, 'upper': 4}
    """
    return {bands.ids[b]: rung for rung, (b, grade) in enumerate(rungs(bands)) if grade == 0}


def rungs_below(bands: BandSystem) -> list[int]:
    """Return the rung from which the pupils of each rung come; -1 where they come from none.

    Examples
    --------
    >>> from planning.domain.bands import Band
    >>> lower = Band(id="lower", zh="低段", en="Lower", entry_age=6, years=2)
    >>> upper = Band(
    ...     id="upper", zh="高段", en="Upper", entry_age=8, years=2, enters=Enters.BEFORE, after="lower"
    ... )
    >>> rungs_below(BandSystem((lower, upper)))
    [-1, 0, 1, 2]
    """
    first, result = first_rungs(bands), []
    for rung, (b, grade) in enumerate(rungs(bands)):
        band = bands[b]
        if grade:
            result.append(rung - 1)
        elif band.enters in FOLLOWING:
            result.append(first[band.after] + bands[band.after].years - 1)
        else:
            result.append(-1)
    return result


def climb(
    *,
    now: FloatArray,
    entries: FloatArray,
    ratios: FloatArray,
    below: list[int],
    fixed: FloatArray | None = None,
) -> FloatArray:
    """Move every rung up by its ratio, and let entrants onto those that nobody climbs to.

    Parameters
    ----------
    now
        Pupils on each rung in the base year, shape (R,).
    entries
        Pupils who enter from outside the ladder, by rung and year, shape (R, T); read where ``below`` is -1.
    ratios
        Progression to each rung by the year of arrival, shape (R, T); not read where ``below`` is -1.
    below
        Rung from which the pupils of each rung come, as of :func:`rungs_below`.
    fixed
        Pupils on a rung known from other sources, shape (R, T); NaN where nothing is known.

    Returns
    -------
    numpy.ndarray
        Pupils, shape (R, T). Pupils above a fixed rung climb from the fixed number.

    Examples
    --------
    Three grades of 100; 90 enter, and all move up but for a tenth on the last step:

    >>> ratios, entries = np.array([[1.0, 1.0], [1.0, 1.0], [0.9, 0.9]]), np.zeros((3, 2))
    >>> entries[0] = [90.0, 80.0]
    >>> climb(now=np.full(3, 100.0), entries=entries, ratios=ratios, below=[-1, 0, 1])
    array([[ 90.,  80.],
           [100.,  90.],
           [ 90.,  90.]])
    """
    source = np.array(below)
    outside = source < 0
    result = np.zeros(entries.shape)
    before = now
    for t in range(entries.shape[1]):
        result[:, t] = np.where(outside, entries[:, t], before[source] * ratios[:, t])
        if fixed is not None:
            result[:, t] = np.where(np.isnan(fixed[:, t]), result[:, t], fixed[:, t])
        before = result[:, t]
    return result


def retention_from(ratios: FloatArray, bands: BandSystem) -> FloatArray:
    """Return the share of an intake still enrolled k years later, shape (B, K), from ratios by rung (R,).

    Bands off the ladder keep every pupil.

    Examples
    --------
    A tenth leaves on the way to the second year of junior school:

    >>> from planning.domain.bands import Band
    >>> junior = Band(id="junior", zh="初中", en="Junior", entry_age=12, years=3)
    >>> retention_from(np.array([1.0, 0.9, 1.0]), BandSystem((junior,)))
    array([[1. , 0.9, 0.9]])
    """
    result = np.zeros((len(bands), bands.longest))
    for b, band in enumerate(bands):
        if band.enters in OFF_THE_LADDER:
            result[b, : band.years] = 1.0
    for rung, (b, g) in enumerate(rungs(bands)):
        result[b, g] = 1.0 if g == 0 else result[b, g - 1] * ratios[rung]
    return result
