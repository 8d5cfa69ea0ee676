"""From a scenario to the tables and charts of who is coming."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planning.assemble.forecast.district_forecast import forecast_district
from planning.assemble.forecast.outlook import make_outlook
from planning.domain.bands import BandSystem
from planning.domain.outlook import Outlook
from planning.errors import Findings, Where
from planning.report.charts.charts import write_charts
from planning.report.sheets.outlook import outlook_tables
from planning.results.plain_text import plain_text
from planning.runs.atomic_folder import RESULTS
from planning.runs.inputs import load_inputs
from planning.runs.results_folder import check_results_folder, results_folder
from planning.words import message

OUTPUTS: Final = frozenset(
    {
        "forecast.csv",
        "forecast_changes.csv",
        "forecast_district.csv",
        "forecast_factors.csv",
        "forecast_grades.csv",
        "forecast_homes.csv",
        "forecast_methods.csv",
        "forecast_residents.csv",
        "chart_cohorts.svg",
    }
)


def outputs_of(bands: BandSystem) -> frozenset[str]:
    """Return the names of the tables, and of the charts of each band."""
    return OUTPUTS | {f"{chart}_{band.id}.svg" for band in bands for chart in ("chart", "chart_change")}


def forecast_scenario(
    path: Path,
    *,
    out: Path | None = None,
    apply: Sequence[str] = (),
    draws: int = 1000,
    seed: int = 1,
    change_year: int | None = None,
) -> tuple[Outlook, Path]:
    """Forecast the variants of a scenario, and write tables and charts.

    Parameters
    ----------
    path
        Scenario file.
    out
        Folder of the results; ``results/NAME-forecast`` if omitted.
    apply
        Names of overrides to apply.
    draws, seed
        Number of draws around the expected values, and seed of the random numbers.
    change_year
        Year whose change the waterfalls explain; if omitted, the year of each band's largest change.

    Returns
    -------
    tuple
        Forecast of every variant, and the folder of the results.

    Raises
    ------
    InputError
        If the inputs have faults; nothing is written.
    """
    inputs = load_inputs(path, apply=apply)
    scenario = inputs.loaded.scenario
    folder = out if out is not None else RESULTS / f"{scenario.scenario}-forecast"
    own = outputs_of(inputs.district.bands)
    check_results_folder(folder, inputs=(path, inputs.district.folder), own=own)
    _check_year(change_year, scenario.years)
    outlook = make_outlook(forecast_district(inputs.district, scenario), draws=draws, seed=seed)
    with results_folder(folder, own=own) as fresh:
        for name, table in outlook_tables(outlook).items():
            plain_text(table).to_csv(fresh / f"{name}.csv", index=False, lineterminator="\n")
        write_charts(outlook, fresh, change_year=change_year)
    return outlook, folder


def _check_year(year: int | None, years: Sequence[int]) -> None:
    if year is None or year in years[1:]:
        return
    findings = Findings()
    findings.add(
        Where(file="--change-year"),
        words=message("runs.outlook.no_year_before_horizon", year=year, first=years[0] + 1, last=years[-1]),
        fix=message("runs.outlook.use_one_them"),
    )
    findings.raise_if_any()
