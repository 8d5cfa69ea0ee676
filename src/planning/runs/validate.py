"""The check of a scenario and its district as JSON, for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from planning.errors import Finding, InputError
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.lacks import find_lacks
from planning.words.catalogue import languages


def validate_json(path: Path, *, apply: Sequence[str] = ()) -> tuple[str, bool]:
    """Check a scenario and its district, and report as JSON.

    Parameters
    ----------
    path
        Scenario file.
    apply
        Names of overrides to apply.

    Returns
    -------
    tuple
        JSON text, and True if there is no error. The document holds ``ok``, ``errors`` and ``warnings`` (each
        with its id, its place, what is wrong and the way out in every language), ``lacks`` (what is lacking,
        in the same form, with an ``id``), ``counts`` of errors by file and, without errors, the lengths of
        the ``axes``.
    """
    document: dict[str, Any] = {"ok": True, "errors": [], "warnings": [], "lacks": [], "counts": {}}
    try:
        inputs = load_inputs(path, apply=apply)
        problem = make_problem(inputs)
    except InputError as error:
        document["ok"] = False
        document["errors"] = _plain(error.findings)
        document["counts"] = dict(Counter(finding.where.file for finding in error.findings))
    else:
        lacks = find_lacks(inputs, problem)
        document["warnings"] = _plain(inputs.district.warnings)
        document["lacks"] = _plain(lacks)
        names = ("zones", "facilities", "bands", "years")
        document["axes"] = dict(zip(names, problem.shape, strict=True)) | {"projects": len(problem.projects)}
    return json.dumps(document, ensure_ascii=False, indent=2), bool(document["ok"])


def _plain(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return each finding as its id, its place, and its words and way out in every language."""
    result = []
    for finding in findings:
        place = {key: value for key, value in asdict(finding.where).items() if value is not None}
        said = {code: finding.words.text(code) for code in languages()}
        ways_out = {f"fix_{code}": finding.fix.text(code) for code in languages()}
        result.append({"id": finding.id, **place, **said, **ways_out})
    return result
