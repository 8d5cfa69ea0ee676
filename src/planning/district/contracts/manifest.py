"""The manifest, which lists the other tables, and the district's own row."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE, year
from planning.words import message

MANIFEST = Contract(
    name="manifest",
    words=message("contracts.manifest.one_row_each_table_district"),
    key=("table",),
    columns=(
        Column(name="table", words=message("contracts.manifest.name_table")),
        Column(name="file", words=message("contracts.manifest.file_beside_manifest")),
        Column(
            name="encoding", words=message("contracts.manifest.text_encoding_file"), choices=("utf-8", "gbk")
        ),
        Column(name="title_zh", words=message("contracts.manifest.chinese_title")),
        Column(name="title_en", words=message("contracts.manifest.english_title")),
        SOURCE,
        Column(name="date", words=message("contracts.manifest.date_figures")),
        Column(name="datum", words=message("contracts.manifest.datum_coordinates_none")),
        Column(name="licence", words=message("contracts.manifest.licence_figures")),
        CONFIDENCE,
        Column(
            name="sha256",
            words=message("contracts.manifest.digest_file_where_given_change"),
            optional=True,
            column_optional=True,
        ),
    ),
)

DISTRICT = Contract(
    name="district",
    words=message("contracts.manifest.district_one_row"),
    key=("name_zh",),
    columns=(
        NAME_ZH,
        NAME_EN,
        year("base_year", words=message("contracts.manifest.school_year_population_rolls")),
        Column(
            name="currency",
            words=message("contracts.manifest.currency"),
            optional=True,
            column_optional=True,
        ),
        SOURCE,
        CONFIDENCE,
    ),
)

CONTROLS = Contract(
    name="controls",
    words=message("contracts.manifest.published_total_check_tables_never"),
    key=("figure",),
    columns=(
        Column(name="figure", words=message("contracts.manifest.what_counted")),
        Column(
            name="value",
            words=message("contracts.manifest.value"),
            kind="number",
            minimum=0,
            confidence_column="confidence",
        ),
        Column(name="unit", words=message("contracts.manifest.unit")),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
