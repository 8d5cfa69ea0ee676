"""The bands of schooling that a district has."""

from __future__ import annotations

from collections.abc import Sequence

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE
from planning.domain.bands import Enters

#: First letters of the columns with names in each language.
NAME = "name_"
YES, NO = "yes", "no"
#: First age that no table of persons has.
AGES = 18


def bands_contract(languages: Sequence[str] = ()) -> Contract:
    """Return the contract of the table of bands.

    Parameters
    ----------
    languages
        Codes of the languages, beside Chinese and English, in which the table has names.

    Returns
    -------
    Contract
        Contract whose further names may be left empty.
    """
    return Contract(
        name="bands",
        zh="学段；无此表时用现成的 cn-633",
        en="a band of schooling; a district without this table has the bands of cn-633",
        key=("id",),
        columns=(
            Column(name="id", zh="学段编号：小写字母、数字与下划线", en="key: small letters, digits and _"),
            NAME_ZH,
            NAME_EN,
            *(
                Column(
                    name=f"{NAME}{language}", zh=f"名称（{language}）", en=f"name ({language})",
                    optional=True, column_optional=True,
                )
                for language in languages
            ),
            *_lettering(),
            *_grades(),
            *_entry(),
            *_norms(),
            Column(
                name="colour", zh="图中颜色 #rrggbb", en="colour in charts, #rrggbb", optional=True,
                column_optional=True,
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )  # fmt: skip


def _lettering() -> tuple[Column, ...]:
    return tuple(
        Column(name=name, zh=zh, en=en, optional=True, column_optional=True)
        for name, zh, en in (
            ("short_zh", "图中年级前的字", "letter before the grades in charts, Chinese"),
            ("short_en", "图中年级前的字母", "letter before the grades in charts, English"),
        )
    )


def _grades() -> tuple[Column, ...]:
    return (
        Column(
            name="first_grade", zh="本区所计首个年级", en="number of its first grade as the district counts",
            kind="integer", unit="grade", minimum=-5, maximum=20,
        ),
        Column(
            name="entry_age", zh="入学前一年截止日的周岁", en="age on the cut-off day before entering",
            kind="integer", unit="years", minimum=0, maximum=AGES - 1,
        ),
        Column(
            name="years", zh="年级数", en="number of grades",
            kind="integer", unit="years", minimum=1, maximum=12,
        ),
        Column(
            name="weight", zh="未安置学生年的权重（O1）；情景另有规定者从其规定",
            en="weight of an unplaced pupil-year in O1, unless the scenario has one",
            kind="number", minimum=0.001, maximum=1000,
        ),
        Column(name="compulsory", zh="是否义务教育", en="whether every child must attend", choices=(YES, NO)),
    )  # fmt: skip


def _entry() -> tuple[Column, ...]:
    return (
        Column(
            name="enters",
            zh="谁入学：age 到龄者；before 前一学段全体；rate 按录取率与跨区流动；rest 其余；"
            "per_1000 按千人学位；share 该年龄儿童的一定比例",
            en="who enters: age, residents of the age; before, the whole of the band before; rate, by "
            "admission rate and border flows; rest, whom that rate leaves; per_1000, places for each 1,000 "
            "residents; share, a share of the children of its ages",
            choices=tuple(enters.value for enters in Enters),
        ),
        Column(
            name="after", zh="前一学段；before、rate、rest 必填",
            en="band before it; for before, rate and rest",
            optional=True,
        ),
        Column(
            name="demand", zh="per_1000：千人学位；share：比例", en="for per_1000, places for each 1,000 "
            "residents; for share, the share", kind="number", minimum=0, maximum=1000, optional=True,
            confidence_column="confidence",
        ),
        Column(
            name="district_wide", zh="是否全区统一就读，不计距离",
            en="whether any zone may use any site, and no distance counts", choices=(YES, NO),
        ),
    )  # fmt: skip


def _norms() -> tuple[Column, ...]:
    return tuple(
        Column(name=name, zh=zh, en=en, kind="number", unit=unit, minimum=low, maximum=high, optional=True)
        for name, zh, en, unit, low, high in (
            ("radius_m", "服务半径；无规定留空", "service radius; empty: none", "metres", 1, 1e6),
            ("class_size", "班额上限", "most pupils of a class", "pupils", 1, 200),
            ("pupils_per_staff", "生师（教职工）比", "pupils for each post", "pupils", 0.1, 200),
            ("most_seats", "学校规模上限", "most pupils of a school", "pupils", 1, 1e5),
            ("works_months", "通常工期", "usual months of works of a new school", "months", 0, 120),
        )
    )
