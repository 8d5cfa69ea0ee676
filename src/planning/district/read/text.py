"""Bytes to text, saying which encoding was mistaken for which."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from planning.district import text_messages
from planning.errors import Findings, Where

#: Last of the Latin letters with accents.
LAST_LATIN = "\u024f"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODECS = {"utf-8": "utf-8-sig", "gbk": "gb18030"}


def decode(data: bytes, *, encoding: str, where: Where, findings: Findings) -> str | None:
    """Decode a file in the encoding that the manifest names.

    Parameters
    ----------
    data
        Bytes of the file.
    encoding
        ``utf-8`` (with or without a byte-order mark), ``gbk``, or ``auto`` without a manifest: UTF-8 if the
        bytes are valid UTF-8, else GBK.
    where
        Place that the fault names.
    findings
        Receives the fault, if any.

    Returns
    -------
    str or None
        Text of the file; None after a fault.
    """
    if encoding == "auto":
        encoding = "utf-8" if _is_utf8(data) else "gbk"
    if encoding == "gbk" and _is_utf8(data) and not data.isascii():
        text_messages.utf8_read_as_gbk(findings, where)
        return None
    if encoding == "utf-8" and _looks_like_gbk(data):
        text_messages.gbk_read_as_utf8(findings, where)
        return None
    try:
        return data.decode(CODECS[encoding])
    except UnicodeDecodeError as fault:
        if encoding == "utf-8" and _try(data, CODECS["gbk"]) is not None:
            text_messages.gbk_read_as_utf8(findings, where)
        else:
            text_messages.unknown_bytes(findings, where, encoding, fault.start)
        return None


def ungarble(text: str) -> str | None:
    """Recover a text whose UTF-8 bytes were read as GBK; return None if it looks sound.

    Sound Chinese text encoded as GBK is almost never valid UTF-8, so text that is was read in the wrong
    encoding.
    """
    if text.isascii():
        return None
    try:
        meant = text.encode("gb18030").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return meant if _has_chinese(meant) else None


def _is_utf8(data: bytes) -> bool:
    return _try(data, CODECS["utf-8"]) is not None and not _looks_like_gbk(data)


def _looks_like_gbk(data: bytes) -> bool:
    """Return True if bytes valid in both encodings make sense only in GBK.

    Some common words are ambiguous: 学校 in GBK reads as two rare Cyrillic letters in UTF-8. Accented Latin
    letters are kept, and Russian or Greek text is not valid GB 2312, so neither is mistaken.
    """
    if data.isascii() or data.startswith(BOM_UTF8):
        return False
    utf8 = _try(data, CODECS["utf-8"])
    if utf8 is None or _has_chinese(utf8):
        return False
    chinese = _try(data, "gb2312")
    if chinese is None or not _has_chinese(chinese):
        return False
    letters = [letter for letter in utf8 if not letter.isascii()]
    return sum(letter > LAST_LATIN for letter in letters) > len(letters) / 2


def _has_chinese(text: str) -> bool:
    return CHINESE.search(text) is not None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
