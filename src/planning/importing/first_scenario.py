"""The first scenario of an imported district, and whether anybody has changed it since."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from string import Template
from typing import Final

from planning.domain.currency import Currency
from planning.importing.district import Brought
from planning.importing.request import Request, scenario_name
from planning.words import Words, message
from planning.words.catalogue import BOTH, FIRST, SECOND
from planning.words.shown import codes

#: The first line; the digest of all others tells whether they are still as they were made.
_HEAD: Final = re.compile(r"\A.*planning import\. \[([0-9a-f]{12})\]\r?\n")


def first_scenario(brought: Brought, request: Request) -> str:
    """Return the text of a scenario that places every pupil at least total distance.

    Parameters
    ----------
    brought
        District of the scenario.
    request
        Name of the district, first year, and how distances are measured.

    Returns
    -------
    str
        YAML, whose first line names its origin and holds a digest of the rest.
    """
    how = _how(brought, request)
    first, *others = request.bands.ids
    template = (files("planning.importing") / "first_scenario.yaml").read_text(encoding="utf-8")
    body = Template(template).substitute(
        name=scenario_name(request.name_en),
        zh=json.dumps(request.name_zh, ensure_ascii=False),
        en=json.dumps(request.name_en, ensure_ascii=False),
        year=request.year,
        last_year=max(request.year, *brought.counts.counted),
        variants=_variants(brought),
        first_band=first,
        other_bands="".join(f"  {band}: *band\n" for band in others),
        crs=brought.crs,
        ground=str(brought.ground).lower(),
        **_prices(request.currency, with_projects="projects" in brought.tables),
        how_zh=how.text(FIRST),
        how_en=how.text(SECOND),
    )
    made_by = "".join(message("importing.first_scenario.made_by").text(code) for code in codes(BOTH))
    return f"# {made_by} [{_digest(body)}]\n{body}"


def _prices(currency: Currency, *, with_projects: bool) -> dict[str, object]:
    """Return what O2 is: the distance alone, or with the cost of projects."""
    if with_projects:
        o2 = message("importing.first_scenario.o2_with_cost")
        prices = message("importing.first_scenario.distance_and_cost")
        note = message("importing.first_scenario.weight_of_cost", money=currency.words)
        cost_note = f"            # {note.text(FIRST)}\n{'':30}# {note.text(SECOND)}"
    else:
        o2 = message("importing.first_scenario.o2_of_distance")
        prices = message("importing.first_scenario.distance_alone")
        cost_note = ""
    return {
        "o2_zh": o2.text(FIRST),
        "o2_en": o2.text(SECOND),
        "cost_weight": 1.0 if with_projects else 0.0,
        "cost_note": cost_note,
        "prices_zh": prices.text(FIRST),
        "prices_en": prices.text(SECOND),
    }


def untouched(text: str) -> bool:
    """Return True if a scenario is as an import wrote it, apart from its line ends."""
    head = _HEAD.match(text)
    return head is not None and head.group(1) == _digest(text[head.end() :])


def _variants(brought: Brought) -> str:
    """Return the variant that is followed, and an override for each; nothing if there are none."""
    names = [name for name in brought.counts.variants if name]
    if not names:
        return ""
    another = message("importing.first_scenario.take_another")
    told = " · ".join(another.text(code) for code in codes(BOTH))
    lines = [
        f"pupils_variant: {_quoted(names[0])}  # {told}",
        "overrides:",
        # An override's name becomes part of the scenario's, under which results are filed.
        *(f"  {_quoted(scenario_name(name))}: {{pupils_variant: {_quoted(name)}}}" for name in names),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _digest(body: str) -> str:
    return hashlib.sha256("\n".join(body.splitlines()).encode()).hexdigest()[:12]


def _how(brought: Brought, request: Request) -> Words:
    """Return how travel was measured."""
    if "distances" not in brought.tables:
        return message("importing.first_scenario.straight_line")
    by_table = "distances" in brought.files
    if request.by == "time":
        speed = request.walk_km_h
        if by_table:
            return message("importing.first_scenario.times_of_a_table", walk_km_h=speed)
        return message("importing.first_scenario.times_along_roads", walk_km_h=speed)
    if by_table:
        return message("importing.first_scenario.distances_of_a_table")
    return message("importing.first_scenario.distances_along_roads")
