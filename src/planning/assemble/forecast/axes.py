"""Whether a zone, band and year are among those of a scenario."""

from __future__ import annotations

from planning.district.district import District
from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.words import message


def check_axes(district: District, scenario: Scenario, zone: str, band: str, year: int) -> None:
    """Check that a zone, band and year exist, or raise an error that lists those that do.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    zone, band, year
        Key of the zone, band and school year to check.

    Raises
    ------
    InputError
        If any of the three is unknown; carries one fault for each.
    """
    findings = Findings()
    axes: list[tuple[str, object, list[object]]] = [
        ("--zone", zone, district.tables["zones"]["zone_id"].tolist()),
        ("--band", band, list(district.bands.ids)),
        ("--year", year, list(scenario.years)),
    ]
    for option, value, known in axes:
        if value not in known:
            shown = ", ".join(str(item) for item in known[:5]) + (" …" if len(known) > 5 else "")
            findings.add(
                Where(file=option),
                words=message("forecast.axes.unknown", asked=value, known=shown),
                fix=message("word.use_one_of_them"),
            )
    findings.raise_if_any()
