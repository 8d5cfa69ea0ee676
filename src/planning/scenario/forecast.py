"""The dials of the forecast in a scenario."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from planning.scenario.strict import (
    Confidence,
    ContradictionError,
    Named,
    NotNegative,
    Positive,
    Strict,
    Year,
)
from planning.words import message


class ResidentsTrend(Strict):
    """Growth of the district's residents that the rates of the tables assume."""

    growth_rate: Annotated[float, Field(ge=-0.1, le=0.1)] = Field(description="A year, share of residents")
    source: Named
    confidence: Confidence


class ResidentsTarget(Strict):
    """Residents that a variant reaches; its migration follows from them."""

    year: Year
    residents: Positive
    source: Named
    confidence: Confidence


class Variant(Strict):
    """One variant of the forecast, on top of the scenario's own dials."""

    title: Named
    births_factor: NotNegative = Field(description="Factor on births not yet born in the base year")
    residents: ResidentsTarget | None = Field(
        default=None, description="Residents to reach, in place of extra_net_migration_rate"
    )
    homes_slip_years: Annotated[int, Field(ge=0, le=20)] = Field(
        default=0, description="Years by which every housing project is late, beside the scenario's dial"
    )
    extra_net_migration_rate: Annotated[float, Field(ge=-0.2, le=0.2)] = Field(
        description="Net in-migration a year beside that of ages and zones, share of each age and of births"
    )

    @model_validator(mode="after")
    def _one_migration(self) -> Self:
        if self.residents is not None and self.extra_net_migration_rate != 0.0:
            raise ContradictionError(message("scenario.forecast.residents_or_migration"))
        return self


class SpreadPart(Strict):
    """Spread of the intakes around their expected values; see ``planning.forecast.draws.Spread``."""

    shared_sd: NotNegative
    pupil_variance: NotNegative
    births_sd: NotNegative
    births_low: Annotated[float, Field(gt=0, le=1)] = Field(
        description="Factor on births to come; once in ten times there are fewer"
    )
    births_high: Annotated[float, Field(ge=1, le=3)] = Field(
        description="Factor on births to come; once in ten times there are more"
    )
    homes_slip_mean_years: NotNegative = Field(description="Mean lateness of a housing project")
    growth_exponent: Annotated[float, Field(ge=0, le=2)]
    strength: NotNegative = Field(
        description="Weight of these figures, in residuals of past rolls that are official or press"
    )
    source: Named
    confidence: Confidence


class Forecast(Strict):
    """Dials of the forecast."""

    births_factor: NotNegative = Field(description="Factor on births not yet born in the base year")
    migration_factor: NotNegative = Field(description="Factor on net in-migration of ages and zones")
    variants: dict[Annotated[str, Field(pattern=r"^\w+$")], Variant] = Field(
        min_length=1, description="Views that planning forecast compares; the plan itself follows the dials"
    )
    follows: str | None = Field(
        default=None, description="Variant that the plan follows; null: the dials alone"
    )
    homes_slip_years: Annotated[int, Field(ge=0, le=20)] = Field(
        default=0, description="Years by which every housing project is late"
    )
    residents_trend: ResidentsTrend
    spread: SpreadPart


def neutral_forecast() -> Forecast:
    """Return dials that change nothing, for districts that count their pupils instead of forecasting."""
    said = Named.of(message("scenario.forecast.not_set"))
    return Forecast(
        births_factor=1.0,
        migration_factor=1.0,
        variants={
            "medium": Variant(
                title=Named.of(message("scenario.forecast.medium")),
                births_factor=1.0,
                extra_net_migration_rate=0.0,
            )
        },
        residents_trend=ResidentsTrend(growth_rate=0.0, source=said, confidence="assumed"),
        spread=SpreadPart(
            shared_sd=0.0,
            pupil_variance=0.0,
            births_sd=0.0,
            births_low=1.0,
            births_high=1.0,
            homes_slip_mean_years=0.0,
            growth_exponent=0.0,
            strength=0.0,
            source=said,
            confidence="assumed",
        ),
    )
