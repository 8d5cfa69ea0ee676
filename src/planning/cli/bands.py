"""The command ``bands``: ready-made school systems, and tables of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from planning.cli.options import LangOption, both, language_of
from planning.words import message

TableArgument = Annotated[
    str,
    typer.Argument(
        metavar="[TABLE]",
        help=both(message("cli.bands.table")),
    ),
]
ListOption = Annotated[bool, typer.Option("--list", help=both(message("cli.bands.list")))]


def bands(table: TableArgument = "", every: ListOption = False, lang: LangOption = None) -> None:
    """List the ready-made school systems, or show the bands of a table."""
    from planning.cli.show.bands import print_bands, print_systems  # noqa: PLC0415

    if every or not table:
        print_systems(language=language_of(lang))
    else:
        print_bands(table, language=language_of(lang))
