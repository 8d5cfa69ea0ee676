"""The one door for input: whatever goes wrong while a file is read becomes a finding with its name."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from planning.errors import Findings, PlanningError, Where
from planning.words import Words, message

T = TypeVar("T")
#: Largest file that is read whole into memory, bytes. A district's largest table has a few megabytes.
MOST_BYTES: Final = 256_000_000
#: Rows of one table, and of all sheets of a workbook. Each zone to each school of a large city is 200,000.
MOST_ROWS: Final = 1_000_000
MEGABYTE: Final = 1_000_000


def through_door(read: Callable[[], T], *, where: Where, findings: Findings) -> T | None:
    """Call a reader, and turn every failure that it did not foresee into a finding.

    Readers name the faults that they know. A damaged file can make the libraries below them fail in ways that
    no list holds; those failures end here, so that no reader needs the list.

    Parameters
    ----------
    read
        Function that reads.
    where
        File that the finding names.
    findings
        Receives the finding, with the traceback as its details.

    Returns
    -------
    T or None
        What the function returned; None after a failure.

    Raises
    ------
    PlanningError
        As the function raised it.

    Examples
    --------
    >>> faults = Findings()
    >>> through_door(lambda: 1 // 0, where=Where(file="rolls.csv"), findings=faults)
    >>> faults.items[0].words.text("en")
    'the file cannot be read (ZeroDivisionError)'
    """
    try:
        return read()
    except PlanningError:
        raise
    except Exception as error:  # noqa: BLE001 - this is the one place that takes every failure
        tell_unread(findings, where, error)
        return None


def tell_unread(findings: Findings, where: Where, error: Exception) -> None:
    """Report a file whose reading failed.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    error
        Failure, kept with the finding as its details.
    """
    kind = type(error).__name__
    findings.add(
        where,
        words=message("door.unreadable", kind=kind),
        fix=message("word.restore_the_file_or_export_it"),
        details="".join(traceback.format_exception(error)),
    )


def is_small(path: Path, *, where: Where, findings: Findings, most: int = MOST_BYTES) -> bool:
    """Return True if a file is small enough to be read; report it if it is not.

    Parameters
    ----------
    path
        File to look at.
    where, findings
        Place that the fault names, and what receives it.
    most
        Largest size, bytes.

    Returns
    -------
    bool
        False after a fault.
    """
    size = path.stat().st_size
    if size <= most:
        return True
    found = message("door.megabytes", size=size / MEGABYTE)
    tell_too_large(findings, where, found, f"{most / MEGABYTE:g} MB")
    return False


def tell_too_large(findings: Findings, where: Where, found: Words, most: str) -> None:
    """Report a file beyond a limit of size, rows, depth or aliases.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    found
        What was found.
    most
        Limit.
    """
    findings.add(
        where,
        words=message("door.too_large", found=found, most=most),
        fix=message("door.fix_too_large"),
    )
