"""The balance of staff: norms, recruitment, retraining, and whether education groups help one another."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from planning.scenario.keys import BandName, Operator, Share
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


class RetrainPart(Strict):
    """Staff of one band who may be retrained for another."""

    band: BandName = Field(description="Band that they leave")
    to: BandName = Field(description="Band for which they are trained")
    most_per_year: NotNegative | None = Field(default=None, description="Most who begin in a year")
    years: Annotated[int, Field(ge=0, le=5)] = Field(
        default=1, description="School years out of both bands; 0: in the summer"
    )
    cost_10k: NotNegative = Field(default=0.0, description="Cost of each")


class StaffBalancePart(Strict):
    """Balance of staff by band, year and education group."""

    operators: list[Operator] = Field(
        default=["public", "public_type"],
        min_length=1,
        description="Whose sites' staff are counted",
    )
    count: Literal["pupils", "seats"] = Field(
        default="pupils", description="What the norm counts: pupils enrolled or seats open"
    )
    pupils_per_staff: dict[BandName, Positive] = Field(
        default_factory=dict,
        description="Norm by band; left out: that of the district's bands, or today's posts for each seat",
    )
    posts_per_class: dict[BandName, Positive] = Field(
        default_factory=dict, description="Posts for each class, in place of pupils_per_staff"
    )
    recruitment_per_year: NotNegative | None = Field(
        default=None, description="Most recruited in a year, all bands together; null: no limit"
    )
    recruitment: dict[Year, NotNegative] = Field(
        default_factory=dict, description="The same for single years"
    )
    leavers_rate: Share = Field(
        default=0.0, description="Share of the staff who leave in a year where the table staff states none"
    )
    retirement_age: Annotated[int, Field(ge=40, le=75)] = Field(
        default=60, description="Age at which those leave whose age the table staff has"
    )
    retrain: list[RetrainPart] = Field(default_factory=list)
    pool: Literal["group", "district"] = Field(
        default="district",
        description="group: each education group keeps its staff; district: groups help one another",
    )
    moves_per_year: NotNegative | None = Field(
        default=None, description="Most who move to another education group in a year"
    )
    move_cost_10k: NotNegative = Field(default=0.0, description="Cost of a move to another group")
    limit_lack: dict[BandName, NotNegative] = Field(
        default_factory=dict,
        description="Most posts that openings may leave unfilled in any year, by band; for count: seats",
    )
    source: Named | None = Field(default=None, description="Where the figures come from")
    confidence: Confidence | None = Field(default=None, description="How sure they are")

    @model_validator(mode="after")
    def _one_norm(self) -> Self:
        both = sorted(self.pupils_per_staff.keys() & self.posts_per_class.keys())
        if both:
            raise ContradictionError(message("scenario.staff.two_norms", band=both[0]))
        return self

    @model_validator(mode="after")
    def _pairs_once(self) -> Self:
        seen: set[tuple[str, str]] = set()
        for pair in self.retrain:
            if pair.band == pair.to:
                raise ContradictionError(message("scenario.staff.same_band", band=pair.band))
            if (pair.band, pair.to) in seen:
                raise ContradictionError(message("scenario.staff.pair_twice", band=pair.band, to=pair.to))
            seen.add((pair.band, pair.to))
        return self

    @model_validator(mode="after")
    def _limits_count_seats(self) -> Self:
        if self.limit_lack and self.count != "seats":
            raise ContradictionError(message("scenario.staff.limits_count_seats"))
        return self
