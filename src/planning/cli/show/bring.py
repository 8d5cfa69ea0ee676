"""What an import prints: what came out, the columns that were guessed, what was assumed."""

from __future__ import annotations

from typing import Final

from planning.cli.show.inputs import finding_words
from planning.cli.terminal.screen import Screen
from planning.report.sheets.sheet import Language, Sheet, fields_of
from planning.runs.bring import Imported

HOW: Final = {
    "stated": ("指定", "stated"),
    "name": ("列名", "name"),
    "cut name": ("截短的列名", "cut name"),
    "part of name": ("列名的一部分", "part of the name"),
    "values that stand once": ("各值不重复", "no value repeats"),
    "name of the key": ("与编号列同名", "named like the key"),
}
#: Warnings that are printed; ``planning validate`` prints all.
MOST_WARNINGS: Final = 10


def print_imported(made: Imported, *, language: Language = "both") -> None:
    """Print how a district was made from a planner's files.

    Parameters
    ----------
    made
        District, and the columns that were guessed.
    language
        Language of the output.
    """
    screen = Screen(language)
    _totals(made, screen)
    _columns(made, screen)
    screen.gap()
    for kind, columns in made.unused.items():
        if columns:
            listed = ", ".join(columns)
            screen.say(
                f"{kind} 未用的列：{listed}", f"columns of {kind} that are not used: {listed}", mark="· "
            )
    for zh, en in made.notes:
        screen.say(zh, en, mark="· ")
    for warning in made.inputs.district.warnings[:MOST_WARNINGS]:
        screen.say(*finding_words(warning), mark="- ")
    if not made.confirmed:
        screen.say(
            f"请核对 {made.folder}/mapping.yaml：改正，不要的写 null，核对无误把 confirmed 改为 yes，"
            "再运行同一条命令",
            f"check {made.folder}/mapping.yaml: correct it, write null to take a column away, set confirmed "
            "to yes once it is right, and run this again",
        )
    screen.whole(f"{screen.words('下一步', 'Next')}: planning run {made.folder}/base.yaml")


def _totals(made: Imported, screen: Screen) -> None:
    """Print zones, pupils and seats of each band."""
    district = made.inputs.district
    pupils, seats = district.tables["pupils"], district.tables["seats"]
    scenario = made.inputs.loaded.scenario
    pupils = pupils[pupils["variant"].isin(("", scenario.pupils_variant))]
    years = pupils["year"]
    first = pupils[years == years.where(years <= scenario.years[0]).max()]
    for band in district.bands:
        own = first[first["band"] == band.id]
        if own.empty:
            continue
        zh, en = band.label
        zones, heads = own["zone_id"].nunique(), float(own["pupils"].sum())
        room = float(seats.loc[seats["band"] == band.id, "seats"].sum())
        screen.say(
            f"{zh}：{zones:,} 个需求区，学生 {heads:,.0f} 名，学位 {room:,.0f} 个",
            f"{en}: {zones:,} zones, {heads:,.0f} pupils, {room:,.0f} seats",
        )


def _columns(made: Imported, screen: Screen) -> None:
    rows = [
        (
            kind,
            guess.field,
            guess.column,
            screen.words(*HOW[guess.how]),
            ", ".join(guess.rivals),
            screen.words("是", "yes") if guess.confirmed else "",
        )
        for kind, guesses in made.guesses.items()
        for guess in guesses
    ]
    screen.sheet(
        Sheet(
            name="mapping",
            zh="列的对应（见 mapping.yaml）",
            en="Columns, as in mapping.yaml",
            fields=fields_of(
                ("kind", "文件", "File"),
                ("field", "字段", "Field"),
                ("column", "列", "Column"),
                ("how", "依据", "Because of"),
                ("rivals", "也可能是", "Or"),
                ("confirmed", "已确认", "Confirmed"),
            ),
            rows=tuple(rows),
        )
    )
