"""A made district of many zones, with a plan that needs no solver, for pages that must stay quick."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.appraise.indicators import make_indicators
from planning.appraise.summary import summarise
from planning.appraise.warn import Lead, warn
from planning.district.bands import ready_made
from planning.domain.indicators import Context
from planning.domain.pairs import Pairs
from planning.domain.plan import Plan
from planning.domain.problem import PlanningProblem
from planning.report.subject import Imprint, Subject
from planning.words import name_in

IMPRINT = Imprint(
    scenario="large",
    title=name_in(zh="大区", en="Large"),
    district=name_in(zh="大区", en="Large"),
    digest="0" * 64,
    sources={"assumed": 1.0},
    distance_note=name_in(zh="直线", en="straight"),
    budget_note=name_in(en=""),
    tile_url=None,
    tile_attribution=None,
)


def large_subject(*, side: int, years: int = 5) -> Subject:
    """Return ``side * side`` zones with wavy borders, a school for every nine, and each at the nearest."""
    zones, schools = side * side, (side // 3) ** 2
    at = np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2) + 0.5
    sites = np.stack(np.meshgrid(np.arange(side // 3), np.arange(side // 3)), -1).reshape(-1, 2) * 3 + 1.5
    near = np.array([int(np.argmin(((sites - point) ** 2).sum(axis=1))) for point in at])
    metres = np.sqrt(((sites[near] - at) ** 2).sum(axis=1)) * 300
    intakes = np.random.default_rng(1).uniform(5, 60, (zones, 1, years))
    problem = PlanningProblem.build(
        zones=tuple(f"Z{z}" for z in range(zones)),
        facilities=tuple(f"F{f}" for f in range(schools)),
        bands=("primary",),
        years=tuple(range(2024, 2024 + years)),
        intakes=intakes,
        seats=np.full((schools, 1), 1800.0),
        pairs=Pairs(zone=np.arange(zones), facility=near, band=np.zeros(zones, dtype=int), distance_m=metres),
    )
    place = np.minimum(intakes[:, 0], 40.0)
    plan = Plan(
        option=np.zeros(0, dtype=np.int64),
        place=place,
        unplaced=intakes - place[:, None],
        temporary=np.zeros((schools, 1, years)),
    )
    appraisal = summarise(problem, plan)
    around = Context(
        residents=np.full(years, 1e6),
        public=np.ones(schools),
        drawn_intakes=np.repeat(intakes.sum(axis=0)[None], 2, axis=0),
    )
    lead = Lead(
        approvals_months=10, works_months={"primary": 18}, least_pupils=5, surplus_share=0.2, this_round=2024
    )
    names = {"source": "made", "confidence": "assumed"}
    return Subject(
        problem=problem,
        plan=plan,
        appraisal=appraisal,
        bands=ready_made(),
        indicators=make_indicators(problem, appraisal, around),
        warnings=warn(problem, plan, lead),
        today=pd.DataFrame({"zone_id": ["Z0"], "facility_id": ["F0"], "band": ["primary"]}),
        zones=gpd.GeoDataFrame(
            {"zone_id": problem.zones, "name_zh": problem.zones, "name_en": problem.zones, **names},
            geometry=[_cell(x, y) for x, y in at - 0.5],
            crs="EPSG:4326",
        ),
        facilities=pd.DataFrame(
            {
                "facility_id": problem.facilities,
                "name_zh": problem.facilities,
                "name_en": problem.facilities,
                "operator": "public",
                "lon": 118 + sites[:, 0] * 0.003,
                "lat": 24 + sites[:, 1] * 0.003,
                "education_group": "",
                "status": "open",
                **names,
            }
        ),
        projects=pd.DataFrame(
            columns=[
                "project_id",
                "name_zh",
                "name_en",
                "status",
                "facility_id",
                "source",
                "confidence",
                "status_confidence",
                "seats_confidence",
                "cost_confidence",
                "window_confidence",
            ]
        ),
    )


def _cell(x: float, y: float) -> shapely.Polygon:
    """Return a cell whose sides have forty corners each and waver by a hair."""
    corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
    ring: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        for t in np.arange(40) / 40.0:
            px, py = x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
            # A function of the place alone, so that neighbours share it.
            hair = 0.004 * np.sin(40 * px + 23 * py)
            ring.append((118 + 0.003 * (px + hair), 24 + 0.003 * (py + hair)))
    return shapely.Polygon([(round(a, 9), round(b, 9)) for a, b in ring])
