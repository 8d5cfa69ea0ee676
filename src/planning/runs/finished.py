"""Answers from results that are there already, instead of solving again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planning.appraise.warn import Warning
from planning.domain.plan import Outcome
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import Labels
from planning.report.sheets.warnings import warn_answer
from planning.results.finished import read_finished
from planning.results.tables import WARNINGS
from planning.runs.atomic_folder import RESULTS
from planning.runs.inputs import Inputs
from planning.runs.record import make_digests
from planning.words import message


def finished_warnings(inputs: Inputs) -> Answer | None:
    """Answer with the warnings of seats from existing results of the same inputs.

    Parameters
    ----------
    inputs
        Checked scenario and district; the results are read from ``results/NAME``, where a run writes them.

    Returns
    -------
    Answer or None
        Same rows as after solving the scenario, with a sentence on their origin. None without results of the
        same inputs by this version.
    """
    scenario = inputs.loaded.scenario
    folder = RESULTS / scenario.scenario
    digest = make_digests(inputs.loaded, inputs.district).all
    run = read_finished(folder, digest=digest, tables=[WARNINGS.name])
    if run is None:
        return None
    rows = run.tables[WARNINGS.name].to_dict("records")
    zones = {str(row["zone"]): (str(row["name_zh"]), str(row["name_en"])) for row in rows}
    labels = Labels(
        zones=tuple(zones),
        bands=tuple(dict.fromkeys(str(row["band"]) for row in rows)),
        years=scenario.years,
        projects=(),
        zone_names=zones,
        project_names={},
        band_names=inputs.district.bands.names(),
    )
    answer = warn_answer(
        [_warning(row, labels) for row in rows],
        labels,
        this_round=scenario.horizon.first_year,
        outcome=Outcome(run.record["outcome"]),
    )
    said = message("runs.finished.answered_version_wrote_same_inputs", folder=folder.as_posix())
    return replace(answer, sentences=(*answer.sentences, said))


def _warning(row: dict[Any, Any], labels: Labels) -> Warning:
    return Warning(
        zone=labels.zones.index(row["zone"]),
        band=labels.bands.index(row["band"]),
        colour=row["colour"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        worst_year=row["worst_year"],
        worst_pupils=row["worst_pupils"],
        last_round=row["last_round"],
        surplus_year=row["surplus_year"],
    )
