"""What ``planning forecast`` prints."""

from __future__ import annotations

from pathlib import Path

from planning.cli.terminal.screen import Screen
from planning.domain.outlook import Outlook
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.outlook import fan_lines, homes_lines
from planning.report.sheets.sheet import Field, Language, Sheet
from planning.words import Words, listed, message


def print_outlook(outlook: Outlook, folder: Path, *, language: Language | None = None) -> None:
    """Print the district's intakes under each variant, with their 10th to 90th percentile.

    Parameters
    ----------
    outlook
        Forecast to print.
    folder
        Folder with the files of the forecast.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    variant = "medium" if "medium" in outlook.titles else next(iter(outlook.titles))
    screen.say(_headline(outlook, variant))
    for name, title in outlook.titles.items():
        fields = (Field(name="year", words=message("word.year"), look="year"), *_band_fields(outlook))
        rows = tuple((int(line[0]), *line[1:]) for line in fan_lines(outlook, name))
        screen.sheet(
            Sheet(
                name="fan",
                words=message("show.outlook.entrants_90", title=title),
                fields=fields,
                rows=rows,
            )
        )
    if outlook.homes[variant].keys:
        screen.sheet(_homes(outlook, variant, screen))
    screen.gap()
    for note in outlook.notes:
        screen.say(note, mark="· ")
    screen.path(message("word.files"), folder)


def _headline(outlook: Outlook, variant: str) -> Words:
    """State when each band's intake is largest, and its value in the last year."""
    parts = []
    for b, band in enumerate(outlook.bands):
        by_year = outlook.intakes[variant][:, b].sum(axis=0)
        if not by_year.any():
            continue
        most, last = int(by_year.argmax()), len(outlook.years) - 1
        parts.append(
            message(
                "show.outlook.most_of_band",
                band=outlook.system[band].lower_words,
                year=outlook.years[most],
                most=by_year[most],
                last=by_year[last],
            )
        )
    return message(
        "show.outlook.year_with_most", title=outlook.titles[variant], parts=listed(parts, "list.clause")
    )


def _band_fields(outlook: Outlook) -> list[Field]:
    return [Field(name=band, words=outlook.system[band].words) for band in outlook.bands]


def _homes(outlook: Outlook, variant: str, screen: Screen) -> Sheet:
    homes = outlook.homes[variant]
    rows = []
    for h, line in enumerate(homes_lines(outlook, variant)):
        _, zone, year, confidence, *cells = line
        sure = screen.words(CONFIDENCE_NAMES[confidence])
        rows.append((homes.keys[h], *homes.names[h], zone, int(year), sure, *cells))
    return Sheet(
        name="homes",
        words=message("show.outlook.seats_needed_only_if_homes"),
        fields=(
            Field(name="home", words=message("word.key")),
            Field(name="name_zh", words=message("word.housing_project")),
            Field(name="name_en", words=message("word.housing_project")),
            Field(name="zone", words=message("word.zone")),
            Field(name="year", words=message("show.outlook.finished"), look="year"),
            Field(name="confidence", words=message("word.how_sure")),
            *_band_fields(outlook),
        ),
        rows=tuple(rows),
    )
