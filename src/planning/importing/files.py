"""The planner's files on the table: what was read, what their columns mean, and where faults and notes go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planning.errors import Findings
from planning.importing.cells import Columns
from planning.importing.layer import Layer, Notes
from planning.importing.mapping import Stated
from planning.importing.request import Request


@dataclass(frozen=True, kw_only=True, eq=False)
class Files:
    """Files, statements and findings that the parts of an import share.

    Parameters
    ----------
    layers
        Files by kind: zones, schools, and what else there is.
    fields
        Column of each field, by kind; it knows which have been read.
    stated
        Planner's statements on the files.
    request
        Name of the district, year, band and confidence.
    findings
        Receives every fault of every file.
    notes
        Receives notes on what was done and assumed.
    metres
        CRS in which lengths and areas are measured.
    """

    layers: Mapping[str, Layer]
    fields: Mapping[str, Columns]
    stated: Stated
    request: Request
    findings: Findings
    notes: Notes = field(default_factory=list)
    metres: str = ""

    def __contains__(self, kind: str) -> bool:
        """Return True if there is a file of a kind."""
        return kind in self.layers

    def columns(self, kind: str) -> Columns:
        """Return the column of each field of a file."""
        return self.fields[kind]

    def crs(self, kind: str) -> str | None:
        """Return the CRS that the planner states for a file; None without a statement."""
        return self.stated.of(kind).crs
