"""Every message about files, columns, cells and keys, in planners' words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where
from planning.words import message


def missing_folder(findings: Findings, where: Where) -> None:
    """Report a missing folder of a district."""
    findings.add(
        where,
        words=message("district.messages.folder_district_not"),
        fix=message("district.messages.check_district_scenario_relative_scenario"),
    )


def missing_file(findings: Findings, where: Where) -> None:
    """Report a missing file."""
    findings.add(
        where,
        words=message("district.messages.file_not"),
        fix=message("district.messages.put_file_correct_name_manifest"),
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
        words=message("district.messages.lies_outside_folder_district", named=named),
        fix=message("district.messages.put_file_into_folder_folder"),
    )


def empty_file(findings: Findings, where: Where) -> None:
    """Report a file without rows."""
    findings.add(
        where,
        words=message("district.messages.file_no_rows"),
        fix=message("district.messages.fill_rows_restore_file"),
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
        words=message("district.messages.these_files_not_what_listed", listed=listed),
        fix=message("district.messages.if_change_meant_clear_renew"),
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
        words=message("district.messages.file_broken", detail=detail),
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
        words=message("district.messages.row_cells_header", found=found, wanted=wanted),
        fix=message("district.messages.look_comma_too_many_too"),
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
        words=message("district.messages.column_missing", listed=listed),
        fix=message("district.messages.add_column_spelled_exactly"),
    )


def column_twice(findings: Findings, where: Where) -> None:
    """Report two columns with the same name."""
    findings.add(
        where,
        words=message("district.messages.column_name_stands_twice"),
        fix=message("district.messages.delete_one_two_rename"),
    )


def blank(findings: Findings, where: Where) -> None:
    """Report an empty cell."""
    findings.add(
        where,
        words=message("district.messages.cell_empty"),
        fix=message("district.messages.fill"),
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
            "district.messages.not_whole_number" if whole else "district.messages.not_number", text=text
        ),
        fix=message("district.messages.write_whole_number" if whole else "district.messages.write_number"),
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
        words=message("district.messages.outside_range", text=text, low_text=low_text, high_text=high_text),
        fix=message("district.messages.check_figure_unit"),
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
        words=message("district.messages.not_one_words_allowed", text=text, listed=listed),
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
        words=message("district.messages.key_stands_twice_first_row", key=key, first_row=first_row),
        fix=message("district.messages.delete_correct_one_two_rows"),
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
        words=message("district.messages.does_not_exist", text=text, target=target),
        fix=message("district.messages.correct_add", target=target),
    )
