"""Every message about encodings, in planners' words, in both languages."""

from __future__ import annotations

from planning.errors import Findings, Where
from planning.words import message


def gbk_read_as_utf8(findings: Findings, where: Where) -> None:
    """Report GBK bytes in a file that the manifest calls UTF-8."""
    findings.add(
        where,
        words=message("district.text_messages.manifest_says_utf_8_but"),
        fix=message("district.text_messages.save_csv_utf_8_write"),
    )


def utf8_read_as_gbk(findings: Findings, where: Where) -> None:
    """Report UTF-8 bytes in a file that the manifest calls GBK."""
    findings.add(
        where,
        words=message("district.text_messages.manifest_says_gbk_but_file"),
        fix=message("district.text_messages.write_utf_8_column_encoding"),
    )


def garbled(findings: Findings, where: Where, text: str, meant: str) -> None:
    """Report a cell with UTF-8 text that was opened as GBK and saved.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    text
        Garbled text of the cell.
    meant
        Text that was meant.
    """
    findings.add(
        where,
        words=message("district.text_messages.text_garbled_utf_8_file", text=text, meant=meant),
        fix=message("district.text_messages.restore_file_open_utf_8"),
    )


def unknown_bytes(findings: Findings, where: Where, encoding: str, offset: int) -> None:
    """Report bytes that are neither UTF-8 nor GBK.

    Parameters
    ----------
    findings, where
        Receives the fault, and the place it names.
    encoding
        Encoding that the manifest names.
    offset
        Position of the first invalid byte, counted from 0.
    """
    findings.add(
        where,
        words=message(
            "district.text_messages.cannot_read_byte_no_such", encoding=encoding, offset=offset + 1
        ),
        fix=message("district.text_messages.restore_file_save_again_csv"),
    )


def no_text(findings: Findings, where: Where) -> None:
    """Report a cell with halves of characters, or a key with characters that cannot be shown."""
    findings.add(
        where,
        words=message("district.text_messages.text_holds_half_character_one"),
        fix=message("district.text_messages.type_text_cell_again"),
    )


def unshown(warnings: Findings, where: Where, count: int) -> None:
    """Warn of texts in which characters that are obeyed instead of shown were replaced.

    Parameters
    ----------
    warnings, where
        Receives the warning, and the place it names.
    count
        Number of such texts.
    """
    warnings.add(
        where,
        words=message("district.text_messages.texts_hold_control_characters_marks", count=count),
        fix=message("district.text_messages.type_these_texts_again"),
    )
