"""What an equation sees: the problem, the variables, and where to add a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pulp

from planning.domain.problem import PlanningProblem
from planning.optimise.variables import Variables

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
    """

    prob: pulp.LpProblem
    problem: PlanningProblem
    variables: Variables
    rows: list[str] = field(default_factory=list)

    def at_most(self, name: str, terms: Terms, limit: float) -> None:
        """Add the row ``sum(coefficient x variable) <= limit``."""
        self._add(name, pulp.LpAffineExpression(dict(terms)) <= limit)

    def equal(self, name: str, terms: Terms, value: float) -> None:
        """Add the row ``sum(coefficient x variable) == value``."""
        self._add(name, pulp.LpAffineExpression(dict(terms)) == value)

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
    def options_at(self) -> dict[int, list[int]]:
        """Options by the facility of their project."""
        programme = self.problem.programme
        found: dict[int, list[int]] = defaultdict(list)
        for o, p in enumerate(programme.option_project.tolist()):
            found[int(programme.facility[p])].append(o)
        return dict(found)
