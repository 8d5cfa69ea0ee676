"""New schools: the best sites and sizes, those nearly as good, and what a classroom is worth at each site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from planning.domain.sites import SiteChoice, Sites, SiteValue
from planning.report.charts.site_chart import draw_sites
from planning.report.sheets.answer import Answer
from planning.report.sheets.labels import NO, YES, Labels
from planning.report.sheets.place import Place, name_of
from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, listed, message

#: Fewer entrants than this are nobody.
NOBODY: Final = 0.5
#: Choices that a sentence lists; the sheet has all.
LISTED: Final = 6


def sites_answer(
    found: Sites,
    values: Sequence[SiteValue],
    places: Sequence[Place],
    labels: Labels,
    *,
    band: int,
    class_size: float,
    shapes: Sequence[Any],
) -> Answer:
    """Answer with the sites of new schools.

    Parameters
    ----------
    found
        Choices and what is proven of them.
    values
        Value of a classroom at each site.
    places
        Candidate sites.
    labels
        Keys and names of the axes.
    band
        Position of the band.
    class_size
        Seats of one class.
    shapes
        Polygons of the zones, for the picture.

    Returns
    -------
    Answer
        Sheets ``sites`` and ``class_values``, with a picture of the values.
    """
    sheets = [_choices_sheet(found, places, labels, band=band, class_size=class_size)]
    if values:
        sheets.append(_values_sheet(values, places, labels))
    best = found.choices[:1]
    chosen = [places[point] for choice in best for point in choice.points]
    return Answer(
        name="sites",
        sheets=tuple(sheets),
        sentences=tuple(_sentences(found, places, labels, band)),
        result=found,
        draw=(
            (
                lambda _, language: draw_sites(
                    values, places, shapes, chosen, money=labels.money.words, language=language
                )
            )
            if values
            else None
        ),
        charts=("class_values",),
        pictures=("class_values",) if values else (),
        facts=(
            ("proven", found.proven),
            ("o1_bound", found.o1_bound),
            ("o2_bound_10k", found.o2_bound_10k),
            ("candidates", found.candidates),
            ("unsettled", found.unsettled),
            ("unplaced_before", found.before.unplaced[band]),
        ),
    )


def _choices_sheet(
    found: Sites, places: Sequence[Place], labels: Labels, *, band: int, class_size: float
) -> Sheet:
    rows = []
    for rank, choice in enumerate(found.choices, start=1):
        for i, point in enumerate(choice.points):
            place = places[point]
            rows.append(
                (
                    rank, place.key, place.name_zh, place.name_en, round(place.lon, 6), round(place.lat, 6),
                    choice.seats[i], choice.seats[i] / class_size,
                    choice.starts[i] or None, choice.openings[i] or None, choice.cost_10k,
                    choice.unplaced[band], sum(choice.unplaced), choice.o1, choice.o2_10k,
                    YES if choice.proven and (rank > 1 or found.proven) else NO,
                )
            )  # fmt: skip
    fields = fields_of(
        ("choice", message("sheets.sites.choice"), "count"),
        ("site", message("sheets.sites.site")),
        ("name_zh", message("word.name_in_chinese")),
        ("name_en", message("word.name")),
        ("lon", message("sheets.sites.lon"), "number"),
        ("lat", message("sheets.sites.lat"), "number"),
        ("seats", message("word.seats"), "count"),
        ("classes", message("sheets.sites.classes"), "number"),
        ("start_year", message("sheets.sites.start_year"), "year"),
        ("opening_year", message("sheets.sites.opening_year"), "year"),
        ("cost_10k", message("sheets.sites.cost", money=labels.money.words), "count"),
        ("unplaced_of_band", message("sheets.sites.unplaced_of_band"), "count"),
        ("unplaced", message("sheets.sites.unplaced"), "count"),
        ("o1", message("sheets.sites.o1"), "number"),
        ("o2_10k", message("sheets.sites.o2", money=labels.money.words), "number"),
        ("proven", message("sheets.sites.proven_here")),
    )
    words = message("sheets.sites.title", band=labels.band(band))
    return Sheet(name="sites", words=words, fields=fields, rows=rows_of(rows))


def _values_sheet(values: Sequence[SiteValue], places: Sequence[Place], labels: Labels) -> Sheet:
    ordered = sorted(
        values, key=lambda one: (-round(one.o1, 3), -round(one.o2_10k, 3), places[one.point].key)
    )
    rows = [
        (
            places[one.point].key, places[one.point].name_zh, places[one.point].name_en,
            round(places[one.point].lon, 6), round(places[one.point].lat, 6),
            one.entrants, one.o1, one.o2_10k,
        )
        for one in ordered
    ]  # fmt: skip
    fields = fields_of(
        ("site", message("sheets.sites.site")),
        ("name_zh", message("word.name_in_chinese")),
        ("name_en", message("word.name")),
        ("lon", message("sheets.sites.lon"), "number"),
        ("lat", message("sheets.sites.lat"), "number"),
        ("entrants", message("sheets.sites.class_entrants"), "number"),
        ("o1", message("sheets.sites.class_o1"), "number"),
        ("o2_10k", message("sheets.sites.class_o2", money=labels.money.words), "number"),
    )
    return Sheet(
        name="class_values", words=message("sheets.sites.class_values"), fields=fields, rows=rows_of(rows)
    )


def _sentences(found: Sites, places: Sequence[Place], labels: Labels, band: int) -> list[Words]:
    before = found.before.unplaced[band]
    if not found.choices:
        return [message("word.nothing_was_settled_in_time_raise")]
    best = found.choices[0]
    built = [i for i, opening in enumerate(best.openings) if opening]
    said: list[Words] = []
    if built and before <= NOBODY:
        saving = listed([_school(best, i, places) for i in built], "list.semicolon")
        o2 = found.before.o2_10k - best.o2_10k
        said.append(
            message(
                "sheets.sites.nobody_lacks",
                band=labels.band(band),
                schools=saving,
                o2_10k=o2,
                money=labels.money.words,
            )
        )
    elif built:
        schools = listed([_school(best, i, places) for i in built], "list.semicolon")
        said.append(
            message(
                "sheets.sites.best" if found.proven else "sheets.sites.best_found",
                band=labels.band(band), schools=schools, cost_10k=best.cost_10k,
                money=labels.money.words,
                before=before, after=best.unplaced[band],
            )
        )  # fmt: skip
    else:
        said.append(message("sheets.sites.none_worth_building", band=labels.band(band), before=before))
    if best.unplaced[band] > NOBODY:
        said.append(message("sheets.sites.what_remains", band=labels.band(band), after=best.unplaced[band]))
    if found.proven:
        said.append(message("sheets.sites.proven_among", candidates=found.candidates))
    else:
        said.append(
            message("sheets.sites.bounds", candidates=found.candidates, bound=found.o1_bound, o1=best.o1)
        )
        if found.o2_bound_10k is not None and best.o2_10k > 0:
            said.append(
                message(
                    "sheets.sites.bound_of_o2", bound=found.o2_bound_10k, o2_10k=best.o2_10k,
                    share=1.0 - found.o2_bound_10k / best.o2_10k, money=labels.money.words,
                )
            )  # fmt: skip
    near = [choice for choice in found.choices[1:] if _near(choice, best)][:LISTED]
    if near:
        names = [listed([name_of(places[p]) for p in choice.points], "list.and") for choice in near]
        said.append(message("sheets.sites.nearly_as_good", choices=listed(names, "list.semicolon")))
    if found.unsettled:
        said.append(message("sheets.sites.unsettled", n=found.unsettled))
    return said


def _near(choice: SiteChoice, best: SiteChoice) -> bool:
    """Return True if a choice is within 1 % of the best in both objectives."""
    return choice.o1 <= best.o1 * 1.01 + 1e-6 and choice.o2_10k <= best.o2_10k * 1.01


def _school(choice: SiteChoice, i: int, places: Sequence[Place]) -> Words:
    return message(
        "sheets.sites.school",
        seats=choice.seats[i], site=name_of(places[choice.points[i]]),
        start=choice.starts[i], opening=choice.openings[i],
    )  # fmt: skip
