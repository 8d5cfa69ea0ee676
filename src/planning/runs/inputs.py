"""A scenario and its district, read and checked, and the problem that they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from planning.assemble.forecast.district_forecast import DistrictForecast, forecast_district
from planning.assemble.plan.additions import with_additions
from planning.assemble.plan.class_size import with_rooms_taken
from planning.assemble.plan.problem import assemble_problem
from planning.district.district import District
from planning.district.load import load_district
from planning.domain.announced import Announced
from planning.domain.problem import PlanningProblem
from planning.door import through_door
from planning.errors import Findings, Where
from planning.runs.reference import read_reference
from planning.scenario.bands import with_bands
from planning.scenario.load import LoadedScenario, load_scenario
from planning.scenario.yaml_tree import Document
from planning.travel.crs import crs_fault
from planning.words import message

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Checked scenario and its checked district.

    Parameters
    ----------
    loaded
        Checked scenario.
    district
        Checked district; its warnings tell of the reference too.
    announced
        What the reference announced; None without a reference, or if it was not there to be read.
    """

    loaded: LoadedScenario
    district: District
    announced: Announced | None = None


def load_inputs(
    source: Path | Document,
    *,
    apply: Sequence[str] = (),
    patch: Document | None = None,
    workbook: Path | None = None,
) -> Inputs:
    """Read and check a scenario and its district.

    Parameters
    ----------
    source
        Scenario file, or a document with the content of one.
    apply
        Names of overrides to apply after those that the file applies.
    patch
        Values that replace those of the scenario.
    workbook
        Workbook whose sheets replace the district's tables.

    Returns
    -------
    Inputs
        Checked scenario and district.

    Raises
    ------
    InputError
        If the inputs have faults; carries all of the scenario, or else all of the district.
    """
    file = str(source.path if isinstance(source, Document) else source)
    loaded = _admit(lambda: load_scenario(source, apply=apply, patch=patch), file)
    _check_crs(loaded)
    folder = loaded.district_folder
    name = Path(os.path.normpath(folder)).as_posix()
    district = _admit(
        lambda: load_district(folder, crs=loaded.scenario.travel.crs, name=name, workbook=workbook), name
    )
    loaded = with_bands(loaded, district.bands)
    origin = loaded.origins.get(("add",))
    district = with_additions(
        district, loaded.scenario, file=str(loaded.path) if origin is None else origin.file
    )
    return _with_reference(loaded, with_rooms_taken(district, loaded.scenario))


def _with_reference(loaded: LoadedScenario, district: District) -> Inputs:
    """Read the reference if there is one, and add what is odd in it to the warnings of the district."""
    reference = loaded.scenario.reference
    # A forecast needs no reference, so that one which is still to be made is missed by the plan only.
    if reference is None or not _admit(lambda: [Path(reference).exists()], reference)[0]:
        return Inputs(loaded=loaded, district=district)
    warnings = Findings()
    announced = _admit(lambda: read_reference(Path(reference), district, warnings), reference)
    district = replace(district, warnings=(*district.warnings, *warnings))
    return Inputs(loaded=loaded, district=district, announced=announced)


def _admit(read: Callable[[], T], file: str) -> T:
    """Call a reader; whatever it does not foresee is a fault of the file."""
    findings = Findings()
    found = through_door(read, where=Where(file=file), findings=findings)
    findings.raise_if_any()
    assert found is not None
    return found


def _check_crs(loaded: LoadedScenario) -> None:
    """Raise if the working CRS cannot measure metres."""
    fault = crs_fault(loaded.scenario.travel.crs)
    if fault is None:
        return
    origin = loaded.origins["travel", "crs"]
    findings = Findings()
    findings.add(
        Where(file=origin.file, line=origin.line, path="travel.crs"),
        words=fault,
        fix=message("runs.inputs.use_projected_crs_metres_example"),
    )
    findings.raise_if_any()


def make_forecast(inputs: Inputs) -> DistrictForecast:
    """Learn from the past and forecast the demand, once for all plans and questions of a scenario."""
    return forecast_district(inputs.district, inputs.loaded.scenario)


def make_problem(inputs: Inputs, forecast: DistrictForecast | None = None) -> PlanningProblem:
    """Assemble the planning problem of a scenario.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    forecast
        Forecast of the district and scenario; None makes it here.

    Returns
    -------
    PlanningProblem
        Planning problem of the scenario.

    Raises
    ------
    InputError
        If the inputs have faults.
    """
    scenario = inputs.loaded.scenario
    demand = (forecast or make_forecast(inputs)).demand
    announced = inputs.announced
    if announced is None and scenario.reference is not None:
        announced = _with_reference_or_fault(inputs)
    return assemble_problem(inputs.district, scenario, demand, announced=announced)


def _with_reference_or_fault(inputs: Inputs) -> Announced:
    """Read a reference that was not there when the inputs were read."""
    reference = str(inputs.loaded.scenario.reference)
    return _admit(lambda: read_reference(Path(reference), inputs.district, Findings()), reference)
