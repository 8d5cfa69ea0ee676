"""What is looked for in each file, and by which names it is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from planning.domain.bands import BandSystem
from planning.importing.level_words import column_words


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Field that a file may hold.

    Parameters
    ----------
    name
        Name of the field in the district's tables.
    zh, en
        Meaning in Chinese and English.
    known_as
        Names in planners' files, in both languages, the surest first.
    exact
        True if a column whose name only holds one of them is another thing, as ``year_built`` of a zone.
    """

    name: str
    zh: str
    en: str
    known_as: tuple[str, ...]
    exact: bool = False


_NAME = Wanted(
    name="name_zh", zh="名称", en="name",
    known_as=("name_zh", "名称", "中文名称", "中文名", "名字", "name", "nom", "nombre", "nome", "naam",
              "navn", "bezeichnung", "title", "label"),
)  # fmt: skip
_NAME_EN = Wanted(
    name="name_en", zh="英文名称", en="English name", known_as=("name_en", "英文名称", "英文名", "english")
)
_LON = Wanted(
    name="lon", zh="经度", en="longitude, or x",
    known_as=("lon", "lng", "long", "longitude", "经度", "x", "x_coord", "easting", "point_x", "xcoord",
              "longitud", "längengrad", "laengengrad", "rechtswert", "eastings"),
)  # fmt: skip
_LAT = Wanted(
    name="lat", zh="纬度", en="latitude, or y",
    known_as=("lat", "latitude", "纬度", "y", "y_coord", "northing", "point_y", "ycoord",
              "latitud", "breitengrad", "hochwert", "northings"),
)  # fmt: skip
_PART = Wanted(
    name="part", zh="分项，其各行相加", en="parts whose rows are added up, such as sex",
    known_as=("part", "sex", "gender", "性别", "户籍", "户籍类型", "班级", "班", "class", "geschlecht",
              "sexe", "sexo"),
    exact=True,
)  # fmt: skip


def _zone_key(*, more: tuple[str, ...] = ()) -> Wanted:
    names = ("zone_id", "zone", "zoneid", "需求区编号", "社区编号", "社区代码", "编号", "代码", *more)
    return Wanted(name="zone_id", zh="需求区编号", en="key of the zone", known_as=names)


def _school_key(*, more: tuple[str, ...] = ()) -> Wanted:
    names = ("facility_id", "school_id", "schoolid", "学校编号", "学校代码", "学校标识码", *more)
    return Wanted(name="facility_id", zh="学校编号", en="key of the school", known_as=names)


def _by_band(whole: Wanted, bands: BandSystem) -> tuple[Wanted, ...]:
    """Return a figure as one field for each band, and as one field."""
    name, words = whole.name, whole.known_as
    apart = []
    for band in bands:
        own = column_words(band, bands)
        known = [f"{name}_{band.id}"]
        known += [f"{a}{b}" for word in words for a, b in ((word, part) for part in own)]
        known += [f"{part}{word}" for word in words for part in own]
        apart.append(
            Wanted(
                name=f"{name}_{band.id}",
                zh=f"{band.zh}{whole.zh}",
                en=f"{band.en} {whole.en}",
                known_as=tuple(known),
            )
        )
    return (*apart, whole)


_PUPILS = Wanted(
    name="pupils", zh="学生", en="pupils",
    known_as=("pupils", "students", "学生数", "学生", "学生人数", "demand", "enrolment", "enrollment",
              "children", "学位需求", "适龄儿童", "适龄人口", "人数", "schüler", "schueler", "élèves",
              "eleves", "effectif", "effectifs", "alumnos", "matrícula", "matricula", "alunos", "alunni",
              "leerlingen", "elever", "enrolled", "kids", "count", "pop", "population"),
)  # fmt: skip
_SEATS = Wanted(
    name="seats", zh="学位", en="seats",
    known_as=("seats", "capacity", "学位", "学位数", "容量", "cap", "办学规模", "places", "max_students",
              "capacidad", "capacite", "capacité", "capacidade", "capienza", "capaciteit", "kapazität",
              "kapazitaet", "plätze", "plaetze", "plazas", "vagas", "posti", "plaatsen", "pladser"),
)  # fmt: skip
_BAND = Wanted(
    name="band", zh="学段", en="band, or level of education",
    known_as=("band", "学段", "level", "school_level", "办学类型", "办学层次", "phase", "type"),
)  # fmt: skip
_YEAR = Wanted(
    name="year", zh="学年", en="school year, by its September",
    known_as=("year", "年份", "学年", "年度", "school_year", "jahr", "schuljahr", "année", "annee", "año",
              "ano", "anno"),
    exact=True,
)  # fmt: skip
_GRADE = Wanted(name="grade", zh="年级", en="grade", known_as=("grade", "年级", "year_group", "class_year"))

