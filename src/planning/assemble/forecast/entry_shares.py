"""Shares that enter each band: of its age, of the band before, of whom that leaves."""

from __future__ import annotations

from collections.abc import Iterable

from planning.district.district import District
from planning.domain.bands import Band, BandSystem, Enters
from planning.forecast.participation import share_in

Paths = dict[str, dict[int, float]]
#: Year before all others, from which a share without years holds.
ALWAYS = 0


def make_participation(district: District) -> Paths:
    """Return the share of its entry age that enters each band, by the year from which it holds.

    Parameters
    ----------
    district
        Checked district.

    Returns
    -------
    dict
        Shares by band: those eligible times those who enter. The rest of a cohort is what its bands by rate
        leave of it, times the band's own shares, 1 if it has none; a share of all children is the same in
        every year. Bands by places per 1,000 have none.
    """
    table = district.tables["participation"]
    result = path_by_band(table["band"], table["year"], table["eligible_share"] * table["rate"])
    rates = admission_rates(district)
    for band in district.bands:
        if band.enters is Enters.SHARE:
            result[band.id] = {ALWAYS: float(band.demand or 0.0)}
        elif band.enters is Enters.REST:
            result[band.id] = rates[band.id]
    return result


def admission_rates(district: District) -> Paths:
    """Return the entrants per leaver of the band before, without border flows, by band and year.

    Parameters
    ----------
    district
        Checked district.

    Returns
    -------
    dict
        For bands by rate their rate; for the rest, what those rates leave times the band's own shares.
    """
    table = district.tables["participation"]
    rates = path_by_band(table["band"], table["year"], table["rate"])
    own = path_by_band(table["band"], table["year"], table["eligible_share"] * table["rate"])
    result = {band.id: rates[band.id] for band in district.bands if band.enters is Enters.RATE}
    for band in district.bands:
        if band.enters is Enters.REST:
            result[band.id] = _rest(band, district.bands, result, own.get(band.id, {ALWAYS: 1.0}))
    return result


def _rest(band: Band, bands: BandSystem, rates: Paths, own: dict[int, float]) -> dict[int, float]:
    taken = [rates[other.id] for other in bands.by_rate_after(band.after)]
    years = sorted({ALWAYS, *own, *(year for path in taken for year in path)})
    return {
        year: max(0.0, 1.0 - sum(share_in(path, year) for path in taken)) * share_in(own, year)
        for year in years
    }


def path_by_band(bands: Iterable[str], years: Iterable[int], shares: Iterable[float]) -> Paths:
    """Return shares by band and the year from which each holds.

    Parameters
    ----------
    bands, years, shares
        Key of the band, first year and share of each row.

    Returns
    -------
    dict
        Shares by year, by band.

    Examples
    --------
    >>> path_by_band(["lower", "lower"], [2020, 2025], [0.9, 0.95])
    {'lower': {2020: 0.9, 2025: 0.95}}
    """
    result: Paths = {}
    for band, year, share in zip(bands, years, shares, strict=True):
        result.setdefault(str(band), {})[int(year)] = float(share)
    return result
