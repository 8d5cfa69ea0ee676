"""Tables of facilities: sites, seats, rolls, catchments."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import (
    CONFIDENCE,
    LAT,
    LON,
    NAME_EN,
    NAME_ZH,
    SOURCE,
    band,
    count,
    facility_id,
    year,
    zone_id,
)
from planning.domain.bands import BandSystem

OPERATORS = ("public", "public_type", "inclusive_private", "private")

FACILITIES = Contract(
    name="facilities",
    zh="学校（含规划校址）",
    en="a school site, existing or to be built",
    key=("facility_id",),
    columns=(
        Column(name="facility_id", zh="学校编号", en="key of the facility"),
        NAME_ZH,
        NAME_EN,
        LON,
        LAT,
        Column(name="operator", zh="举办者", en="who runs it", choices=OPERATORS),
        Column(name="education_group", zh="教育集团", en="education group", optional=True),
        Column(name="status", zh="状态", en="open today, or planned", choices=("open", "planned")),
        Column(
            name="opened",
            zh="开办年份",
            en="year of the first September",
            kind="integer",
            unit="year",
            minimum=1800,
            maximum=2200,
            optional=True,
        ),
        SOURCE,
        CONFIDENCE,
    ),
)


def seats(bands: BandSystem) -> Contract:
    """Return the contract of seats of each facility."""
    return Contract(
        name="seats",
        zh="每校每学段学位",
        en="seats of a facility in a band, before any project",
        key=("facility_id", "band"),
        columns=(
            facility_id(),
            band(bands),
            count("classes", zh="班级数", en="classes", unit="classes"),
            Column(
                name="seats",
                zh="学位",
                en="permanent seats",
                kind="number",
                unit="pupils",
                minimum=0,
                maximum=100_000_000,
                confidence_column="confidence",
            ),
            count(
                "temporary_limit", zh="临时学位上限", en="most temporary seats (large classes)", unit="pupils"
            ),
            count("campus_limit", zh="校园规模上限", en="most pupils the campus may hold", unit="pupils"),
            count("staff_posts", zh="教职工编制", en="staff posts", unit="posts"),
            SOURCE,
            CONFIDENCE,
        ),
    )


def enrolment(bands: BandSystem) -> Contract:
    """Return the contract of pupils by grade."""
    return Contract(
        name="enrolment",
        zh="每校每学段每年级在校生",
        en="pupils of a grade in an autumn: the base year, and as many years before as are known",
        key=("facility_id", "band", "school_year", "grade"),
        columns=(
            facility_id(),
            band(bands),
            year("school_year", zh="学年", en="school year, by its September"),
            Column(
                name="grade",
                zh="年级",
                en="grade within the band",
                kind="integer",
                unit="grade",
                minimum=1,
                maximum=bands.longest,
            ),
            count("pupils", zh="在校生", en="pupils", unit="pupils"),
            SOURCE,
            CONFIDENCE,
        ),
        for_forecast=True,
    )


def catchments(bands: BandSystem) -> Contract:
    """Return the contract of today's catchments."""
    return Contract(
        name="catchments",
        zh="现行学区",
        en="today's catchment: a zone whose intake belongs to a facility",
        key=("zone_id", "facility_id", "band"),
        columns=(zone_id(), facility_id(), band(bands), SOURCE, CONFIDENCE),
        optional=True,
    )


DISTANCES = Contract(
    name="distances",
    zh="需求区到学校的距离（由别处算得；有此表时，表中没有的组合视为不可达）",
    en="distance from a zone to a facility, measured elsewhere; with this table, pairs that are not in it "
    "are out of reach",
    key=("zone_id", "facility_id"),
    columns=(
        zone_id(),
        facility_id(),
        Column(
            name="distance_m",
            zh="距离",
            en="distance",
            kind="number",
            unit="metres",
            minimum=0,
            maximum=1_000_000,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
