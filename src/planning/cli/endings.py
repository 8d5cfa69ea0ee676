"""How a command ends: exit codes, and what is said of every way to fail."""

from __future__ import annotations

import io
import os
import platform
import sys
import tempfile
import time
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from planning.cli.terminal.safe import put, shows
from planning.errors import AuditError, InputError, NoPlanError
from planning.words import Words, message
from planning.words.catalogue import SECOND, default_language
from planning.words.shown import Sentence, codes, sentence

NO_PLAN: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
#: Set to 1, it lets the traceback of an unknown failure through.
DEBUG: Final = "PLANNING_DEBUG"
#: What the library that reads the command line finds wrong.
MISUSED: Final = {
    "MissingParameter": "missing_parameter",
    "NoSuchOption": "no_such_option",
    "BadParameter": "bad_parameter",
    "BadOptionUsage": "bad_option_usage",
    "BadArgumentUsage": "bad_argument_usage",
}


def prepare_streams() -> None:
    """Let the streams replace characters that their encoding lacks, so that no name can end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(words: Words) -> None:
    """Print a sentence on standard error in the reader's language; with both, in English alone if need be."""
    _put_lines(words, as_sentence=True)


def _put_lines(words: Words, *, as_sentence: bool = False) -> None:
    language = default_language()
    for code in codes(language):
        text = sentence(words, code) if as_sentence else words.text(code)
        if code in (language, SECOND) or shows(text, sys.stderr.encoding):
            put(text, errors=True)


def versions() -> str:
    """Return the versions of the program, of Python and of the solver."""
    return f"planning {version('planning')} · Python {platform.python_version()} · HiGHS {version('highspy')}"


def end_of(error: Exception) -> int:
    """Print why a command failed, and return its exit code.

    Parameters
    ----------
    error
        Error that the command raised.

    Returns
    -------
    int
        1 if there is no plan; 2 if the input or the program is at fault.
    """
    match error:
        case InputError():
            return _bad_input(error)
        case NoPlanError():
            tell(message("cli.endings.no_plan", reason=Sentence(words=error.words)))
            return NO_PLAN
        case AuditError():
            tell(
                message("cli.endings.plan_failed_audit_not_shown"),
            )
            for breach in error.breaches:
                put(f"  {breach}", errors=True)
            return NO_PLAN
        case OSError():
            tell(message("cli.endings.file_cannot_read_written", error=error))
            return BAD_INPUT
        case _ if hasattr(error, "format_message"):
            return _misused(error)
    return _unknown(error)


def _bad_input(error: InputError) -> int:
    count = len(error.findings)
    tell(
        message("cli.endings.fault_s_input_nothing_written", count=count),
    )
    for finding in error.findings:
        put("", errors=True)
        _put_lines(finding)
    details = "\n".join(f"{finding}\n{finding.details}" for finding in error.findings if finding.details)
    path = _report(details) if details else None
    if path is not None:
        put("", errors=True)
        tell(message("cli.endings.details", path=path))
    return BAD_INPUT


def _misused(error: Any) -> int:
    """Print what is wrong with the command line itself."""
    said = str(error.format_message())
    if not said:  # the help was asked for by leaving everything out, and has been shown
        return BAD_INPUT
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "planning"
    wrong = message(f"misused.{MISUSED.get(type(error).__name__, 'otherwise')}", said=said)
    tell(message("cli.endings.command_not_right_see_help", kind=wrong, path=path))
    return BAD_INPUT


def _unknown(error: Exception) -> int:
    """Write the details of an unknown failure to a file, and print its name."""
    if os.environ.get(DEBUG) == "1":
        raise error
    path = _report("".join(traceback.format_exception(error)))
    where = "" if path is None else message("cli.endings.report", path=path)
    tell(message("cli.endings.program_failed_did_not_finish", where=where))
    return BAD_INPUT


def _report(details: str) -> Path | None:
    """Write the details to this folder, or else to the temporary folder, and return the file."""
    name = time.strftime("planning-error-%Y%m%d-%H%M%S.txt")
    head = f"{versions()}\n{platform.platform()}\nargv: {sys.argv}\n\n"
    text = head + details
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        try:
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return folder / name
    return None
