"""Who is coming, as an answer: entrants of the district by band, year and variant."""

from __future__ import annotations

from typing import Any

from planning.domain.bands import BAND_NAMES
from planning.domain.outlook import Outlook
from planning.report.sheets.answer import Answer
from planning.report.sheets.outlook import outlook_tables
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

MEDIUM = "medium"


def outlook_answer(outlook: Outlook) -> Answer:
    """Answer with the forecast of the district.

    Parameters
    ----------
    outlook
        Intakes and pupils by variant, with their intervals.

    Returns
    -------
    Answer
        Sheet with a row for each variant, band and year; the first sentence states the change of each band's
        entrants.
    """
    frame = outlook_tables(outlook)["forecast_district"]
    look = {"band": "text", "variant": "text", "method": "text", "year": "year"}
    titles = {
        "band": ("学段", "Band"),
        "year": ("年", "Year"),
        "variant": ("方案", "Variant"),
        "intake": ("新生", "Entrants"),
        "rolls": ("在校生", "Pupils"),
        "method": ("方法", "Method"),
    }
    sheet = Sheet(
        name="forecast_district",
        zh="全区新生与在校生",
        en="Entrants and pupils of the district",
        fields=fields_of(
            *((name, *titles.get(name, (name, name)), look.get(name, "count")) for name in map(str, frame))
        ),
        rows=rows_of(frame.itertuples(index=False)),
        shown=len(outlook.bands) * len(outlook.years),
    )
    return Answer(
        name="forecast",
        sheets=(sheet,),
        sentences=(_said(outlook),),
        result=outlook,
        draw=lambda: _draw(outlook),
    )


def _said(outlook: Outlook) -> tuple[str, str]:
    variant = MEDIUM if MEDIUM in outlook.titles else next(iter(outlook.titles))
    totals = outlook.intakes[variant].sum(axis=0)
    zh: list[str] = []
    en: list[str] = []
    for b, band in enumerate(outlook.bands):
        if not totals[b].any():
            continue
        first, last = float(totals[b, 0]), float(totals[b, -1])
        peak = int(totals[b].argmax())
        names, most = BAND_NAMES[band], f"{totals[b, peak]:,.0f}"
        zh.append(
            f"{names[0]} {first:,.0f}→{last:,.0f}（{outlook.years[peak]} 年最多 {totals[b, peak]:,.0f}）"
        )
        en.append(f"{names[1].lower()} {first:,.0f} to {last:,.0f} (most in {outlook.years[peak]}: {most})")
    years = f"{outlook.years[0]}–{outlook.years[-1]}"
    return f"{years} 年新生：" + "，".join(zh), f"entrants {years}: " + ", ".join(en)


def _draw(outlook: Outlook) -> str:
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from planning.report.charts.chart_style import chart_style, svg_of  # noqa: PLC0415
    from planning.report.charts.fan_chart import draw_fan  # noqa: PLC0415

    drawn: list[Any] = []
    with chart_style():
        drawn = [svg_of(draw_fan(outlook, b)) for b in range(len(outlook.bands))]
    return "\n".join(drawn)
