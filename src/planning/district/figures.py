"""How sure the figures of a district are, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from planning.district.band_rows import bands_from
from planning.district.contracts import contracts
from planning.domain.sources import CONFIDENCES


def count_sources(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Count the figures of all tables by confidence."""
    counts: Counter[str] = Counter()
    every = contracts(bands_from(tables["bands"]))
    for name, frame in tables.items():
        for column in every[name].columns:
            if column.confidence_column is not None:
                known = frame[column.name].notna().to_numpy()
                counts.update(frame[column.confidence_column].to_numpy()[known].tolist())
    return {confidence: int(counts[confidence]) for confidence in CONFIDENCES}
