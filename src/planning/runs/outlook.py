"""From a scenario to the tables and charts of who is coming."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planning.assemble.outlook import make_outlook
from planning.domain.bands import BANDS
from planning.domain.outlook import Outlook
from planning.report.fan_chart import write_fan_charts
from planning.report.outlook import outlook_tables
from planning.report.tables import plain_text
from planning.runs.run import RESULTS, load_inputs
from planning.runs.swap import check_target, replaced_folder

OUTPUTS: Final = frozenset(
    {"forecast.csv", "forecast_district.csv", "forecast_grades.csv", *(f"chart_{band}.svg" for band in BANDS)}
)


def forecast_scenario(
    path: Path,
    *,
    out: Path | None = None,
    apply: Sequence[str] = (),
    draws: int = 1000,
    seed: int = 1,
) -> tuple[Outlook, Path]:
    """Forecast a scenario's variants and write tables and charts.

    Parameters
    ----------
    path
        Scenario file.
    out
        Folder of the results; ``results/NAME-forecast`` where left out.
    apply
        Overrides to apply.
    draws, seed
        Draws around the expected values; the same seed gives the same figures.

    Returns
    -------
    tuple
        The outlook, and the folder.

    Raises
    ------
    InputError
        If an input is at fault; nothing is written.
    """
    inputs = load_inputs(path, apply=apply)
    scenario = inputs.loaded.scenario
    folder = out if out is not None else RESULTS / f"{scenario.scenario}-forecast"
    check_target(folder, inputs=(path, inputs.district.folder))
    outlook = make_outlook(inputs.district, scenario, draws=draws, seed=seed)
    with replaced_folder(folder, own=OUTPUTS) as fresh:
        for name, table in outlook_tables(outlook).items():
            plain_text(table).to_csv(fresh / f"{name}.csv", index=False, lineterminator="\n")
        write_fan_charts(outlook, fresh)
    return outlook, folder
