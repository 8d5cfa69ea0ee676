"""Cells of a layer as numbers and words, each fault named by its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from planning.district import messages
from planning.district.read.cells import NUMBER
from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.errors import Findings, Where
from planning.importing.columns import Guess
from planning.importing.datum import to_wgs84
from planning.importing.layer import Layer
from planning.words import message


class Columns(dict[str, str]):
    """Columns by field that record which fields were read, so that an unused column is reported.

    Parameters
    ----------
    guesses
        Guessed columns of a file.

    Attributes
    ----------
    read
        Fields whose column was asked for.
    """

    def __init__(self, guesses: Iterable[Guess] = ()) -> None:
        super().__init__({guess.field: guess.column for guess in guesses})
        self.read: set[str] = set()

    def __getitem__(self, field: str) -> str:
        """Return the column of a field, and record that it was read."""
        self.read.add(field)
        return super().__getitem__(field)


#: A comma between thousands, as spreadsheets write them.
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")


def texts(layer: Layer, columns: Columns, field: str) -> list[str]:
    """Return the cells of a field as text.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    field
        Field to read.

    Returns
    -------
    list of str
        One cell for each record; empty texts if the file has no such column.
    """
    return layer.columns[columns[field]] if field in columns else [""] * len(layer)


def numbers(
    layer: Layer, columns: Columns, field: str, findings: Findings, *, empty: float = np.nan
) -> FloatArray:
    """Return the cells of a field as numbers.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    field
        Field to read.
    findings
        Receives cells that are not numbers.
    empty
        Value of an empty cell.

    Returns
    -------
    numpy.ndarray
        Numbers, shape (N,).
    """
    result = np.full(len(layer), empty)
    for i, cell in enumerate(texts(layer, columns, field)):
        bare = THOUSANDS.sub("", cell)
        if not bare:
            continue
        if NUMBER.fullmatch(bare) and np.isfinite(float(bare)):
            result[i] = float(bare)
        else:
            messages.not_a_number(findings, layer.where(i, columns[field]), cell, whole=False)
    return result


def amounts(
    layer: Layer, columns: Columns, field: str, findings: Findings, *, signed: bool = False
) -> FloatArray:
    """Return the cells of a field as amounts, with 0 for an empty cell.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    field
        Field to read.
    findings
        Receives cells that are not numbers, and negative ones unless ``signed``.
    signed
        True if amounts may be negative.

    Returns
    -------
    numpy.ndarray
        Amounts, shape (N,).
    """
    values = numbers(layer, columns, field, findings, empty=0.0)
    if signed:
        return values
    for i in np.flatnonzero(values < 0).tolist():
        cell = texts(layer, columns, field)[i]
        messages.out_of_range(findings, layer.where(i, columns[field]), cell, 0.0, None)
    return values


def by_band(
    layer: Layer,
    columns: Columns,
    name: str,
    *,
    bands: BandSystem,
    band: str,
    findings: Findings,
    signed: bool = False,
) -> FloatArray | None:
    """Return a figure by record and band.

    Columns for single bands take precedence; else the figure belongs to the band in another column, or to the
    band of the request.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    name
        Name of the figure.
    bands
        Bands of the district.
    band
        Band of records that do not name one.
    findings
        Receives the faults.
    signed
        True if amounts may be negative.

    Returns
    -------
    numpy.ndarray or None
        Figure by record and band, shape (N, B); None if the file has none.
    """
    apart = [b for b, own in enumerate(bands) if f"{name}_{own.id}" in columns]
    result = np.zeros((len(layer), len(bands)))
    if apart:
        for b in apart:
            result[:, b] = amounts(layer, columns, f"{name}_{bands[b].id}", findings, signed=signed)
        if name in columns:
            _check_sum(layer, columns, name, result.sum(axis=1), findings)
        return result
    if name not in columns:
        return None
    values = amounts(layer, columns, name, findings, signed=signed)
    return values[:, None] * band_shares(layer, columns, bands=bands, band=band)


def band_shares(layer: Layer, columns: Columns, *, bands: BandSystem, band: str) -> FloatArray:
    """Return the share of each band in each record.

    Parameters
    ----------
    layer, columns
        File after :func:`planning.importing.levels.with_bands`, and its columns by field.
    bands
        Bands of the district.
    band
        Band of records that do not name one.

    Returns
    -------
    numpy.ndarray
        Shares, shape (N, B); each row adds up to 1.
    """
    cells = texts(layer, columns, "band")
    shares = {cell: shares_of_cell(cell, bands=bands, band=band) for cell in set(cells)}
    return np.array([shares[cell] for cell in cells]).reshape(len(cells), len(bands))


def shares_of_cell(cell: str, *, bands: BandSystem, band: str) -> FloatArray:
    """Return the share of each band in a cell.

    Parameters
    ----------
    cell
        Key of a band, or keys and shares.
    bands
        Bands of the district.
    band
        Band that an empty cell means.

    Returns
    -------
    numpy.ndarray
        Shares, shape (B,).
    """
    result = np.zeros(len(bands))
    words = cell.split() or [band]
    if len(words) == 1:
        result[bands.index(words[0])] = 1.0
    for name, share in zip(words[::2], words[1::2], strict=False):
        result[bands.index(name)] = float(share)
    return result


def _check_sum(layer: Layer, columns: Columns, name: str, total: FloatArray, findings: Findings) -> None:
    """Report records whose total is not the sum of their bands."""
    whole = numbers(layer, columns, name, findings)
    for i in np.flatnonzero(np.abs(whole - total) > 0.5).tolist():
        findings.add(
            layer.where(i, columns[name]),
            words=message("importing.cells.total_not_sum_bands", whole=whole[i], total=total[i]),
            fix=message("importing.cells.correct_if_column_means_something"),
        )


def points_of(
    layer: Layer, columns: Columns, *, crs: str | None, findings: Findings
) -> NDArray[np.object_] | None:
    """Return the shapes of a layer, or points made from its coordinates.

    Parameters
    ----------
    layer, columns
        File, and its columns by field.
    crs
        CRS of coordinates in columns; None for degrees.
    findings
        Receives the faults.

    Returns
    -------
    numpy.ndarray or None
        Shapes or points in WGS 84, shape (N,); None without either, or after a fault.
    """
    if layer.shapes is not None:
        return layer.shapes
    if "lon" not in columns or "lat" not in columns:
        return None
    x = numbers(layer, columns, "lon", findings)
    y = numbers(layer, columns, "lat", findings)
    for i in np.flatnonzero(np.isnan(x) | np.isnan(y)).tolist():
        messages.blank(findings, layer.where(i, f"{columns['lon']}, {columns['lat']}"))
    if np.isnan(x).any() or np.isnan(y).any():
        return None
    points: NDArray[np.object_] = np.asarray(shapely.points(x, y), dtype=object)
    if crs:
        return to_wgs84(points, crs, where=Where(file=layer.file), findings=findings)
    if (np.abs(x) > 180).any() or (np.abs(y) > 90).any():
        findings.add(
            Where(file=layer.file, column=f"{columns['lon']}, {columns['lat']}"),
            words=message("importing.cells.coordinates_such_no_longitude_latitude", x=x[0], y=y[0]),
            fix=message("importing.cells.write_crs_crs_file_mapping"),
        )
        return None
    return points
