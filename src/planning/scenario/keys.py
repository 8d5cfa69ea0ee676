"""Kinds of entries that several parts of a scenario share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

#: Key of a band; which there are is known when the scenario meets its district.
BandName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Operator = Literal["public", "public_type", "inclusive_private", "private"]
Share = Annotated[float, Field(ge=0, le=1)]
