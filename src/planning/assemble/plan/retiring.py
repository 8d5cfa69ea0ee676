"""Buildings that retire: seats that may not be used after a stated year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning.district.district import District
from planning.domain.frozen import FloatArray
from planning.domain.programme import Programme
from planning.domain.retreat import Retired
from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.travel.distance import travel_distance_m
from planning.words import message, name_in

#: Fewer pupils than this are rounding.
NOBODY = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Retiring:
    """What retiring buildings change.

    Parameters
    ----------
    seat_change
        Seats that go, shape (F, B, T); None if no building retires.
    enrolled_before
        Pupils enrolled before the horizon, moved where their building retires, shape (F, B, T).
    gone
        True where seats may no longer be used, shape (F, B, T).
    moved
        Who moves and where to.
    years
        School years of the horizon.
    """

    seat_change: FloatArray | None
    enrolled_before: FloatArray
    gone: NDArray[np.bool_]
    moved: tuple[Retired, ...]
    years: tuple[int, ...]

    def without_losses(self, programme: Programme) -> Programme:
        """Return the projects so that no works take seats away that are gone already."""
        change = programme.option_seat_change
        if change is None or self.seat_change is None:
            return programme
        gone = self.gone[programme.facility[programme.option_project]]
        brings = programme.seats[programme.option_project][:, :, None]
        opened = np.array(self.years)[None, :] >= programme.option_opening_year[:, None]
        least = np.where(gone, -brings * opened[:, None, :], -np.inf)
        return replace(programme, option_seat_change=np.maximum(change, least))


def retire(
    district: District,
    scenario: Scenario,
    *,
    seats: FloatArray,
    enrolled_before: FloatArray,
) -> Retiring:
    """Take the seats of buildings that retire out of use, and move the pupils who are still there.

    Entrants of the horizon are placed so that they have left by then: the building takes in no pupil who
    would still sit there. Pupils placed before the horizon go to the nearest site with seats left, then to
    the next, and stay there until they leave the band.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    seats
        Permanent seats, shape (F, B).
    enrolled_before
        Pupils placed before the horizon, shape (F, B, T).

    Returns
    -------
    Retiring
        Seats that go, and pupils where they will be.

    Raises
    ------
    InputError
        If pupils must leave a building and no site has seats for them.
    """
    years = scenario.years
    last = _last_years(district, seats.shape)
    gone = np.array(years)[None, None, :] > np.nan_to_num(last, nan=np.inf)[:, :, None]
    if not gone.any():
        return Retiring(seat_change=None, enrolled_before=enrolled_before, gone=gone, moved=(), years=years)
    distance_m = between_sites_m(district, scenario)
    change = -seats[:, :, None] * gone
    stays = np.array(enrolled_before)
    moved: list[Retired] = []
    findings = Findings()
    for f, b in np.argwhere(gone.any(axis=2)).tolist():
        first = int(np.argmax(gone[f, b]))
        leaving = np.array(enrolled_before[f, b, first:])
        stays[f, b, first:] = 0.0
        left = float(leaving[0])
        for g in np.argsort(distance_m[f], kind="stable").tolist():
            if left <= NOBODY:
                break
            if g == f or gone[g, b].any() or not seats[g, b]:
                continue
            room = float((seats[g, b] - stays[g, b, first:]).min())
            takes = min(left, max(room, 0.0))
            if takes <= NOBODY:
                continue
            stays[g, b, first:] += leaving * (takes / leaving[0])
            moved.append(Retired(facility=f, band=b, to=g, last_year=int(last[f, b]), pupils=takes))
            left -= takes
        if left > NOBODY:
            _no_room(findings, district, f, b, left, int(last[f, b]))
        elif leaving[0] <= NOBODY:
            moved.append(Retired(facility=f, band=b, to=f, last_year=int(last[f, b]), pupils=0.0))
    findings.raise_if_any()
    return Retiring(seat_change=change, enrolled_before=stays, gone=gone, moved=tuple(moved), years=years)


def between_sites_m(district: District, scenario: Scenario) -> FloatArray:
    """Return the metres between facilities by the straight line and its detour, shape (F, F)."""
    sites = district.tables["facilities"]
    lon, lat = sites["lon"].to_numpy(float), sites["lat"].to_numpy(float)
    return travel_distance_m(
        zone_lon=lon,
        zone_lat=lat,
        site_lon=lon,
        site_lat=lat,
        crs=scenario.travel.crs,
        detour_factor=scenario.travel.detour_factor,
        ground=scenario.travel.ground,
    )


def _last_years(district: District, shape: tuple[int, ...]) -> FloatArray:
    """Return the last year of use by facility and band, NaN without one."""
    result = np.full(shape, np.nan)
    table = district.tables["seats"]
    position = {key: i for i, key in enumerate(district.tables["facilities"]["facility_id"])}
    f = table["facility_id"].map(position).to_numpy(int)
    b = table["band"].map(district.bands.index).to_numpy(int)
    result[f, b] = table["retire_by"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return result


def _no_room(findings: Findings, district: District, f: int, b: int, pupils: float, last: int) -> None:
    table, facilities = district.tables["seats"], district.tables["facilities"]
    site = facilities.iloc[f]
    own = (table["facility_id"] == site["facility_id"]) & (table["band"] == district.bands.ids[b])
    findings.add(
        Where(file=district.files["seats"], row=int(table.loc[own, "row"].iloc[0]), column="retire_by"),
        words=message(
            "plan.retiring.no_room",
            name=name_in(zh=site["name_zh"], en=site["name_en"]),
            n=round(pupils + 0.5),
            year=last,
        ),
        fix=message("plan.retiring.fix_no_room"),
    )
