"""What the map page says, in every language of the catalogue: the page carries all and shows one."""

from __future__ import annotations

from typing import Final

from planning.words import Words, message
from planning.words.catalogue import catalogue, languages

#: Texts that the scripts of the page ask for; those with values keep their braces until the page fills them.
TEXTS: Final = (
    "balance", "band", "before", "boundary", "budget", "catchment_note", "catchments", "click_hint",
    "confidence", "cost", "cost_word", "digest", "distance", "enrolled", "facilities", "few", "figures",
    "from", "intake", "lacks", "language", "last_year", "legend_balance", "legend_distance", "legend_seats",
    "legend_share", "legend_warn", "measure", "needing", "no_tiles", "none", "none_placed",
    "norm", "not_found", "not_started", "open_seats", "opens", "operator", "operator_inclusive_private",
    "operator_private", "operator_public", "operator_public_type", "place", "programme", "project",
    "projects", "pupils", "roads", "rooms", "rooms_from", "rooms_lent", "rooms_received", "rooms_to",
    "scenario", "school_year", "search", "seats", "seats_added", "seats_word", "sent", "share", "shortage",
    "source", "starts", "status", "status_completing", "status_continuing", "status_reserve",
    "status_starting", "summary", "temporary", "tiles", "today",
    "today_note", "unhoused", "use", "utilisation", "warn", "warn_amber", "warn_facts", "warn_green",
    "warn_none", "warn_red", "without", "year",
)  # fmt: skip


def page_words() -> dict[str, dict[str, str]]:
    """Return the texts of the page by language and name."""
    return {
        code: {name: catalogue(code).template(f"page.map.{name}") for name in TEXTS} for code in languages()
    }


def in_each(words: Words) -> dict[str, str]:
    """Return a text in each language of the catalogue."""
    return {code: words.text(code) for code in languages()}


def needs_script() -> str:
    """Return what a browser without scripts shows, which cannot choose a language."""
    return "".join(dict.fromkeys(message("page.map.needs_script").text(code) for code in languages()))
