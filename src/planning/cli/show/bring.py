"""What an import prints: the columns that were guessed, what was assumed, what came out."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.runs.bring import Imported

HOW = {
    "stated": "指定 stated",
    "name": "列名 name",
    "cut name": "截短的列名 cut name",
    "part of name": "列名的一部分 part of the name",
    "values that stand once": "各值不重复 each value stands once",
    "name of the key": "与编号列同名 called like the key",
}
LEAST_WIDTH = 118


def print_imported(made: Imported) -> None:
    """Print how a district was made."""
    probe = Console()
    console = probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    table = Table(title="列的对应（见 mapping.yaml） Columns, as in mapping.yaml", title_justify="left")
    for head in (
        "文件 File",
        "字段 Field",
        "列 Column",
        "依据 Because of",
        "也可能是 Or",
        "已确认 Confirmed",
    ):
        table.add_column(head, overflow="fold")
    for kind, guesses in made.guesses.items():
        for guess in guesses:
            table.add_row(
                kind,
                guess.field,
                Text(guess.column),
                HOW[guess.how],
                Text(", ".join(guess.rivals)),
                "是 yes" if guess.confirmed else "",
            )
    console.print(table)
    for kind, columns in made.unused.items():
        if columns:
            console.print(Text(f"· {kind} 未用的列 columns not used: {', '.join(columns)}"))
    for zh, en in made.notes:
        console.print(Text(f"· {zh}。{en}."))
    district = made.inputs.district
    pupils, seats = district.tables["pupils"], district.tables["seats"]
    scenario = made.inputs.loaded.scenario
    pupils = pupils[pupils["variant"].isin(("", scenario.pupils_variant))]
    years = pupils["year"]
    first = pupils[years == years.where(years <= scenario.years[0]).max()]
    for band, own in first.groupby("band"):
        room = float(seats.loc[seats["band"] == band, "seats"].sum())
        console.print(
            Text(
                f"{band}: 需求区 zones {own['zone_id'].nunique():,}，学生 pupils {own['pupils'].sum():,.0f}，"
                f"学位 seats {room:,.0f}"
            )
        )
    for warning in district.warnings[:10]:
        console.print(Text(str(warning)))
    if not made.confirmed:
        console.print(
            Text(
                f"请核对 {made.folder}/mapping.yaml，改正后把 confirmed 改为 yes，再运行同一条命令。\n"
                f"Check {made.folder}/mapping.yaml; correct it, set confirmed to yes, and run this again."
            )
        )
    console.print(Text(f"下一步 Next: planning run {made.folder}/base.yaml"))
