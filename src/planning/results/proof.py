"""What a record of a run says of its plan: proven, or how far it may be from the best."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planning.domain.plan import Outcome, Stage
from planning.domain.proof import Proof, proof_of


def proof_of_record(record: Mapping[str, Any]) -> Proof:
    """Return how far the plan of a record may be from the best.

    Parameters
    ----------
    record
        Content of a ``run.json``, of this version or an earlier one.

    Returns
    -------
    Proof
        Figures and words, from the record's objectives; where they and its outcome disagree, the lesser of
        the two.
    """
    equal = record.get("proof", {}).get("equal_schedules", 1)
    proof = proof_of([_stage(entry, equal) for entry in record["objectives"]])
    said = Outcome(record["outcome"])
    if said is not Outcome.PROVEN and proof.outcome is Outcome.PROVEN:
        return replace(proof, outcome=said, within=None)
    return proof


def _stage(entry: Mapping[str, Any], ties: int) -> Stage:
    bound, gap = entry.get("bound"), entry.get("gap")
    return Stage(
        name=str(entry["name"]),
        value=float(entry["value"]),
        bound=-math.inf if bound is None else float(bound),
        gap=math.inf if gap is None else float(gap),
        seconds=float(entry.get("seconds", 0.0)),
        proven=bool(entry.get("proven", False)),
        ties=ties,
    )
