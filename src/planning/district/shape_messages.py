"""Every message about shapes and places, in planners' words, in both languages."""

from __future__ import annotations

from planning.errors import Findings, Where


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
        zh=f"多边形无效（{reason}）",
        en=f"the polygon is not valid ({reason})",
        fix_zh="请在 QGIS 中用“修正几何图形”修复",
        fix_en="Mend it in QGIS with 'Fix geometries'",
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
        zh=f"坐标（{listed}）不是经纬度",
        en=f"the coordinates ({listed}) are no longitude and latitude",
        fix_zh="请核对经纬度是否颠倒，并以 WGS 84 经纬度导出",
        fix_en="Check whether the axes are swapped, and export in WGS 84 degrees",
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
        zh=f"几何类型为 {found}，应为多边形",
        en=f"the geometry is {found}, not a polygon",
        fix_zh="请提供 Polygon 或 MultiPolygon",
        fix_en="Give a Polygon or MultiPolygon",
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
        zh=f"需求区 {first} 与 {second} 重叠 {area_m2:,.0f} 平方米",
        en=f"zones {first} and {second} overlap by {area_m2:,.0f} m2",
        fix_zh="请改正边界，使相邻区共用一条线",
        fix_en="Correct the border, so that neighbours share one line",
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
        zh=f"{len(zones)} 个需求区的边界与邻区不相吻合：{listed}",
        en=f"the borders of {len(zones)} zones do not match those of their neighbours: {listed}",
        fix_zh="地图上可能有细缝；请在 GIS 中修正，或用 planning import 重新导入，会自动修整",
        fix_en="Maps may show slivers; correct them in a GIS, or bring the layer with planning import again, "
        "which repairs them",
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
        zh=f"需求区没有盖满区县轮廓，缺 {area_m2:,.0f} 平方米",
        en=f"the zones leave {area_m2:,.0f} m2 of the outline uncovered",
        fix_zh="请补上缺失的区，或改正轮廓",
        fix_en="Add the zone that is missing, or correct the outline",
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
        zh=f"{label} 的坐标在区县之外 {distance_m:,.0f} 米",
        en=f"the point of {label} lies {distance_m:,.0f} m outside the district",
        fix_zh="请核对经纬度是否颠倒，坐标是否为 WGS 84",
        fix_en="Check whether longitude and latitude are swapped, and that the datum is WGS 84",
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
        zh=f"{count} 个图形带高程，已忽略",
        en=f"{count} shapes have heights, which were left out",
        fix_zh="无须处理",
        fix_en="Nothing need be done",
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
        zh=f"需求区（约 {lon:.2f}, {lat:.2f}）不在坐标系 {crs} 的适用范围内，距离与面积会失真",
        en=f"the zones (about {lon:.2f}, {lat:.2f}) lie where {crs} is not meant to be used: distances and "
        "areas come out wrong",
        fix_zh="请核对经纬度是否颠倒；否则在情景的 travel.crs 换用当地的投影坐标系",
        fix_en="Check whether longitude and latitude are swapped; else give a local one at travel.crs",
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
        zh=f"需求区之间有 {count} 处空洞，共 {area_m2:,.0f} 平方米，其中若有学生则未计入",
        en=f"the zones leave {count} holes among them, {area_m2:,.0f} m2 in all; pupils in them are not "
        "counted",
        fix_zh="请补上缺失的区；若为水面、山体等无人处则不必改",
        fix_en="Add the zones that are missing; where nobody lives there, nothing need be done",
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
        zh=f"{count} 个点在所有需求区之外（米）：" + "；".join(worst),
        en=f"{count} points lie outside every zone, m: " + "; ".join(worst),
        fix_zh="请核对坐标与坐标系；确实如此则不必改",
        fix_en="Check the coordinates and their CRS; where they are right nothing need be done",
    )
