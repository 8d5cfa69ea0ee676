"""The schema of a scenario: frozen, unknown keys refused."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from planning.scenario.additions import Added, FixedOpening
from planning.scenario.class_size import ClassSizePart, Dial
from planning.scenario.compute import ComputePart
from planning.scenario.forecast import Forecast, neutral_forecast
from planning.scenario.rooms import RoomsPart
from planning.scenario.rules import BandName, RulesPart, WarnPart
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


class Horizon(Strict):
    """School years that the plan covers, both included."""

    first_year: Year
    last_year: Year

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last_year < self.first_year:
            raise ContradictionError(message("scenario.schema.last_before_first"))
        return self


class Budget(Strict):
    """Capital limits, 10,000 yuan of the base year."""

    default_limit_10k: NotNegative | None = Field(
        description="Limit of each year not listed below; null: no budget at all"
    )
    limits_10k: dict[Year, NotNegative] = Field(default_factory=dict, description="Limit by year")
    carry_over: bool = Field(description="True where money not spent may be spent later")
    source: Named
    confidence: Confidence


class Band(Strict):
    """Rules of one band; what is left out is as the district's table of bands has it, or as here."""

    weight: Positive = Field(
        default=1.0,
        description="Weight of an unplaced pupil-year in O1; left out: that of the district's bands",
    )
    norm_m: Positive | None = Field(
        default=None,
        description="Service radius, metres; null: there is none; left out: that of the district's bands",
    )
    reach_m: Positive | None = Field(
        default=None, description="Farthest seat allowed, metres of travel; null: district-wide"
    )
    nearest: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Facilities offered to each zone, the nearest ones; null: all within reach"
    )
    entry_factor: Positive = Field(
        default=1.4, description="Entry classrooms relative to the steady share, any year"
    )
    entry_factor_opening: Positive = Field(
        default=2.0, description="The same for seats in their first autumn"
    )
    whole_zones: bool = Field(
        default=False,
        description="True: each zone sends an intake to one facility at most; false: several",
    )
    contiguous: bool = Field(
        default=False, description="True: a catchment is one piece with the zone in which its facility stands"
    )
    class_size: Dial = None
    planned_class_size: Positive | None = Field(
        default=None,
        description="Pupils that a room of a project is planned for; null: usual seats of a room of the "
        "district's schools, or else the norm of the band",
    )


class PricesPart(Strict):
    """Policy prices of O2, 10,000 yuan of the base year; see ``planning.domain.prices.Prices``."""

    distance_10k_per_pupil_km: NotNegative
    beyond_norm_10k_per_pupil_km: NotNegative
    temporary_10k_per_seat_year: NotNegative
    outside_today_10k_per_pupil: NotNegative = Field(
        default=0.0, description="Price of a pupil placed outside today's catchment; 0: catchments are free"
    )
    cost_weight: NotNegative
    discount_rate: Annotated[float, Field(ge=0, le=1)]
    source: Named
    confidence: Confidence


class Travel(Strict):
    """Measurement of travel distance."""

    crs: Annotated[str, Field(pattern=r"^EPSG:\d+$")] = Field(description="Projected working CRS")
    detour_factor: Annotated[float, Field(ge=1, le=5)] = Field(description="Road distance over straight line")
    ground: bool = Field(
        default=False, description="True takes the scale of the projection out; false keeps metres of the map"
    )
    source: Named
    confidence: Confidence


class Solver(Strict):
    """Settings of the solver; see ``planning.optimise.SolverSettings``."""

    gap_o1: Annotated[float, Field(ge=0, lt=1)]
    gap_o2: Annotated[float, Field(ge=0, lt=1)]
    tolerance_o1: Annotated[float, Field(ge=0, lt=1)]
    tolerance_o2: Annotated[float, Field(ge=0, lt=1)] = Field(
        default=0.0, description="Share by which O2 may get worse for the sake of O3"
    )
    time_limit_s: Positive | None
    threads: Annotated[int, Field(ge=1, le=64)]
    name: Annotated[str, Field(pattern=r"^(highs|pulp:\w+)$")] = Field(
        default="highs",
        description="highs, or another solver that PuLP calls: pulp:CBC, pulp:GUROBI, pulp:COPT, pulp:SCIP",
    )


