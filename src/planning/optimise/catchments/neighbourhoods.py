"""Which decisions on catchments are opened together while the others are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from planning.domain.problem import PlanningProblem

#: Yes-or-no columns that are decided together; years are taken together as far as they fit.
TOGETHER: Final = 400
#: Facilities that exchange zones in one window.
EXCHANGE: Final = 3
#: Kinds of windows that are tried in turn.
KINDS: Final = 3
#: A decision above this is a yes.
SERVED: Final = 0.5

#: Columns of what serves zones.
Window = list[int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Neighbourhoods:
    """Neighbourhoods of decisions of one band.

    Parameters
    ----------
    problem
        Problem of the band.
    serve
        Column of each decision to serve a zone, by pair and year.
    """

    problem: PlanningProblem
    serve: Mapping[tuple[int, int], int]

    def of(self, sweep: int, decided: Mapping[int, float]) -> list[Window]:
        """Return the windows of one sweep, none too large to search.

        Parameters
        ----------
        sweep
            Number of the sweep: years, exchanges and neighbourhoods alternate.
        decided
            Decisions made so far.

        Returns
        -------
        list of list
            Columns to decide, by window.
        """
        kind, turn = sweep % KINDS, sweep // KINDS
        if kind == 0:
            return [opened for opened in self.years(turn) if len(opened) <= 2 * TOGETHER]
        return self.exchanges(turn, decided) if kind == 1 else self.neighbourhoods(turn)

    def years(self, turn: int) -> list[Window]:
        """Return the decisions by window of years; every other turn begins half a window later."""
        count = len(self.problem.years)
        each = max(1, len(self.serve) // count)
        length = max(1, TOGETHER // each)
        shift = (length // 2) * (turn % 2)
        starts = [0, *range(shift or length, count, length)]
        spans = [range(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True) if a < b]
        return [[column for (_, t), column in self.serve.items() if t in span] for span in spans]

    def neighbourhoods(self, turn: int) -> list[Window]:
        """Return the decisions on groups of adjacent zones over all years; every zone is in one window.

        Each window begins at a random zone that is in no window yet, and grows ring by ring.
        """
        by_zone: dict[int, Window] = {}
        for (n, _), column in self.serve.items():
            by_zone.setdefault(int(self.problem.pairs.zone[n]), []).append(column)
        rules = self.problem.rules.catchments
        beside = {} if rules is None else rules.beside
        order = sorted(by_zone)
        covered: set[int] = set()
        neighbourhoods = []
        for i in np.random.default_rng(turn).permutation(len(order)).tolist():
            if order[i] in covered:
                continue
            members, edge = [order[i]], [order[i]]
            size = len(by_zone[order[i]])
            while edge and size < TOGETHER:
                ring = sorted({y for z in edge for y in beside.get(z, ()) if y in by_zone} - set(members))
                edge = []
                for zone in ring:
                    if size < TOGETHER:
                        members.append(zone)
                        edge.append(zone)
                        size += len(by_zone[zone])
            covered |= set(members)
            neighbourhoods.append([column for zone in members for column in by_zone[zone]])
        return neighbourhoods

    def exchanges(self, turn: int, decided: Mapping[int, float]) -> list[Window]:
        """Return the decisions between a few random facilities and their zones."""
        pairs = self.problem.pairs
        facility = {key: int(pairs.facility[key[0]]) for key in self.serve}
        zone = {key: (int(pairs.zone[key[0]]), key[1]) for key in self.serve}
        served = {
            zone[key]: facility[key]
            for key, column in self.serve.items()
            if decided.get(column, 0.0) > SERVED
        }
        every = sorted(set(facility.values()))
        draw = np.random.default_rng(turn)
        neighbourhoods = []
        for _ in range(EXCHANGE * len(every)):
            chosen = set(draw.choice(every, size=min(EXCHANGE, len(every)), replace=False).tolist())
            opened = [
                column
                for key, column in self.serve.items()
                if facility[key] in chosen and served.get(zone[key], facility[key]) in chosen
            ]
            neighbourhoods.append(opened if len(opened) <= 2 * TOGETHER else self._some(opened, zone, draw))
        return neighbourhoods

    def _some(
        self, opened: Window, zone: Mapping[tuple[int, int], tuple[int, int]], draw: np.random.Generator
    ) -> Window:
        """Return the decisions on some random zones of a window too large to search."""
        place = {column: zone[key] for key, column in self.serve.items()}
        by_zone: dict[tuple[int, int], Window] = {}
        for column in opened:
            by_zone.setdefault(place[column], []).append(column)
        keys = sorted(by_zone)
        chosen: Window = []
        for i in draw.permutation(len(keys)).tolist():
            chosen += by_zone[keys[i]]
            if len(chosen) >= TOGETHER:
                break
        return chosen
