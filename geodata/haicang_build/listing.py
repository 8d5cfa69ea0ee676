"""The manifest and the district's own row."""

from __future__ import annotations

import pandas as pd

MADE = "facts gathered in November 2026 (geodata/haicang/source)"
ROWS = (
    ("district", "district.csv", "区县", "District", "none", "official"),
    ("bands", "bands.csv", "学段（六三三）", "Bands of schooling (six-three-three)", "none", "estimated"),
    ("controls", "controls.csv", "官方公布总数（对照）", "Published totals, for checks", "none", "official"),
    (
        "outline",
        "outline.geojson",
        "区县示意轮廓（非法定界线）",
        "Illustrative outline, not the legal boundary",
        "WGS 84",
        "estimated",
    ),
    (
        "zones",
        "zones.geojson",
        "需求区（泰森多边形，非法定界线）",
        "Demand zones: nearest cells, not legal boundaries",
        "WGS 84",
        "estimated",
    ),
    ("residents", "residents.csv", "常住人口", "Residents", "none", "estimated"),
    ("population", "population.csv", "分岁人口", "Persons by single year of age", "none", "estimated"),
    (
        "births",
        "births.csv",
        "常住口径出生人数",
        "Resident births by calendar year",
        "none",
        "estimated",
    ),
    (
        "rates_by_age",
        "rates_by_age.csv",
        "存活率与净迁入率",
        "Survival and net migration by age",
        "none",
        "estimated",
    ),
    (
        "zone_growth",
        "zone_growth.csv",
        "各区附加净迁入率",
        "Additional net migration by zone",
        "none",
        "assumed",
    ),
    ("participation", "participation.csv", "入学率", "Participation by band", "none", "estimated"),
    ("facilities", "facilities.csv", "学校", "Facilities", "WGS 84", "assumed"),
    ("seats", "seats.csv", "学位", "Seats by facility and band", "none", "assumed"),
    (
        "enrolment",
        "enrolment.csv",
        "2016至2022年在校生",
        "Pupils by grade, autumn 2016 to 2022",
        "none",
        "estimated",
    ),
    ("catchments", "catchments.csv", "现行学区（假定）", "Today's catchments (assumed)", "none", "assumed"),
    ("projects", "projects.csv", "2023年建设项目", "Building projects of 2023", "none", "press"),
    ("homes", "homes.csv", "住房项目（假定）", "Housing projects (assumed)", "none", "assumed"),
    ("pupil_yield", "pupil_yield.csv", "每套住房儿童数", "Children per dwelling", "none", "assumed"),
    ("occupancy", "occupancy.csv", "入住率", "Occupancy after completion", "none", "assumed"),
    (
        "rooms",
        "rooms.csv",
        "可跨学段调配的教室（假定）",
        "Rooms that may be lent (assumed)",
        "none",
        "assumed",
    ),
    ("border_flows", "border_flows.csv", "跨区就读", "Entrants who cross the border", "none", "assumed"),
)


def build_manifest() -> pd.DataFrame:
    """Return one row for each table."""
    rows = [
        {
            "table": table,
            "file": file,
            "encoding": "utf-8",
            "title_zh": title_zh,
            "title_en": title_en,
            "source": MADE,
            "date": "2022-08-31" if table != "projects" else "2023-02-28",
            "datum": datum,
            "licence": "facts; the tables are under the project's MIT licence",
            "confidence": confidence,
        }
        for table, file, title_zh, title_en, datum, confidence in ROWS
    ]
    return pd.DataFrame(rows)


def build_district() -> pd.DataFrame:
    """Return the district's row."""
    return pd.DataFrame(
        [
            {
                "name_zh": "厦门市海沧区",
                "name_en": "Haicang District, Xiamen",
                "base_year": 2022,
                "source": "official name",
                "confidence": "official",
            }
        ]
    )
