"""A chart of a band's intakes and rolls: the variants, and the fan of the draws."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from planning.domain.bands import BAND_NAMES
from planning.domain.outlook import Outlook

#: Fonts with Chinese, in the order of preference; text stays text in the SVG, so that whoever opens it sees
#: it in a font of his own.
FONTS: Final[tuple[str, ...]] = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei",
)  # fmt: skip
#: Okabe and Ito's colours, which colour-blind eyes tell apart.
COLOURS: Final = ("#0072b2", "#111111", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")
FAN: Final = "medium"


def write_fan_charts(outlook: Outlook, folder: Path) -> list[Path]:
    """Write one SVG for each band.

    Parameters
    ----------
    outlook
        Who is coming.
    folder
        An existing folder.

    Returns
    -------
    list of pathlib.Path
        The files, ``chart_BAND.svg``; the same outlook gives the same bytes on one machine.
    """
    installed = {font.name for font in font_manager.fontManager.ttflist}
    family: list[str] = [name for name in FONTS if name in installed] or ["DejaVu Sans"]
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "planning",
        "font.family": family,
        "font.size": 10,
    }
    paths = []
    with mpl.rc_context(settings), warnings.catch_warnings():
        # Without a Chinese font here the widths are guessed; the text itself is in the file all the same.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        for b, band in enumerate(outlook.bands):
            path = folder / f"chart_{band}.svg"
            _draw(outlook, b).savefig(path, format="svg", metadata={"Date": None})
            paths.append(path)
    return paths


def _draw(outlook: Outlook, band: int) -> Figure:
    figure = Figure(figsize=(10.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    zh, en = BAND_NAMES[outlook.bands[band]]
    figure.suptitle(f"{zh} · {en}", fontweight="bold")
    fan = FAN if FAN in outlook.titles else next(iter(outlook.titles))
    low, _, high = outlook.district_quantiles[fan][:, band]
    left.fill_between(outlook.years, low, high, color="#111111", alpha=0.12, linewidth=0, label="10–90%")
    for colour, (name, (title_zh, title_en)) in zip(COLOURS, outlook.titles.items(), strict=False):
        label = f"{title_zh} {title_en}"
        left.plot(outlook.years, outlook.intakes[name][:, band].sum(axis=0), color=colour, label=label)
        right.plot(outlook.years, outlook.rolls[name][:, band].sum(axis=(0, 1)), color=colour, label=label)
    left.set_title("新生 Entrants", loc="left", fontsize=10)
    right.set_title("在校生 Pupils", loc="left", fontsize=10)
    for axes in (left, right):
        axes.set_ylim(bottom=0)
        axes.set_xticks(outlook.years[::2])
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    left.legend(frameon=False, fontsize=8)
    return figure
