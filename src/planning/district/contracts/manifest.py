"""The manifest, which lists the other tables, and the district's own row."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE, year

MANIFEST = Contract(
    name="manifest",
    zh="清单：每个数据表一行",
    en="one row for each table of the district",
    key=("table",),
    columns=(
        Column(name="table", zh="表名", en="name of the table"),
        Column(name="file", zh="文件", en="file, beside the manifest"),
        Column(name="encoding", zh="文字编码", en="text encoding of the file", choices=("utf-8", "gbk")),
        Column(name="title_zh", zh="中文说明", en="Chinese title"),
        Column(name="title_en", zh="英文说明", en="English title"),
        SOURCE,
        Column(name="date", zh="日期", en="date of the figures"),
        Column(name="datum", zh="坐标基准", en="datum of coordinates, or none"),
        Column(name="licence", zh="许可", en="licence of the figures"),
        CONFIDENCE,
        Column(
            name="sha256",
            zh="文件摘要；填写后，文件一有改动即提示",
            en="digest of the file; where it is given, a change of the file is told",
            optional=True,
            column_optional=True,
        ),
    ),
)

DISTRICT = Contract(
    name="district",
    zh="区县：只有一行",
    en="the district: one row",
    key=("name_zh",),
    columns=(
        NAME_ZH,
        NAME_EN,
        year("base_year", zh="基年：人口与在校生所在学年", en="school year of population and rolls"),
        Column(
            name="currency",
            zh="货币代码（ISO 4217）；不填为人民币 CNY",
            en="code of the currency as in ISO 4217; CNY if empty",
            optional=True,
            column_optional=True,
        ),
        SOURCE,
        CONFIDENCE,
    ),
)

CONTROLS = Contract(
    name="controls",
    zh="对照总数：只用于检验，从不强加于模型",
    en="a published total: a check on the tables, never forced on the model",
    key=("figure",),
    columns=(
        Column(name="figure", zh="指标", en="what is counted"),
        Column(name="value", zh="数值", en="value", kind="number", minimum=0, confidence_column="confidence"),
        Column(name="unit", zh="单位", en="unit"),
        SOURCE,
        CONFIDENCE,
    ),
    optional=True,
)
