"""Write a scenario's model to a file for another solver."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planning.domain.progress import Listener, silent
from planning.optimise import write_model
from planning.runs.inputs import load_inputs, make_problem
from planning.runs.run import solver_settings


def export_model(
    path: Path,
    *,
    form: str = "lp",
    objective: str = "O1",
    out: Path | None = None,
    apply: Sequence[str] = (),
    listener: Listener = silent,
) -> Path:
    """Write the model of a scenario as an LP or MPS file.

    Parameters
    ----------
    path
        Scenario file.
    form
        ``lp``, which people can read too, or ``mps``.
    objective
        ``O1``, or ``O2`` with O1 held at its smallest value, which is solved first.
    out
        File to write; ``NAME-OBJECTIVE.FORM`` in the working folder if omitted.
    apply
        Names of overrides to apply.
    listener
        Receives the gap while O1 is solved.

    Returns
    -------
    Path
        Path of the file.

    Raises
    ------
    InputError
        If the inputs have faults.
    NoPlanError
        If O1 must be held and no plan keeps the rules.
    """
    inputs = load_inputs(path, apply=apply)
    scenario = inputs.loaded.scenario
    settings = solver_settings(scenario)
    target = out if out is not None else Path(f"{scenario.scenario}-{objective}.{form}")
    write_model(
        make_problem(inputs), target, form=form, objective=objective, settings=settings, listener=listener
    )
    return target
