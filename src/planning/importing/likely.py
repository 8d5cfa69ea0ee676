"""The CRS of coordinates in a table that does not say it: that of the layer beside which they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import shapely

from planning.errors import Findings, Where
from planning.importing.cells import Columns, numbers
from planning.importing.columns import Guess
from planning.importing.datum import to_wgs84
from planning.importing.layer import Layer, Notes
from planning.importing.mapping import FileMap, Stated
from planning.words import message

#: Points that must fall on the layer, and how far around it counts, as a share of its extent.
MOST: Final = 0.8
AROUND: Final = 0.25


def with_likely_crs(
    layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]], stated: Stated, notes: Notes
) -> Stated:
    """Fill in the CRS of tables whose coordinates fall on a layer.

    Parameters
    ----------
    layers, guesses
        Files, and the columns of their fields, by kind.
    stated
        Planner's statements, which take precedence.
    notes
        Receives notes on each CRS filled in.

    Returns
    -------
    Stated
        Statements with the CRS filled in; coordinates that are degrees or fall on no layer stay without one.
    """
    drawn = [layer for layer in layers.values() if layer.shapes is not None and len(layer)]
    files = dict(stated.files)
    for kind, layer in layers.items():
        columns = Columns(guesses[kind])
        if layer.shapes is not None or stated.of(kind).crs or not {"lon", "lat"} <= set(columns):
            continue
        x = numbers(layer, columns, "lon", Findings())
        y = numbers(layer, columns, "lat", Findings())
        known = ~(np.isnan(x) | np.isnan(y))
        x, y = x[known], y[known]
        if not len(x) or ((np.abs(x) <= 180).all() and (np.abs(y) <= 90).all()):
            continue
        crs = next((other.crs for other in drawn if _falls_on(x, y, other)), None)
        if crs is not None:
            files[kind] = replace(files.get(kind, FileMap()), crs=crs)
            notes.append(
                message("importing.likely.does_not_say_crs_coordinates", file=layer.file, crs=_short(crs))
            )
    return replace(stated, files=files)


def _falls_on(x: np.ndarray, y: np.ndarray, layer: Layer) -> bool:
    points = np.asarray(shapely.points(x, y), dtype=object)
    told = Findings()
    moved = to_wgs84(points, layer.crs, where=Where(file=layer.file), findings=told)
    if len(told) or layer.shapes is None:
        return False
    west, south, east, north = shapely.total_bounds(layer.shapes)
    dx, dy = (east - west) * AROUND, (north - south) * AROUND
    inside = (shapely.get_x(moved) >= west - dx) & (shapely.get_x(moved) <= east + dx)
    inside &= (shapely.get_y(moved) >= south - dy) & (shapely.get_y(moved) <= north + dy)
    return bool(inside.mean() >= MOST)


def _short(crs: str) -> str:
    return crs if len(crs) < 40 else crs[:37] + "..."
