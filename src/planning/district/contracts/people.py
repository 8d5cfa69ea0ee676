"""Tables of persons: residents, children by age, births, rates."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count, share, year, zone_id
from planning.domain.bands import BandSystem

RESIDENTS = Contract(
    name="residents",
    zh="每区每年常住人口",
    en="residents of a zone in a year",
    key=("zone_id", "year"),
    columns=(
        zone_id(),
        year("year", zh="年份", en="calendar year"),
        count("residents", zh="常住人口", en="residents", unit="persons"),
        Column(
            name="aged_0_14",
            zh="其中0至14岁",
            en="of these aged 0 to 14",
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
    zh="每区每岁人口",
    en="persons of one age in a zone, on 31 August",
    key=("zone_id", "year", "age"),
    columns=(
        zone_id(),
        year("year", zh="年份", en="year of the 31 August"),
        Column(
            name="age", zh="周岁", en="completed years", kind="integer", unit="years", minimum=0, maximum=17
        ),
        count("persons", zh="人数", en="persons", unit="persons"),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

BIRTHS = Contract(
    name="births",
    zh="全区每年出生人数（日历年）",
    en="births of the district in a calendar year",
    key=("year",),
    columns=(
        year("year", zh="日历年", en="calendar year"),
        count("births", zh="出生人数", en="births", unit="persons"),
        Column(
            name="series",
            zh="口径：常住；户籍口径不可混用",
            en="resident births; registered births are another series and are refused",
            choices=("resident",),
        ),
        SOURCE,
        CONFIDENCE,
    ),
    for_forecast=True,
)

RATES_BY_AGE = Contract(
    name="rates_by_age",
    zh="每岁存活率与净迁入率",
    en="survival and net migration of one age to the next",
    key=("age",),
    columns=(
        Column(
            name="age", zh="周岁", en="completed years", kind="integer", unit="years", minimum=0, maximum=17
        ),
        share("survival", zh="一年存活率", en="share alive a year later", confidence="confidence"),
        share(
            "net_migration_rate",
            zh="年净迁入率",
            en="net in-migration in a year, share of the age",
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
    zh="每区附加净迁入率",
    en="net in-migration of a zone beside that of its ages",
    key=("zone_id",),
    columns=(
        zone_id(),
        share(
            "net_migration_rate",
            zh="附加年净迁入率",
            en="net in-migration in a year, share of each age",
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
        zh="每学段入学率，按年",
        en="share of the entry age that needs a seat in a band, from a year on",
        key=("band", "year"),
        columns=(
            band(bands),
            year("year", zh="自该年起", en="from this school year on"),
            share(
                "eligible_share",
                zh="该年龄中有资格在本区入学者",
                en="share of the entry age that may enter here",
                high=1.5,
                confidence="confidence",
            ),
            share(
                "rate",
                zh="其中入学（按录取率招生的学段为录取率）",
                en="share of these that enters; for a band by rate its admission rate",
                confidence="confidence",
            ),
            SOURCE,
            CONFIDENCE,
        ),
        for_forecast=True,
    )


WOMEN = Contract(
    name="women",
    zh="每区分年龄组女性",
    en="women of a five-year age group in a zone, in the base year; they share out the births",
    key=("zone_id", "age_from"),
    columns=(
        zone_id(),
        Column(
            name="age_from",
            zh="年龄组起点（10、15……45）",
            en="first age of the group: 10, 15 and so on to 45",
            kind="integer",
            unit="years",
            minimum=10,
            maximum=45,
        ),
        count("women", zh="女性人数", en="women", unit="persons"),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)

FERTILITY = Contract(
    name="fertility",
    zh="分年龄组生育率",
    en="births a year to a thousand women of an age group",
    key=("age_from",),
    columns=(
        Column(
            name="age_from",
            zh="年龄组起点",
            en="first age of the group",
            kind="integer",
            unit="years",
            minimum=10,
            maximum=45,
        ),
        Column(
            name="births_per_1000",
            zh="每千名女性年出生数",
            en="births a year to a thousand women",
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
        zh="跨区就读，按年",
        en="entrants of a band who cross the border of the district, from a year on",
        key=("band", "year"),
        columns=(
            band(bands),
            year("year", zh="自该年起", en="from this school year on"),
            share(
                "outflow_share",
                zh="本区应入学者中去外区就读的比例",
                en="share of the district's own entrants who take a seat elsewhere",
                confidence="confidence",
            ),
            share(
                "inflow_share",
                zh="外区来就读者相当于本区应入学者的比例",
                en="entrants from elsewhere, as a share of the district's own",
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
        zh="新生控制数：全区某学段，或某街道全部学段",
        en="intake to agree with: of a band in the whole district, or of a subdistrict in all bands",
        key=("year", "band", "subdistrict_zh"),
        columns=(
            year("year", zh="学年", en="school year, by its September"),
            Column(
                name="band",
                zh="学段；留空表示全部学段",
                en="band; empty: all bands together",
                choices=(*bands.ids, ""),
                optional=True,
            ),
            Column(
                name="subdistrict_zh",
                zh="街道；留空表示全区",
                en="subdistrict, as in zones; empty: the whole district",
                optional=True,
            ),
            count("pupils", zh="新生", en="intake", unit="pupils"),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )
