"""How sure a figure is."""

from __future__ import annotations

from typing import Final

from planning.words import message

#: From the surest to the least sure.
CONFIDENCES: Final = ("official", "press", "estimated", "assumed")

#: Names shown to planners.
CONFIDENCE_NAMES: Final = {
    "official": message("domain.sources.official"),
    "press": message("domain.sources.press"),
    "estimated": message("domain.sources.estimated"),
    "assumed": message("domain.sources.assumed"),
}
