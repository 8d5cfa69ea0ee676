"""Read past rolls and births from CSV files of their own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from planning.district.check import keys
from planning.district.contract import Contract
from planning.district.read.cells import to_frame
from planning.district.read.raw import RawTable, read_raw
from planning.door import through_door
from planning.errors import Findings, Where


def load_history(path: Path, *, contract: Contract) -> pd.DataFrame:
    """Read and check a file of past rolls or births.

    Parameters
    ----------
    path
        CSV file in UTF-8 or GBK.
    contract
        Contract of the file.

    Returns
    -------
    pandas.DataFrame
        Columns of the contract, ``row`` first.

    Raises
    ------
    InputError
        If the file has faults; carries all of them, each named by row and column.
    """
    findings = Findings()
    raw = read_raw(path, name=str(path), contract=contract, encoding="auto", findings=findings)

    def check(cells: RawTable) -> pd.DataFrame | None:
        frame = to_frame(cells, contract=contract, findings=findings)
        if frame is not None:
            keys.check_keys(frame, contract=contract, file=str(path), findings=findings)
        return frame

    frame = None
    if raw is not None:
        frame = through_door(lambda: check(raw), where=Where(file=str(path)), findings=findings)
    findings.raise_if_any()
    assert frame is not None
    return frame
