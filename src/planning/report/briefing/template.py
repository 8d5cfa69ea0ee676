"""What the template of the page calls: texts in every language, of which the page shows one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from planning.report.briefing.charts import charts
from planning.results.briefing_source import BriefSource
from planning.words import Message, Words, message
from planning.words.catalogue import BOTH, FIRST, default_language, language_names, languages


def environment() -> Environment:
    """Return an environment whose templates escape text and read the catalogue.

    ``t`` gives a text of the page by its name, ``say`` a text in every language, ``attribute`` an attribute
    that changes with the language.
    """
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "t": text,
        "say": say,
        "attribute": attribute,
        "languages": languages(),
        "names": language_names(),
        "hide": _hide(),
    }
    return made


def text(name: str, **values: Any) -> Message:
    """Return a text of the page by its name."""
    return message(f"page.briefing.{name}", **values)


def say(words: Words) -> Markup:
    """Return a text in every language; the style shows the one that is read."""
    span = Markup('<span lang="{0}" class="{0}">{1}</span>')
    return Markup("").join(span.format(code, words.text(code)) for code in languages())


def attribute(name: str, words: Words) -> Markup:
    """Return an attribute for each language, which the page's script gives the name of the attribute."""
    made = Markup('data-{0}-{1}="{2}"')
    return Markup(" ").join(made.format(name, code, words.text(code)) for code in languages())


def figures(source: BriefSource, zones: gpd.GeoDataFrame) -> Callable[..., Markup]:
    """Draw the charts in every language.

    Parameters
    ----------
    source
        Results of a run.
    zones
        Zones of the run with their polygons.

    Returns
    -------
    Callable
        Function that returns the figures of a chart, one for each language, by its name.
    """
    drawn = {code: charts(source, zones, language=code) for code in languages()}

    def figure(name: str, kind: str = "") -> Markup:
        made = Markup('<figure lang="{0}" class="{1}" role="img" aria-label="{2}">{3}</figure>')
        return Markup("").join(
            made.format(code, f"{code} {kind}".strip(), text(f"chart_{name}").text(code), Markup(svg[name]))
            for code, svg in drawn.items()
        )

    return figure


def opening_language(language: str | None) -> str:
    """Return the language that a page opens with: one, as a page shows one at a time."""
    asked = language or default_language()
    return FIRST if asked == BOTH else asked


def _hide() -> Markup:
    """Return the style that hides what is in other languages than the one that is read."""
    rule = Markup("html[data-lang={0}] .{1} {{ display: none; }}\n")
    return Markup("").join(
        rule.format(read, other) for read in languages() for other in languages() if other != read
    )
