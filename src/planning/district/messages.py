"""Every message about a district's tables, in planners' words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from planning.errors import Findings, Where


def missing_folder(findings: Findings, where: Where) -> None:
    """Tell that the folder of the district is not there."""
    findings.add(
        where,
        zh="找不到区县数据目录",
        en="the folder of the district is not there",
        fix_zh="请核对情景中 district 的路径，它相对于写有它的情景文件",
        fix_en="Check district in the scenario; it is relative to the scenario file that says it",
    )


def missing_file(findings: Findings, where: Where) -> None:
    """Tell that a file is not there."""
    findings.add(
        where,
        zh="找不到文件",
        en="the file is not there",
        fix_zh="请放入该文件，或改正清单 manifest.csv 中的文件名",
        fix_en="Put the file there, or correct its name in manifest.csv",
    )


def empty_file(findings: Findings, where: Where) -> None:
    """Tell that a file has no rows."""
    findings.add(
        where,
        zh="文件没有任何数据行",
        en="the file has no rows",
        fix_zh="请填入数据，或恢复原文件",
        fix_en="Fill in the rows, or restore the file",
    )


def changed_files(warnings: Findings, where: Where, files: Iterable[str]) -> None:
    """Tell that files are not what the manifest has listed."""
    listed = ", ".join(files)
    warnings.add(
        where,
        zh=f"以下文件与清单登记时不同，已被改动：{listed}",
        en=f"these files are not what was listed, they have been changed since: {listed}",
        fix_zh="若为有意改动，请清空或更新其 sha256；否则请恢复原文件",
        fix_en="If the change is meant, clear or renew their sha256; else restore the files",
    )


def gbk_read_as_utf8(findings: Findings, where: Where) -> None:
    """Tell that the bytes are GBK although the manifest says UTF-8."""
    findings.add(
        where,
        zh="清单写明编码为 utf-8，但文件内容是 GBK 编码",
        en="the manifest says utf-8, but the file is encoded in GBK",
        fix_zh="请另存为“CSV UTF-8”，或在 manifest.csv 的 encoding 列写 gbk",
        fix_en="Save it as 'CSV UTF-8', or write gbk in column encoding of manifest.csv",
    )


def utf8_read_as_gbk(findings: Findings, where: Where) -> None:
    """Tell that the bytes are UTF-8 although the manifest says GBK."""
    findings.add(
        where,
        zh="清单写明编码为 gbk，但文件内容是 UTF-8 编码",
        en="the manifest says gbk, but the file is encoded in UTF-8",
        fix_zh="请在 manifest.csv 的 encoding 列写 utf-8",
        fix_en="Write utf-8 in column encoding of manifest.csv",
    )


def garbled(findings: Findings, where: Where, text: str, meant: str) -> None:
    """Tell that a cell holds UTF-8 text that was once opened as GBK and saved."""
    findings.add(
        where,
        zh=f"文字“{text}”是乱码：UTF-8 文件曾被当作 GBK 打开并保存，原文应为“{meant}”",
        en=f"the text '{text}' is garbled: a UTF-8 file was once opened as GBK and saved; it was '{meant}'",
        fix_zh="请恢复原文件，并以 UTF-8 打开",
        fix_en="Restore the file, and open it as UTF-8",
    )


def unknown_bytes(findings: Findings, where: Where, encoding: str, offset: int) -> None:
    """Tell that the bytes are neither UTF-8 nor GBK."""
    findings.add(
        where,
        zh=f"无法按 {encoding} 读取：第 {offset + 1} 个字节起不是该编码的文字，文件可能已损坏",
        en=f"it cannot be read as {encoding}: from byte {offset + 1} on it is no such text, "
        "the file may be damaged",
        fix_zh="请恢复原文件，或另存为“CSV UTF-8”",
        fix_en="Restore the file, or save it again as 'CSV UTF-8'",
    )


def broken_text(findings: Findings, where: Where, detail: str) -> None:
    """Tell that a file is no CSV or GeoJSON."""
    findings.add(
        where,
        zh=f"文件格式损坏（{detail}）",
        en=f"the file is broken ({detail})",
        fix_zh="请恢复原文件，或重新导出",
        fix_en="Restore the file, or export it again",
    )


def wrong_width(findings: Findings, where: Where, found: int, wanted: int) -> None:
    """Tell that a row has more or fewer cells than the header."""
    findings.add(
        where,
        zh=f"该行有 {found} 个单元格，表头有 {wanted} 个",
        en=f"the row has {found} cells, the header {wanted}",
        fix_zh="请检查多余或缺少的逗号，含逗号的文字要加双引号",
        fix_en="Look for a comma too many or too few; text with a comma needs double quotes",
    )


def missing_column(findings: Findings, where: Where, present: Iterable[str]) -> None:
    """Tell that a column is not there."""
    listed = ", ".join(present)
    findings.add(
        where,
        zh=f"缺少该列；现有的列：{listed}",
        en=f"the column is missing; there are: {listed}",
        fix_zh="请补上该列，列名须完全一致",
        fix_en="Add the column, spelled exactly so",
    )


def column_twice(findings: Findings, where: Where) -> None:
    """Tell that two columns have one name."""
    findings.add(
        where,
        zh="该列名出现两次",
        en="the column name stands twice",
        fix_zh="请删去其中一列或改名",
        fix_en="Delete one of the two, or rename it",
    )


def blank(findings: Findings, where: Where) -> None:
    """Tell that a cell is empty."""
    findings.add(
        where,
        zh="单元格为空",
        en="the cell is empty",
        fix_zh="请填写",
        fix_en="Fill it in",
    )


def not_a_number(findings: Findings, where: Where, text: str, *, whole: bool) -> None:
    """Tell that a cell holds no number."""
    kind_zh, kind_en = ("整数", "a whole number") if whole else ("数字", "a number")
    findings.add(
        where,
        zh=f"“{text}”不是{kind_zh}",
        en=f"'{text}' is not {kind_en}",
        fix_zh=f"请填写{kind_zh}，不带单位和千位分隔符",
        fix_en=f"Write {kind_en}, with no unit and no thousands separator",
    )


def out_of_range(findings: Findings, where: Where, text: str, low: float | None, high: float | None) -> None:
    """Tell that a number is too small or too large."""
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
    """Tell that a cell holds a word that is not among those allowed."""
    listed = ", ".join(choices)
    findings.add(
        where,
        zh=f"“{text}”不在允许的取值之中（{listed}）",
        en=f"'{text}' is not one of the words allowed ({listed})",
        fix_zh="请改用其中一个",
        fix_en="Use one of them",
    )


def duplicate_key(findings: Findings, where: Where, key: str, first_row: int) -> None:
    """Tell that a key stands twice."""
    findings.add(
        where,
        zh=f"键“{key}”重复，首次出现在第 {first_row} 行",
        en=f"the key '{key}' stands twice, first in row {first_row}",
        fix_zh="请删去或改正其中一行",
        fix_en="Delete or correct one of the two rows",
    )


def unknown_key(findings: Findings, where: Where, text: str, target: str) -> None:
    """Tell that a cell refers to something that does not exist."""
    findings.add(
        where,
        zh=f"“{text}”在 {target} 中不存在",
        en=f"'{text}' does not exist in {target}",
        fix_zh=f"请改正，或在 {target} 中补上",
        fix_en=f"Correct it, or add it to {target}",
    )


def missing_rows(findings: Findings, where: Where, examples: Iterable[str], count: int) -> None:
    """Tell that combinations a table must hold are not there."""
    listed = "; ".join(examples)
    findings.add(
        where,
        zh=f"缺少 {count} 行，例如：{listed}",
        en=f"{count} rows are missing, for example: {listed}",
        fix_zh="请补齐；没有人数的写 0",
        fix_en="Add them; where there is nobody, write 0",
    )


def shares_do_not_sum(findings: Findings, where: Where, total: float) -> None:
    """Tell that payment shares do not add up to one."""
    findings.add(
        where,
        zh=f"付款比例合计为 {total:g}，应为 1",
        en=f"the shares add up to {total:g}, not to 1",
        fix_zh="请改正 spend_share_1 至 spend_share_4",
        fix_en="Correct spend_share_1 to spend_share_4",
    )


def window_reversed(findings: Findings, where: Where, first: int, last: int) -> None:
    """Tell that a window ends before it begins."""
    findings.add(
        where,
        zh=f"最早开工年 {first} 晚于最晚开工年 {last}",
        en=f"start_earliest {first} is later than start_latest {last}",
        fix_zh="请改正其中之一",
        fix_en="Correct one of them",
    )


def overfull(findings: Findings, where: Where, facility: str, band: str, pupils: int, places: float) -> None:
    """Warn that a site holds more pupils than permanent and temporary seats."""
    findings.add(
        where,
        zh=f"{facility} 的 {band} 有在校生 {pupils} 人，超过学位与临时学位合计 {places:g} 个",
        en=f"{facility} has {pupils} pupils in {band}, more than its {places:g} permanent and temporary "
        "seats",
        fix_zh="已按现状接纳在校生，其间不再招收；请核对数字",
        fix_en="Pupils in place stay and no others are placed there meanwhile; check the figures",
    )
