"""What the data of a district lacks: rows, totals that agree, figures in proportion."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.district.check.complete import warn_incomplete
from planning.district.check.jumps import warn_jumps
from planning.district.check.limits import warn_limits
from planning.district.check.totals import warn_totals
from planning.errors import Findings


def warn_lacking(tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str], warnings: Findings) -> None:
    """Warn of missing rows, jumps, figures out of proportion and totals that disagree.

    Parameters
    ----------
    tables, files
        Tables of a district without faults, and the file of each, as messages name it.
    warnings
        Receives the warnings, whose ids begin with :data:`planning.district.check.oddity.LACKS`.
    """
    for warn in (warn_incomplete, warn_jumps, warn_limits, warn_totals):
        warn(tables, files=files, warnings=warnings)
