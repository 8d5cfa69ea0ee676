"""The data dictionary of a run's files, made from their schema."""

from __future__ import annotations

from typing import Final

from planning.results.record import ENTRIES
from planning.results.schema import SCHEMA_VERSION, Column, Table
from planning.results.tables import OPTIONAL, RECORD_FILE, TABLES
from planning.words import message
from planning.words.catalogue import BOTH
from planning.words.shown import in_lines, side_by_side

COMMAND: Final = "python -m planning.results.dictionary > docs/RESULTS.md"


def dictionary() -> str:
    """Return the data dictionary of the files of a run as Markdown.

    Returns
    -------
    str
        One section for each file, one line for each column or entry.
    """
    title, made = (side_by_side(message(f"results.dictionary.{part}")) for part in ("title", "made"))
    forms = in_lines(message("results.dictionary.forms", version=SCHEMA_VERSION), BOTH)
    head = f"# {title}\n\n{made}: `{COMMAND}`.\n{forms}\n"
    return head + "".join(_section(table) for table in (TABLES | OPTIONAL).values()) + _record()


def _section(table: Table) -> str:
    heads = (_both(head) for head in ("column", "meaning", "kind", "unit"))
    lines = [
        f"\n## {table.file}\n",
        f"{side_by_side(message('results.dictionary.row', row=table.words))}.\n",
        f"| {' | '.join(heads)} |",
        "| --- | --- | --- | --- |",
        *(_line(column) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    kind = f"{column.kind}, {_both('or_empty')}" if column.nullable else column.kind
    return f"| `{column.name}` | {side_by_side(column.words)} | {kind} | {column.unit or '-'} |"


def _record() -> str:
    without = f"; {_both('where_there_is_one')}"
    lines = [
        f"\n## {RECORD_FILE}\n",
        f"| {_both('entry')} | {_both('meaning')} |",
        "| --- | --- |",
        *(
            f"| `{name}` | {side_by_side(entry.words)}{without if entry.optional else ''} |"
            for name, entry in ENTRIES.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _both(part: str) -> str:
    return message(f"results.dictionary.{part}").text(BOTH)


if __name__ == "__main__":
    print(dictionary(), end="")
