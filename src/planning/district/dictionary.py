"""The data dictionary, made from the contracts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planning.district.contract import Column, Contract
from planning.words import message
from planning.words.catalogue import BOTH
from planning.words.shown import in_lines, side_by_side

COMMAND: Final = "python -m planning.district.dictionary > geodata/DICTIONARY.md"


def dictionary(contracts: Mapping[str, Contract]) -> str:
    """Write the data dictionary of a district as Markdown.

    Parameters
    ----------
    contracts
        Contracts by table name.

    Returns
    -------
    str
        Markdown with one section for each table and one line for each column.
    """
    title, made = (side_by_side(message(f"district.dictionary.{part}")) for part in ("title", "made"))
    forms = in_lines(message("district.dictionary.forms"), BOTH)
    head = f"# {title}\n\n{made}: `{COMMAND}`.\n{forms}\n"
    return head + "".join(_section(contract) for contract in contracts.values())


def _section(contract: Contract) -> str:
    kinds = ["GeoJSON" if contract.shape else "CSV"]
    kinds += [_both("optional")] if contract.optional else []
    kinds += [_both("optional_with_pupils")] if contract.for_forecast else []
    heads = (_both(head) for head in ("column", "meaning", "kind", "unit", "values"))
    lines = [
        f"\n## {contract.name} ({', '.join(kinds)})\n",
        f"{side_by_side(contract.words)}. {_both('key')}: `{', '.join(contract.key)}`.\n",
        f"| {' | '.join(heads)} |",
        "| --- | --- | --- | --- | --- |",
        *(_line(column) for column in contract.columns),
    ]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    kind = f"{column.kind}, {_both('may_be_empty')}" if column.optional else column.kind
    cells = (f"`{column.name}`", side_by_side(column.words), kind, column.unit or "-", _values(column))
    return f"| {' | '.join(cells)} |"


def _both(part: str) -> str:
    return message(f"district.dictionary.{part}").text(BOTH)


def _values(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.refers_to:
        return f"→ `{column.refers_to}`"
    if column.minimum is not None or column.maximum is not None:
        low = "" if column.minimum is None else f"{column.minimum:g}"
        high = "" if column.maximum is None else f"{column.maximum:g}"
        return f"{low} … {high}"
    return "-"


if __name__ == "__main__":
    from planning.district.bands import ready_made
    from planning.district.contracts import MANIFEST, contracts

    print(dictionary({"manifest": MANIFEST, **contracts(ready_made())}), end="")
