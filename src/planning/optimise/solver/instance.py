"""A HiGHS that prints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy

from planning.optimise.solver.quiet import quiet_stdout


def fresh_highs(options: Mapping[str, Any]) -> Any:
    """Return a new ``highspy.Highs`` with some options and without output."""
    with quiet_stdout():
        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
    for option, value in options.items():
        highs.setOptionValue(option, value)
    return highs
