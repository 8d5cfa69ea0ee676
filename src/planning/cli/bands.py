"""The command ``bands``: ready-made school systems, and tables of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from planning.cli.options import Lang, LangOption, both, language_of

TableArgument = Annotated[
    str,
    typer.Argument(
        metavar="[TABLE]",
        help=both("现成学制的名称，或自己的 CSV", "Name of a ready-made system, or a CSV file of your own"),
    ),
]
ListOption = Annotated[
    bool, typer.Option("--list", help=both("列出现成的学制", "List the ready-made systems"))
]


def bands(table: TableArgument = "", every: ListOption = False, lang: LangOption = Lang.both) -> None:
    """List the ready-made school systems, or show the bands of a table."""
    from planning.cli.show.bands import print_bands, print_systems  # noqa: PLC0415

    if every or not table:
        print_systems(language=language_of(lang))
    else:
        print_bands(table, language=language_of(lang))
