"""Tables of persons: residents, children by age, births, rates."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count, share, year, zone_id
from planning.domain.bands import BandSystem
from planning.words import message

RESIDENTS = Contract(
    name="residents",
    words=message("contracts.people.residents_zone_year"),
    key=("zone_id", "year"),
    columns=(
        zone_id(),
        year("year", words=message("contracts.people.calendar_year")),
        count("residents", words=message("word.residents"), unit="persons"),
        Column(
            name="aged_0_14",
            words=message("contracts.people.these_aged_0_14"),
            kind="integer",
            unit="persons",
            minimum=0,
            optional=True,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

POPULATION = Contract(
    name="population",
    words=message("contracts.people.persons_one_age_zone_31"),
    key=("zone_id", "year", "age"),
    columns=(
        zone_id(),
        year("year", words=message("contracts.people.year_31_august")),
        Column(
            name="age",
            words=message("word.completed_years"),
            kind="integer",
            unit="years",
            minimum=0,
            maximum=17,
        ),
        count("persons", words=message("word.persons_2"), unit="persons"),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

BIRTHS = Contract(
    name="births",
    words=message("contracts.people.births_district_calendar_year"),
    key=("year",),
    columns=(
        year("year", words=message("word.calendar_year")),
        count("births", words=message("word.births"), unit="persons"),
        Column(
            name="series",
            words=message("contracts.people.resident_births_registered_births_another"),
            choices=("resident",),
        ),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

RATES_BY_AGE = Contract(
    name="rates_by_age",
    words=message("contracts.people.survival_net_migration_one_age"),
    key=("age",),
    columns=(
        Column(
            name="age",
            words=message("word.completed_years"),
            kind="integer",
            unit="years",
            minimum=0,
            maximum=17,
        ),
        share("survival", words=message("contracts.people.share_alive_year_later"), confidence="confidence"),
        share(
            "net_migration_rate",
            words=message("contracts.people.net_migration_year_share_age"),
            low=-0.5,
            high=0.5,
            confidence="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

ZONE_GROWTH = Contract(
    name="zone_growth",
    words=message("contracts.people.net_migration_zone_beside_ages"),
    key=("zone_id",),
    columns=(
        zone_id(),
        share(
            "net_migration_rate",
            words=message("contracts.people.net_migration_year_share_each"),
            low=-0.5,
            high=0.5,
            confidence="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)


def participation(bands: BandSystem) -> Contract:
    """Return the contract of the shares that enter each band."""
    return Contract(
        name="participation",
        words=message("contracts.people.share_entry_age_needs_seat"),
        key=("band", "year"),
        columns=(
            band(bands),
            year("year", words=message("contracts.people.school_year")),
            share(
                "eligible_share",
                words=message("contracts.people.share_entry_age_may_enter"),
                high=1.5,
                confidence="confidence",
            ),
            share(
                "rate",
                words=message("contracts.people.share_that_enters"),
                confidence="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
        for_forecast=True,
    )


WOMEN = Contract(
    name="women",
    words=message("contracts.people.women_five_year_age_group"),
    key=("zone_id", "age_from"),
    columns=(
        zone_id(),
        Column(
            name="age_from",
            words=message("contracts.people.first_age_group_15_45"),
            kind="integer",
            unit="years",
            minimum=10,
            maximum=45,
        ),
        count("women", words=message("contracts.people.women"), unit="persons"),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)

FERTILITY = Contract(
    name="fertility",
    words=message("contracts.people.births_year_thousand_women_age"),
    key=("age_from",),
    columns=(
        Column(
            name="age_from",
            words=message("contracts.people.first_age_group"),
            kind="integer",
            unit="years",
            minimum=10,
            maximum=45,
        ),
        Column(
            name="births_per_1000",
            words=message("contracts.people.births_year_thousand_women"),
            kind="number",
            unit="births per 1,000 women",
            minimum=0,
            maximum=500,
            confidence_column="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)


def border_flows(bands: BandSystem) -> Contract:
    """Return the contract of entrants who cross the border of the district."""
    return Contract(
        name="border_flows",
        words=message("contracts.people.entrants_band_who_cross_border"),
        key=("band", "year"),
        columns=(
            band(bands),
            year("year", words=message("contracts.people.school_year")),
            share(
                "outflow_share",
                words=message("contracts.people.share_district_s_own_entrants"),
                confidence="confidence",
            ),
            share(
                "inflow_share",
                words=message("contracts.people.entrants_elsewhere_share_district_s"),
                confidence="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )


def intake_controls(bands: BandSystem) -> Contract:
    """Return the contract of intakes to agree with."""
    return Contract(
        name="intake_controls",
        words=message("contracts.people.intake_agree_band_whole_district"),
        key=("year", "band", "subdistrict_zh"),
        columns=(
            year("year", words=message("word.school_year_by_its_september")),
            Column(
                name="band",
                words=message("contracts.people.band_empty_all_bands_together"),
                choices=(*bands.ids, ""),
                optional=True,
            ),
            Column(
                name="subdistrict_zh",
                words=message("contracts.people.subdistrict_zones_empty_whole_district"),
                optional=True,
            ),
            count("pupils", words=message("contracts.people.intake"), unit="pupils"),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )
