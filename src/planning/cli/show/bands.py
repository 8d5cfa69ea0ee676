"""What ``planning bands`` prints: ready-made school systems, or the bands of one table."""

from __future__ import annotations

from planning.cli.terminal.screen import Screen
from planning.district.band_rows import bands_from
from planning.district.bands import bands_frame, names_of_tables
from planning.domain.bands import Band, BandSystem
from planning.report.sheets.sheet import Language, Sheet, fields_of
from planning.words import Words, message


def print_systems(*, language: Language | None = None) -> None:
    """Print the ready-made systems, a row for each band.

    Parameters
    ----------
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    rows = [
        (
            name if not b else "",
            band.id,
            screen.words(band.words),
            _ages(band),
            str(band.years),
            screen.words(_entry(band, bands)),
        )
        for name in names_of_tables()
        for bands in (bands_from(bands_frame(name)),)
        for b, band in enumerate(bands)
    ]
    screen.sheet(
        Sheet(
            name="systems",
            words=message("show.bands.systems"),
            fields=fields_of(
                ("table", message("show.bands.table")),
                ("band", message("word.key")),
                ("name", message("word.band")),
                ("ages", message("show.bands.ages")),
                ("years", message("show.bands.years")),
                ("enters", message("show.bands.enters")),
            ),
            rows=tuple(rows),
        )
    )
    screen.say(message("show.bands.use"))
    screen.line("  " + ",".join(str(column) for column in bands_frame(names_of_tables()[0]).columns[1:]))


def print_bands(table: str, *, language: Language | None = None) -> None:
    """Print the bands of one table.

    Parameters
    ----------
    table
        Name of a ready-made table, or path of a CSV file.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    bands = bands_from(bands_frame(table))
    rows = [
        (
            band.id,
            screen.words(band.words),
            f"{band.grades[0]}–{band.grades[-1]}",
            _ages(band),
            f"{band.weight:g}",
            screen.words(message("word.yes" if band.compulsory else "word.no")),
            screen.words(_entry(band, bands)),
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
            words=message("show.bands.of_table", table=table),
            fields=fields_of(
                ("band", message("word.key")),
                ("name", message("word.band")),
                ("grades", message("show.bands.grades")),
                ("ages", message("show.bands.ages")),
                ("weight", message("show.bands.weight")),
                ("compulsory", message("show.bands.compulsory")),
                ("enters", message("show.bands.enters")),
                ("radius_m", message("show.bands.radius_m")),
                ("class_size", message("show.bands.class_size")),
                ("pupils_per_staff", message("show.bands.pupils_per_staff")),
                ("most_seats", message("show.bands.most_seats")),
            ),
            rows=tuple(rows),
        )
    )


def _ages(band: Band) -> str:
    return f"{band.ages[0]}–{band.ages[-1]}"


def _norm(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _entry(band: Band, bands: BandSystem) -> Words:
    """Return who enters a band."""
    before = bands[band.after].lower_words if band.after else ""
    demand = 0.0 if band.demand is None else band.demand
    return message(f"show.bands.enters_{band.enters.value}", before=before, demand=demand)
