"""Named errors, and the gathering of every fault in an input before one of them is raised.

A planner who repairs one cell, runs again and meets the next fault loses an afternoon. So every reader
collects :class:`Finding` objects in a :class:`Findings` and raises once, with all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Where:
    """Place of a fault: a file, and in it a row and column of a table or a path of a YAML document.

    Parameters
    ----------
    file
        File as the user named it.
    row
        Line of a text table as an editor counts it (the header is row 1), or the number of a feature in a
        GeoJSON file, counted from 1.
    column
        Name of the column or property.
    path
        Dotted path in a YAML document.
    line
        Line in a YAML document, counted from 1.
    sheet, cell
        Sheet of a workbook, and a cell in it such as ``C7``.

    Examples
    --------
    >>> place = Where(file="facilities.csv", row=7, column="seats")
    >>> print(place.en())
    facilities.csv, row 7, column seats
    >>> print(place.zh())
    facilities.csv，第 7 行，“seats”列
    """

    file: str
    row: int | None = None
    column: str | None = None
    path: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def zh(self) -> str:
        """Return the place in Chinese."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"工作表 {self.sheet}")
        if self.cell is not None:
            parts.append(f"单元格 {self.cell}")
        if self.line is not None:
            parts.append(f"第 {self.line} 行")
        if self.path:
            parts.append(f"路径 {self.path}")
        if self.row is not None:
            parts.append(f"第 {self.row} 行")
        if self.column:
            parts.append(f"“{self.column}”列")
        return "，".join(parts)

    def en(self) -> str:
        """Return the place in English."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.path:
            parts.append(f"path {self.path}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault: where it is, what is wrong, and the way out, in Chinese and English.

    Parameters
    ----------
    where
        Place of the fault.
    zh, en
        What is wrong, in Chinese and English, without a full stop.
    fix_zh, fix_en
        The way out, in Chinese and English, without a full stop.
    id
        Name of the kind of finding, for machines; empty if it has none.
    details
        Traceback of a failure that nobody foresaw, for the makers of the program; else empty.

    Examples
    --------
    >>> fault = Finding(
    ...     where=Where(file="base.yaml", path="budget.limits_10k", line=12),
    ...     zh="限额为负", en="the limit is negative", fix_zh="改为 0 或以上", fix_en="Make it 0 or more",
    ... )
    >>> print(fault)
    base.yaml，第 12 行，路径 budget.limits_10k：限额为负。改为 0 或以上。
    base.yaml, line 12, path budget.limits_10k: the limit is negative. Make it 0 or more.
    """

    where: Where
    zh: str
    en: str
    fix_zh: str
    fix_en: str
    id: str = ""
    details: str = field(default="", repr=False, compare=False)

    def __str__(self) -> str:
        """Return the fault in two lines, Chinese first."""
        return f"{self.where.zh()}：{self.zh}。{self.fix_zh}。\n{self.where.en()}: {self.en}. {self.fix_en}."


@dataclass
class Findings:
    """Collect faults and raise them together.

    The list is the one mutable object in the readers: the caller makes it and hands it down, so that the
    faults of all tables are reported at once.

    Parameters
    ----------
    items
        Faults found so far.

    Examples
    --------
    >>> faults = Findings()
    >>> faults.raise_if_any()
    >>> where = Where(file="zones.csv", row=3, column="key")
    >>> faults.add(where, zh="键重复", en="the key is repeated", fix_zh="换一个键", fix_en="Change it")
    >>> len(faults)
    1
    >>> try:
    ...     faults.raise_if_any()
    ... except InputError as error:
    ...     print(error.findings[0].where.row, error.findings[0].fix_en)
    3 Change it
    """

    items: list[Finding] = field(default_factory=list)

    def add(
        self, where: Where, *, zh: str, en: str, fix_zh: str, fix_en: str, details: str = "", id: str = ""
    ) -> None:
        """Add one fault.

        Parameters
        ----------
        where
            Place of the fault.
        zh, en
            What is wrong, in Chinese and English, without a full stop.
        fix_zh, fix_en
            The way out, in Chinese and English, without a full stop.
        details
            Traceback of a failure that nobody foresaw; else empty.
        id
            Name of the kind of finding; empty if it has none.
        """
        self.items.append(
            Finding(where=where, zh=zh, en=en, fix_zh=fix_zh, fix_en=fix_en, details=details, id=id)
        )

    def __len__(self) -> int:
        """Return the number of faults."""
        return len(self.items)

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over the faults in the order in which they were found."""
        return iter(self.items)

    def raise_if_any(self) -> None:
        """Raise :class:`InputError` with every fault, or do nothing.

        Raises
        ------
        InputError
            If there is at least one fault.
        """
        if self.items:
            raise InputError(tuple(self.items))


class PlanningError(Exception):
    """Base of the errors that this package raises on purpose."""


class InputError(PlanningError):
    """Unusable input, with every fault found.

    Attributes
    ----------
    findings
        Faults in the order in which they were found.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(item) for item in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back from another process with its findings."""
        return type(self), (self.findings,), self.__dict__


class ProblemError(PlanningError, ValueError):
    """Planning problem or plan whose parts do not fit together (a shape, an index, a range)."""


class NoPlanError(PlanningError):
    """No plan satisfies the rules, or none was found in the time allowed.

    Attributes
    ----------
    zh, en
        What is known of the reason, in Chinese and English.
    proven
        True if it is shown that there is no plan.

    Examples
    --------
    >>> error = NoPlanError(zh="第一年资金不足", en="the first year lacks money")
    >>> error.en
    'the first year lacks money'
    """

    def __init__(self, *, zh: str, en: str, proven: bool = False) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
        self.proven = proven

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back from another process with both languages."""
        return partial(type(self), zh=self.zh, en=self.en), (), self.__dict__


class AuditError(PlanningError):
    """Plan that breaks one of its own rules and is never shown.

    Attributes
    ----------
    breaches
        One line for each broken rule, with its worst breach.
    """

    def __init__(self, breaches: tuple[str, ...]) -> None:
        super().__init__("\n".join(breaches))
        self.breaches = breaches

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back from another process with its breaches."""
        return type(self), (self.breaches,), self.__dict__
