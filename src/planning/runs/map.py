"""The map of a solved case."""

from __future__ import annotations

from planning.report.map.page import make_page
from planning.report.map.payload import View
from planning.runs.imprint import make_imprint
from planning.runs.lacks import find_lacks
from planning.runs.record import make_digests
from planning.runs.solved import Solved


def map_page(
    solved: Solved, *, band: int | None = None, year: int | None = None, lang: str | None = None
) -> str:
    """Make the map page of a solved case.

    Parameters
    ----------
    solved
        Solved case to draw.
    band, year
        Positions of the band and year shown first; None leaves the choice to the page.
    lang
        ``zh`` or ``en``; None takes the language of the browser.

    Returns
    -------
    str
        HTML of the page.
    """
    inputs = solved.inputs
    digests = make_digests(inputs.loaded, inputs.district, asked=solved.asked)
    lacks = find_lacks(inputs, solved.problem)
    imprint = make_imprint(inputs.loaded.scenario, inputs.district, digests, lacks=lacks)
    view = None
    if (band, year, lang) != (None, None, None):
        view = View(band=band, year=year, lang=lang)
    return make_page(solved.subject, imprint, view=view)
