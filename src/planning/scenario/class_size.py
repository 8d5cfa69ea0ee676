"""Class sizes that a scenario sets by band and year, and what a room with pupils needs of teachers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from planning.scenario.rules import BandName
from planning.scenario.strict import Confidence, ContradictionError, Named, NotNegative, Positive, Strict
from planning.words import message

#: Most pupils of a room, as the table of bands has it.
MOST: Final = 200


def _size(value: object) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and 1 <= value <= MOST:  # type: ignore[operator]
        return float(value)  # type: ignore[arg-type]
    raise ContradictionError(message("scenario.class_size.no_size", value=str(value), most=MOST))


def _year(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2200:
        return value
    raise ContradictionError(message("scenario.class_size.no_year", value=str(value)))


def _dial(value: object) -> float | dict[int, float] | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        if not value:
            raise ContradictionError(message("scenario.class_size.empty"))
        return {_year(year): _size(size) for year, size in value.items()}
    return _size(value)


def _as_json(value: float | Mapping[int, float] | None) -> Any:
    return {str(year): size for year, size in value.items()} if isinstance(value, Mapping) else value


_NUMBER: Final[dict[str, Any]] = {"type": "number", "minimum": 1, "maximum": MOST}
#: Pupils a room is planned for: a number for every year, or steps by the year from which each holds.
Dial = Annotated[
    float | dict[int, float] | None,
    PlainValidator(_dial),
    PlainSerializer(_as_json, return_type=Any, when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [
                _NUMBER,
                {"type": "object", "additionalProperties": _NUMBER, "minProperties": 1},
                {"type": "null"},
            ],
            "default": None,
            "description": "Pupils a room is planned for: a number, or steps {2026: 45, 2030: 40}, each until"
            " the next; seats are rooms times it; null: seats stay as they are",
        }
    ),
]


class ClassSizePart(Strict):
    """What rooms with pupils need of teachers, and what a teacher costs."""

    teachers_a_room: dict[BandName, Positive] = Field(
        default_factory=dict,
        description="Teachers of a room with pupils, by band; a band left out: its norm of class size over "
        "its pupils for each post",
    )
    salary_10k: NotNegative | None = Field(
        default=None, description="Yearly cost of a teacher, 10,000 yuan; null: teachers only, no money"
    )
    source: Named
    confidence: Confidence


def size_in(dial: float | Mapping[int, float] | None, year: int) -> float | None:
    """Return the class size of a year.

    Parameters
    ----------
    dial
        A number for every year, or steps by the year from which each holds; None without a dial.
    year
        School year.

    Returns
    -------
    float or None
        Pupils a room is planned for; None if seats stay as they are.

    Examples
    --------
    >>> [size_in({2026: 45, 2030: 40}, year) for year in (2025, 2026, 2029, 2031)]
    [None, 45, 45, 40]
    """
    if not isinstance(dial, Mapping):
        return dial
    before = [first for first in dial if first <= year]
    return dial[max(before)] if before else None
