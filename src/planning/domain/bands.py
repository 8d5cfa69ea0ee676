"""The four bands of schooling."""

from __future__ import annotations

from typing import Final

#: Bands in the order used on every axis.
BANDS: Final = ("kindergarten", "primary", "junior", "senior")

#: Length of each band in years (China: 3 + 6 + 3 + 3).
BAND_YEARS: Final = {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3}

#: Age on 31 August before entering each band (the cut-off of the school year).
ENTRY_AGE: Final = {"kindergarten": 3, "primary": 6, "junior": 12, "senior": 15}

#: Names shown to planners: Chinese, English.
BAND_NAMES: Final = {
    "kindergarten": ("幼儿园", "Kindergarten"),
    "primary": ("小学", "Primary"),
    "junior": ("初中", "Junior secondary"),
    "senior": ("普通高中", "Ordinary senior"),
}
