"""What a command prints on: a language, a width, an encoding."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from planning.cli.terminal.safe import fitted, safe, shows
from planning.cli.terminal.table import table_lines
from planning.cli.terminal.wrap import wrap
from planning.report.sheets.sheet import Language, Sheet
from planning.words import Words, message
from planning.words.catalogue import BOTH, FIRST, SECOND, default_language
from planning.words.shown import codes, sentence

#: Width of tables where there is no terminal and COLUMNS is not set.
FILE_WIDTH: Final = 120
#: Sentences are not wider than this on any terminal.
WIDEST_PROSE: Final = 120


class Screen:
    """Printer of sentences and tables.

    Parameters
    ----------
    language
        Code of a language, or ``both``, which is English alone if Chinese cannot be shown; None takes the
        language of the reader.
    errors
        True to print on standard error.
    """

    def __init__(self, language: Language | None = None, *, errors: bool = False) -> None:
        self._stream = sys.stderr if errors else sys.stdout
        self._console = Console(stderr=errors, highlight=False, soft_wrap=True, emoji=False, markup=False)
        language = language or default_language()
        if language == BOTH and not shows(message("screen.sample").text(FIRST), self._stream.encoding):
            language = SECOND
        self.language: Language = language
        self.width = terminal_width()
        # A file is searched by line; what is read on a terminal is broken into lines.
        known = self._stream.isatty() or "COLUMNS" in os.environ
        self._prose = min(self.width, WIDEST_PROSE) if known else None

    def words(self, words: Words) -> str:
        """Return a short label in the language of the screen, or in both."""
        return words.text(self.language)

    def say(self, words: Words, *, mark: str = "") -> None:
        """Print a sentence, with the languages one below the other.

        Parameters
        ----------
        words
            Sentence, with or without its full stop.
        mark
            Text before the first line; further lines are indented by its width.
        """
        for number, code in enumerate(codes(self.language)):
            self.line(sentence(words, code), mark=" " * len(mark) if number else mark)

    def line(self, text: str, *, mark: str = "") -> None:
        """Print a line, wrapped on a terminal."""
        text = safe(text)
        lines = text.split("\n") if self._prose is None else wrap(text, self._prose - len(mark))
        for number, part in enumerate(lines):
            self._print(Text((" " * len(mark) if number else mark) + part))

    def sheet(self, sheet: Sheet, *, alarm: bool = False) -> None:
        """Print a table and the number of rows left to the files; print nothing without rows.

        Parameters
        ----------
        sheet
            Table to print.
        alarm
            True if numbers other than 0 are bad news.
        """
        if not sheet.rows:
            return
        self._print(Text())
        for line in table_lines(sheet, language=self.language, width=self.width, alarm=alarm):
            self._print(line)
        hidden = 0 if sheet.shown is None else len(sheet.rows) - sheet.shown
        if hidden > 0:
            self.say(message("screen.more_rows", n=hidden))

    def gap(self) -> None:
        """Print an empty line."""
        self._print(Text())

    def path(self, words: Words, path: Path) -> None:
        """Print a path with its label, unbroken so that it can be copied.

        Parameters
        ----------
        words
            Label.
        path
            Path to print.
        """
        self.whole(f"{self.words(words)}: {path}")

    def whole(self, text: str) -> None:
        """Print a line unbroken, however long, so that it can be copied."""
        self._print(Text(safe(text)))

    def _print(self, line: Text) -> None:
        encoding = self._stream.encoding
        if not shows(line.plain, encoding):
            line.plain = fitted(line.plain, encoding)
        self._console.print(line)


def terminal_width() -> int:
    """Return the cells of a line: those that COLUMNS states, those of the terminal, or a width for files.

    A pager or a filter takes the output to the same terminal, so that of the errors tells the width as well.
    """
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            return os.get_terminal_size(stream.fileno()).columns  # type: ignore[union-attr]
    return FILE_WIDTH
