"""Rules beyond seats and money; one that a scenario does not state is off."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planning.scenario.keys import BandName, Operator, Share
from planning.scenario.retreat import RetreatPart
from planning.scenario.staff import StaffBalancePart
from planning.scenario.strict import NotNegative, Positive, Strict, Year

Months = Annotated[float, Field(ge=0, le=120)]


class After(Strict):
    """Works of a project begin no sooner than the year in which another opens."""

    project: str
    follows: str


class SharePart(Strict):
    """Floor on the share of a band's open seats that some operators hold."""

    band: BandName
    operators: list[Operator] = Field(min_length=1)
    floor: Share | Literal["today"] = Field(description="Least share; today: what it is in the base year")


class StaffPart(Strict):
    """Limits on the staff that openings need."""

    pupils_per_staff: dict[BandName, Positive] | None = Field(
        default=None,
        description="Norm by band; a band left out needs none; null: the norms of the district's bands",
    )
    recruitment_per_year: NotNegative | None = Field(description="Most recruited for openings in a year")
    posts: NotNegative | None = Field(description="Posts for all openings of the horizon together")


class ChangesPart(Strict):
    """Limits and prices of changes against the reference."""

    limit: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Most projects whose opening may differ from the reference"
    )
    project_price: NotNegative = Field(
        default=1000.0, description="Price in O3 of a project that opens otherwise than announced"
    )
    pupil_price: NotNegative = Field(
        default=1.0, description="Price in O3 of a pupil placed outside the announced catchments"
    )


class RulesPart(Strict):
    """Rules that a plan keeps in addition to seats and money."""

    after: list[After] = Field(default_factory=list)
    exclusive: list[list[str]] = Field(
        default_factory=list, description="Groups of projects of which at most one is carried out"
    )
    works_at_once: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Most projects under works in a year"
    )
    shares: dict[Annotated[str, Field(pattern=r"^\w+$")], SharePart] = Field(default_factory=dict)
    staff: StaffPart | None = None
    staff_balance: StaffBalancePart | None = None
    changes: ChangesPart = Field(default_factory=ChangesPart)
    late: dict[str, Annotated[int, Field(ge=0, le=10)]] = Field(
        default_factory=dict, description="Projects that open some years later than their works would allow"
    )
    retreat: RetreatPart | None = Field(default=None, description="Sites that may close; null: none may")
    temporary_last_year: Year | None = Field(
        default=None, description="Last year of temporary seats; pupils already in large classes stay"
    )


class WarnPart(Strict):
    """Lead times of warnings: how long before a shortage a decision must be taken."""

    approvals_months: Months = 10.0
    works_months: dict[BandName, Months] = Field(
        default_factory=dict, description="By band; a band left out takes those of the district's bands"
    )
    least_pupils: NotNegative = Field(default=5.0, description="A shortage below this is none")
    surplus_share: Share = Field(default=0.2, description="Empty seats above this share are a surplus")
