"""Who is coming, as an answer: entrants of the district by band, year and variant."""

from __future__ import annotations

from typing import Final

import pandas as pd

from planning.domain.outlook import Outlook
from planning.report.sheets.answer import Answer
from planning.report.sheets.outlook import outlook_tables
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, listed, message, name_in

MEDIUM: Final = "medium"
COHORTS: Final = "cohorts"
#: Rows of a table that a terminal shows.
SHOWN_ROWS: Final = 52
#: Title and look of the columns that are no forecast of their own.
TITLES: Final = {
    "zone": (message("sheets.coming.zone"), "text"),
    "home": (message("sheets.coming.housing_project"), "text"),
    "band": (message("word.band"), "text"),
    "year": (message("word.year"), "year"),
    "variant": (message("sheets.coming.variant"), "text"),
    "intake": (message("word.entrants"), "count"),
    "rolls": (message("word.pupils"), "count"),
    "rolls_beyond_trend": (message("sheets.coming.pupils_beyond_trend"), "count"),
    "method": (message("word.method"), "text"),
    "confidence": (message("word.confidence"), "text"),
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
    district, homes = "forecast_district", "forecast_homes"
    return Answer(
        name="forecast",
        sheets=(
            _sheet(tables[district], district, message("sheets.coming.entrants_pupils_district")),
            _sheet(tables[homes], homes, message("sheets.coming.pupils_who_come_only_if")),
        ),
        sentences=(_said(outlook),),
        result=outlook,
        draw=lambda chart, language: _draw(outlook, chart, language),
        charts=(*outlook.bands, COHORTS),
    )


def _sheet(frame: pd.DataFrame, name: str, words: Words) -> Sheet:
    return Sheet(
        name=name,
        words=words,
        fields=fields_of(
            *((column, *TITLES.get(column, (name_in(en=column), "count"))) for column in map(str, frame))
        ),
        rows=rows_of(frame.itertuples(index=False)),
        shown=SHOWN_ROWS,
    )


def _said(outlook: Outlook) -> Words:
    variant = _variant(outlook)
    totals = outlook.intakes[variant].sum(axis=0)
    bands: list[Words] = []
    for b, band in enumerate(outlook.bands):
        if not totals[b].any():
            continue
        first, last = float(totals[b, 0]), float(totals[b, -1])
        peak = int(totals[b].argmax())
        bands.append(
            message(
                "sheets.coming.band_first_last_peak",
                band=outlook.system[band].lower_words,
                first=first,
                last=last,
                peak=outlook.years[peak],
                most=float(totals[b, peak]),
            )
        )
    years = f"{outlook.years[0]}–{outlook.years[-1]}"
    return message("sheets.coming.entrants_by_band", years=years, bands=listed(bands, "list.clause"))


def _draw(outlook: Outlook, chart: str, language: str) -> str:
    # matplotlib takes half a second to load: only a chart that is looked at pays for it.
    from planning.report.charts.chart_style import chart_style, svg_of  # noqa: PLC0415
    from planning.report.charts.cohort_chart import draw_cohorts  # noqa: PLC0415
    from planning.report.charts.fan_chart import draw_fan  # noqa: PLC0415

    with chart_style():
        if chart == COHORTS:
            return svg_of(draw_cohorts(outlook, _variant(outlook), language=language))
        return svg_of(draw_fan(outlook, outlook.bands.index(chart), language=language))


def _variant(outlook: Outlook) -> str:
    return MEDIUM if MEDIUM in outlook.titles else next(iter(outlook.titles))
