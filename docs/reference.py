"""Make the reference pages of the public names from their docstrings: ``python docs/reference.py DIR``."""

from __future__ import annotations

import sys
from pathlib import Path

import pdoc
import pdoc.render

import planning

#: Beside the public names: what a script that builds its own problem needs.
FURTHER = ("planning.optimise", "planning.domain.pairs", "planning.domain.programme", "planning.domain.rules",
           "planning.domain.facility_location", "planning.optimise.locate", "planning.errors")  # fmt: skip


def make_reference(folder: Path) -> list[str]:
    """Write one page for each module that holds a public name, and return the modules."""
    homes = {getattr(planning, name).__module__ for name in planning.__all__}
    modules = sorted({*homes, *FURTHER})
    pdoc.render.configure(docformat="numpy", show_source=False)
    pdoc.pdoc(*modules, output_directory=folder)
    return modules


if __name__ == "__main__":
    print("\n".join(make_reference(Path(sys.argv[1]))))
