"""Whether a CRS can serve to measure metres."""

from __future__ import annotations

from pyproj import CRS
from pyproj.exceptions import CRSError

from planning.words import Words, message


def crs_fault(crs: str) -> Words | None:
    """Return the reason why a CRS cannot measure distances and areas.

    Parameters
    ----------
    crs
        Code such as ``EPSG:4548``.

    Returns
    -------
    Words or None
        Reason, without a full stop; None for a projected CRS whose unit is the metre.

    Examples
    --------
    >>> crs_fault("EPSG:4548") is None   # CGCS2000, Gauss-Krueger, metres
    True
    >>> print(crs_fault("EPSG:4326").text("en"))
    EPSG:4326 (WGS 84) is not a projected CRS
    """
    try:
        found = CRS.from_user_input(crs)
    except CRSError:
        return message("travel.crs.unknown", crs=crs)
    if not found.is_projected:
        return message("travel.crs.not_projected", crs=crs, title=found.name)
    if any(axis.unit_name != "metre" for axis in found.axis_info):
        return message("travel.crs.not_metres", crs=crs, title=found.name)
    return None
