"""How sure a figure is."""

from __future__ import annotations

from typing import Final

#: From the surest to the least sure.
CONFIDENCES: Final = ("official", "press", "estimated", "assumed")

#: Names shown to planners: Chinese, English.
CONFIDENCE_NAMES: Final = {
    "official": ("官方", "official"),
    "press": ("媒体报道", "press"),
    "estimated": ("估算", "estimated"),
    "assumed": ("假定", "assumed"),
}
