"""The data dictionary of a run's files, made from their schema."""

from __future__ import annotations

from planning.results.record import ENTRIES
from planning.results.schema import SCHEMA_VERSION, Column, Table
from planning.results.tables import RECORD_FILE, TABLES

HEAD = f"""# 结果文件 · Files of a run

由结构声明生成 · made from the schema: `python -m planning.results.dictionary > docs/RESULTS.md`.
结构版本 `schema_version` {SCHEMA_VERSION}。文字编码 UTF-8；可空者以空单元格表示。
Layout `schema_version` {SCHEMA_VERSION}. Text is UTF-8; what is not known is an empty cell.
A text that begins like a formula is written with an apostrophe before it; characters that would be obeyed
instead of shown are replaced.
"""


WITHOUT = "；可无 where there is one"


def dictionary() -> str:
    """Return the data dictionary of the files of a run as Markdown.

    Returns
    -------
    str
        One section for each file, one line for each column or entry.
    """
    return HEAD + "".join(_section(table) for table in TABLES.values()) + _record()


def _section(table: Table) -> str:
    lines = [
        f"\n## {table.file}\n",
        f"{table.zh} · One row for {table.en}.\n",
        "| 列 Column | 含义 Meaning | 类型 Kind | 单位 Unit |",
        "| --- | --- | --- | --- |",
        *(_line(column) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    kind = column.kind + ("，可空 or empty" if column.nullable else "")
    return f"| `{column.name}` | {column.zh} · {column.en} | {kind} | {column.unit or '-'} |"


def _record() -> str:
    lines = [
        f"\n## {RECORD_FILE}\n",
        "| 项 Entry | 含义 Meaning |",
        "| --- | --- |",
        *(
            f"| `{name}` | {entry.zh} · {entry.en}{WITHOUT if entry.optional else ''} |"
            for name, entry in ENTRIES.items()
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(dictionary(), end="")
