"""Panels of the command line, and what every command does alike: help in two languages, and Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from planning.cli.endings import INTERRUPTED, tell
from planning.cli.options import both
from planning.words import Words, message
from planning.words.catalogue import default_language, reading
from planning.words.shown import in_lines

START, PLAN, ASK, FORECAST, RESULTS = (
    message(f"panel.{panel}").text(default_language())
    for panel in ("start", "plan", "ask", "forecast", "results")
)

ARGUMENTS: Final = message("panel.arguments").text(default_language())
OPTIONS: Final = message("panel.options").text(default_language())
#: Help of the options that the library adds.
ADDED: Final = {
    "help": both(message("cli.panels.show_help")),
    "install_completion": both(message("cli.panels.install_completion_commands_shell")),
    "show_completion": both(message("cli.panels.print_completion_script_read_adapt")),
}


class Command(TyperCommand):
    """Command with help in two languages, which Ctrl-C ends without writing anything."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, with bilingual help for those that the library adds."""
        return bilingual(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and handle Ctrl-C."""
        with reading(ctx.params.get("lang")):
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                tell(message("cli.panels.interrupted_nothing_written"))
                raise typer.Exit(INTERRUPTED) from None


class Group(TyperGroup):
    """Group of commands in panels."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, with bilingual help for those that the library adds."""
        return bilingual(super().get_params(ctx))


def bilingual(params: list[Any]) -> list[Any]:
    """Assign parameters to panels, and add bilingual help to those of the library."""
    for param in params:
        param.help = ADDED.get(param.name, param.help)
        param.rich_help_panel = ARGUMENTS if param.param_type_name == "argument" else OPTIONS
        if getattr(param, "is_flag", False):
            param.metavar = ""  # a switch takes no value
    return params


def add_command(
    app: typer.Typer,
    command: Callable[..., None],
    *,
    panel: str,
    words: Words,
    name: str | None = None,
    example: str = "",
) -> None:
    """Add a command to a panel.

    Parameters
    ----------
    app
        Command line, or one of its groups.
    command
        Function of the command; its annotations define the options.
    panel
        Panel of the help that lists the command.
    words
        Description, one sentence.
    name
        Name of the command; the name of the function if omitted.
    example
        Example line at the end of the help.
    """
    app.command(
        name=name,
        cls=Command,
        help=both(words),
        short_help=in_lines(words, default_language()),
        epilog=both(message("cli.panels.example", example=example)) if example else None,
        rich_help_panel=panel,
    )(command)
