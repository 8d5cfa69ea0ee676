"""Write the files of a run into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planning.report.layers import make_layers, write_layers
from planning.report.map.page import make_page
from planning.report.names import Imprint, Subject
from planning.report.tables import make_tables, plain_text

#: Every name that a run writes.
OUTPUTS: Final = frozenset(
    {
        "schedule.csv",
        "placements.csv",
        "seats.csv",
        "unhoused.csv",
        "budget.csv",
        "plan.gpkg",
        "map.html",
        "run.json",
    }
)


def write_results(subject: Subject, imprint: Imprint, folder: Path) -> None:
    """Write tables, layers and map.

    Parameters
    ----------
    subject
        What is reported.
    imprint
        Its origin.
    folder
        An existing folder. CSV files are UTF-8 without a byte-order mark.
    """
    for name, table in make_tables(subject).items():
        plain_text(table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    write_layers(make_layers(subject), folder / "plan.gpkg")
    (folder / "map.html").write_text(make_page(subject, imprint), encoding="utf-8")
