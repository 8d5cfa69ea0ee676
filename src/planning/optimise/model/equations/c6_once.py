"""C6: each project starts at most once, in its window; a committed one exactly once."""

from __future__ import annotations

from planning.optimise.model.rows import Rows


def add_c6_once(rows: Rows) -> None:
    """Add ``sum_{o of p} start[o] <= 1`` for each project, ``= 1`` if it is committed.

    The options themselves keep the window, as none lies outside it.
    """
    programme, start = rows.problem.programme, rows.variables.start
    for p in range(programme.project_count):
        terms = dict.fromkeys(start[programme.options_of(p)].tolist(), 1.0)
        if programme.committed[p]:
            rows.equal("C6", (p,), terms, 1.0)
        else:
            rows.at_most("C6", (p,), terms, 1.0)
