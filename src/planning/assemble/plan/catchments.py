"""The scenario's wishes on the shape of catchments as rules of the problem."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from planning.district.district import District
from planning.domain.catchment_rules import CatchmentRules
from planning.scenario.schema import Scenario
from planning.travel.neighbours import homes, neighbours


def make_catchment_rules(district: District, scenario: Scenario) -> CatchmentRules | None:
    """Return the rules that a scenario sets on catchments; None if they are free.

    Parameters
    ----------
    district, scenario
        Checked inputs.

    Returns
    -------
    CatchmentRules or None
        Bands with a rule, neighbours, and the zone of each facility.
    """
    bands = [scenario.bands[band.id] for band in district.bands]
    whole = [band.whole_zones for band in bands]
    contiguous = [band.contiguous for band in bands]
    if not any(whole) and not any(contiguous):
        return None
    return catchment_rules(district, scenario, whole=whole, contiguous=contiguous)


def catchment_rules(
    district: District, scenario: Scenario, *, whole: list[bool], contiguous: list[bool]
) -> CatchmentRules:
    """Build rules on the shape of catchments.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    whole, contiguous
        True by band if each zone goes to one facility, and if each catchment is one piece.

    Returns
    -------
    CatchmentRules
        Rules with neighbours and the zone of each facility.
    """
    crs, sites = scenario.travel.crs, district.tables["facilities"]
    points = gpd.GeoSeries(gpd.points_from_xy(sites["lon"], sites["lat"]), crs="EPSG:4326").to_crs(crs)
    shapes = np.asarray(district.zones.geometry.to_crs(crs).array, dtype=object)
    return CatchmentRules(
        whole=np.array(whole, dtype=np.int64),
        contiguous=np.array(contiguous, dtype=np.int64),
        neighbours=neighbours(shapes),
        home=homes(shapes, np.asarray(points.array, dtype=object)),
    )
