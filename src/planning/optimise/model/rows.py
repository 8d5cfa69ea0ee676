"""What an equation sees: the problem, the variables, and where to add a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pulp

from planning.domain.problem import PlanningProblem
from planning.optimise.model.variables import Variables

Terms = Mapping[pulp.LpVariable, float]


@dataclass(frozen=True, kw_only=True)
class Model:
    """One PuLP problem under construction.

    Parameters
    ----------
    prob
        PuLP problem that receives the rows.
    problem
        The planning problem.
    variables
        Its variables.
    rows
        Names of the rows added, in order.
    elastic
        Kind of the rows that may be broken at a price, by the beginning of their names; see ``repair``.
    slack
        Slack variables of these rows, by kind and name of the row.
    """

    prob: pulp.LpProblem
    problem: PlanningProblem
    variables: Variables
    rows: list[str] = field(default_factory=list)
    elastic: Mapping[str, str] = field(default_factory=dict)
    slack: dict[tuple[str, str], list[pulp.LpVariable]] = field(default_factory=dict)

    def at_most(self, name: str, terms: Terms, limit: float) -> None:
        """Add the row ``sum(coefficient x variable) <= limit``."""
        over = dict.fromkeys(self._slacks(name, 1), -1.0)
        self._add(name, pulp.LpAffineExpression({**terms, **over}) <= limit)

    def equal(self, name: str, terms: Terms, value: float) -> None:
        """Add the row ``sum(coefficient x variable) == value``."""
        apart = dict(zip(self._slacks(name, 2), (1.0, -1.0), strict=False))
        self._add(name, pulp.LpAffineExpression({**terms, **apart}) == value)

    def _slacks(self, name: str, count: int) -> list[pulp.LpVariable]:
        """Return new slack variables of a row that may be broken, none of any other."""
        kind = next((kind for start, kind in self.elastic.items() if name.startswith(f"{start}_")), None)
        if kind is None:
            return []
        made = [self.prob.add_variable(f"slack{i}_{name}", 0) for i in range(count)]
        self.slack[kind, name] = made
        return made

    def _add(self, name: str, constraint: pulp.LpConstraint) -> None:
        self.prob.addConstraint(constraint, name)
        self.rows.append(name)

    @cached_property
    def entries(self) -> dict[tuple[int, int, int], list[pulp.LpVariable]]:
        """Placements by (facility, band, year), over all zones."""
        found: dict[tuple[int, int, int], list[pulp.LpVariable]] = defaultdict(list)
        facility, band = self.problem.pairs.facility.tolist(), self.problem.pairs.band.tolist()
        for (n, t), variable in self.variables.place.items():
            found[facility[n], band[n], t].append(variable)
        return dict(found)

    @cached_property
    def pair_at(self) -> dict[tuple[int, int, int], int]:
        """Position of each pair by (zone, facility, band)."""
        pairs = self.problem.pairs
        triples = zip(pairs.zone.tolist(), pairs.facility.tolist(), pairs.band.tolist(), strict=True)
        return {triple: n for n, triple in enumerate(triples)}

    @cached_property
    def options_at(self) -> dict[int, list[int]]:
        """Options by the facility of their project."""
        programme = self.problem.programme
        found: dict[int, list[int]] = defaultdict(list)
        for o, p in enumerate(programme.option_project.tolist()):
            found[int(programme.facility[p])].append(o)
        return dict(found)
