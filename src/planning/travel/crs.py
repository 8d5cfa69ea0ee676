"""Whether a CRS can serve to measure metres."""

from __future__ import annotations

from pyproj import CRS
from pyproj.exceptions import CRSError


def crs_fault(crs: str) -> tuple[str, str] | None:
    """Return the reason why a CRS cannot measure distances and areas.

    Parameters
    ----------
    crs
        Code such as ``EPSG:4548``.

    Returns
    -------
    tuple or None
        Reason in Chinese and English; None for a projected CRS whose unit is the metre.

    Examples
    --------
    >>> crs_fault("EPSG:4548") is None   # CGCS2000, Gauss-Krueger, metres
    True
    >>> print(crs_fault("EPSG:4326")[1])
    EPSG:4326 (WGS 84) is not a projected CRS
    """
    try:
        found = CRS.from_user_input(crs)
    except CRSError:
        return f"没有坐标系 {crs}", f"there is no CRS {crs}"
    if not found.is_projected:
        return f"{crs}（{found.name}）不是投影坐标系", f"{crs} ({found.name}) is not a projected CRS"
    if any(axis.unit_name != "metre" for axis in found.axis_info):
        return f"{crs}（{found.name}）的单位不是米", f"the unit of {crs} ({found.name}) is not the metre"
    return None
