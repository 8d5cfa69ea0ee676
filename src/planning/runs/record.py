"""``run.json``: how a result was made and how far it may be trusted."""

from __future__ import annotations

import hashlib
import json
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from planning.assemble.forecast.counted import repeat_note
from planning.district.district import District
from planning.domain.appraisal import Audit
from planning.domain.plan import Outcome, Stage
from planning.domain.proof import proof_of
from planning.errors import Finding
from planning.results.announced import digest_announced
from planning.results.bands import bands_to_record
from planning.results.record import conform_record, program_version
from planning.results.schema import SCHEMA_VERSION
from planning.scenario.load import LoadedScenario
from planning.words import Words
from planning.words.catalogue import FIRST, SECOND


@dataclass(frozen=True, kw_only=True)
class Digests:
    """SHA-256 of the merged scenario, of each table and of everything."""

    scenario: str
    tables: Mapping[str, str]

    @property
    def all(self) -> str:
        """SHA-256 of everything that the run read."""
        parts = [self.scenario, *(f"{name}:{self.tables[name]}" for name in sorted(self.tables))]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_digests(
    loaded: LoadedScenario, district: District, *, asked: Mapping[str, Any] | None = None
) -> Digests:
    """Compute the digests of every input of a run, including the plan announced by an earlier round.

    Parameters
    ----------
    loaded, district
        Checked scenario and district.
    asked
        Budgets and openings asked for in addition to the scenario, which count as an input; None for none.

    Returns
    -------
    Digests
        SHA-256 of the merged scenario and of each table.
    """
    reference = loaded.scenario.reference
    tables = dict(district.digests)
    if reference is not None:
        tables |= digest_announced(Path(reference))
    if asked:
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        tables["asked"] = hashlib.sha256(text.encode()).hexdigest()
    return Digests(scenario=loaded.digest, tables=tables)


def make_record(
    *,
    loaded: LoadedScenario,
    district: District,
    digests: Digests,
    outcome: Outcome,
    stages: tuple[Stage, ...],
    audit: Audit | None,
    seconds: Mapping[str, float],
    files: Mapping[str, str] | None = None,
    asked: Mapping[str, Any] | None = None,
    hidden: Mapping[str, Any] | None = None,
    rooms: Mapping[str, Any] | None = None,
    reason: Words | None = None,
    lacks: Sequence[Finding] = (),
    missing: Mapping[str, Words] | None = None,
    kept: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Build the content of ``run.json``.

    Parameters
    ----------
    loaded, district, digests
        Scenario, district and digests of the inputs.
    outcome
        Outcome of the plan.
    stages
        Results of the objectives; empty without a plan.
    audit
        Audit of the plan; None without a plan to audit.
    seconds
        Wall-clock time of each stage of the run, seconds.
    files
        SHA-256 of each file of the results; None without a plan.
    asked
        Budgets and openings asked for in addition to the scenario; None or empty for none.
    hidden
        Counts that are too few to show, with a sentence on them; None if every count is shown.
    rooms
        Rooms lent at once, with a sentence on them; None without rooms to lend.
    reason
        Reason for having no plan; None with a plan.
    lacks
        What the data lacks.
    missing
        Why a file of the results could not be made, by its name.
    kept
        Name under which an earlier file that had been changed is kept, by its name.

    Returns
    -------
    dict
        Plain values for JSON; an unknown bound or gap is None.
    """
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "scenario": loaded.scenario.scenario,
        "title": {"zh": loaded.scenario.title.zh, "en": loaded.scenario.title.en},
        "district": in_each_language(district.name),
        "bands": bands_to_record(district.bands),
        "currency": district.currency.code,
        "first_year": loaded.scenario.horizon.first_year,
        "approvals_months": loaded.scenario.warn.approvals_months,
        "outcome": outcome.value,
        "proof": _proof(stages),
        "objectives": [_stage(stage) for stage in stages],
        "audit": _found(audit),
        "sources": source_shares(district),
        "digests": {"all": digests.all, "scenario": digests.scenario, **dict(digests.tables)},
        "files": dict(files or {}),
        "versions": {
            "planning": program_version(),
            "python": platform.python_version(),
            "highs": version("highspy"),
            "pulp": version("pulp"),
        },
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "warnings": [in_each_language(item.words) for item in district.warnings],
        "lacks": [_lack(item) for item in lacks],
    }
    repeated = repeat_note(district, loaded.scenario)
    if repeated is not None:
        record["warnings"].append(in_each_language(repeated))
    if missing:
        record["missing"] = {name: in_each_language(why) for name, why in missing.items()}
    if kept:
        record["kept"] = dict(kept)
    if asked:
        record["asked"] = dict(asked)
    if hidden is not None:
        record["hidden"] = dict(hidden)
    if rooms is not None:
        record["rooms"] = dict(rooms)
    if reason is not None:
        record["reason"] = in_each_language(reason)
    return conform_record(record)


def _found(audit: Audit | None) -> str | list[str]:
    """Return that the audit passed, or its breaches; none without a plan."""
    if audit is None or not audit.passed:
        return [str(breach) for breach in (audit.breaches if audit else ())]
    return "passed"


def source_shares(district: District) -> dict[str, float]:
    """Return the share of the district's figures by confidence."""
    total = sum(district.sources.values())
    return {name: round(number / total, 6) if total else 0.0 for name, number in district.sources.items()}


def as_text(record: Mapping[str, Any]) -> str:
    """Return a record as JSON text."""
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def in_each_language(words: Words) -> dict[str, str]:
    """Return a text as a record holds it: by language, in the two that every reader may rely on."""
    return {language: words.text(language) for language in (FIRST, SECOND)}


def _lack(finding: Finding) -> dict[str, str]:
    fix = in_each_language(finding.fix)
    return {
        "id": finding.id,
        "file": Path(finding.where.file).name,
        **in_each_language(finding.words),
        **{f"fix_{language}": text for language, text in fix.items()},
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.name,
        "value": stage.value,
        "bound": _finite(stage.bound),
        "gap": _finite(stage.gap),
        "seconds": round(stage.seconds, 3),
        "proven": stage.proven,
    }


def _proof(stages: tuple[Stage, ...]) -> dict[str, Any]:
    """Return how far the plan may be from the best, and whether others are equally good."""
    proof = proof_of(stages)
    told = {"within": proof.within, "ties_settled": proof.settled, "equal_schedules": proof.ties}
    return {**in_each_language(proof.words), **told}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
