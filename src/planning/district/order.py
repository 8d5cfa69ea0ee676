"""One order of the rows of every table: that of its key, so that the order in a file decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from planning.district.contract import Column, Contract
from planning.domain.frozen import IntArray

_DIGITS: Final = re.compile(r"([0-9]+)")


def sort_by_key(frame: pd.DataFrame, *, contract: Contract) -> pd.DataFrame:
    """Sort the rows of a table by its key.

    Sums of many figures, ties between equally good plans and random draws all follow the order of the rows.
    Sorted once when a district is read, rows in another order are the same data and give the same answer.
    Numbers within a text count as numbers, so that ``Z2`` comes before ``Z10``; words that a contract lists
    keep the order of its list.

    Parameters
    ----------
    frame
        Table without duplicate keys; messages name rows of the file by its column ``row``, which is kept.
    contract
        Contract of the table, which names the key columns.

    Returns
    -------
    pandas.DataFrame
        Same rows by key, with a new index; a layer stays a layer.

    Examples
    --------
    >>> from planning.district.bands import ready_made
    >>> from planning.district.contracts import contracts
    >>> sites = pd.DataFrame({"row": [2, 3, 4], "facility_id": ["F10", "F2", "F1"]})
    >>> sort_by_key(sites, contract=contracts(ready_made())["facilities"])["facility_id"].tolist()
    ['F1', 'F2', 'F10']
    """
    if len(frame) < 2:
        return frame
    ranks = [_rank(frame[name], contract.column(name)) for name in contract.key]
    order = np.lexsort(ranks[::-1])
    return frame.iloc[order].reset_index(drop=True)


def _rank(values: pd.Series, column: Column) -> IntArray:
    """Return the position of each value among all values of its column."""
    codes, found = pd.factorize(values)
    listed = list(found)
    if column.choices:
        listed_at = {word: i for i, word in enumerate(column.choices)}
        order = sorted(range(len(listed)), key=lambda i: listed_at[str(listed[i])])
    elif column.kind == "text":
        order = sorted(range(len(listed)), key=lambda i: (tuple(_parts(str(listed[i]))), str(listed[i])))
    else:
        order = sorted(range(len(listed)), key=lambda i: float(listed[i]))
    rank = np.empty(len(listed) + 1, dtype=np.int64)
    rank[order] = np.arange(len(listed))
    rank[-1] = len(listed)  # an empty number has the code -1
    return np.asarray(rank[codes], dtype=np.int64)


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Split a text into pairs of letters and the number after them."""
    pieces = [*_DIGITS.split(text), "0"]
    for letters, digits in zip(pieces[::2], pieces[1::2], strict=True):
        yield letters, int(digits)
