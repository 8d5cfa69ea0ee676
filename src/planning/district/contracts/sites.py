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
from planning.words import message

OPERATORS = ("public", "public_type", "inclusive_private", "private")

FACILITIES = Contract(
    name="facilities",
    words=message("contracts.sites.school_site_existing_built"),
    key=("facility_id",),
    columns=(
        Column(name="facility_id", words=message("word.key_of_the_facility")),
        NAME_ZH,
        NAME_EN,
        LON,
        LAT,
        Column(name="operator", words=message("contracts.sites.who_runs"), choices=OPERATORS),
        Column(name="education_group", words=message("contracts.sites.education_group"), optional=True),
        Column(
            name="status", words=message("contracts.sites.open_today_planned"), choices=("open", "planned")
        ),
        Column(
            name="opened",
            words=message("contracts.sites.year_first_september"),
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
        words=message("contracts.sites.seats_facility_band_before_any"),
        key=("facility_id", "band"),
        columns=(
            facility_id(),
            band(bands),
            count("classes", words=message("contracts.sites.classes"), unit="classes"),
            Column(
                name="seats",
                words=message("contracts.sites.permanent_seats"),
                kind="number",
                unit="pupils",
                minimum=0,
                maximum=100_000_000,
                confidence_column="confidence",
            ),
            count(
                "temporary_limit",
                words=message("contracts.sites.most_temporary_seats_large_classes"),
                unit="pupils",
            ),
            count(
                "campus_limit", words=message("contracts.sites.most_pupils_campus_may_hold"), unit="pupils"
            ),
            count("staff_posts", words=message("contracts.sites.staff_posts"), unit="posts"),
            Column(
                name="retire_by",
                words=message("contracts.sites.retire_by"),
                kind="integer",
                unit="year",
                minimum=1900,
                maximum=2200,
                optional=True,
                column_optional=True,
                confidence_column="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
    )


def enrolment(bands: BandSystem) -> Contract:
    """Return the contract of pupils by grade."""
    return Contract(
        name="enrolment",
        words=message("contracts.sites.pupils_grade_autumn_base_year"),
        key=("facility_id", "band", "school_year", "grade"),
        columns=(
            facility_id(),
            band(bands),
            year("school_year", words=message("word.school_year_by_its_september")),
            Column(
                name="grade",
                words=message("contracts.sites.grade_within_band"),
                kind="integer",
                unit="grade",
                minimum=1,
                maximum=bands.longest,
            ),
            count("pupils", words=message("word.pupils_2"), unit="pupils"),
            SOURCE,
            CONFIDENCE,
        ),
        for_forecast=True,
    )


def catchments(bands: BandSystem) -> Contract:
    """Return the contract of today's catchments."""
    return Contract(
        name="catchments",
        words=message("contracts.sites.today_s_catchment_zone_whose"),
        key=("zone_id", "facility_id", "band"),
        columns=(zone_id(), facility_id(), band(bands), SOURCE, CONFIDENCE),
        optional=True,
    )


DISTANCES = Contract(
    name="distances",
    words=message("contracts.sites.distance_zone_facility_measured_elsewhere"),
    key=("zone_id", "facility_id"),
    columns=(
        zone_id(),
        facility_id(),
        Column(
            name="distance_m",
            words=message("word.distance"),
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
