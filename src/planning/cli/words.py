"""What the commands share: the language asked for, and how an interrupted command ends."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

#: Exit code of a command that was interrupted.
INTERRUPTED: Final = 130


class Lang(StrEnum):
    """Language of what is printed."""

    zh = "zh"
    en = "en"
    both = "both"


Language = Annotated[Lang, typer.Option("--lang", help="语言 Language")]
