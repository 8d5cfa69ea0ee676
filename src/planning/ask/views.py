"""A map that a notebook shows and a script saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

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
        return (
            f'<iframe srcdoc="{escape(self.page)}" title="地图 Map" '
            f'style="width:100%;height:{MAP_HEIGHT}px;border:1px solid #ccc"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return its path."""
        target = Path(path)
        target.write_text(self.page, encoding="utf-8")
        return target
