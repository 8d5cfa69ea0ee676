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


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Contract of one entry of ``run.json``.

    Parameters
    ----------
    zh, en
        Meaning in Chinese and English.
    sound
        Function that returns True if a value is valid for the entry.
    optional
        True if a record may do without it.
    """

    zh: str
    en: str
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
    "schema_version": Entry(zh="结果文件结构的版本号", en="number of the layout of the files", sound=_whole),
    "scenario": Entry(zh="情景名称", en="name of the scenario", sound=_text),
    "title": Entry(zh="标题", en="title", sound=_words),
    "district": Entry(zh="区划名称", en="name of the district", sound=_words),
    "bands": Entry(
        zh="学段，各如 bands.csv 的一行", en="bands of schooling, each as in bands.csv", sound=are_bands
    ),
    "currency": Entry(
        zh="货币代码；缺省为 CNY", en="code of the currency; CNY if absent", sound=_code, optional=True
    ),
    "first_year": Entry(zh="规划期首年", en="first year of the horizon", sound=_whole),
    "approvals_months": Entry(zh="审批所需月数", en="months of approvals", sound=_number),
    "outcome": Entry(zh="结论", en="what may be said of the plan", sound=_text),
    "proof": Entry(
        zh="与最优相差至多多少（within），同样好的方案是否已分出先后",
        en="how far from the best the plan may be (within), and whether ties are settled",
        sound=_words,
        optional=True,
    ),
    "objectives": Entry(zh="各目标的值、界与差距", en="objectives with value, bound and gap", sound=_stages),
    "audit": Entry(zh="审核结果", en="passed, or the breaches that the audit found", sound=_audit),
    "sources": Entry(zh="数据可信度构成", en="share of the figures by confidence", sound=_numbers),
    "digests": Entry(zh="全部输入的 SHA-256", en="SHA-256 of every input", sound=_texts),
    "files": Entry(zh="各结果文件的 SHA-256", en="SHA-256 of every file of the results", sound=_texts),
    "versions": Entry(zh="程序与求解器版本", en="versions of program and solvers", sound=_texts),
    "seconds": Entry(zh="各步骤用时（秒）", en="seconds of each stage", sound=_numbers),
    "hidden": Entry(
        zh="人数过少而不予列出的数：least_count、个数、人数，各文件见 hidden.csv",
        en="counts too few to show: least_count, their number and pupils; hidden.csv has them by file",
        sound=_mapping,
        optional=True,
    ),
    "warnings": Entry(zh="对数据的提示", en="what was odd in the data", sound=_notes),
    "lacks": Entry(
        zh="你的数据缺什么：编号、文件、缺什么、怎么办",
        en="what the data lacks: id, file, what is missing or implausible, the way out",
        sound=_lacks,
        optional=True,
    ),
    "missing": Entry(
        zh="未能生成的文件及原因", en="files that could not be made, and why", sound=_reasons, optional=True
    ),
    "kept": Entry(
        zh="被改动过的旧文件，以及保留时的新名称",
        en="earlier files that had been changed, and the names under which they are kept",
        sound=_texts,
        optional=True,
    ),
    "asked": Entry(
        zh="情景之外另提的要求", en="what was asked beside the scenario", sound=_mapping, optional=True
    ),
    "reason": Entry(zh="没有方案的原因", en="why there is no plan", sound=_words, optional=True),
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
            zh="这次运行没有得到方案",
            en="this run found no plan",
            fix_zh="请指明有方案的结果目录，或改正情景后重新运行",
            fix_en="Name results that hold a plan, or mend the scenario and run it again",
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
        zh=f"不是一次运行的结果（{detail}）",
        en=f"it is no result of a run ({detail})",
        fix_zh="请指明 planning run 写出的结果目录",
        fix_en="Name a folder that planning run wrote",
    )


def _is_of_this_schema(record: Mapping[str, Any], path: Path, findings: Findings) -> bool:
    found = record.get("schema_version")
    if found == SCHEMA_VERSION and not isinstance(found, bool):
        return True
    newer = isinstance(found, int) and found > SCHEMA_VERSION
    which = ("更新", "a newer") if newer else ("更早", "an earlier")
    said = "–" if found is None else str(found)
    findings.add(
        Where(file=path.as_posix(), path="schema_version"),
        zh=f"结果由{which[0]}的版本写出：结构版本 {said}，本版本（{program_version()}）读 {SCHEMA_VERSION}",
        en=f"the results were written by {which[1]} version: their layout is {said}, and this version "
        f"({program_version()}) reads {SCHEMA_VERSION}",
        fix_zh="请用本版本重新运行该情景",
        fix_en="Run it again with this version",
    )
    return False


def _is_sound(record: Mapping[str, Any], name: str) -> bool:
    entry = ENTRIES.get(name)
    if entry is None:
        return False
    return entry.sound(record[name]) if name in record else entry.optional
