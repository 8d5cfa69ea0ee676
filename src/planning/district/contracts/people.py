"""Tables of persons: residents, children by age, births, rates."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, SOURCE, band, count, share, year, zone_id

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
)

BIRTHS = Contract(
    name="births",
    zh="全区每学年出生人数",
    en="births of the district in a school-year cohort",
    key=("cohort_year",),
    columns=(
        year(
            "cohort_year",
            zh="截至当年8月31日的学年",
            en="cohort born from 1 September before to 31 August of",
        ),
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
)

PARTICIPATION = Contract(
    name="participation",
    zh="每学段入学率，按年",
    en="share of the entry age that needs a seat in a band, from a year on",
    key=("band", "year"),
    columns=(
        band(),
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
            zh="其中入学（高中为普高录取率）",
            en="share of these that enters; for senior the admission rate of ordinary schools",
            confidence="confidence",
        ),
        SOURCE,
        CONFIDENCE,
    ),
)
