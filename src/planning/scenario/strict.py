"""What every part of a scenario is made of."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from planning.words import Name, Words, name_in
from planning.words.catalogue import FIRST, SECOND

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Confidence = Literal["official", "press", "estimated", "assumed"]


class Strict(BaseModel):
    """Base of all parts: no unknown keys, no change after reading, no silent change of type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Named(Strict):
    """Text of the planner's own that others see, in both languages.

    Examples
    --------
    >>> Named(zh="基准", en="Base").words.text("zh")
    '基准'
    """

    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    @property
    def words(self) -> Name:
        """The text before its language is chosen."""
        return name_in(zh=self.zh, en=self.en)

    @classmethod
    def of(cls, words: Words) -> Self:
        """Make one of a text of ours, for what a scenario leaves unsaid.

        Parameters
        ----------
        words
            Text that the catalogue has in both languages.
        """
        return cls(zh=words.text(FIRST), en=words.text(SECOND))


class ContradictionError(ValueError):
    """Entries of a scenario that do not fit together.

    Attributes
    ----------
    words
        What does not fit, without a full stop.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.text(SECOND))
        self.words = words
