"""Schools that a scenario adds, and openings that it fixes, beside what the district's folder holds."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from planning.scenario.strict import ContradictionError, Named, NotNegative, Strict, Year
from planning.words import message

#: Said of a project that must not be started.
NEVER: Final = "never"
#: Most classes or seats of one project, as the table of projects has it.
MOST: Final = 100_000
CLASSES: Final = re.compile(r"([1-9]\d{0,3}) ?(?:classes|class|\u73ed)")


def _size(value: object) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST:
        return value
    if isinstance(value, str) and CLASSES.fullmatch(value):
        return value
    raise ContradictionError(message("scenario.additions.neither_seats_nor_classes"))


def _opening(value: object) -> int | str | None:
    if value is None or value == NEVER:
        return NEVER if value else None
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2200:
        return value
    raise ContradictionError(message("scenario.additions.neither_year_nor_never"))


#: Seats, or classes as in "36 classes".
Size = Annotated[
    int | str,
    PlainValidator(_size),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": MOST},
                {"type": "string", "pattern": f"^{CLASSES.pattern}$"},
            ],
            "description": "Seats, or classes: 36 classes",
        }
    ),
]
#: September in which a project opens, "never", or null for a free choice.
FixedOpening = Annotated[
    int | str | None,
    PlainValidator(_opening),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1900, "maximum": 2200}, {"const": NEVER}, {"type": "null"}]}
    ),
]
Degrees = Annotated[float, Field(ge=-180, le=180)]


class Added(Strict):
    """Project that the scenario adds; every further key is a band with its seats or classes.

    What is not said is taken from the district's own projects: their median cost of a seat, works and month
    of the start, and their mean profile of payments.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Size] = Field(init=False)

    project: Annotated[str, Field(pattern=r"^\w[\w.+-]*$", max_length=40)] = Field(description="Key")
    name: Named | None = Field(default=None, description="Name; the key if left out")
    at: Annotated[list[Degrees], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="Longitude and latitude, WGS 84"
    )
    facility: str | None = Field(default=None, description="Existing facility to extend, in place of at")
    status: Literal["completing", "continuing", "starting", "reserve"] = Field(
        default="starting", description="completing and continuing must be carried out"
    )
    cost_10k: NotNegative | None = Field(default=None, description="Whole cost, 10,000 yuan")
    start_earliest: Year | None = Field(default=None, description="First year of works")
    start_latest: Year | None = Field(default=None, description="Last year in which works may begin")
    start_month: Annotated[int, Field(ge=1, le=12)] | None = None
    works_months: Annotated[int, Field(ge=0, le=120)] | None = None
    spend_shares: (
        Annotated[list[Annotated[float, Field(ge=0, le=1)]], Field(min_length=4, max_length=4)] | None
    ) = Field(default=None, description="Share of the cost paid in each of four years, 1 in all")
    operator: Literal["public", "public_type", "inclusive_private", "private"] = "public"

    @model_validator(mode="after")
    def _fits(self) -> Added:
        if (self.at is None) == (self.facility is None):
            raise ContradictionError(message("scenario.additions.at_or_facility"))
        if not self.sizes:
            raise ContradictionError(message("scenario.additions.no_seats"))
        if self.spend_shares is not None and abs(sum(self.spend_shares) - 1.0) > 1e-6:
            raise ContradictionError(message("scenario.additions.shares_not_1"))
        if (
            self.start_earliest is not None
            and self.start_latest is not None
            and self.start_latest < self.start_earliest
        ):
            raise ContradictionError(message("scenario.additions.latest_before_earliest"))
        return self

    @property
    def sizes(self) -> dict[str, Any]:
        """Seats (a number) or classes (a text) by band."""
        return dict(self.__pydantic_extra__ or {})


def seats_of(size: int | str, *, class_size: float) -> int:
    """Return the seats of a size.

    Parameters
    ----------
    size
        Seats, or classes as in ``36 classes``.
    class_size
        Seats of one class.

    Returns
    -------
    int
        Seats.

    Examples
    --------
    >>> seats_of(1800, class_size=50.0), seats_of("36 classes", class_size=50.0)
    (1800, 1800)
    """
    found = CLASSES.fullmatch(size) if isinstance(size, str) else None
    return int(size) if found is None else round(int(found.group(1)) * class_size)
