"""The building programme."""

from planning.district.contract import Column, Contract
from planning.district.contracts.common import CONFIDENCE, NAME_EN, NAME_ZH, SOURCE, facility_id
from planning.domain.bands import BandSystem
from planning.domain.sources import CONFIDENCES

STATUSES = ("completing", "continuing", "starting", "reserve")
SPEND_YEARS = 4


def _window(name: str, *, zh: str, en: str, unit: str, low: int, high: int) -> Column:
    return Column(
        name=name,
        zh=zh,
        en=en,
        kind="integer",
        unit=unit,
        minimum=low,
        maximum=high,
        confidence_column="window_confidence",
    )


def _confidence(name: str, *, zh: str, en: str) -> Column:
    return Column(name=name, zh=zh, en=en, choices=CONFIDENCES)


def _seats(bands: BandSystem) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=f"seats_{band.id}",
            zh=f"{band.zh}学位增减",
            en=f"{band.id} seats added when it opens; negative where seats are lost",
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
            zh="最早开工年",
            en="first year works may begin",
            unit="year",
            low=1900,
            high=2200,
        ),
        _window(
            "start_latest",
            zh="最晚开工年",
            en="last year works may begin",
            unit="year",
            low=1900,
            high=2200,
        ),
        _window("start_month", zh="开工月份", en="month in which works begin", unit="month", low=1, high=12),
        _window("works_months", zh="工期（月）", en="length of works", unit="months", low=0, high=120),
        _window(
            "delay_years_max",
            zh="最多可推迟几年启用",
            en="years by which a project under way may open later",
            unit="years",
            low=0,
            high=10,
        ),
    )


def projects(bands: BandSystem) -> Contract:
    """Return the contract of the building programme."""
    return Contract(
        name="projects",
        zh="建设项目",
        en="a works contract",
        key=("project_id",),
        columns=(
            Column(name="project_id", zh="项目编号", en="key of the project"),
            facility_id(),
            NAME_ZH,
            NAME_EN,
            Column(
                name="status",
                zh="状态：竣工、续建、开工、储备",
                en="class in the annual plan",
                choices=STATUSES,
            ),
            *_seats(bands),
            Column(
                name="cost_10k",
                zh="总投资（万，本币）",
                en="whole cost",
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
                    zh=f"第{i}个施工年度付款比例",
                    en=f"share of the cost paid in calendar year {i} of the works",
                    kind="number",
                    unit="share",
                    minimum=0,
                    maximum=1,
                    confidence_column="window_confidence",
                )
                for i in range(1, SPEND_YEARS + 1)
            ),
            _confidence("status_confidence", zh="状态可信度", en="how sure the status is"),
            _confidence("seats_confidence", zh="学位可信度", en="how sure the seats are"),
            _confidence("cost_confidence", zh="投资可信度", en="how sure the cost is"),
            _confidence("window_confidence", zh="工期可信度", en="how sure window, works and payments are"),
            SOURCE,
            CONFIDENCE,
        ),
        optional=True,
    )
