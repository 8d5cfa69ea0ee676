"""Bytes to text, saying which encoding was mistaken for which."""

from __future__ import annotations

from planning.district import messages
from planning.errors import Findings, Where

CODECS = {"utf-8": "utf-8-sig", "gbk": "gb18030"}


def decode(data: bytes, *, encoding: str, where: Where, findings: Findings) -> str | None:
    """Decode a file as the manifest says.

    Parameters
    ----------
    data
        Bytes of the file.
    encoding
        ``utf-8`` (with or without a byte-order mark) or ``gbk``.
    where
        The file.
    findings
        Receives the fault, if any.

    Returns
    -------
    str or None
        The text; None after a fault.
    """
    other = "gbk" if encoding == "utf-8" else "utf-8"
    as_other = _try(data, CODECS[other])
    if encoding == "gbk" and as_other is not None and not data.isascii():
        messages.utf8_read_as_gbk(findings, where)
        return None
    try:
        return data.decode(CODECS[encoding])
    except UnicodeDecodeError as fault:
        if encoding == "utf-8" and as_other is not None:
            messages.gbk_read_as_utf8(findings, where)
        else:
            messages.unknown_bytes(findings, where, encoding, fault.start)
        return None


def ungarble(text: str) -> str | None:
    """Return what a text was before UTF-8 was taken for GBK, or None where it looks sound.

    Chinese text that is sound almost never makes valid UTF-8 when written as GBK, so a text that does was
    read in the wrong encoding.
    """
    if text.isascii():
        return None
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return meant if any("\u4e00" <= letter <= "\u9fff" for letter in meant) else None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
