"""An answer: one plain sentence first, then tables, and a chart where it says more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import pandas as pd

from planning.report.sheets.chart_view import ChartView
from planning.report.sheets.sheet import Sheet
from planning.report.sheets.values import plain_value
from planning.words import Words
from planning.words.catalogue import default_language, languages
from planning.words.shown import codes, sentence

#: Rows of a table that plain text shows.
SHOWN_ROWS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Answer to a question: sentences, tables and a chart.

    A notebook shows sentences, tables and the chart; a prompt shows the sentences and the main table.

    Parameters
    ----------
    name
        Name of the JSON file, without suffix.
    sheets
        Sheets, the main one first.
    sentences
        Sentences to read first.
    facts
        Further values for the JSON file.
    result
        Figures as the optimiser or the appraisal found them, a class of ``planning.domain``; None if the
        tables hold everything.
    draw
        Function that draws a chart as SVG text, by its name and the language; None without charts.
    charts
        Names of the charts, in the order in which they are shown.
    pictures
        Charts that are also written as files.

    Examples
    --------
    >>> from planning.report.sheets.sheet import Sheet, fields_of
    >>> from planning.words import message, name_in
    >>> seats = fields_of(("seats", message("word.seats"), "count"))
    >>> sheet = Sheet(name="seats", words=message("word.seats"), fields=seats, rows=((90,),))
    >>> answer = Answer(name="seats", sheets=(sheet,), sentences=(name_in(zh="够", en="seats suffice"),))
    >>> from planning.words.catalogue import reading
    >>> with reading("en"):
    ...     answer.sentence
    'Seats suffice.'
    >>> answer.frame()["seats"].tolist()
    [90]
    """

    name: str
    sheets: tuple[Sheet, ...]
    sentences: tuple[Words, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()
    result: Any = None
    draw: Callable[[str, str], str] | None = None
    charts: tuple[str, ...] = ("chart",)
    pictures: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """First sentence, in the language of the reader."""
        return self._in_lines(self.sentences[0], "\n") if self.sentences else ""

    def frame(self, name: str | None = None) -> pd.DataFrame:
        """Return a tidy table: one row for each observation, units in the names of the columns.

        Parameters
        ----------
        name
            Name of the sheet; the main sheet if omitted.

        Returns
        -------
        pandas.DataFrame
            Rows of the sheet; empty if the answer has no sheet.

        Raises
        ------
        KeyError
            If the sheet is unknown; the message lists the sheets.
        """
        if name is None:
            return self.sheets[0].frame() if self.sheets else pd.DataFrame()
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet.frame()
        raise KeyError(f"no sheet '{name}'; there are: {', '.join(sheet.name for sheet in self.sheets)}")

    def plot(self, chart: str | None = None, *, language: str | None = None) -> ChartView:
        """Draw a chart.

        Parameters
        ----------
        chart
            Name of the chart; the first one if None.
        language
            Language of its words; that of the reader if None.

        Returns
        -------
        ChartView
            Shows itself in a notebook, and is saved by ``save``.

        Raises
        ------
        KeyError
            If there is no such chart; the message lists those there are.
        """
        names = self.charts if self.draw is not None else ()
        name = names[0] if chart is None and names else chart
        if self.draw is None or name is None or name not in names:
            raise KeyError(f"no chart '{name or ''}'; there are: {', '.join(names) or 'none'}")
        return ChartView(svg=self.draw(name, language or default_language()))

    def content(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON."""
        return {
            "sentences": [{code: words.text(code) for code in languages()} for words in self.sentences],
            **{key: plain_value(value) for key, value in self.facts},
            **{sheet.name: sheet.records() for sheet in self.sheets},
        }

    def _repr_html_(self) -> str:
        language = default_language()
        said = [
            "<br>".join(escape(sentence(words, code)) for code in codes(language)) for words in self.sentences
        ]
        first = "".join(f"<p><b>{words}</b></p>" for words in said[:1])
        rest = "".join(f"<p>{words}</p>" for words in said[1:])
        charts = "" if self.draw is None else "".join(self.draw(name, language) for name in self.charts)
        return first + rest + charts + "".join(sheet.to_html(language) for sheet in self.sheets if sheet.rows)

    def __repr__(self) -> str:
        """Return the sentences in the language of the reader, and the main table as plain text."""
        lines = [self._in_lines(words, "\n") for words in self.sentences]
        if self.sheets and self.sheets[0].rows:
            lines.append(self.frame().to_string(max_rows=SHOWN_ROWS, index=False))
        return "\n".join(lines)

    @staticmethod
    def _in_lines(words: Words, between: str) -> str:
        return between.join(sentence(words, code) for code in codes(default_language()))
