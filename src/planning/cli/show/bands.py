"""What ``planning bands`` prints: ready-made school systems, or the bands of one table."""

from __future__ import annotations

from typing import Final

from planning.cli.terminal.screen import Screen
from planning.district.band_rows import bands_from
from planning.district.bands import bands_frame, names_of_tables
from planning.domain.bands import Band, Enters
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.sheet import Language, Sheet, fields_of

ENTERS: Final = {
    Enters.AGE: ("适龄儿童", "residents of the age"),
    Enters.BEFORE: ("{zh}全体", "all of {en}"),
    Enters.RATE: ("{zh}毕业生按录取率，可跨区", "those of {en} by admission rate, across borders"),
    Enters.REST: ("{zh}毕业生中未被录取者", "those of {en} whom that rate leaves"),
    Enters.PER_1000: ("每千人口 {demand:g} 个", "{demand:g} places for each 1,000 residents"),
    Enters.SHARE: ("适龄儿童的 {demand:.2%}", "{demand:.2%} of the children of these ages"),
}
ANSWER: Final = {True: ("是", "yes"), False: ("否", "no")}


def print_systems(*, language: Language = "both") -> None:
    """Print the ready-made systems, a row for each band.

    Parameters
    ----------
    language
        Language of the output.
    """
    screen = Screen(language)
    rows = [
        (
            name if not b else "",
            band.id,
            *band.label,
            _ages(band),
            str(band.years),
            *_entry(band, bands.names()),
        )
        for name in names_of_tables()
        for bands in (bands_from(bands_frame(name)),)
        for b, band in enumerate(bands)
    ]
    screen.sheet(
        Sheet(
            name="systems",
            zh="现成的学制",
            en="Ready-made school systems",
            fields=fields_of(
                ("table", "学制", "System"),
                ("band", "编号", "Key"),
                ("name_zh", "学段", ""),
                ("name_en", "", "Band"),
                ("ages", "周岁", "Ages"),
                ("years", "年", "Years"),
                ("enters_zh", "谁入学", ""),
                ("enters_en", "", "Who enters"),
            ),
            rows=tuple(rows),
        )
    )
    screen.say(
        "用法：planning import 区县 … --bands 学制；自己的表：同样各列的 CSV，写 --bands my.csv",
        "use: planning import DISTRICT ... --bands SYSTEM; a table of your own is a CSV with these columns: "
        "--bands my.csv",
    )
    screen.line("  " + ",".join(str(column) for column in bands_frame(names_of_tables()[0]).columns[1:]))


def print_bands(table: str, *, language: Language = "both") -> None:
    """Print the bands of one table.

    Parameters
    ----------
    table
        Name of a ready-made table, or path of a CSV file.
    language
        Language of the output.
    """
    screen = Screen(language)
    bands = bands_from(bands_frame(table))
    rows = [
        (
            band.id,
            *band.label,
            f"{band.grades[0]}–{band.grades[-1]}",
            _ages(band),
            f"{band.weight:g}",
            screen.words(*ANSWER[band.compulsory]),
            *_entry(band, bands.names()),
            *(
                _norm(value)
                for value in (band.radius_m, band.class_size, band.pupils_per_staff, band.most_seats)
            ),
        )
        for band in bands
    ]
    screen.sheet(
        Sheet(
            name="bands",
            zh=f"学段表 {table}",
            en=f"Bands of {table}",
            fields=fields_of(
                ("band", "编号", "Key"),
                ("name_zh", "学段", ""),
                ("name_en", "", "Band"),
                ("grades", "年级", "Grades"),
                ("ages", "周岁", "Ages"),
                ("weight", "权重", "Weight"),
                ("compulsory", "义务", "Compulsory"),
                ("enters_zh", "谁入学", ""),
                ("enters_en", "", "Who enters"),
                ("radius_m", "半径（米）", "Radius, m"),
                ("class_size", "班额", "Class"),
                ("pupils_per_staff", "生师比", "Pupils a post"),
                ("most_seats", "规模上限", "Most seats"),
            ),
            rows=tuple(rows),
        )
    )


def _ages(band: Band) -> str:
    return f"{band.ages[0]}–{band.ages[-1]}"


def _norm(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _entry(band: Band, names: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Return who enters a band, in Chinese and English."""
    zh, en = names.get(band.after, ("", ""))
    demand = 0.0 if band.demand is None else band.demand
    said = ENTERS[band.enters]
    return said[0].format(zh=zh, demand=demand), said[1].format(en=in_sentence(en), demand=demand)
