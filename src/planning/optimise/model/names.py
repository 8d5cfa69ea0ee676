"""Readable names of columns and rows, made from their coordinates where somebody wants to read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Final

import numpy as np

from planning.domain.problem import PlanningProblem
from planning.domain.retreat import Retreat
from planning.optimise.model.equations import (
    c8_order,
    c10_staff,
    c12_whole,
    c13_contiguous,
    c14_rooms,
    c15_viability,
    c17_staff,
    c18_purses,
)
from planning.optimise.model.matrix import Model
from planning.optimise.model.rows import Family, Position
from planning.optimise.model.variables import ABSENT

#: Axes of each block of variables and of each family of rows: z zone, f facility, b band, t year, n pair of
#: zone and facility in a band, p project, o option, m conversion of rooms, g group of projects, i share of
#: seats, c cohort of staff, q pair of bands between which staff are retrained, u purse, w group of bills,
#: v move of pupils, k age of a cohort, e year of its entry.
BLOCK_AXES: Final = {
    "away": "mt", "back": "mt", "carry": "t", "closing": "fbt", "grows": "mt", "held": "ut", "kept": "fbt",
    "lends": "fbt", "lent": "mt", "moved": "vkt", "pay": "uwt", "place": "nt", "recruited": "bt",
    "retrained": "cqt", "serve": "nt", "short": "fbt", "start": "o", "taken": "mt", "temporary": "fbt",
    "unplaced": "zbt",
}  # fmt: skip
ROW_AXES: Final[dict[Family, str]] = {
    ("C1", ""): "zbt",
    ("C2", ""): "fbt",
    ("C4", ""): "fbt",
    ("C5", ""): "fbt",
    ("C6", ""): "p",
    ("C7", ""): "t",
    ("C8", c8_order.AFTER): "pop",
    ("C8", c8_order.ONE): "g",
    ("C8", c8_order.WORKS): "t",
    ("C8", c8_order.FEWEST): "",
    ("C8", c8_order.MOST): "",
    ("C9", ""): "it",
    ("C10", c10_staff.RECRUIT): "t",
    ("C10", c10_staff.POSTS): "t",
    ("C11", ""): "",
    ("C12", c12_whole.SERVED): "nt",
    ("C12", c12_whole.ONE): "zbt",
    ("C13", c13_contiguous.LEAST): "nt",
    ("C13", c13_contiguous.LEANS): "nt",
    ("C14", c14_rooms.AWAY): "mt",
    ("C14", c14_rooms.LENT): "mt",
    ("C14", c14_rooms.STAY): "mt",
    ("C14", c14_rooms.GROWS): "mt",
    ("C14", c14_rooms.SHRINKS): "mt",
    ("C14", c14_rooms.MOST): "ft",
    ("C14", c14_rooms.HELD): "fbt",
    ("C14", c14_rooms.LENDS): "fbt",
    ("C14", c14_rooms.TEMPORARY): "fbt",
    ("C17", c17_staff.LACK): "bt",
    ("C17", c17_staff.RECRUIT): "t",
    ("C17", c17_staff.RETRAIN): "qt",
    ("C17", c17_staff.THERE): "cbt",
    ("C18", c18_purses.OWED): "wt",
    ("C18", c18_purses.PURSE): "ut",
    ("C18", c18_purses.SHARE): "uw",
    ("C18", c18_purses.LAPSE): "t",
    ("C15", c15_viability.ROLL): "fbt",
    ("C15", c15_viability.ONCE): "fbt",
    ("C15", c15_viability.LEAVING): "fbt",
    ("C15", c15_viability.HERE): "fbe",
    ("C15", c15_viability.TEMPORARY): "fbt",
    ("C15", c15_viability.PLACE): "nt",
    ("C15", c15_viability.MOST): "t",
    ("C19", ""): "pbt",
}
#: Labels that every format of model files takes, and short enough for a name of several.
PLAIN: Final = re.compile(r"[A-Za-z0-9_]{1,20}")


def column_names(model: Model) -> list[str]:
    """Return the name of each column, such as ``place_Z07_F012_primary_2027``.

    Parameters
    ----------
    model
        Model to name.

    Returns
    -------
    list of str
        Unique names. An axis with labels other than plain letters and digits is named by position, such as
        ``z006``.
    """
    words = _Words(model.problem)
    names = [""] * model.shape[1]
    for block in fields(model.variables):
        column = getattr(model.variables, block.name)
        for position in np.argwhere(column != ABSENT).tolist():
            made = words.name(block.name, BLOCK_AXES[block.name], position)
            names[int(column[tuple(position)])] = made
    for slack in model.slacks:
        for side, at in enumerate(slack.columns):
            names[at] = f"slack{side}_{_row_name(words, slack.family, slack.position)}"
    return names


def row_names(model: Model) -> list[str]:
    """Return the name of each row, such as ``C2_F012_primary_2027``.

    Parameters
    ----------
    model
        Model to name.

    Returns
    -------
    list of str
        Unique names, each beginning with the number of its equation.
    """
    words = _Words(model.problem)
    names = [""] * model.shape[0]
    for family, found in model.families.items():
        for row, position in zip(found.row.tolist(), found.position.tolist(), strict=True):
            names[row] = _row_name(words, family, tuple(position))
    return names


def _row_name(words: _Words, family: Family, position: Position) -> str:
    equation, part = family
    head = f"{equation}_{part}" if part else equation
    return words.name(head, ROW_AXES[family], position)


class _Words:
    """Words for positions on each axis."""

    def __init__(self, problem: PlanningProblem) -> None:
        programme, pairs = problem.programme, problem.pairs
        zones, facilities = _plain("z", problem.zones), _plain("f", problem.facilities)
        bands, projects = _plain("b", problem.bands), _plain("p", problem.projects)
        opening = programme.option_opening_year.tolist()
        self._of = {
            "z": zones,
            "f": facilities,
            "b": bands,
            "t": [str(year) for year in problem.years],
            "p": projects,
            "o": [
                f"{projects[p]}_{opening[o]}_o{o:03d}"
                for o, p in enumerate(programme.option_project.tolist())
            ],
            "n": [
                f"{zones[z]}_{facilities[f]}_{bands[b]}"
                for z, f, b in zip(
                    pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True
                )
            ],
            "m": [f"m{m:03d}" for m in range(0 if problem.rooms is None else problem.rooms.count)],
            # A move's origin and destination, the age of a cohort, and the year in which it entered.
            "v": [] if problem.retreat is None else _moves(problem.retreat, facilities, bands),
            "k": [f"k{k}" for k in range(problem.retention.shape[1])],
            "e": [*(str(year) for year in problem.years), "before"],
            "g": [f"g{g:02d}" for g in range(len(problem.rules.exclusive))],
            "i": [f"r{i:02d}" for i in range(len(problem.rules.shares))],
            **_of_staff(problem),
            "u": [] if problem.purses is None else _plain("u", problem.purses.names),
            "w": [f"w{w:03d}" for w in range(2 * programme.project_count)],
        }

    def name(self, head: str, axes: str, position: Sequence[int]) -> str:
        """Join a head and the words for a position to a name."""
        return "_".join([head, *(self._of[axis][at] for axis, at in zip(axes, position, strict=True))])


def _of_staff(problem: PlanningProblem) -> dict[str, list[str]]:
    supply = problem.rules.staff_supply
    cohorts, pairs = (0, 0) if supply is None else (supply.shape[0], len(supply.retraining))
    return {"c": [f"c{c}" for c in range(cohorts)], "q": [f"q{q:02d}" for q in range(pairs)]}


def _moves(rule: Retreat, facilities: list[str], bands: list[str]) -> list[str]:
    moves = zip(rule.move_from.tolist(), rule.move_to.tolist(), rule.move_band.tolist(), strict=True)
    return [f"{facilities[f]}_{facilities[g]}_{bands[b]}" for f, g, b in moves]


def _plain(letter: str, labels: Sequence[str]) -> list[str]:
    """Return labels as words of names, or positions if a label is unsuitable or two would be alike."""
    if len({label.lower() for label in labels}) == len(labels) and all(map(PLAIN.fullmatch, labels)):
        return list(labels)
    return [f"{letter}{at:03d}" for at in range(len(labels))]
