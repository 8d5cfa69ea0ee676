"""What ``planning forecast`` prints."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.domain.bands import BAND_NAMES
from planning.domain.outlook import Outlook
from planning.report.outlook import fan_lines

LEAST_WIDTH = 100


def print_outlook(outlook: Outlook, folder: Path) -> None:
    """Print the district's intakes of each variant with their 10th to 90th percentile."""
    probe = Console()
    console = probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    for name, (zh, en) in outlook.titles.items():
        table = Table(title=f"{zh} {en}：新生（10–90% 区间） entrants (10–90%)", title_justify="left")
        table.add_column("年 Year")
        for band in outlook.bands:
            table.add_column("\n".join(BAND_NAMES[band]), justify="right")
        for line in fan_lines(outlook, name):
            table.add_row(*line)
        console.print(table)
    console.print(Text("区间由假定的离散程度抽样而得。Intervals are drawn with an assumed spread."))
    console.print(Text(f"文件 Files: {folder}"))
