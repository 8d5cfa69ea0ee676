"""Tables as they stand in the files: text cells with their place, nothing interpreted yet."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from planning.district import messages, shape_messages, text_messages
from planning.district.contract import Contract
from planning.district.read.text import decode, ungarble
from planning.door import is_small, through_door
from planning.errors import Findings, Where


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """Text cells of one file.

    Parameters
    ----------
    file
        File as messages name it.
    columns
        Cells by column.
    rows
        Row number of each record as an editor counts it, or number of the feature.
    geometry
        Geometry of each record; None for a table without geometry.
    """

    file: str
    columns: dict[str, list[str]]
    rows: list[int]
    geometry: list[BaseGeometry] | None = None

    def where(self, index: int, column: str | None = None) -> Where:
        """Return the place of a cell."""
        return Where(file=self.file, row=self.rows[index], column=column)


def read_raw(
    path: Path, *, name: str, contract: Contract, encoding: str, findings: Findings
) -> RawTable | None:
    """Read one file into text cells.

    Parameters
    ----------
    path
        File to read.
    name
        File as messages name it.
    contract
        Contract of the table; a contract with a shape means GeoJSON, without one CSV.
    encoding
        ``utf-8`` or ``gbk``.
    findings
        Receives the faults.

    Returns
    -------
    RawTable or None
        Text cells; None if the file cannot be read.
    """
    where = Where(file=name)
    if not path.is_file():
        messages.missing_file(findings, where)
        return None
    return through_door(
        lambda: _read(path, name, contract, encoding, findings), where=where, findings=findings
    )


def _read(path: Path, name: str, contract: Contract, encoding: str, findings: Findings) -> RawTable | None:
    where = Where(file=name)
    if not is_small(path, where=where, findings=findings):
        return None
    data = path.read_bytes()
    if not data.strip():
        messages.empty_file(findings, where)
        return None
    text = decode(data, encoding=encoding, where=where, findings=findings)
    if text is None:
        return None
    table = _csv(text, name, findings) if contract.shape is None else _geojson(text, name, findings)
    if table is not None and not table.rows:
        messages.empty_file(findings, where)
        return None
    if table is not None:
        _check_garbled(table, findings)
    return table


def _csv(text: str, name: str, findings: Findings) -> RawTable | None:
    where = Where(file=name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader)]
        for column, times in Counter(header).items():
            if times > 1:
                messages.column_twice(findings, Where(file=name, row=1, column=column))
                return None
        records: list[list[str]] = []
        rows: list[int] = []
        for line in reader:
            record = [cell.strip() for cell in line]
            if not any(record):
                continue
            if len(record) != len(header):
                row = Where(file=name, row=reader.line_num)
                messages.wrong_width(findings, row, len(record), len(header))
                continue
            records.append(record)
            rows.append(reader.line_num)
    except csv.Error as fault:
        messages.broken_text(findings, Where(file=name, row=reader.line_num), str(fault))
        return None
    except StopIteration:
        messages.empty_file(findings, where)
        return None
    columns = {column: [record[i] for record in records] for i, column in enumerate(header)}
    return RawTable(file=name, columns=columns, rows=rows)


def _geojson(text: str, name: str, findings: Findings) -> RawTable | None:
    where = Where(file=name)
    try:
        document = json.loads(text)
        features = document["features"]
        properties = [dict(feature["properties"]) for feature in features]
    except json.JSONDecodeError as fault:
        place = Where(file=name, line=fault.lineno)
        messages.broken_text(findings, place, f"JSON: {fault.msg}")
        return None
    except RecursionError:
        messages.broken_text(findings, where, "JSON: nested too deep")
        return None
    except (KeyError, TypeError, ValueError):
        messages.broken_text(findings, where, "GeoJSON: FeatureCollection, properties")
        return None
    names = list(dict.fromkeys(key for record in properties for key in record))
    columns = {
        column: ["" if record.get(column) is None else str(record[column]).strip() for record in properties]
        for column in names
    }
    rows = list(range(1, len(features) + 1))
    geometry = [
        _shape(feature.get("geometry"), Where(file=name, row=row), findings)
        for row, feature in zip(rows, features, strict=True)
    ]
    return RawTable(file=name, columns=columns, rows=rows, geometry=geometry)


def _shape(value: object, where: Where, findings: Findings) -> BaseGeometry:
    """Return the geometry of a feature, or an empty one after a fault."""
    empty = shapely.Polygon()
    if value is None:
        shape_messages.wrong_shape(findings, where, "empty")
        return empty
    try:
        geometry = shapely.from_geojson(json.dumps(value))
    except (shapely.errors.GEOSException, ValueError, TypeError) as fault:
        shape_messages.invalid_polygon(findings, where, str(fault).split("\n", maxsplit=1)[0])
        return empty
    return geometry if isinstance(geometry, BaseGeometry) else empty


def _check_garbled(table: RawTable, findings: Findings) -> None:
    """Report the first garbled cell of each column."""
    for column, cells in table.columns.items():
        for cell in dict.fromkeys(cells):
            meant = ungarble(cell)
            if meant is not None:
                text_messages.garbled(findings, table.where(cells.index(cell), column), cell, meant)
                break
