"""The first scenario of an imported district, and whether anybody has changed it since."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from string import Template
from typing import Final

from planning.domain.bands import BandSystem
from planning.domain.currency import Currency
from planning.importing.district import Brought
from planning.importing.request import Request, scenario_name

#: The first line; the digest of all others tells whether they are still as they were made.
HEAD: Final = "# 由 planning import 生成。Made by planning import. [{digest}]\n"
#: Rules of a band, none of which limits anything but entries.
_RULES: Final = (
    "weight: 1.0",
    "norm_m: null              # 服务半径，只报告 · service radius, reported and never forbidden",
    "reach_m: null             # 最远距离，不可超过 · farthest seat allowed",
    "nearest: null             # 只考虑最近几所 · only so many of the nearest schools",
    "entry_factor: 1.4",
    "entry_factor_opening: 2.0",
    "whole_zones: false        # true: 每区入一校 · each zone to one school",
    "contiguous: false         # true: 学区连片 · catchments in one piece",
)
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
    template = (files("planning.importing") / "first_scenario.yaml").read_text(encoding="utf-8")
    body = Template(template).substitute(
        name=scenario_name(request.name_en),
        zh=json.dumps(request.name_zh, ensure_ascii=False),
        en=json.dumps(request.name_en, ensure_ascii=False),
        year=request.year,
        last_year=max(request.year, *brought.counts.counted),
        variants=_variants(brought),
        bands=_bands(request.bands),
        crs=brought.crs,
        ground=str(brought.ground).lower(),
        **_prices(request.currency, with_projects="projects" in brought.tables),
        how_zh=how[0],
        how_en=how[1],
    )
    return HEAD.format(digest=_digest(body)) + body


def _prices(currency: Currency, *, with_projects: bool) -> dict[str, object]:
    """Return what O2 is: the distance alone, or with the cost of projects."""
    if not with_projects:
        return {
            "o2_zh": "目标二即总路程（人·公里）",
            "o2_en": "O2 is the sum of pupil-kilometres",
            "cost_weight": 0.0,
            "cost_note": "",
            "prices_zh": "只计路程",
            "prices_en": "distance alone",
        }
    return {
        "o2_zh": "目标二为总路程（人·公里）加折现后的投资",
        "o2_en": "O2 is the sum of pupil-kilometres and the discounted cost of projects",
        "cost_weight": 1.0,
        "cost_note": f"            # 1 {currency.words[0]}与 1 人·公里等重；0.0 不计投资\n"
        "                              # 10,000 of cost count as much as a pupil-kilometre; 0.0: as nothing",
        "prices_zh": "路程与项目投资，权重假定",
        "prices_en": "distance, and the cost of projects at an assumed weight",
    }


def _bands(bands: BandSystem) -> str:
    """Return the rules of the bands: all of the first, which the others repeat."""
    first, *others = bands.ids
    lines = [f"  {first}: &band", *(f"    {line}" for line in _RULES), *(f"  {own}: *band" for own in others)]
    return "\n".join(lines)


def untouched(text: str) -> bool:
    """Return True if a scenario is as an import wrote it, apart from its line ends."""
    head = _HEAD.match(text)
    return head is not None and head.group(1) == _digest(text[head.end() :])


def _variants(brought: Brought) -> str:
    """Return the variant that is followed, and an override for each; nothing if there are none."""
    names = [name for name in brought.counts.variants if name]
    if not names:
        return ""
    lines = [
        f"pupils_variant: {_quoted(names[0])}  # 另选用 --apply 方案 · --apply takes another",
        "overrides:",
        # An override's name becomes part of the scenario's, under which results are filed.
        *(f"  {_quoted(scenario_name(name))}: {{pupils_variant: {_quoted(name)}}}" for name in names),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _digest(body: str) -> str:
    return hashlib.sha256("\n".join(body.splitlines()).encode()).hexdigest()[:12]


def _how(brought: Brought, request: Request) -> tuple[str, str]:
    """Return how travel was measured."""
    if "distances" not in brought.tables:
        return "直线距离", "straight line"
    by_table = "distances" in brought.files
    zh, en = ("所给的表", "a table") if by_table else ("沿道路", "along roads")
    if request.by == "time":
        speed = f"{request.walk_km_h:g}"
        return (
            f"{zh}，按时间，分钟按步行 {speed} 公里/小时折为米",
            f"{en}, in time; minutes count as metres at {speed} km/h on foot",
        )
    return f"{zh}的距离", f"distances {en}" if not by_table else f"distances of {en}"
