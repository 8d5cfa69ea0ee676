"""C6: each project starts at most once, in its window; a committed one exactly once."""

from __future__ import annotations

from planning.optimise.model.rows import Model


def add_c6_once(model: Model) -> None:
    """Add ``sum_{o of p} start[o] <= 1`` for each project, ``= 1`` where it is committed.

    The window is kept by the list of options, which holds nothing outside it.
    """
    programme = model.problem.programme
    for p in range(programme.project_count):
        terms = {model.variables.start[o]: 1.0 for o in programme.options_of(p).tolist()}
        name = f"C6_p{p:03d}"
        if programme.committed[p]:
            model.equal(name, terms, 1.0)
        else:
            model.at_most(name, terms, 1.0)
