"""``run.json``: what it holds, and how it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from planning.domain.currency import CODE, YUAN, currency_of
from planning.domain.plan import Outcome
from planning.domain.prices import Unit, unit_of_money
from planning.errors import Findings, ProblemError, Where
from planning.results.bands import are_bands
from planning.results.schema import SCHEMA_VERSION
from planning.results.tables import RECORD_FILE
from planning.words import Words, message


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Contract of one entry of ``run.json``.

    Parameters
    ----------
    words
        Meaning.
    sound
        Function that returns True if a value is valid for the entry.
    optional
        True if a record may do without it.
    """

    words: Words
    sound: Callable[[Any], bool]
    optional: bool = False


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _words(value: Any) -> bool:
    return isinstance(value, dict) and all(_text(value.get(language)) for language in ("zh", "en"))


def _reasons(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_words, value.values()))


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


def _numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_number, value.values()))


def _stages(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(stage, dict) and _text(stage.get("name")) and _number(stage.get("value"))
        for stage in value
    )


def _audit(value: Any) -> bool:
    return value == "passed" or isinstance(value, list)


def _code(value: Any) -> bool:
    return isinstance(value, str) and CODE.fullmatch(value) is not None


def _notes(value: Any) -> bool:
    return isinstance(value, list) and all(map(_words, value))


def _lacks(value: Any) -> bool:
    names = ("id", "file", "zh", "en", "fix_zh", "fix_en")
    return isinstance(value, list) and all(
        isinstance(item, dict) and all(_text(item.get(name)) for name in names) for item in value
    )


#: Entries by name, in their order.
ENTRIES: Final = {
    "schema_version": Entry(words=message("results.record.number_layout_files"), sound=_whole),
    "scenario": Entry(words=message("results.record.name_scenario"), sound=_text),
    "title": Entry(words=message("results.record.title"), sound=_words),
    "district": Entry(words=message("results.record.name_district"), sound=_words),
    "bands": Entry(words=message("results.record.bands"), sound=are_bands),
    "currency": Entry(words=message("results.record.currency"), sound=_code, optional=True),
    "first_year": Entry(words=message("results.record.first_year_horizon"), sound=_whole),
    "approvals_months": Entry(words=message("results.record.months_approvals"), sound=_number),
    "outcome": Entry(words=message("results.record.what_may_said_plan"), sound=_text),
    "proof": Entry(
        words=message("results.record.how_far_best_plan_may"),
        sound=_words,
        optional=True,
    ),
    "objectives": Entry(words=message("results.record.objectives_value_bound_gap"), sound=_stages),
    "audit": Entry(words=message("results.record.passed_breaches_audit_found"), sound=_audit),
    "sources": Entry(words=message("results.record.share_figures_confidence"), sound=_numbers),
    "digests": Entry(words=message("results.record.sha_256_every_input"), sound=_texts),
    "files": Entry(words=message("results.record.sha_256_every_file_results"), sound=_texts),
    "versions": Entry(words=message("results.record.versions_program_solvers"), sound=_texts),
    "seconds": Entry(words=message("results.record.seconds_each_stage"), sound=_numbers),
    "hidden": Entry(
        words=message("results.record.counts_too_few_show_least"),
        sound=_mapping,
        optional=True,
    ),
    "rooms": Entry(words=message("results.record.rooms"), sound=_mapping, optional=True),
    "warnings": Entry(words=message("results.record.what_odd_data"), sound=_notes),
    "lacks": Entry(
        words=message("results.record.what_data_lacks_id_file"),
        sound=_lacks,
        optional=True,
    ),
    "missing": Entry(words=message("results.record.files_could_not_made_why"), sound=_reasons, optional=True),
    "kept": Entry(
        words=message("results.record.earlier_files_been_changed_names"),
        sound=_texts,
        optional=True,
    ),
    "asked": Entry(words=message("results.record.what_asked_beside_scenario"), sound=_mapping, optional=True),
    "reason": Entry(words=message("results.record.why_no_plan"), sound=_words, optional=True),
}
PROGRAM: Final = "planning"


def money_of_record(record: Mapping[str, Any]) -> Unit:
    """Return the unit in which a run counts money; yuan if its record names no currency."""
    return unit_of_money(currency_of(str(record.get("currency", YUAN.code))))


def program_version() -> str:
    """Return the version of this program."""
    return version(PROGRAM)


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_files(folder: Path) -> dict[str, str]:
    """Compute the SHA-256 of each file of a folder of results except ``run.json``.

    Parameters
    ----------
    folder
        Folder with the files of one run and no others.

    Returns
    -------
    dict
        Digests by name of the file, in the order of the names.
    """
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name != RECORD_FILE)
    return {path.name: sha256_of(path.read_bytes()) for path in paths}


def conform_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Check a record before it is written, and return its entries in order.

    Raises
    ------
    ProblemError
        If an entry is missing, undeclared or invalid.
    """
    wrong = {name for name in {*ENTRIES, *record} if not _is_sound(record, name)}
    if wrong:
        raise ProblemError(f"{RECORD_FILE} is not as its schema says: {', '.join(sorted(wrong))}")
    return {name: record[name] for name in ENTRIES if name in record}


def read_record(folder: Path, findings: Findings) -> dict[str, Any] | None:
    """Read the ``run.json`` of a folder of results.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote.
    findings
        Receives the fault: a missing file, another schema version, a missing entry, or no plan.

    Returns
    -------
    dict or None
        Content of the file; None after a fault.
    """
    path = folder / RECORD_FILE
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        tell_no_result(findings, path, type(error).__name__)
        return None
    if not isinstance(record, dict):
        tell_no_result(findings, path, type(record).__name__)
        return None
    if not _is_of_this_schema(record, path, findings):
        return None
    wrong = [name for name in ENTRIES if not _is_sound(record, name)]
    if wrong:
        tell_no_result(findings, path, ", ".join(wrong))
        return None
    if record["outcome"] not in (Outcome.PROVEN, Outcome.BEST_FOUND):
        findings.add(
            Where(file=path.as_posix(), path="outcome"),
            words=message("results.record.no_plan"),
            fix=message("results.record.fix_no_plan"),
        )
        return None
    return record


def tell_no_result(findings: Findings, path: Path, detail: str) -> None:
    """Report a file that no run wrote.

    Parameters
    ----------
    findings
        Receives the fault.
    path
        File at fault.
    detail
        Reason why it is not a result.
    """
    findings.add(
        Where(file=path.as_posix()),
        words=message("results.record.no_result", detail=detail),
        fix=message("results.record.fix_no_result"),
    )


def _is_of_this_schema(record: Mapping[str, Any], path: Path, findings: Findings) -> bool:
    found = record.get("schema_version")
    if found == SCHEMA_VERSION and not isinstance(found, bool):
        return True
    newer = isinstance(found, int) and found > SCHEMA_VERSION
    stated = "–" if found is None else str(found)
    findings.add(
        Where(file=path.as_posix(), path="schema_version"),
        words=message(
            "results.record.newer_layout" if newer else "results.record.earlier_layout",
            layout=stated,
            program=program_version(),
            read=SCHEMA_VERSION,
        ),
        fix=message("results.record.fix_layout"),
    )
    return False


def _is_sound(record: Mapping[str, Any], name: str) -> bool:
    entry = ENTRIES.get(name)
    if entry is None:
        return False
    return entry.sound(record[name]) if name in record else entry.optional
