"""Every message about encodings, in planners' words, in both languages."""

from __future__ import annotations

from planning.errors import Findings, Where


def gbk_read_as_utf8(findings: Findings, where: Where) -> None:
    """Report GBK bytes in a file that the manifest calls UTF-8."""
    findings.add(
        where,
        zh="清单写明编码为 utf-8，但文件内容是 GBK 编码",
        en="the manifest says utf-8, but the file is encoded in GBK",
        fix_zh="请另存为“CSV UTF-8”，或在 manifest.csv 的 encoding 列写 gbk",
        fix_en="Save it as 'CSV UTF-8', or write gbk in column encoding of manifest.csv",
    )


def utf8_read_as_gbk(findings: Findings, where: Where) -> None:
    """Report UTF-8 bytes in a file that the manifest calls GBK."""
    findings.add(
        where,
        zh="清单写明编码为 gbk，但文件内容是 UTF-8 编码",
        en="the manifest says gbk, but the file is encoded in UTF-8",
        fix_zh="请在 manifest.csv 的 encoding 列写 utf-8",
        fix_en="Write utf-8 in column encoding of manifest.csv",
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
        zh=f"文字“{text}”是乱码：UTF-8 文件曾被当作 GBK 打开并保存，原文应为“{meant}”",
        en=f"the text '{text}' is garbled: a UTF-8 file was once opened as GBK and saved; it was '{meant}'",
        fix_zh="请恢复原文件，并以 UTF-8 打开",
        fix_en="Restore the file, and open it as UTF-8",
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
        zh=f"无法按 {encoding} 读取：第 {offset + 1} 个字节起不是该编码的文字，文件可能已损坏",
        en=f"it cannot be read as {encoding}: from byte {offset + 1} on it is no such text, "
        "the file may be damaged",
        fix_zh="请恢复原文件，或另存为“CSV UTF-8”",
        fix_en="Restore the file, or save it again as 'CSV UTF-8'",
    )


def no_text(findings: Findings, where: Where) -> None:
    """Report a cell with halves of characters, or a key with characters that cannot be shown."""
    findings.add(
        where,
        zh="文字中有残缺或无法显示的字符",
        en="the text holds half a character, or one that cannot be shown",
        fix_zh="请重新键入该格文字",
        fix_en="Type the text of the cell again",
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
        zh=f"有 {count} 处文字含控制字符或改变文字方向的字符，已换成“\N{REPLACEMENT CHARACTER}”",
        en=f"{count} texts hold control characters or marks that turn the direction of reading, shown as "
        "'\N{REPLACEMENT CHARACTER}'",
        fix_zh="请重新键入这些文字",
        fix_en="Type these texts again",
    )
