"""The map of a solved case."""

from __future__ import annotations

from planning.report.map.page import make_page
from planning.report.map.payload import View
from planning.runs.imprint import make_imprint
from planning.runs.record import make_digests
from planning.runs.solved import Solved


def map_page(
    solved: Solved, *, band: int | None = None, year: int | None = None, lang: str | None = None
) -> str:
    """Make the map of a solved case.

    Parameters
    ----------
    solved
        A plan with its numbers.
    band, year
        Positions on the axes that the page opens with; its own choice if None.
    lang
        ``zh`` or ``en``; the browser's language if None.

    Returns
    -------
    str
        The page as HTML.
    """
    inputs = solved.inputs
    digests = make_digests(inputs.loaded, inputs.district, asked=solved.asked)
    imprint = make_imprint(inputs.loaded.scenario, inputs.district, digests)
    view = None
    if (band, year, lang) != (None, None, None):
        view = View(band=band, year=year, lang=lang)
    return make_page(solved.subject, imprint, view=view)
