"""Functions and cases that tests send to workers; a worker imports this module and little else."""

from __future__ import annotations

import os
import time
from pathlib import Path

from planning.errors import AuditError, Finding, InputError, NoPlanError, Where
from planning.words import name_in

FINDING = Finding(
    where=Where(file="f.csv", row=2),
    words=name_in(zh="错", en="wrong"),
    fix=name_in(words=name_in(zh="改", en="Mend it")),
)
ERRORS = {
    "input": InputError((FINDING, FINDING)),
    "plan": NoPlanError(words=name_in(zh="没有", en="none")),
    "audit": AuditError(("C1 at Z1", "C2")),
    "value": ValueError("five"),
}


def squared(case: int) -> tuple[int, int]:
    return case, case**2


class Keeps:
    """Counts its own calls: what a copy keeps lasts for a chunk."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, case: int) -> tuple[int, int]:
        self.calls += 1
        return case, self.calls


def failing(case: str) -> str:
    if case in ERRORS:
        if case == "input":
            time.sleep(0.3)  # others fail before it does
        raise ERRORS[case]
    return case


class Stubborn(Exception):  # noqa: N818 - it is not to look like one of ours
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def stubborn(_: int) -> None:
    raise Stubborn(1, 2)


def listed(name: str) -> list[str]:
    return sorted(path.name for path in Path(name).iterdir())


def leaves(_: int) -> None:
    os._exit(3)
