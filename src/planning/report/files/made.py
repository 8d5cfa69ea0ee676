"""The date that files of results bear, so that the same plan gives the same bytes whenever it is written."""

from datetime import datetime
from typing import Final

MADE: Final = datetime(2023, 1, 1)
