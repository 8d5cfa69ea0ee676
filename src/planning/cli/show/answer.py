"""What a question prints: its sentences, then its tables, then where the files are."""

from __future__ import annotations

from pathlib import Path

from planning.cli.terminal.screen import Screen
from planning.report.sheets.answer import Answer
from planning.report.sheets.sheet import Language
from planning.words import message


def print_answer(answer: Answer, *, language: Language | None = None, folder: Path | None = None) -> None:
    """Print an answer.

    Parameters
    ----------
    answer
        Answer with its sentences and sheets.
    language
        Language of the output; that of the reader if None.
    folder
        Folder with the answer's files; None if none were written.
    """
    screen = Screen(language)
    for words in answer.sentences:
        screen.say(words)
    for sheet in answer.sheets:
        screen.sheet(sheet)
    if folder is not None:
        screen.gap()
        screen.path(message("word.files"), folder)
