"""The building programme."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE, facility_id
from planning.domain.bands import BandSystem
from planning.domain.sources import CONFIDENCES
from planning.words import Words, message, name_in

STATUSES = ("completing", "continuing", "starting", "reserve")
SPEND_YEARS = 4


def _window(name: str, *, words: Words, unit: str, low: int, high: int) -> Column:
    return Column(
        name=name,
        words=words,
        kind="integer",
        unit=unit,
        minimum=low,
        maximum=high,
        confidence_column="window_confidence",
    )


def _confidence(name: str, *, words: Words) -> Column:
    return Column(name=name, words=words, choices=CONFIDENCES)


def _seats(bands: BandSystem) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=f"seats_{band.id}",
            words=message(
                "contracts.projects.seats_of_band", band=name_in(band.names, zh=band.zh, en=band.id)
            ),
            kind="integer",
            unit="pupils",
            minimum=-100_000,
            maximum=100_000,
            confidence_column="seats_confidence",
        )
        for band in bands
    )


def _windows() -> tuple[Column, ...]:
    return (
        _window(
            "start_earliest",
            words=message("contracts.projects.first_year_works_may_begin"),
            unit="year",
            low=1900,
            high=2200,
        ),
        _window(
            "start_latest",
            words=message("contracts.projects.last_year_works_may_begin"),
            unit="year",
            low=1900,
            high=2200,
        ),
        _window(
            "start_month", words=message("contracts.projects.month_works_begin"), unit="month", low=1, high=12
        ),
        _window(
            "works_months", words=message("contracts.projects.length_works"), unit="months", low=0, high=120
        ),
        _window(
            "delay_years_max",
            words=message("contracts.projects.years_project_under_way_may"),
            unit="years",
            low=0,
            high=10,
        ),
    )


def projects(bands: BandSystem) -> Contract:
    """Return the contract of the building programme."""
    return Contract(
        name="projects",
        words=message("contracts.projects.works_contract"),
        key=("project_id",),
        columns=(
            Column(name="project_id", words=message("word.key_of_the_project")),
            facility_id(),
            NAME_ZH,
            NAME_EN,
            Column(name="status", words=message("word.class_in_the_annual_plan"), choices=STATUSES),
            *_seats(bands),
            Column(
                name="cost_10k",
                words=message("contracts.projects.whole_cost"),
                kind="number",
                unit="10,000 of the currency, constant prices of the base year",
                minimum=0,
                maximum=100_000_000,
                confidence_column="cost_confidence",
            ),
            *_windows(),
            *(
                Column(
                    name=f"spend_share_{i}",
                    words=message("contracts.projects.share_paid_in_year", position=i),
                    kind="number",
                    unit="share",
                    minimum=0,
                    maximum=1,
                    confidence_column="window_confidence",
                )
                for i in range(1, SPEND_YEARS + 1)
            ),
            _confidence("status_confidence", words=message("contracts.projects.how_sure_status")),
            _confidence("seats_confidence", words=message("contracts.projects.how_sure_seats")),
            _confidence("cost_confidence", words=message("contracts.projects.how_sure_cost")),
            _confidence(
                "window_confidence", words=message("contracts.projects.how_sure_window_works_payments")
            ),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )
