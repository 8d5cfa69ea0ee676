"""The page: a Folium map whose scripts are all inside the file."""

from __future__ import annotations

import html
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from planning.report.map.payload import View, make_payload
from planning.report.map.said import in_each, needs_script
from planning.report.subject import Imprint, Subject

PARTS = (
    "text.js", "style.js", "popup.js", "layers.js", "swipe.js", "search.js", "panel.js", "app.js",
)  # fmt: skip


class OfflineMap(folium.Map):
    """Folium map that loads nothing from the network; :func:`make_page` puts Leaflet into the page."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class Script(MacroElement):
    """Script that runs after the map has been created."""

    def __init__(self, source: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "script"
        self._template = Template(
            "{% macro script(this, kwargs) %}{% raw %}" + source + "{% endraw %}{% endmacro %}"
        )


def make_page(subject: Subject, imprint: Imprint, *, view: View | None = None) -> str:
    """Make the map page of a plan.

    Parameters
    ----------
    subject
        Plan to draw, with its problem, appraisal and names.
    imprint
        Title, digest and sources of the run, and the tiles if any.
    view
        Band, year and language that the page opens with; the page's own choice if None.

    Returns
    -------
    str
        HTML without network requests, unless tiles are set; equal plans give equal bytes.
    """
    west, south, east, north = subject.zones.total_bounds
    chart = OfflineMap(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=12,
        tiles=None,
        control_scale=False,
        zoom_snap=0.25,
        prefer_canvas=False,
    )
    if imprint.tile_url is not None:
        for url in (imprint.tile_url, imprint.tile_labels_url):
            if url is not None:
                folium.TileLayer(
                    tiles=url,
                    attr=html.escape(imprint.tile_attribution or ""),
                    subdomains=imprint.tile_subdomains,
                    control=False,
                ).add_to(chart)
    figure: Any = chart.get_root()
    # The script gives the page the title of the language that it shows.
    figure.title = html.escape(" · ".join(dict.fromkeys(in_each(imprint.title).values())))
    figure.header.add_child(_style(leaflet("leaflet.css")), name="leaflet_css")
    figure.header.add_child(_script(leaflet("leaflet.js")), name="leaflet_js")
    figure.html.add_child(
        Element(_raw(_page_file("frame.html").replace("{{ needs_script }}", html.escape(needs_script())))),
        name="frame",
    )
    payload = make_payload(subject, imprint, view=view)
    data = f'<script type="application/json" id="planning-data">{payload}</script>'
    figure.html.add_child(Element(_raw(data)), name="data")
    chart.add_child(Script(_program()), name="program")
    _number(figure)
    # Folium writes its own style when it renders, so ours is added after it to come last.
    chart.render()  # type: ignore[no-untyped-call]
    figure.header.add_child(_style(_page_file("map.css")), name="page_css")
    _number(figure)
    return str(figure.render())


def leaflet(name: str) -> str:
    """Return the text of a file of the installed Leaflet package."""
    path = Path(str(distribution("XStatic-Leaflet").locate_file(f"xstatic/pkg/leaflet/data/{name}")))
    text = path.read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=leaflet.js.map", "")


def _program() -> str:
    parts = "\n".join(_page_file(name) for name in PARTS)
    return f"(function (map) {{\n'use strict';\n{parts}\n}})(map_plan);"


def _page_file(name: str) -> str:
    return (files("planning.report.map") / "page" / name).read_text(encoding="utf-8")


def _style(css: str) -> Element:
    return Element(_raw(f"<style>{css}</style>"))


def _script(source: str) -> Element:
    return Element(_raw(f"<script>{source}</script>"))


def _raw(text: str) -> str:
    """Protect text that is not a template from Jinja.

    The text is our own or Leaflet's, or a payload without a per cent sign, so it cannot end the raw block.
    """
    return "{% raw %}" + text + "{% endraw %}"


def _number(element: Any) -> None:
    """Give every element a fixed id instead of Folium's random one, so that pages can be compared."""
    queue, seen = [element], 0
    while queue:
        here = queue.pop(0)
        here._id = "plan" if isinstance(here, folium.Map) else f"e{seen}"
        seen += 1
        queue += list(here._children.values())
        if isinstance(here, Figure):
            queue += [here.header, here.html, here.script]
