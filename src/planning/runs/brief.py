"""From the results of a run to its briefing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from planning.district.briefs import read_brief_source
from planning.report.briefing.page import make_briefing

NAME: Final = "briefing.html"


def brief(folder: Path) -> Path:
    """Write ``briefing.html`` beside the results that it is made from.

    Parameters
    ----------
    folder
        Folder that ``planning run`` wrote. The next run into it takes the briefing away, for it would no
        longer be true.

    Returns
    -------
    pathlib.Path
        The page; it is there whole or not at all.

    Raises
    ------
    InputError
        If the folder holds no results.
    """
    page = make_briefing(read_brief_source(folder))
    target, fresh = folder / NAME, folder / f".{NAME}.partial-{os.getpid()}"
    try:
        fresh.write_text(page, encoding="utf-8")
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target
