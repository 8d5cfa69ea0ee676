"""What is written of a run without a plan that may be shown."""

from __future__ import annotations

from pathlib import Path

from planning.domain.appraisal import Audit
from planning.domain.plan import Outcome
from planning.results.tables import OUTPUTS, RECORD_FILE
from planning.runs.atomic_folder import replaced_folder
from planning.runs.clock import Clock
from planning.runs.inputs import Inputs
from planning.runs.record import as_text, make_digests, make_record
from planning.runs.write import DERIVED


def record_failure(
    folder: Path,
    inputs: Inputs,
    clock: Clock,
    audited: Audit | None,
    reason: tuple[str, str],
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
        Reason in Chinese and English.
    """
    if (folder / "map.html").exists():
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
    )
    with replaced_folder(folder, own=OUTPUTS | DERIVED) as fresh:
        (fresh / RECORD_FILE).write_text(as_text(record), encoding="utf-8")
