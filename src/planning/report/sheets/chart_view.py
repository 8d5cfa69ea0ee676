"""A chart that a notebook shows and a script saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, eq=False)
class ChartView:
    """Chart that a notebook shows and a script saves.

    Parameters
    ----------
    svg
        Chart as SVG with selectable text.
    """

    svg: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> Path:
        """Write the chart to an SVG file, and return its path."""
        target = Path(path)
        target.write_text(self.svg, encoding="utf-8")
        return target
