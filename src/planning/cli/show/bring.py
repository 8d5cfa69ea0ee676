"""What an import prints: what came out, the columns that were guessed, what was assumed."""

from __future__ import annotations

from typing import Final

from planning.cli.terminal.screen import Screen
from planning.report.sheets.sheet import Language, Sheet, fields_of
from planning.runs.bring import Imported
from planning.words import message, name_in

HOW: Final = {
    "stated": message("show.bring.stated"),
    "name": message("show.bring.name"),
    "cut name": message("show.bring.cut_name"),
    "part of name": message("show.bring.part_name"),
    "values that stand once": message("show.bring.no_value_repeats"),
    "name of the key": message("show.bring.named_like_key"),
}
#: Warnings that are printed; ``planning validate`` prints all.
MOST_WARNINGS: Final = 10


def print_imported(made: Imported, *, language: Language | None = None) -> None:
    """Print how a district was made from a planner's files.

    Parameters
    ----------
    made
        District, and the columns that were guessed.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    _totals(made, screen)
    _columns(made, screen)
    screen.gap()
    for kind, columns in made.unused.items():
        if columns:
            listed = ", ".join(columns)
            screen.say(message("show.bring.columns_not_used", kind=kind, listed=listed), mark="· ")
    for note in made.notes:
        screen.say(note, mark="· ")
    for warning in made.inputs.district.warnings[:MOST_WARNINGS]:
        screen.say(warning, mark="- ")
    if not made.confirmed:
        screen.say(
            message("show.bring.check_mapping_yaml_correct_write", folder=made.folder),
        )
    screen.whole(screen.words(message("show.bring.next", folder=made.folder)))


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
            message(
                "show.bring.zones_pupils_seats",
                band=name_in(zh=zh, en=en),
                zones=zones,
                heads=heads,
                room=room,
            ),
        )


def _columns(made: Imported, screen: Screen) -> None:
    rows = [
        (
            kind,
            guess.field,
            guess.column,
            screen.words(HOW[guess.how]),
            ", ".join(guess.rivals),
            screen.words(message("show.bring.yes")) if guess.confirmed else "",
        )
        for kind, guesses in made.guesses.items()
        for guess in guesses
    ]
    screen.sheet(
        Sheet(
            name="mapping",
            words=message("show.bring.columns_mapping_yaml"),
            fields=fields_of(
                ("kind", message("word.file")),
                ("field", message("show.bring.field")),
                ("column", message("word.column")),
                ("how", message("show.bring.because")),
                ("rivals", message("show.bring.or")),
                ("confirmed", message("show.bring.confirmed")),
            ),
            rows=tuple(rows),
        )
    )
