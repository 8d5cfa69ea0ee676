"""Who is coming, as an answer: entrants of the district by band, year and variant."""

from __future__ import annotations

from typing import Final

import pandas as pd

from planning.domain.outlook import Outlook
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.outlook import outlook_tables
from planning.report.sheets.sheet import Sheet, fields_of, rows_of

MEDIUM: Final = "medium"
COHORTS: Final = "cohorts"
#: Rows of a table that a terminal shows.
SHOWN_ROWS: Final = 52
#: Title in Chinese and English, and look, of the columns that are no counts.
TITLES: Final = {
    "zone": ("需求区", "Zone", "text"),
    "home": ("住房项目", "Housing project", "text"),
    "band": ("学段", "Band", "text"),
    "year": ("年", "Year", "year"),
    "variant": ("方案", "Variant", "text"),
    "intake": ("新生", "Entrants", "count"),
    "rolls": ("在校生", "Pupils", "count"),
    "rolls_beyond_trend": ("趋势之外的在校生", "Pupils beyond the trend", "count"),
    "method": ("方法", "Method", "text"),
    "confidence": ("可信度", "Confidence", "text"),
}


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
    tables = outlook_tables(outlook)
    return Answer(
        name="forecast",
        sheets=(
            _sheet(tables["forecast_district"], "forecast_district", "全区新生与在校生",
                   "Entrants and pupils of the district"),
            _sheet(tables["forecast_homes"], "forecast_homes", "建成后才需要的学位",
                   "Pupils who come only if homes are finished"),
        ),
        sentences=(_said(outlook),),
        result=outlook,
        draw=lambda chart: _draw(outlook, chart),
        charts=(*outlook.bands, COHORTS),
    )  # fmt: skip


def _sheet(frame: pd.DataFrame, name: str, zh: str, en: str) -> Sheet:
    return Sheet(
        name=name,
        zh=zh,
        en=en,
        fields=fields_of(
            *((column, *TITLES.get(column, (column, column, "count"))) for column in map(str, frame))
        ),
        rows=rows_of(frame.itertuples(index=False)),
        shown=SHOWN_ROWS,
    )


def _said(outlook: Outlook) -> tuple[str, str]:
    variant = _variant(outlook)
    totals = outlook.intakes[variant].sum(axis=0)
    zh: list[str] = []
    en: list[str] = []
    for b, band in enumerate(outlook.bands):
        if not totals[b].any():
            continue
        first, last = float(totals[b, 0]), float(totals[b, -1])
        peak = int(totals[b].argmax())
        names, most = outlook.system[band].label, f"{totals[b, peak]:,.0f}"
        zh.append(
            f"{names[0]} {first:,.0f}→{last:,.0f}（{outlook.years[peak]} 年最多 {totals[b, peak]:,.0f}）"
        )
        en.append(
            f"{in_sentence(names[1])} {first:,.0f} to {last:,.0f} (most in {outlook.years[peak]}: {most})"
        )
    years = f"{outlook.years[0]}–{outlook.years[-1]}"
    return f"{years} 年新生：" + "，".join(zh), f"entrants {years}: " + ", ".join(en)


def _draw(outlook: Outlook, chart: str) -> str:
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from planning.report.charts.chart_style import chart_style, svg_of  # noqa: PLC0415
    from planning.report.charts.cohort_chart import draw_cohorts  # noqa: PLC0415
    from planning.report.charts.fan_chart import draw_fan  # noqa: PLC0415

    with chart_style():
        if chart == COHORTS:
            return svg_of(draw_cohorts(outlook, _variant(outlook)))
        return svg_of(draw_fan(outlook, outlook.bands.index(chart)))


def _variant(outlook: Outlook) -> str:
    return MEDIUM if MEDIUM in outlook.titles else next(iter(outlook.titles))
