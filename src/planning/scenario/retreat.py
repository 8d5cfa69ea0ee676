"""Sites that may close, what this saves and costs; a scenario that states no rule closes none."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from planning.scenario.strict import Confidence, ContradictionError, Named, NotNegative, Strict, Year
from planning.words import message

Operator = Literal["public", "public_type", "inclusive_private", "private"]
Share = Annotated[float, Field(ge=0, le=1)]


class RetreatSite(Strict):
    """What holds for one site instead of the rule of its band."""

    least_roll: NotNegative | None = Field(default=None, description="Smallest viable roll, pupils")
    from_year: Year | Literal["never"] | None = Field(
        default=None, description="First school year in which it may be closed; never: it stays"
    )
    closing_10k: NotNegative | None = Field(default=None, description="Cost of closing it")
    use: Literal["care", "other"] | None = Field(default=None, description="Use of its rooms afterwards")


class RetreatBand(Strict):
    """Rule of one band, and the figures behind it, 10,000 yuan of the base year."""

    least_roll: NotNegative = Field(description="Smallest viable roll of an open site, pupils")
    from_year: Year = Field(description="First school year in which a site may be closed")
    operators: list[Operator] = Field(min_length=1, description="Whose sites may be closed")
    running_10k_per_site: dict[Operator, NotNegative] = Field(
        default_factory=dict,
        description="Yearly running cost of an open site by operator, saved when it closes",
    )
    running_10k_per_pupil: dict[Operator, NotNegative] = Field(
        default_factory=dict, description="Yearly running cost of a pupil by operator; it follows the pupil"
    )
    subsidy_10k_per_pupil: dict[Operator, NotNegative] = Field(
        default_factory=dict, description="Yearly subsidy of a pupil by operator"
    )
    closing_10k: NotNegative = Field(default=0.0, description="Cost of closing a site")
    move_nearest: Annotated[int, Field(ge=0, le=50)] = Field(
        default=4,
        description="Sites to which the pupils of a closing one may move, the nearest; 0: they stay on",
    )
    move_within_m: NotNegative = Field(default=3000.0, description="Farthest of these, metres of travel")
    move_10k_per_pupil: NotNegative = Field(
        default=0.2, description="Price of a pupil who moves, beside the way between the two sites"
    )
    move_to: list[Operator] = Field(
        default=["public", "public_type", "inclusive_private"], description="Whose sites they may move to"
    )
    care_places_per_seat: Share = Field(
        default=0.0, description="Care places for each seat of a closed site; 0: its rooms get another use"
    )
    care_10k_per_place: NotNegative = Field(
        default=0.0, description="Cost of turning rooms into a care place"
    )
    sites: dict[str, RetreatSite] = Field(default_factory=dict, description="Exceptions by facility")


class RetreatPart(Strict):
    """Closings that a plan may decide, and those that happen by themselves."""

    bands: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")], RetreatBand] = Field(min_length=1)
    short_10k_per_pupil_year: NotNegative = Field(
        default=1.0, description="Price in O2 of a pupil and year below the smallest viable roll"
    )
    most_a_year: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Most sites closed in one year"
    )
    by_itself: dict[Operator, Share] = Field(
        default_factory=dict,
        description="Probability a year that a site closes by itself, by operator; for futures only",
    )
    by_itself_sites: dict[str, Share] = Field(default_factory=dict, description="The same for single sites")
    source: Named
    confidence: Confidence

    @model_validator(mode="after")
    def _exceptions_are_of_rule(self) -> Self:
        for band, part in self.bands.items():
            for key, site in part.sites.items():
                if site.from_year not in (None, "never") and site.from_year < part.from_year:  # type: ignore[operator]
                    raise ContradictionError(
                        message("scenario.retreat.before_rule", band=band, site=key, year=part.from_year)
                    )
        return self
