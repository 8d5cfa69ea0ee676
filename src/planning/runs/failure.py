"""What is written of a run without a plan that may be shown."""

from __future__ import annotations

import json
from pathlib import Path

from planning.domain.appraisal import Audit
from planning.domain.plan import Outcome
from planning.results.tables import OUTPUTS, RECORD_FILE
from planning.runs.clock import Clock
from planning.runs.inputs import Inputs
from planning.runs.lacks import find_lacks
from planning.runs.record import as_text, make_digests, make_record
from planning.runs.results_folder import results_folder
from planning.runs.write import DERIVED
from planning.words import Words


def record_failure(
    folder: Path,
    inputs: Inputs,
    clock: Clock,
    audited: Audit | None,
    reason: Words,
) -> None:
    """Write ``run.json`` with the outcome ``none``, unless the folder holds earlier results.

    Parameters
    ----------
    folder
        Folder of the results.
    inputs
        Checked scenario and district.
    clock
        Clock of the run.
    audited
        Audit of the plan; None without a plan to audit.
    reason
        Reason for having no plan.
    """
    if _holds_a_plan(folder):
        return
    record = make_record(
        loaded=inputs.loaded,
        district=inputs.district,
        digests=make_digests(inputs.loaded, inputs.district),
        outcome=Outcome.NONE,
        stages=(),
        audit=audited,
        seconds=clock.seconds,
        reason=reason,
        lacks=find_lacks(inputs, None),
    )
    with results_folder(folder, own=OUTPUTS, made_after=DERIVED) as fresh:
        (fresh / RECORD_FILE).write_text(as_text(record), encoding="utf-8")


def _holds_a_plan(folder: Path) -> bool:
    """Return True if a folder holds results of a run that found a plan, whole or not."""
    try:
        record = json.loads((folder / RECORD_FILE).read_text(encoding="utf-8"))
        return bool(record["outcome"] != Outcome.NONE.value)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
