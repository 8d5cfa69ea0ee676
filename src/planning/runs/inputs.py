"""A scenario and its district, read and checked, and the problem that they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from planning.assemble.forecast.district_forecast import DistrictForecast, forecast_district
from planning.assemble.plan.problem import assemble_problem
from planning.district.district import District
from planning.district.load import load_district
from planning.domain.announced import Announced
from planning.domain.problem import PlanningProblem
from planning.door import through_door
from planning.errors import Findings, Where
from planning.results.announced import read_announced
from planning.scenario.load import LoadedScenario, load_scenario
from planning.scenario.schema import Scenario
from planning.scenario.yaml_tree import Document
from planning.travel.crs import crs_fault

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Checked scenario and its checked district."""

    loaded: LoadedScenario
    district: District


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
    return Inputs(loaded=loaded, district=district)


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
        zh=fault[0],
        en=fault[1],
        fix_zh="请用以米为单位的投影坐标系，例如 CGCS2000 三度带 EPSG:4548（中央经线117°E）",
        fix_en="Use a projected CRS in metres, for example CGCS2000 3-degree zones such as EPSG:4548 (117 E)",
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
    return assemble_problem(inputs.district, scenario, demand, announced=announced_before(scenario))


def announced_before(scenario: Scenario) -> Announced | None:
    """Read the plan announced by the scenario's reference; None without a reference."""
    reference = scenario.reference
    return None if reference is None else _admit(lambda: read_announced(Path(reference)), reference)
