"""Every message about files, columns, cells and keys, in planners' words."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where
from planning.words import message


def missing_folder(findings: Findings, where: Where) -> None:
    """Report a missing folder of a district."""
    findings.add(
        where,
        words=message("district.messages.missing_folder"),
        fix=message("district.messages.missing_folder_fix"),
    )


def missing_file(findings: Findings, where: Where) -> None:
    """Report a missing file."""
    findings.add(
        where,
        words=message("district.messages.missing_file"),
        fix=message("district.messages.missing_file_fix"),
    )


def outside_folder(findings: Findings, where: Where, named: str) -> None:
    """Report a file that the manifest looks for outside the folder of the district.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    named
        Name of the file in the manifest.
    """
    findings.add(
        where,
        words=message("district.messages.outside_folder", file=named),
        fix=message("district.messages.outside_folder_fix"),
    )


def empty_file(findings: Findings, where: Where) -> None:
    """Report a file without rows."""
    findings.add(
        where,
        words=message("district.messages.empty_file"),
        fix=message("district.messages.empty_file_fix"),
    )


def changed_files(warnings: Findings, where: Where, files: Iterable[str]) -> None:
    """Warn of files that differ from their digests in the manifest.

    Parameters
    ----------
    warnings, where
        Receives the warning, and the place it names.
    files
        Names of the files.
    """
    listed = ", ".join(files)
    warnings.add(
        where,
        words=message("district.messages.changed_files", files=listed),
        fix=message("district.messages.changed_files_fix"),
    )


def broken_text(findings: Findings, where: Where, detail: str) -> None:
    """Report a file that is not valid in its format.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    detail
        What the reader found.
    """
    findings.add(
        where,
        words=message("district.messages.broken_text", detail=detail),
        fix=message("word.restore_the_file_or_export_it"),
    )


def wrong_width(findings: Findings, where: Where, found: int, wanted: int) -> None:
    """Report a row with more or fewer cells than the header.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    found, wanted
        Number of cells in the row and in the header.
    """
    findings.add(
        where,
        words=message("district.messages.wrong_width", found=found, wanted=wanted),
        fix=message("district.messages.wrong_width_fix"),
    )


def missing_column(findings: Findings, where: Where, present: Iterable[str]) -> None:
    """Report a missing column.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    present
        Columns of the file.
    """
    listed = ", ".join(present)
    findings.add(
        where,
        words=message("district.messages.missing_column", columns=listed),
        fix=message("district.messages.missing_column_fix"),
    )


def column_twice(findings: Findings, where: Where) -> None:
    """Report two columns with the same name."""
    findings.add(
        where,
        words=message("district.messages.column_twice"),
        fix=message("district.messages.column_twice_fix"),
    )


def blank(findings: Findings, where: Where) -> None:
    """Report an empty cell."""
    findings.add(
        where,
        words=message("district.messages.blank"),
        fix=message("district.messages.blank_fix"),
    )


def not_a_number(findings: Findings, where: Where, text: str, *, whole: bool) -> None:
    """Report a cell that is not a number.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    text
        Text of the cell.
    whole
        True if a whole number is required.
    """
    findings.add(
        where,
        words=message(
            "district.messages.not_a_whole_number" if whole else "district.messages.not_a_number", cell=text
        ),
        fix=message(
            "district.messages.not_a_whole_number_fix" if whole else "district.messages.not_a_number_fix"
        ),
    )


def out_of_range(findings: Findings, where: Where, text: str, low: float | None, high: float | None) -> None:
    """Report a number that is too small or too large.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    text
        Text of the cell.
    low, high
        Range, both ends included; None for an open end.
    """
    low_text = "" if low is None else f"{low:g}"
    high_text = "" if high is None else f"{high:g}"
    findings.add(
        where,
        words=message("district.messages.out_of_range", cell=text, low=low_text, high=high_text),
        fix=message("district.messages.out_of_range_fix"),
    )


def unknown_word(findings: Findings, where: Where, text: str, choices: Iterable[str]) -> None:
    """Report a word that is not allowed.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    text
        Text of the cell.
    choices
        Words allowed.
    """
    listed = ", ".join(choices)
    findings.add(
        where,
        words=message("district.messages.unknown_word", cell=text, allowed=listed),
        fix=message("word.use_one_of_them"),
    )


def duplicate_key(findings: Findings, where: Where, key: str, first_row: int) -> None:
    """Report a duplicate key.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    key
        Key that is repeated.
    first_row
        Row of its first occurrence.
    """
    findings.add(
        where,
        words=message("district.messages.duplicate_key", key=key, first_row=first_row),
        fix=message("district.messages.duplicate_key_fix"),
    )


def unknown_key(findings: Findings, where: Where, text: str, target: str) -> None:
    """Report a reference to a row that does not exist.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    text
        Text of the cell.
    target
        File or table that should contain it.
    """
    findings.add(
        where,
        words=message("district.messages.unknown_key", key=text, target=target),
        fix=message("district.messages.unknown_key_fix", target=target),
    )
