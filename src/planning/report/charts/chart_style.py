"""How charts look and are written: text stays text, so that Chinese shows wherever they are opened."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from planning.words import Words
from planning.words.catalogue import default_language
from planning.words.shown import in_lines

#: Fonts with Chinese, in the order of preference; text stays text in the SVG, so that whoever opens it sees
#: it in a font of his own.
FONTS: Final[tuple[str, ...]] = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei",
)  # fmt: skip
#: Most panels in a row of a chart.
MOST_ACROSS: Final = 4
INK: Final = "#111111"
PAST: Final = "#777777"
#: Okabe and Ito's colours, which colour-blind eyes tell apart.
COLOURS: Final = ("#0072b2", INK, "#d55e00", "#009e73", "#cc79a7", "#56b4e9")


def has_chinese_font() -> bool:
    """Return True if pictures made on this machine can show Chinese."""
    return any(font.name in FONTS for font in font_manager.fontManager.ttflist)


@contextmanager
def chart_style(*, salt: str = "planning") -> Iterator[None]:
    """Apply the style while charts are drawn and written; charts of two salts share no name of a part."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    family: list[str] = [name for name in FONTS if name in installed] or ["DejaVu Sans"]
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "font.family": family,
        "font.size": 10,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        # Without a Chinese font here the widths are guessed; the text itself is in the file all the same.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        yield


def write_svg(figure: Figure, path: Path) -> None:
    """Write a chart as SVG; equal figures give equal bytes on one machine."""
    figure.savefig(path, format="svg", metadata={"Date": None})


def write_svg_to(figure: Figure, text: IO[str]) -> None:
    """Write a chart as SVG into an open text stream."""
    figure.savefig(text, format="svg", metadata={"Date": None})


def svg_of(figure: Figure) -> str:
    """Return a chart as SVG for use within a page; call it within :func:`chart_style`."""
    text = io.StringIO()
    write_svg_to(figure, text)
    svg = text.getvalue()
    # A page is HTML: the prologue of an XML document has no place in it.
    return svg[svg.index("<svg") :]


def said(words: Words, language: str | None) -> str:
    """Return a text of a chart in a language, that of the reader if None, or in both one below the other."""
    return in_lines(words, language or default_language())


def plain(axes: Axes) -> None:
    """Style axes with no upper or right spine and a light horizontal grid."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)


def panels_of(
    count: int, *, width: float, height: float, across: int = MOST_ACROSS
) -> tuple[Figure, list[Axes]]:
    """Make a figure with a panel for each band.

    Parameters
    ----------
    count
        Number of panels.
    width
        Width of the figure, inches.
    height
        Height of a row of panels, inches.
    across
        Most panels in a row.

    Returns
    -------
    tuple
        Figure, and its panels row by row; those beyond the count are not drawn.
    """
    columns = min(count, across)
    rows = -(-count // columns)
    figure = Figure(figsize=(width, height * rows), layout="constrained")
    panels = list(figure.subplots(rows, columns, squeeze=False).ravel())
    for axes in panels[count:]:
        axes.set_axis_off()
    return figure, panels
