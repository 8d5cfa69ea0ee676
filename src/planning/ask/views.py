"""A map that a notebook shows and a script saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

from planning.words import message
from planning.words.catalogue import default_language

#: Height of a map in a notebook, pixels.
MAP_HEIGHT: Final = 720


@dataclass(frozen=True, kw_only=True, eq=False)
class MapView:
    """Map page that a notebook shows and a script saves.

    Parameters
    ----------
    page
        HTML of the page, which needs no network.
    """

    page: str = field(repr=False)

    def _repr_html_(self) -> str:
        title = escape(message("ask.views.map").text(default_language()))
        return (
            f'<iframe srcdoc="{escape(self.page)}" title="{title}" '
            f'style="width:100%;height:{MAP_HEIGHT}px;border:1px solid #ccc"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return its path."""
        target = Path(path)
        target.write_text(self.page, encoding="utf-8")
        return target
