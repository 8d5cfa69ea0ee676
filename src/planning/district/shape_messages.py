"""Every message about shapes and places, in planners' words."""

from __future__ import annotations

from planning.errors import Findings, Where
from planning.words import listed, message


def invalid_polygon(findings: Findings, where: Where, reason: str) -> None:
    """Report an invalid polygon.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    reason
        Reason as the geometry library gives it.
    """
    findings.add(
        where,
        words=message("district.shape_messages.invalid_polygon", reason=reason),
        fix=message("district.shape_messages.invalid_polygon_fix"),
    )


def off_the_globe(findings: Findings, where: Where, bounds: tuple[float, float, float, float]) -> None:
    """Report coordinates that are no longitude and latitude.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    bounds
        West, south, east and north of the feature.
    """
    listed = ", ".join(f"{value:g}" for value in bounds)
    findings.add(
        where,
        words=message("district.shape_messages.off_the_globe", bounds=listed),
        fix=message("district.shape_messages.off_the_globe_fix"),
    )


def wrong_shape(findings: Findings, where: Where, found: str) -> None:
    """Report a feature that is not a polygon.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    found
        Kind of geometry found, or ``empty``.
    """
    findings.add(
        where,
        words=message("district.shape_messages.wrong_shape", found=found),
        fix=message("district.shape_messages.wrong_shape_fix"),
    )


def overlap(findings: Findings, where: Where, first: str, second: str, area_m2: float) -> None:
    """Report two zones that overlap.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    first, second
        Keys of the zones.
    area_m2
        Area of the overlap, square metres.
    """
    findings.add(
        where,
        words=message("district.shape_messages.overlap", first=first, second=second, area_m2=area_m2),
        fix=message("district.shape_messages.overlap_fix"),
    )


def borders_apart(findings: Findings, where: Where, zones: list[str]) -> None:
    """Warn of zones whose borders do not match those of their neighbours.

    Parameters
    ----------
    findings, where
        Receives the warning, and the place it names.
    zones
        Keys of the zones.
    """
    listed = ", ".join(zones[:5]) + (" …" if len(zones) > 5 else "")
    findings.add(
        where,
        words=message("district.shape_messages.borders_apart", n=len(zones), zones=listed),
        fix=message("district.shape_messages.borders_apart_fix"),
    )


def gap(findings: Findings, where: Where, area_m2: float) -> None:
    """Report a part of the outline that no zone covers.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    area_m2
        Area of the gap, square metres.
    """
    findings.add(
        where,
        words=message("district.shape_messages.gap", area_m2=area_m2),
        fix=message("district.shape_messages.gap_fix"),
    )


def outside(findings: Findings, where: Where, label: str, distance_m: float) -> None:
    """Report a point outside the district.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    label
        Key of the row.
    distance_m
        Distance to the district, metres.
    """
    findings.add(
        where,
        words=message("district.shape_messages.outside", label=label, distance_m=distance_m),
        fix=message("district.shape_messages.outside_fix"),
    )


def heights(findings: Findings, where: Where, count: int) -> None:
    """Warn of shapes with heights, which are ignored.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    count
        Number of such shapes.
    """
    findings.add(
        where,
        words=message("district.shape_messages.heights", count=count),
        fix=message("district.shape_messages.heights_fix"),
    )


def beyond_crs(findings: Findings, where: Where, crs: str, lon: float, lat: float) -> None:
    """Warn of zones outside the area of use of the working CRS.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    crs
        Code of the CRS.
    lon, lat
        Middle of the zones, degrees WGS 84.
    """
    findings.add(
        where,
        words=message("district.shape_messages.beyond_crs", lon=lon, lat=lat, crs=crs),
        fix=message("district.shape_messages.beyond_crs_fix"),
    )


def holes(findings: Findings, where: Where, count: int, area_m2: float) -> None:
    """Warn of holes between the zones.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    count
        Number of holes.
    area_m2
        Area of all holes, square metres.
    """
    findings.add(
        where,
        words=message("district.shape_messages.holes", count=count, area_m2=area_m2),
        fix=message("district.shape_messages.holes_fix"),
    )


def beside(findings: Findings, where: Where, count: int, worst: list[str]) -> None:
    """Warn of points slightly outside every zone.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    count
        Number of such points.
    worst
        Labels and distances in metres of some of the points.
    """
    findings.add(
        where,
        words=message(
            "district.shape_messages.beside",
            count=count,
            worst=listed(worst, "list.semicolon"),
        ),
        fix=message("district.shape_messages.beside_fix"),
    )
