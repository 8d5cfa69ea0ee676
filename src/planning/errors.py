"""Named errors, and the gathering of every fault in an input before one of them is raised.

A planner who repairs one cell, runs again and meets the next fault loses an afternoon. So every reader
collects :class:`Finding` objects in a :class:`Findings` and raises once, with all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from planning.words import Message, Words, listed, message
from planning.words.catalogue import BOTH, FIRST, SECOND, default_language


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
    >>> print(place.text("en"))
    facilities.csv, row 7, column seats
    >>> print(place.text("zh"))
    facilities.csv，第 7 行，“seats”列
    """

    file: str
    row: int | None = None
    column: str | None = None
    path: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def text(self, language: str) -> str:
        """Return the place in a language."""
        said: list[Any] = [
            message(f"where.{part}", value=value)
            for part, value in (("sheet", self.sheet), ("cell", self.cell), ("line", self.line))
            if value is not None
        ]
        if self.path:
            said.append(message("where.path", value=self.path))
        if self.row is not None:
            said.append(message("where.row", value=self.row))
        if self.column:
            said.append(message("where.column", value=self.column))
        return listed([self.file, *said], "list.clause").text(language)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault: where it is, what is wrong, and the way out.

    Parameters
    ----------
    where
        Place of the fault.
    words
        What is wrong, without a full stop.
    fix
        The way out, without a full stop.
    id
        Name of the kind of finding, for machines; that of the message if none is given.
    details
        Traceback of a failure that nobody foresaw, for the makers of the program; else empty.

    Examples
    --------
    >>> from planning.words import name_in
    >>> fault = Finding(
    ...     where=Where(file="base.yaml", path="budget.limits_10k", line=12),
    ...     words=name_in(zh="限额为负", en="the limit is negative"),
    ...     fix=name_in(zh="改为 0 或以上", en="Make it 0 or more"),
    ... )
    >>> print(fault.text("en"))
    base.yaml, line 12, path budget.limits_10k: the limit is negative. Make it 0 or more.
    >>> print(fault.text("zh"))
    base.yaml，第 12 行，路径 budget.limits_10k：限额为负。改为 0 或以上。
    """

    where: Where
    words: Words
    fix: Words
    id: str = ""
    details: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the id of the message where none is given."""
        if not self.id and isinstance(self.words, Message):
            object.__setattr__(self, "id", self.words.id)

    def __str__(self) -> str:
        """Return the fault in the language of the reader; with both, Chinese first."""
        language = default_language()
        return "\n".join(self.text(code) for code in ((FIRST, SECOND) if language == BOTH else (language,)))

    def text(self, language: str) -> str:
        """Return place, fault and way out in a language."""
        return message("finding.line", where=self.where, words=self.words, fix=self.fix).text(language)


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
    >>> from planning.words import name_in
    >>> faults = Findings()
    >>> faults.raise_if_any()
    >>> where = Where(file="zones.csv", row=3, column="key")
    >>> faults.add(where, words=name_in(en="the key is repeated"), fix=name_in(en="Change it"))
    >>> len(faults)
    1
    >>> try:
    ...     faults.raise_if_any()
    ... except InputError as error:
    ...     print(error.findings[0].where.row, error.findings[0].fix)
    3 Change it
    """

    items: list[Finding] = field(default_factory=list)

    def add(self, where: Where, *, words: Words, fix: Words, details: str = "", id: str = "") -> None:
        """Add one fault.

        Parameters
        ----------
        where
            Place of the fault.
        words
            What is wrong, without a full stop.
        fix
            The way out, without a full stop.
        details
            Traceback of a failure that nobody foresaw; else empty.
        id
            Name of the kind of finding; empty for the id of the message.
        """
        self.items.append(Finding(where=where, words=words, fix=fix, details=details, id=id))

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
    words
        What is known of the reason.
    proven
        True if it is shown that there is no plan.

    Examples
    --------
    >>> from planning.words import name_in
    >>> error = NoPlanError(words=name_in(zh="第一年资金不足", en="the first year lacks money"))
    >>> error.words.text("en")
    'the first year lacks money'
    """

    def __init__(self, *, words: Words, proven: bool = False) -> None:
        super().__init__(words.text(default_language()))
        self.words = words
        self.proven = proven

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back from another process with the reason in every language."""
        return partial(type(self), words=self.words), (), self.__dict__


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
