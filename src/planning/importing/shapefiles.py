"""Read a Shapefile whose table may be GBK, may not say so, and has its names cut at ten bytes.

The usual reader gives up at a name that ends within a Chinese letter; this one keeps what is whole of it.
"""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path
from typing import Final

import geopandas as gpd
import shapefile
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry import shape

UNREADABLE_SHAPEFILE: Final = (shapefile.ShapefileException, struct.error, IndexError, OSError)


def read_shapefile(path: Path) -> gpd.GeoDataFrame:
    """Read the features of a Shapefile with the CRS of its ``.prj``.

    Raises
    ------
    shapefile.ShapefileException, struct.error, IndexError, OSError
        If the file cannot be read.
    """
    encoding = shapefile_encoding(path)
    with shapefile.Reader(str(path), encoding=encoding, encodingErrors="replace") as reader:
        names = [str(field[0]).rstrip("\ufffd") for field in reader.fields if field[0] != "DeletionFlag"]
        records = [list(record) for record in reader.iterRecords()]
        shapes = [
            None if part.shapeType == shapefile.NULL else shape(part.__geo_interface__)
            for part in reader.iterShapes()
        ]
    crs = None
    beside = path.with_suffix(".prj")
    if beside.is_file():
        try:
            crs = CRS.from_wkt(beside.read_text(encoding="utf-8", errors="replace"))
        except CRSError:
            crs = None
    columns = {name: [record[i] for record in records] for i, name in enumerate(names)}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def shapefile_encoding(path: Path) -> str:
    """Return the encoding of a Shapefile's table, from its .cpg or else from its bytes.

    Chinese exports often lack the .cpg and are GBK, which readers then decode as Latin letters.
    """
    beside = path.with_suffix(".cpg")
    if beside.is_file():
        said = beside.read_text(encoding="ascii", errors="replace").strip().lower()
        if said in ("gbk", "gb2312", "936", "cp936", "gb18030"):
            return "gb18030"
        if not said:
            return "utf-8"
        with contextlib.suppress(LookupError, ValueError):  # a name of no encoding: the bytes tell
            "".encode(said)
            return said
    table = path.with_suffix(".dbf")
    data = table.read_bytes() if table.is_file() else b""
    for encoding in ("utf-8", "gb18030"):
        # A name cut at ten bytes may end within a letter: single faults do not speak against an encoding.
        faults = data.decode(encoding, errors="replace").count("\ufffd") - data.count(b"\xef\xbf\xbd")
        if faults <= max(2, len(data) // 5000):
            return encoding
    return "iso-8859-1"
