"""C5: temporary seats stay within the site's limit."""

from __future__ import annotations

from planning.optimise.model.rows import Model


def add_c5_temporary(model: Model) -> None:
    """Add ``temporary[f,b,t] <= temporary_limit[f,b,t]``, as a row so that it carries its number."""
    for (f, b, t), variable in model.variables.temporary.items():
        limit = float(model.problem.temporary_limit[f, b, t])
        model.at_most(f"C5_f{f:03d}_b{b}_t{t:02d}", {variable: 1.0}, limit)
