"""A planner's own first scenario through another import: it stays, and what differs is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from planning.errors import Finding, InputError
from planning.importing.faults import gathered
from planning.importing.first_scenario import untouched
from planning.runs.district_folder import SCENARIO
from planning.runs.inputs import load_inputs
from planning.scenario.entries import entries
from planning.scenario.load import load_scenario
from planning.words import Words, listed, message

#: Name under which the scenario of this import stands beside the planner's while they are compared.
_MADE: Final = ".made.yaml"


def settle_scenario(folder: Path, fresh: Path) -> list[Words]:
    """Keep a planner's own first scenario through another import.

    Parameters
    ----------
    folder
        Folder of the district; its ``base.yaml`` is kept if somebody has changed it.
    fresh
        Folder that will replace it, with the ``base.yaml`` of this import.

    Returns
    -------
    list of Words
        Note on the entries that differ; empty without a difference.

    Raises
    ------
    InputError
        If the planner's scenario has faults.
    """
    earlier = folder / SCENARIO
    if not earlier.is_file():
        return []
    his = earlier.read_bytes()
    as_made = untouched(his.decode("utf-8", errors="replace"))
    beside = fresh / _MADE
    (fresh / SCENARIO).rename(beside)
    (fresh / SCENARIO).write_bytes(his)
    try:
        differ = _differences(fresh, folder, as_made=as_made)
        if as_made:
            beside.replace(fresh / SCENARIO)
    finally:
        beside.unlink(missing_ok=True)
    if not differ:
        return []
    if as_made:
        renewed = "; ".join(f"{path}: {one} -> {two}" for path, one, two in differ)
        return [message("runs.kept_scenario.base_yaml_earlier_import_made", entries=renewed)]
    kept = [
        message("runs.kept_scenario.entry_and_this_import", path=path, kept=one, made=two)
        for path, one, two in differ
    ]
    said = message("runs.kept_scenario.base_yaml_changed_hand_stays", entries=listed(kept, "list.semicolon"))
    return [said]


def check_written(fresh: Path, folder: Path) -> None:
    """Read the written district as a run would.

    Parameters
    ----------
    fresh
        Folder that was written.
    folder
        Folder that it will replace, which the faults name.

    Raises
    ------
    InputError
        If there are faults; carries all of them.
    """
    try:
        load_inputs(fresh / SCENARIO)
    except InputError as error:
        found = [_of(finding, fresh, folder) for finding in error.findings]
        raise InputError(tuple(gathered(found))) from None


def _differences(fresh: Path, folder: Path, *, as_made: bool) -> list[tuple[str, str, str]]:
    """Return path, value in the earlier scenario, and value in the one just made."""
    try:
        his = dict(entries(load_scenario(fresh / SCENARIO).scenario))
    except InputError as error:
        if as_made:
            return []
        raise InputError(tuple(_of(finding, fresh, folder) for finding in error.findings)) from None
    made = dict(entries(load_scenario(fresh / _MADE).scenario))
    return [
        (path, his.get(path, "-"), made.get(path, "-"))
        for path in dict.fromkeys([*made, *his])
        if his.get(path) != made.get(path)
    ]


@dataclass(frozen=True, kw_only=True)
class _Elsewhere:
    """Text that names a folder under which it was not written."""

    words: Words
    before: Path
    after: Path

    def text(self, language: str) -> str:
        """Return the text in a language."""
        return _moved(self.words.text(language), self.before, self.after)


def _moved(text: str, before: Path, after: Path) -> str:
    return text.replace(before.as_posix(), after.as_posix()).replace(str(before), str(after))


def _of(finding: Finding, fresh: Path, folder: Path) -> Finding:
    """Return a finding with the folder of the district in place of the temporary one."""
    here = partial(_Elsewhere, before=fresh, after=folder)
    return replace(
        finding,
        where=replace(finding.where, file=_moved(finding.where.file, fresh, folder)),
        words=here(words=finding.words),
        fix=here(words=finding.fix),
    )