class MapPart(Strict):
    """Content of the map beside the plan."""

    tile_url: str | None = Field(description="URL of tiles with {z}, {x}, {y}; null: no network at all")
    tile_attribution: str | None
    tile_subdomains: str = Field(
        default="abc", description="What {s} in the URLs stands for, one letter each; Tianditu: 01234567"
    )
    tile_labels_url: str | None = Field(
        default=None, description="URL of a second layer with names, such as Tianditu's cva_w"
    )


class Privacy(Strict):
    """Data kept out of exported tables, layers and maps."""

    least_count: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=5,
        description="Counts of fewer counted pupils than this are left out of what is exported; 0: none are",
    )


class Scenario(Strict):
    """Scenario of a plan.

    ``extends``, ``overrides`` and ``apply`` control the merging and do not appear in a merged scenario.
    """

    scenario: Annotated[str, Field(pattern=r"^[\w][\w.+-]*$", max_length=80)] = Field(
        description="Name; results go to results/NAME"
    )
    title: Named
    district: Annotated[str, Field(min_length=1)] = Field(
        description="Folder of the district, relative to the file that says so"
    )
    reference: str | None = Field(
        default=None,
        description="Folder of an earlier round's results, from where planning is run: what was announced",
    )
    pupils_variant: str | None = Field(
        default=None,
        description="Variant of the table pupils that the plan follows; null: the table has none",
    )
    seats_factor: Annotated[float, Field(gt=0, le=10)] = Field(
        default=1.0,
        description="Factor on all permanent seats: those there are, and those that projects bring or take",
    )
    horizon: Horizon
    add: list[Added] = Field(
        default_factory=list, description="Projects beside those of the district's folder"
    )
    openings: dict[str, FixedOpening] = Field(
        default_factory=dict,
        description="September in which a project must open, by its key; never: it must not be started",
    )
    budget: Budget
    bands: dict[BandName, Band] = Field(
        default_factory=dict, description="Rules by band of the district; a band left out follows its table"
    )
    class_size: ClassSizePart | None = Field(
        default=None, description="What rooms with pupils need of teachers; null: norms of the bands"
    )
    prices: PricesPart
    rules: RulesPart = Field(default_factory=RulesPart)
    rooms: RoomsPart = Field(default_factory=RoomsPart)
    warn: WarnPart = Field(default_factory=WarnPart)
    forecast: Forecast = Field(default_factory=neutral_forecast)
    travel: Travel
    solver: Solver
    map: MapPart
    privacy: Privacy = Field(default_factory=Privacy)
    compute: ComputePart | None = Field(
        # Where work is done changes no result: it is no assumption, and no part of the digest.
        default=None,
        exclude=True,
        description="Where commands with many cases carry them out; null: as the command does by itself",
    )

    @model_validator(mode="after")
    def _budget_within_horizon(self) -> Self:
        outside = [
            year
            for year in self.budget.limits_10k
            if not self.horizon.first_year <= year <= self.horizon.last_year
        ]
        if outside:
            raise ContradictionError(message("scenario.schema.limit_outside_horizon", year=outside[0]))
        if self.budget.default_limit_10k is None and self.budget.limits_10k:
            raise ContradictionError(message("scenario.schema.no_default_limit"))
        return self

    @model_validator(mode="after")
    def _added_once(self) -> Self:
        keys = [added.project for added in self.add]
        twice = [key for i, key in enumerate(keys) if key in keys[:i]]
        if twice:
            raise ContradictionError(message("scenario.additions.added_twice", project=twice[0]))
        return self

    @model_validator(mode="after")
    def _variant_is_there(self) -> Self:
        name = self.forecast.follows
        if name is not None and name not in self.forecast.variants:
            raise ContradictionError(message("scenario.schema.no_such_variant", variant=name))
        return self

    @model_validator(mode="after")
    def _targets_ahead(self) -> Self:
        for name, variant in self.forecast.variants.items():
            if variant.residents is not None and variant.residents.year < self.horizon.first_year:
                raise ContradictionError(message("scenario.schema.residents_before_horizon", variant=name))
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """School years of the horizon."""
        return tuple(range(self.horizon.first_year, self.horizon.last_year + 1))
