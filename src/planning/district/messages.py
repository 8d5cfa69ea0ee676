"""Every message about files, columns, cells and keys, in planners' words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where


def missing_folder(findings: Findings, where: Where) -> None:
    """Report a missing folder of a district."""
    findings.add(
        where,
        zh="找不到区县数据目录",
        en="the folder of the district is not there",
        fix_zh="请核对情景中 district 的路径，它相对于写有它的情景文件",
        fix_en="Check district in the scenario; it is relative to the scenario file that says it",
    )


def missing_file(findings: Findings, where: Where) -> None:
    """Report a missing file."""
    findings.add(
        where,
        zh="找不到文件",
        en="the file is not there",
        fix_zh="请放入该文件，或改正清单 manifest.csv 中的文件名",
        fix_en="Put the file there, or correct its name in manifest.csv",
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
        zh=f"“{named}”不在区县数据目录之内",
        en=f"'{named}' lies outside the folder of the district",
        fix_zh="请把文件放入该目录（或其子目录），并写相对路径",
        fix_en="Put the file into the folder, or a folder in it, and write the path from there",
    )


def empty_file(findings: Findings, where: Where) -> None:
    """Report a file without rows."""
    findings.add(
        where,
        zh="文件没有任何数据行",
        en="the file has no rows",
        fix_zh="请填入数据，或恢复原文件",
        fix_en="Fill in the rows, or restore the file",
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
        zh=f"以下文件与清单登记时不同，已被改动：{listed}",
        en=f"these files are not what was listed, they have been changed since: {listed}",
        fix_zh="若为有意改动，请清空或更新其 sha256；否则请恢复原文件",
        fix_en="If the change is meant, clear or renew their sha256; else restore the files",
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
        zh=f"文件格式损坏（{detail}）",
        en=f"the file is broken ({detail})",
        fix_zh="请恢复原文件，或重新导出",
        fix_en="Restore the file, or export it again",
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
        zh=f"该行有 {found} 个单元格，表头有 {wanted} 个",
        en=f"the row has {found} cells, the header {wanted}",
        fix_zh="请检查多余或缺少的逗号，含逗号的文字要加双引号",
        fix_en="Look for a comma too many or too few; text with a comma needs double quotes",
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
        zh=f"缺少该列；现有的列：{listed}",
        en=f"the column is missing; there are: {listed}",
        fix_zh="请补上该列，列名须完全一致",
        fix_en="Add the column, spelled exactly so",
    )


def column_twice(findings: Findings, where: Where) -> None:
    """Report two columns with the same name."""
    findings.add(
        where,
        zh="该列名出现两次",
        en="the column name stands twice",
        fix_zh="请删去其中一列或改名",
        fix_en="Delete one of the two, or rename it",
    )


def blank(findings: Findings, where: Where) -> None:
    """Report an empty cell."""
    findings.add(
        where,
        zh="单元格为空",
        en="the cell is empty",
        fix_zh="请填写",
        fix_en="Fill it in",
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
    kind_zh, kind_en = ("整数", "a whole number") if whole else ("数字", "a number")
    findings.add(
        where,
        zh=f"“{text}”不是{kind_zh}",
        en=f"'{text}' is not {kind_en}",
        fix_zh=f"请填写{kind_zh}，不带单位和千位分隔符",
        fix_en=f"Write {kind_en}, with no unit and no thousands separator",
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
        zh=f"{text} 超出范围（{low_text} 至 {high_text}）",
        en=f"{text} is outside the range ({low_text} to {high_text})",
        fix_zh="请核对数值与单位",
        fix_en="Check the figure and its unit",
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
        zh=f"“{text}”不在允许的取值之中（{listed}）",
        en=f"'{text}' is not one of the words allowed ({listed})",
        fix_zh="请改用其中一个",
        fix_en="Use one of them",
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
        zh=f"键“{key}”重复，首次出现在第 {first_row} 行",
        en=f"the key '{key}' stands twice, first in row {first_row}",
        fix_zh="请删去或改正其中一行",
        fix_en="Delete or correct one of the two rows",
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
        zh=f"“{text}”在 {target} 中不存在",
        en=f"'{text}' does not exist in {target}",
        fix_zh=f"请改正，或在 {target} 中补上",
        fix_en=f"Correct it, or add it to {target}",
    )
