"""The data dictionary, made from the contracts."""

from __future__ import annotations

from collections.abc import Mapping

from planning.district.contract import Column, Contract

HEAD = """# 数据字典 · Data dictionary

由合约生成 · made from the contracts: `python -m planning.district.dictionary > geodata/DICTIONARY.md`.
文字编码 UTF-8；坐标 WGS 84；金额以本币的万为单位，基年不变价。
Text is UTF-8, coordinates are WGS 84, money is 10,000 of the currency at constant prices of the base year.
"""


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
    return HEAD + "".join(_section(contract) for contract in contracts.values())


def _section(contract: Contract) -> str:
    kind = "GeoJSON" if contract.shape else "CSV"
    kind += "，可不提供 optional" if contract.optional else ""
    kind += (
        "，有 pupils 表时可不提供 optional where there is a table of pupils" if contract.for_forecast else ""
    )
    lines = [
        f"\n## {contract.name}（{kind}）\n",
        f"{contract.zh} · {contract.en}. 键 Key: `{', '.join(contract.key)}`.\n",
        "| 列 Column | 含义 Meaning | 类型 Kind | 单位 Unit | 取值 Values |",
        "| --- | --- | --- | --- | --- |",
        *(_line(column) for column in contract.columns),
    ]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    kind = column.kind + ("，可空 optional" if column.optional else "")
    return (
        f"| `{column.name}` | {column.zh} · {column.en} | {kind} | {column.unit or '-'} | {_values(column)} |"
    )


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