_FIELDS: Final[dict[str, tuple[Wanted, ...]]] = {
    "zones": (
        _zone_key(more=("id", "code", "geoid", "gid", "fid", "objectid", "key", "ref", "district")),
        Wanted(name="name_zh", zh="名称", en="name",
               known_as=("name_zh", "社区名称", "需求区名称", "社区", "村", *_NAME.known_as[1:])),
        _NAME_EN,
        Wanted(name="subdistrict_zh", zh="街道", en="subdistrict",
               known_as=("subdistrict_zh", "街道", "街道名称", "乡镇", "镇街", "subdistrict", "ward")),
        _LON,
        _LAT,
        _PUPILS,
        _YEAR,
        Wanted(name="dwellings", zh="住房套数", en="dwellings",
               known_as=("dwellings", "住房套数", "户数", "households", "homes")),
    ),
    "schools": (
        _school_key(more=("id", "code", "gid", "fid", "objectid", "编号", "代码", "urn", "uai")),
        Wanted(name="name_zh", zh="名称", en="name",
               known_as=("name_zh", "学校名称", "校名", "学校", "school_name", "school",
                         *_NAME.known_as[1:])),
        _NAME_EN,
        Wanted(name="operator", zh="举办者", en="who runs it",
               known_as=("operator", "举办者", "办学性质", "性质", "sector", "ownership")),
        _BAND,
        _LON,
        _LAT,
        _SEATS,
        Wanted(name="temporary_limit", zh="临时学位上限", en="most temporary seats",
               known_as=("temporary_limit", "临时学位", "临时学位上限", "temporary")),
    ),
    "projects": (
        Wanted(name="project_id", zh="项目编号", en="key of the project",
               known_as=("project_id", "项目编号", "项目代码", "编号", "id", "code")),
        _school_key(),
        Wanted(name="name_zh", zh="名称", en="name",
               known_as=("name_zh", "项目名称", "项目", "project_name", "project", *_NAME.known_as[1:])),
        _NAME_EN,
        Wanted(name="status", zh="状态", en="status",
               known_as=("status", "状态", "建设性质", "项目类别", "类别", "class")),
        _BAND,
        _LON,
        _LAT,
        _SEATS,
        Wanted(name="cost_10k", zh="总投资（万，本币）", en="cost, 10,000 of the currency",
               known_as=("cost_10k", "总投资", "总投资万元", "投资", "投资额", "cost", "budget")),
        Wanted(name="start_earliest", zh="最早开工年", en="first year works may begin",
               known_as=("start_earliest", "最早开工年", "开工年份", "开工年", "start_year", "start")),
        Wanted(name="start_latest", zh="最晚开工年", en="last year works may begin",
               known_as=("start_latest", "最晚开工年", "latest_start")),
        Wanted(name="works_months", zh="工期（月）", en="length of works, months",
               known_as=("works_months", "工期", "工期月", "建设周期", "months", "duration")),
    ),
    "population": (
        _zone_key(more=("name", "社区", "社区名称", "需求区", "名称", "geoid", "id", "code")),
        _YEAR,
        Wanted(name="variant", zh="方案", en="variant: one view of who is coming",
               known_as=("variant", "方案", "情景", "scenario", "projection", "variante", "szenario")),
        Wanted(name="age", zh="年龄", en="age", known_as=("age", "年龄", "周岁", "岁")),
        Wanted(name="persons", zh="人数", en="persons",
               known_as=("persons", "人数", "人口", "人口数", "population", "count", "n", "total")),
        _BAND,
        _GRADE,
        _PUPILS,
        _PART,
    ),
    "pupils": (_YEAR, _BAND, _LON, _LAT, _PUPILS),
    "census": (_YEAR, _BAND, _PUPILS),
    "grid": (_YEAR, _BAND, _LON, _LAT, _PUPILS),
    "rolls": (
        _school_key(more=("place", "school", "学校", "学校名称", "校名", "school_name", "id", "code")),
        Wanted(name="year", zh="学年", en="school year",
               known_as=("year", "school_year", "学年", "年份", "年度")),
        _GRADE,
        _BAND,
        _PART,
        Wanted(name="pupils", zh="在校生", en="pupils",
               known_as=("pupils", "在校生", "在校学生", "在校生数", "学生数", "学生", "人数", "enrolment",
                         "enrollment", "roll", "students", "count")),
    ),
    "distances": (
        _zone_key(more=("origin", "from", "from_id", "origin_id", "起点")),
        _school_key(more=("destination", "to", "to_id", "destination_id", "school", "终点", "学校")),
        Wanted(name="distance_m", zh="距离（米）", en="distance, metres",
               known_as=("distance_m", "距离", "距离米", "distance", "dist", "length", "metres", "meters")),
        Wanted(name="minutes", zh="时间（分钟）", en="time, minutes",
               known_as=("minutes", "时间", "分钟", "travel_time", "duration", "time", "mins", "min")),
    ),
    "roads": (
        Wanted(name="class", zh="道路类别", en="class of the road",
               known_as=("class", "highway", "fclass", "道路类别", "类别", "等级", "type", "road_class")),
        Wanted(name="bridge", zh="桥梁", en="bridge: yes, 1, T",
               known_as=("bridge", "桥", "桥梁", "is_bridge")),
        Wanted(name="tunnel", zh="隧道", en="tunnel: yes, 1, T", known_as=("tunnel", "隧道", "is_tunnel")),
        Wanted(name="walk_km_h", zh="步行速度（公里/小时）", en="walking speed, km/h",
               known_as=("walk_km_h", "步行速度", "walk_speed", "foot_speed")),
    ),
    "barriers": (),
    "water": (),
    "catchments": (
        _zone_key(more=("name", "社区", "社区名称", "需求区", "名称")),
        _school_key(more=("school", "学校", "学校名称", "校名")),
        _BAND,
    ),
}  # fmt: skip
#: Kinds of files that an import reads.
KINDS: Final = tuple(_FIELDS)


@cache
def fields_of(kind: str, bands: BandSystem) -> tuple[Wanted, ...]:
    """Return the fields that a file may hold.

    Parameters
    ----------
    kind
        Kind of file, one of :data:`KINDS`.
    bands
        Bands of the district: pupils and seats may stand in a column for each of them.

    Returns
    -------
    tuple of Wanted
        Fields in the order in which they are looked for.
    """
    return tuple(
        field
        for wanted in _FIELDS[kind]
        for field in (_by_band(wanted, bands) if wanted in (_PUPILS, _SEATS) else (wanted,))
    )
