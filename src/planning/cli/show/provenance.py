"""What ``planning explain intake`` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning.domain.bands import BAND_NAMES
from planning.domain.provenance import Provenance, Step
from planning.domain.sources import CONFIDENCE_NAMES

LEAST_WIDTH = 118


def print_provenance(provenance: Provenance) -> None:
    """Print the steps of an intake and its sum."""
    probe = Console()
    console = probe if probe.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    zone, zh, en = provenance.zone
    band_zh, band_en = BAND_NAMES[provenance.band]
    table = Table(
        title=f"{zone} {zh} · {band_zh} · {provenance.year}\n{zone} {en} · {band_en} · {provenance.year}",
        title_justify="left",
    )
    table.add_column("步骤 Step", overflow="fold")
    table.add_column("数值\nAmount", justify="right")
    table.add_column("人数\nPersons", justify="right")
    table.add_column("可信度\nConfidence")
    table.add_column("来源 Source", overflow="fold")
    for step in provenance.steps:
        table.add_row(
            Text(f"{step.zh}\n{step.en}"),
            _amount(step),
            f"{step.persons:,.1f}",
            " ".join(CONFIDENCE_NAMES[step.confidence]),
            Text(_source(step)),
        )
    console.print(table)
    console.print(Text(f"需要学位的新生 Entrants who need a seat: {provenance.pupils:,.1f}"))


def _amount(step: Step) -> str:
    if step.kind == "times":
        return f"× {step.amount:.4f}"
    return f"{step.amount:,.0f}" if step.kind == "start" else f"{step.amount:+,.1f}"


def _source(step: Step) -> str:
    return step.source.replace("｜", "\n")
