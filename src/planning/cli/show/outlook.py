"""What ``planning forecast`` prints."""

from __future__ import annotations

from pathlib import Path

from planning.cli.terminal.screen import Screen
from planning.domain.outlook import Outlook
from planning.domain.sources import CONFIDENCE_NAMES
from planning.report.sheets.labels import in_sentence
from planning.report.sheets.outlook import fan_lines, homes_lines
from planning.report.sheets.sheet import Field, Language, Sheet


def print_outlook(outlook: Outlook, folder: Path, *, language: Language = "both") -> None:
    """Print the district's intakes under each variant, with their 10th to 90th percentile.

    Parameters
    ----------
    outlook
        Forecast to print.
    folder
        Folder with the files of the forecast.
    language
        Language of the output.
    """
    screen = Screen(language)
    variant = "medium" if "medium" in outlook.titles else next(iter(outlook.titles))
    for zh, en in _headline(outlook, variant):
        screen.say(zh, en)
    for name, (zh, en) in outlook.titles.items():
        fields = (Field(name="year", zh="年", en="Year", look="year"), *_band_fields(outlook))
        rows = tuple((int(line[0]), *line[1:]) for line in fan_lines(outlook, name))
        screen.sheet(
            Sheet(
                name="fan",
                zh=f"{zh}：新生（10–90% 区间）",
                en=f"{en}: entrants (10–90%)",
                fields=fields,
                rows=rows,
            )
        )
    if outlook.homes[variant].keys:
        screen.sheet(_homes(outlook, variant, screen))
    screen.gap()
    for zh, en in outlook.notes:
        screen.say(zh, en, mark="· ")
    screen.path("文件", "Files", folder)


def _headline(outlook: Outlook, variant: str) -> list[tuple[str, str]]:
    """State when each band's intake is largest, and its value in the last year."""
    parts_zh, parts_en = [], []
    for b, band in enumerate(outlook.bands):
        by_year = outlook.intakes[variant][:, b].sum(axis=0)
        if not by_year.any():
            continue
        zh, en = outlook.system[band].label
        most, last = int(by_year.argmax()), len(outlook.years) - 1
        parts_zh.append(f"{zh} {outlook.years[most]} 年 {by_year[most]:,.0f} 名（末年 {by_year[last]:,.0f}）")
        parts_en.append(
            f"{in_sentence(en)} {outlook.years[most]}: {by_year[most]:,.0f} (in the end {by_year[last]:,.0f})"
        )
    zh, en = outlook.titles[variant]
    return [
        (
            f"新生最多的一年（{zh}）：{'，'.join(parts_zh)}",
            f"the year with most entrants ({en}): {', '.join(parts_en)}",
        )
    ]


def _band_fields(outlook: Outlook) -> list[Field]:
    return [
        Field(name=band, zh=outlook.system[band].zh, en=outlook.system[band].en) for band in outlook.bands
    ]


def _homes(outlook: Outlook, variant: str, screen: Screen) -> Sheet:
    homes = outlook.homes[variant]
    rows = []
    for h, line in enumerate(homes_lines(outlook, variant)):
        _, zone, year, confidence, *cells = line
        sure = screen.words(*CONFIDENCE_NAMES[confidence])
        rows.append((homes.keys[h], *homes.names[h], zone, int(year), sure, *cells))
    return Sheet(
        name="homes",
        zh="建成后才需要的学位：在校生最多的一年",
        en="Seats needed only if the homes are finished: pupils in the year with most",
        fields=(
            Field(name="home", zh="编号", en="Key"),
            Field(name="name_zh", zh="住房项目", en=""),
            Field(name="name_en", zh="", en="Housing project"),
            Field(name="zone", zh="区", en="Zone"),
            Field(name="year", zh="竣工", en="Finished", look="year"),
            Field(name="confidence", zh="可信度", en="How sure"),
            *_band_fields(outlook),
        ),
        rows=tuple(rows),
    )
