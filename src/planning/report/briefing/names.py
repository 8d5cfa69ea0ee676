"""Names of the charts of a briefing, for those who need no more than their names."""

from __future__ import annotations

from typing import Final

#: Every chart, in the order of the page.
CHARTS: Final = ("places", "seats", "indicators", "distance", "money", "schedule", "staff")
