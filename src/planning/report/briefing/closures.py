"""The briefing's section on sites that close."""

from __future__ import annotations

from typing import Any

from planning.report.closures import USES
from planning.results.briefing_source import BriefSource
from planning.words import Words, message, name_in


def closures_of(source: BriefSource) -> dict[str, Any] | None:
    """Return sentences and rows of the section; None if no site closes.

    Parameters
    ----------
    source
        Tables of the run.

    Returns
    -------
    dict or None
        ``said``, sentences, and ``rows``, one for each site that closes.
    """
    table = source.closures
    if table is None or table.empty:
        return None
    rows: list[dict[str, Any]] = []
    for record in table.to_dict("records"):
        row: dict[str, Any] = {str(key): value for key, value in record.items()}
        row["name"] = name_in(zh=str(row["name_zh"]), en=str(row["name_en"]))
        row["use"] = USES[str(row["use"])]
        rows.append(row)
    return {"said": _said(source), "rows": rows}


def _said(source: BriefSource) -> list[Words]:
    """Write one sentence on the closings of each band, and one on the sites that stay."""
    table, years = source.closures, source.provision
    assert table is not None
    said: list[Words] = []
    for band in source.system:
        own = table[table["band"] == band.id]
        if own.empty:
            continue
        said.append(
            message(
                "briefing.closures.close",
                band=band.words,
                n=len(own),
                first=int(own["last_year"].min()),
                last=int(own["last_year"].max()),
                moved=float(own["moved"].sum()),
                saved=float(own["saved_10k"].sum()),
                money=source.money.words,
            )
        )
        if years is not None:
            end = years[years["band"] == band.id].iloc[-1]
            said.append(
                message(
                    "briefing.closures.stay",
                    band=band.words,
                    n=int(end["open_sites"]),
                    year=int(end["year"]),
                    empty=int(end["empty_sites"]),
                    small=int(end["small_sites"]),
                    seats=float(end["public_seats"]),
                    pupils=float(end["public_pupils"]),
                )
            )
    return said
