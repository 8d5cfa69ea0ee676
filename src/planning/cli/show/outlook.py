"""What ``planning forecast`` prints."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.domain.bands import BAND_NAMES
from planning.domain.outlook import Outlook
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.outlook import fan_lines, homes_lines

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
    variant = "medium" if "medium" in outlook.titles else next(iter(outlook.titles))
    if outlook.homes[variant].keys:
        _print_homes(console, outlook, variant)
    for zh, en in outlook.notes:
        console.print(Text(f"· {zh}。\n  {en[0].upper()}{en[1:]}."))
    console.print(Text(f"文件 Files: {folder}"))


def _print_homes(console: Console, outlook: Outlook, variant: str) -> None:
    title = (
        "建成后才需要的学位：在校生最多的一年 "
        "Seats needed only if the homes are finished: pupils in the year with the most"
    )
    table = Table(title=title, title_justify="left")
    table.add_column("住房项目 Housing project", min_width=36, overflow="fold")
    table.add_column("区·竣工\nZone, finished", no_wrap=True)
    for band in outlook.bands:
        table.add_column("\n".join(BAND_NAMES[band]), justify="right")
    for line in homes_lines(outlook, variant):
        name, zone, year, confidence, *cells = line
        sure = " ".join(CONFIDENCE_NAMES[confidence])
        table.add_row(Text(f"{name}\n{sure}"), f"{zone} · {year}", *cells)
    console.print(table)
