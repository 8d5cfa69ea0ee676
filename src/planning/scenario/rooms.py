"""Rules on rooms that a site lends from one band to another."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from planning.scenario.rules import BandName, Share
from planning.scenario.strict import ContradictionError, NotNegative, Positive, Strict, Year
from planning.words import message


class RoomsPart(Strict):
    """Whether and how rooms may be lent; which rooms there are is in the district's table of rooms."""

    lend: bool = Field(default=False, description="True where sites may lend rooms to another band")
    first_year: Year | None = Field(
        default=None, description="First school year of lending; null: that of the table of rooms"
    )
    last_year: Year | None = Field(
        default=None, description="Last school year of lending; null: that of the table of rooms"
    )
    most_share: Share = Field(
        default=0.5, description="Most rooms that a site lends at once, as a share of all its rooms"
    )
    adjacent_only: bool = Field(
        default=True, description="True: only between bands that follow each other, for the ages on a campus"
    )
    least_stay_years: Annotated[int, Field(ge=0, le=20)] = Field(
        default=3, description="School years that a room serves the other band at least"
    )
    class_size: dict[BandName, Positive] = Field(
        default_factory=dict,
        description="Seats of a room by receiving band; a band left out takes the site's, or the district's",
    )
    cost_10k: NotNegative | None = Field(
        default=None, description="Cost of changing a room, 10,000 yuan; null: that of the table of rooms"
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first_year is not None and self.last_year is not None and self.last_year < self.first_year:
            raise ContradictionError(message("scenario.rooms.last_before_first"))
        return self
