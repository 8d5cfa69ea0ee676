"""The files of a run: tables column by column, and the rest by name."""

from __future__ import annotations

from typing import Final

from planning.results.schema import Column, Table

PUPILS, SEATS, MONEY = "pupils", "seats", "10,000 of the currency"
NAME_ZH = Column(name="name_zh", zh="中文名称", en="Chinese name")
NAME_EN = Column(name="name_en", zh="英文名称", en="English name")
ZONE = Column(name="zone", zh="需求区编号", en="key of the zone")
FACILITY = Column(name="facility", zh="学校编号", en="key of the facility")
BAND = Column(name="band", zh="学段", en="band of schooling")
YEAR = Column(name="year", zh="学年（以九月所在年计）", en="school year, by its September", kind="integer")


def _whole(name: str, *, zh: str, en: str, unit: str = "year", nullable: bool = False) -> Column:
    return Column(name=name, zh=zh, en=en, kind="integer", unit=unit, nullable=nullable)


def _number(name: str, *, zh: str, en: str, unit: str, nullable: bool = False) -> Column:
    return Column(name=name, zh=zh, en=en, kind="number", unit=unit, nullable=nullable)


SCHEDULE: Final = Table(
    name="schedule",
    zh="一个项目一行",
    en="a project",
    columns=(
        Column(name="project_id", zh="项目编号", en="key of the project"),
        NAME_ZH,
        NAME_EN,
        Column(name="status", zh="状态：竣工、续建、开工、储备", en="class in the annual plan"),
        _whole("start_year", zh="开工年；不开工为空", en="works begin; empty if never", nullable=True),
        _whole("opening_year", zh="启用年；不开工为空", en="it opens; empty if never", nullable=True),
        _number("cost_10k", zh="总投资", en="whole cost", unit=MONEY),
        _whole("seats_{band}", zh="启用时增减的学位", en="seats that its opening adds", unit=SEATS),
    ),
)
PLACEMENTS: Final = Table(
    name="placements",
    zh="需求区、学校、学段、年份各一行，只列有学生者",
    en="a zone, facility, band and year with pupils",
    columns=(
        ZONE,
        FACILITY,
        BAND,
        YEAR,
        _number(
            "pupils", zh="新生；人数过少时为空", en="entrants; empty if too few", unit=PUPILS, nullable=True
        ),
        _number("distance_m", zh="上学距离", en="way to school", unit="metres"),
    ),
)
SEATS_TABLE: Final = Table(
    name="seats",
    zh="学校、学段、年份各一行，只列有学位或学生者",
    en="a facility, band and year with seats or pupils",
    columns=(
        FACILITY,
        BAND,
        YEAR,
        _number("open_seats", zh="常设学位", en="permanent seats open", unit=SEATS),
        _number("enrolled", zh="在校生", en="pupils sitting", unit=PUPILS),
        _number("temporary", zh="临时学位", en="temporary seats used", unit=SEATS),
        _number("surplus", zh="空余的常设学位", en="permanent seats standing empty", unit=SEATS),
    ),
)
UNHOUSED: Final = Table(
    name="unhoused",
    zh="需求区、学段、年份各一行",
    en="a zone, band and year",
    columns=(
        ZONE,
        BAND,
        YEAR,
        _number(
            "intake", zh="新生；人数过少时为空", en="entrants; empty if too few", unit=PUPILS, nullable=True
        ),
        _number(
            "unhoused",
            zh="其中没有学位者；人数过少时为空",
            en="those of them without a seat; empty if too few",
            unit=PUPILS,
            nullable=True,
        ),
    ),
)
BUDGET: Final = Table(
    name="budget",
    zh="一年一行",
    en="a year",
    columns=(
        YEAR,
        _number(
            "limit_10k", zh="限额；无预算为空", en="limit; empty without a budget", unit=MONEY, nullable=True
        ),
        _number("carried_in_10k", zh="上年结转", en="carried in", unit=MONEY, nullable=True),
        _number("spent_10k", zh="支出", en="spent", unit=MONEY),
        _number("carried_out_10k", zh="结转下年", en="carried out", unit=MONEY, nullable=True),
    ),
)
BANDS: Final = Table(
    name="bands",
    zh="学段、年份各一行",
    en="a band and year",
    columns=(
        BAND,
        YEAR,
        _number("open_seats", zh="常设学位", en="permanent seats open", unit=SEATS),
        _number("enrolled", zh="在校生", en="pupils sitting", unit=PUPILS),
        _number("temporary", zh="临时学位", en="temporary seats used", unit=SEATS),
        _number("pupils", zh="需要学位者", en="pupils who need a seat", unit=PUPILS),
        _number("pupils_p10", zh="同上，10% 分位", en="the same, 10th percentile of the draws", unit=PUPILS),
        _number("pupils_p90", zh="同上，90% 分位", en="the same, 90th percentile of the draws", unit=PUPILS),
        _number("intake", zh="新生", en="entrants", unit=PUPILS),
        _number("intake_p10", zh="同上，10% 分位", en="the same, 10th percentile of the draws", unit=PUPILS),
        _number("intake_p90", zh="同上，90% 分位", en="the same, 90th percentile of the draws", unit=PUPILS),
        _number("unhoused", zh="没有学位的新生", en="entrants without a seat", unit=PUPILS),
        _number(
            "unhoused_share",
            zh="其占新生的比例",
            en="as a share of the entrants",
            unit="share",
            nullable=True,
        ),
        _number("mean_distance_m", zh="平均上学距离", en="mean way to school", unit="metres", nullable=True),
        _number(
            "placed_pupil_km", zh="上学距离合计", en="ways of all placed together", unit="pupil-kilometres"
        ),
        _number(
            "norm_m",
            zh="服务半径；无规定为空",
            en="service radius; empty if none",
            unit="metres",
            nullable=True,
        ),
        _number(
            "beyond_norm_share",
            zh="超出半径者的比例",
            en="share beyond the radius",
            unit="share",
            nullable=True,
        ),
        _number("public_share", zh="公办及公办性质学位占比", en="public seats", unit="share", nullable=True),
        _number("residents", zh="常住人口", en="residents", unit="residents", nullable=True),
        _number(
            "seats_per_1000_residents",
            zh="每千人口学位",
            en="permanent seats for each 1,000 residents",
            unit=SEATS,
            nullable=True,
        ),
    ),
)
WARNINGS: Final = Table(
    name="warnings",
    zh="需求区、学段各一行，最急者在前",
    en="a zone and band, the worst first",
    columns=(
        Column(name="colour", zh="预警：red 红、amber 黄、green 绿", en="red, amber or green"),
        ZONE,
        NAME_ZH,
        NAME_EN,
        BAND,
        _whole("first_year", zh="首次缺学位之年；不缺为 0", en="first year of shortage; 0 if none"),
        _whole("last_year", zh="末次；不缺为 0", en="last year of shortage; 0 if none"),
        _whole("worst_year", zh="最缺之年；不缺为 0", en="year of most; 0 if none"),
        _number("worst_pupils", zh="该年缺学位人数", en="pupils without a seat then", unit=PUPILS),
        _whole("last_round", zh="最晚决策轮次；不缺为 0", en="last round that can cure it; 0 if none"),
        _whole("surplus_year", zh="学位过剩始于；无为 0", en="first year of surplus; 0 if none"),
    ),
)
RULES: Final = Table(
    name="rules",
    zh="一条规则一行",
    en="a rule that the audit recomputed",
    columns=(
        Column(name="rule", zh="编号", en="number of the rule"),
        NAME_ZH,
        NAME_EN,
        Column(name="holds", zh="是否成立", en="whether it holds"),
    ),
)
#: Written only by a run that does not show some of its counts.
HIDDEN: Final = Table(
    name="hidden",
    zh="不予列出的人数过少之数：一个文件中的一项一行",
    en="a figure of a file of which some counts are too few to show",
    columns=(
        Column(name="file", zh="文件", en="file"),
        Column(name="figure", zh="其中哪一项", en="figure in the file"),
        _whole("least_count", zh="列出的最小数", en="smallest count that is shown", unit=PUPILS),
        _whole("rows", zh="不予列出的数有几个", en="counts that are not shown", unit="counts"),
        _number("pupils", zh="其人数合计", en="pupils in them", unit=PUPILS),
    ),
)
TABLES: Final = {
    table.name: table
    for table in (SCHEDULE, PLACEMENTS, SEATS_TABLE, UNHOUSED, BUDGET, BANDS, WARNINGS, RULES)
}
RECORD_FILE, MAP_FILE, LAYERS_FILE, WORKBOOK_FILE = "run.json", "map.html", "plan.gpkg", "plan.xlsx"
#: Every name that a run writes.
OUTPUTS: Final = frozenset(
    {
        *(table.file for table in TABLES.values()),
        HIDDEN.file,
        RECORD_FILE,
        MAP_FILE,
        LAYERS_FILE,
        WORKBOOK_FILE,
    }
)
#: Names that every run writes; the rest is written only if there is something to say.
ALWAYS: Final = OUTPUTS - {HIDDEN.file}
