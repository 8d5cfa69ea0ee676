"""What surrounds a plan: residents, operators, and draws of who is coming."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.assemble.forecast.district_inputs import make_sources
from planning.assemble.forecast.outlook import late_effects, make_spread
from planning.assemble.forecast.scenario_inputs import plan_variant, residents_ahead
from planning.district.district import District
from planning.domain.indicators import Context
from planning.domain.problem import PlanningProblem
from planning.forecast.draws import draw_intakes
from planning.scenario.schema import Scenario

#: Operators whose seats count as public (公办 with 公办性质).
PUBLIC: Final = ("public", "public_type")
#: Draws of zones are held at once, so that their number is kept small; two percentiles need no more.
DRAWS: Final = 200
SEED: Final = 1


def make_context(district: District, scenario: Scenario, problem: PlanningProblem) -> Context:
    """Collect the facts that the indicators of a plan need beside its problem.

    Parameters
    ----------
    district, scenario
        Checked district and scenario.
    problem
        Planning problem built from them.

    Returns
    -------
    Context
        Residents, operators and draws around the plan's own intakes.
    """
    operators = district.tables["facilities"]["operator"]
    public = np.asarray(operators.isin(PUBLIC), dtype=np.float64)
    if district.counted:
        unknown = np.full(len(problem.years), np.nan)
        return Context(residents=unknown, public=public, drawn_intakes=problem.intakes.sum(axis=0)[None])
    sources = make_sources(district, scenario)
    spread, _ = make_spread(district, scenario)
    drawn = draw_intakes(
        intakes=problem.intakes,
        late=late_effects(sources, scenario, district),
        bands=problem.bands,
        years=problem.years,
        base_year=district.base_year,
        spread=spread,
        draws=DRAWS,
        seed=SEED,
    )
    return Context(
        residents=residents_ahead(sources, scenario, plan_variant(scenario)),
        public=public,
        drawn_intakes=drawn.sum(axis=1),
    )
