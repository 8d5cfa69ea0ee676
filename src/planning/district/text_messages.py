"""Every message about encodings, in planners' words."""

from __future__ import annotations

from planning.errors import Findings, Where
from planning.words import message


def gbk_read_as_utf8(findings: Findings, where: Where) -> None:
    """Report GBK bytes in a file that the manifest calls UTF-8."""
    findings.add(
        where,
        words=message("district.text_messages.gbk_read_as_utf8"),
        fix=message("district.text_messages.gbk_read_as_utf8_fix"),
    )


def utf8_read_as_gbk(findings: Findings, where: Where) -> None:
    """Report UTF-8 bytes in a file that the manifest calls GBK."""
    findings.add(
        where,
        words=message("district.text_messages.utf8_read_as_gbk"),
        fix=message("district.text_messages.utf8_read_as_gbk_fix"),
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
        words=message("district.text_messages.garbled", garbled=text, meant=meant),
        fix=message("district.text_messages.garbled_fix"),
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
        words=message("district.text_messages.unknown_bytes", encoding=encoding, offset=offset + 1),
        fix=message("district.text_messages.unknown_bytes_fix"),
    )


def no_text(findings: Findings, where: Where) -> None:
    """Report a cell with halves of characters, or a key with characters that cannot be shown."""
    findings.add(
        where,
        words=message("district.text_messages.no_text"),
        fix=message("district.text_messages.no_text_fix"),
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
        words=message("district.text_messages.unshown", count=count),
        fix=message("district.text_messages.unshown_fix"),
    )
