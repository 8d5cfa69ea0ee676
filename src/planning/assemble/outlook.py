"""Who is coming under each variant, with the spread of draws."""

from __future__ import annotations

import numpy as np

from planning.assemble.people import forecast_view
from planning.district.district import District
from planning.domain.bands import BANDS
from planning.domain.outlook import QUANTILES, Outlook
from planning.forecast.draws import Spread, draw_intakes
from planning.scenario.schema import Scenario


def make_outlook(district: District, scenario: Scenario, *, draws: int, seed: int) -> Outlook:
    """Forecast every variant of a scenario and draw around it.

    Parameters
    ----------
    district, scenario
        Checked inputs.
    draws, seed
        Number of draws; the same seed gives the same draws, and every variant the same shocks.

    Returns
    -------
    Outlook
        Views and quantiles.

    Raises
    ------
    InputError
        If the horizon does not follow the base year, or births are missing.
    """
    part = scenario.forecast.spread
    spread = Spread(
        shared_sd=part.shared_sd,
        pupil_variance=part.pupil_variance,
        births_sd=part.births_sd,
        growth_exponent=part.growth_exponent,
    )
    views, quantiles, totals = {}, {}, {}
    for name, variant in scenario.forecast.variants.items():
        views[name] = forecast_view(district, scenario, variant)
        drawn = draw_intakes(
            intakes=views[name].intakes,
            bands=BANDS,
            years=scenario.years,
            base_year=district.base_year,
            spread=spread,
            draws=draws,
            seed=seed,
        )
        quantiles[name] = np.quantile(drawn, QUANTILES, axis=0)
        totals[name] = np.quantile(drawn.sum(axis=1), QUANTILES, axis=0)
    return Outlook(
        zones=tuple(district.tables["zones"]["zone_id"]),
        bands=BANDS,
        years=scenario.years,
        titles={name: (v.title.zh, v.title.en) for name, v in scenario.forecast.variants.items()},
        intakes={name: view.intakes for name, view in views.items()},
        rolls={name: view.rolls for name, view in views.items()},
        quantiles=quantiles,
        district_quantiles=totals,
    )
