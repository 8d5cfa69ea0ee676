"""What surrounds a plan: residents, operators, and draws of who is coming."""

from __future__ import annotations

from typing import Final

import numpy as np

from planning.assemble.forecast.district_forecast import DistrictForecast
from planning.domain.indicators import Context

#: Operators whose seats count as public (公办 with 公办性质).
PUBLIC: Final = ("public", "public_type")


def make_context(forecast: DistrictForecast) -> Context:
    """Collect the facts that the indicators of a plan need beside its problem.

    Parameters
    ----------
    forecast
        Forecast of the district under the scenario; its draws are made at the first call and kept for further
        plans.

    Returns
    -------
    Context
        Residents, operators and draws around the plan's own intakes.
    """
    operators = forecast.district.tables["facilities"]["operator"]
    return Context(
        residents=forecast.residents,
        public=np.asarray(operators.isin(PUBLIC), dtype=np.float64),
        drawn_intakes=forecast.drawn_intakes,
    )
