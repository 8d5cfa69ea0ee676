"""The files of a run: tables column by column, and the rest by name."""

from __future__ import annotations

from typing import Final

from planning.results.schema import Column, Table
from planning.words import Words, message

PUPILS, SEATS, ROOMS, MONEY = "pupils", "seats", "rooms", "10,000 of the currency"
NAME_ZH = Column(name="name_zh", words=message("word.chinese_name"))
NAME_EN = Column(name="name_en", words=message("word.english_name"))
ZONE = Column(name="zone", words=message("word.key_of_the_zone"))
FACILITY = Column(name="facility", words=message("word.key_of_the_facility"))
BAND = Column(name="band", words=message("results.tables.band_schooling"))
YEAR = Column(name="year", words=message("results.tables.school_year_september"), kind="integer")


def _whole(name: str, *, words: Words, unit: str = "year", nullable: bool = False) -> Column:
    return Column(name=name, words=words, kind="integer", unit=unit, nullable=nullable)


def _number(name: str, *, words: Words, unit: str, nullable: bool = False) -> Column:
    return Column(name=name, words=words, kind="number", unit=unit, nullable=nullable)


SCHEDULE: Final = Table(
    name="schedule",
    words=message("results.tables.project"),
    columns=(
        Column(name="project_id", words=message("word.key_of_the_project")),
        NAME_ZH,
        NAME_EN,
        Column(name="status", words=message("word.class_in_the_annual_plan")),
        _whole("start_year", words=message("results.tables.works_begin_empty_if_never"), nullable=True),
        _whole("opening_year", words=message("results.tables.opens_empty_if_never"), nullable=True),
        _number("cost_10k", words=message("results.tables.whole_cost"), unit=MONEY),
        _whole("seats_{band}", words=message("results.tables.seats_opening_adds"), unit=SEATS),
    ),
)
PLACEMENTS: Final = Table(
    name="placements",
    words=message("results.tables.zone_facility_band_year_pupils"),
    columns=(
        ZONE,
        FACILITY,
        BAND,
        YEAR,
        _number(
            "pupils", words=message("results.tables.entrants_empty_if_too_few"), unit=PUPILS, nullable=True
        ),
        _number("distance_m", words=message("results.tables.way_school"), unit="metres"),
    ),
)
SEATS_TABLE: Final = Table(
    name="seats",
    words=message("results.tables.facility_band_year_seats_pupils"),
    columns=(
        FACILITY,
        BAND,
        YEAR,
        _number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        _number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        _number("temporary", words=message("results.tables.temporary_seats_used"), unit=SEATS),
        _number("surplus", words=message("results.tables.permanent_seats_standing_empty"), unit=SEATS),
    ),
)
UNHOUSED: Final = Table(
    name="unhoused",
    words=message("results.tables.zone_band_year"),
    columns=(
        ZONE,
        BAND,
        YEAR,
        _number(
            "intake", words=message("results.tables.entrants_empty_if_too_few"), unit=PUPILS, nullable=True
        ),
        _number(
            "unhoused",
            words=message("results.tables.those_them_without_seat_empty"),
            unit=PUPILS,
            nullable=True,
        ),
    ),
)
BUDGET: Final = Table(
    name="budget",
    words=message("results.tables.year"),
    columns=(
        YEAR,
        _number(
            "limit_10k", words=message("results.tables.limit_empty_without_budget"), unit=MONEY, nullable=True
        ),
        _number("carried_in_10k", words=message("results.tables.carried"), unit=MONEY, nullable=True),
        _number("spent_10k", words=message("results.tables.spent"), unit=MONEY),
        _number("carried_out_10k", words=message("results.tables.carried_out"), unit=MONEY, nullable=True),
    ),
)
BANDS: Final = Table(
    name="bands",
    words=message("results.tables.band_year"),
    columns=(
        BAND,
        YEAR,
        _number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        _number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        _number("temporary", words=message("results.tables.temporary_seats_used"), unit=SEATS),
        _number("pupils", words=message("results.tables.pupils_who_need_seat"), unit=PUPILS),
        _number("pupils_p10", words=message("results.tables.same_10th_percentile_draws"), unit=PUPILS),
        _number("pupils_p90", words=message("results.tables.same_90th_percentile_draws"), unit=PUPILS),
        _number("intake", words=message("results.tables.entrants"), unit=PUPILS),
        _number("intake_p10", words=message("results.tables.same_10th_percentile_draws"), unit=PUPILS),
        _number("intake_p90", words=message("results.tables.same_90th_percentile_draws"), unit=PUPILS),
        _number("unhoused", words=message("results.tables.entrants_without_seat"), unit=PUPILS),
        _number(
            "unhoused_share",
            words=message("results.tables.share_entrants"),
            unit="share",
            nullable=True,
        ),
        _number(
            "mean_distance_m", words=message("results.tables.mean_way_school"), unit="metres", nullable=True
        ),
        _number(
            "placed_pupil_km",
            words=message("results.tables.ways_all_placed_together"),
            unit="pupil-kilometres",
        ),
        _number(
            "norm_m",
            words=message("results.tables.service_radius_empty_if_none"),
            unit="metres",
            nullable=True,
        ),
        _number(
            "beyond_norm_share",
            words=message("results.tables.share_beyond_radius"),
            unit="share",
            nullable=True,
        ),
        _number("public_share", words=message("results.tables.public_seats"), unit="share", nullable=True),
        _number("residents", words=message("word.residents"), unit="residents", nullable=True),
        _number(
            "seats_per_1000_residents",
            words=message("results.tables.permanent_seats_each_1_residents"),
            unit=SEATS,
            nullable=True,
        ),
    ),
)
WARNINGS: Final = Table(
    name="warnings",
    words=message("results.tables.zone_band_worst_first"),
    columns=(
        Column(name="colour", words=message("results.tables.red_amber_green")),
        ZONE,
        NAME_ZH,
        NAME_EN,
        BAND,
        _whole("first_year", words=message("results.tables.first_year_shortage_0_if")),
        _whole("last_year", words=message("results.tables.last_year_shortage_0_if")),
        _whole("worst_year", words=message("results.tables.year_most_0_if_none")),
        _number("worst_pupils", words=message("results.tables.pupils_without_seat"), unit=PUPILS),
        _whole("last_round", words=message("results.tables.last_round_can_cure_0")),
        _whole("surplus_year", words=message("results.tables.first_year_surplus_0_if")),
    ),
)
RULES: Final = Table(
    name="rules",
    words=message("results.tables.rule_audit_recomputed"),
    columns=(
        Column(name="rule", words=message("results.tables.number_rule")),
        NAME_ZH,
        NAME_EN,
        Column(name="holds", words=message("results.tables.whether_holds")),
    ),
)
#: Written only by a run that does not show some of its counts.
HIDDEN: Final = Table(
    name="hidden",
    words=message("results.tables.figure_file_some_counts_too"),
    columns=(
        Column(name="file", words=message("results.tables.file")),
        Column(name="figure", words=message("results.tables.figure_file")),
        _whole("least_count", words=message("results.tables.smallest_count_shown"), unit=PUPILS),
        _whole("rows", words=message("results.tables.counts_not_shown"), unit="counts"),
        _number("pupils", words=message("results.tables.pupils_them"), unit=PUPILS),
    ),
)
#: Written only by a run that may lend rooms.
ROOMS_USED: Final = Table(
    name="rooms_used",
    words=message("results.tables.loan_rooms_year"),
    columns=(
        FACILITY,
        NAME_ZH,
        NAME_EN,
        Column(name="from_band", words=message("results.tables.band_gives_rooms")),
        Column(name="to_band", words=message("results.tables.band_receives_rooms")),
        YEAR,
        _whole("rooms", words=message("results.tables.rooms_serving"), unit=ROOMS),
        _whole("rooms_away", words=message("results.tables.rooms_away"), unit=ROOMS),
        _number("seats_lost", words=message("results.tables.seats_lost"), unit=SEATS),
        _number("seats_gained", words=message("results.tables.seats_gained"), unit=SEATS),
        _whole("loan", words=message("results.tables.rooms_of_loan"), unit=ROOMS),
        _whole("first_year", words=message("results.tables.loan_first_year")),
        _whole("return_year", words=message("results.tables.loan_return_year"), nullable=True),
        _number("cost_10k", words=message("results.tables.loan_cost"), unit=MONEY),
    ),
)
_GROUP = Column(name="education_group", words=message("results.tables.education_group"), nullable=True)
_STAFF = "staff"
STAFF: Final = Table(
    name="staff",
    words=message("results.tables.staff_row"),
    columns=(
        YEAR,
        BAND,
        _GROUP,
        *(
            _number(name, words=message(f"results.tables.staff_{name}"), unit=_STAFF)
            for name in (
                "needed", "before", "leavers", "recruited", "retrained_in", "retrained_out", "moved_in",
                "moved_out", "there", "surplus", "lack",
            )
        ),
    ),
)  # fmt: skip
STAFF_TRANSFERS: Final = Table(
    name="staff_transfers",
    words=message("results.tables.staff_transfers_row"),
    columns=(
        YEAR,
        Column(name="kind", words=message("results.tables.staff_kind")),
        Column(name="from_band", words=message("results.tables.staff_from_band")),
        Column(name="from_group", words=message("results.tables.staff_from_group"), nullable=True),
        Column(name="to_band", words=message("results.tables.staff_to_band")),
        Column(name="to_group", words=message("results.tables.staff_to_group"), nullable=True),
        _whole("arrives", words=message("results.tables.staff_arrives")),
        _number("staff", words=message("results.tables.staff_moving"), unit=_STAFF),
    ),
)
GROUPS: Final = Table(
    name="groups",
    words=message("results.tables.groups_row"),
    columns=(
        _GROUP,
        BAND,
        YEAR,
        _whole("sites", words=message("results.tables.group_sites"), unit="sites"),
        _number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        _number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        _number(
            "utilisation", words=message("results.tables.group_utilisation"), unit="share", nullable=True
        ),
        _number("distance_m", words=message("results.tables.group_distance"), unit="metres", nullable=True),
        *(
            _number(
                f"staff_{name}", words=message(f"results.tables.staff_{name}"), unit=_STAFF, nullable=True
            )
            for name in ("needed", "there", "surplus", "lack")
        ),
    ),
)
#: Written only by a run with purses, and with running cost.
PURSES: Final = Table(
    name="purses",
    words=message("results.tables.purse_year"),
    columns=(
        Column(name="purse", words=message("results.tables.key_of_the_purse")),
        NAME_ZH,
        NAME_EN,
        YEAR,
        _number("limit_10k", words=message("results.tables.purse_gives"), unit=MONEY),
        _number("carried_in_10k", words=message("results.tables.carried"), unit=MONEY),
        _number("paid_capital_10k", words=message("results.tables.paid_for_works"), unit=MONEY),
        _number("paid_running_10k", words=message("results.tables.paid_for_running"), unit=MONEY),
        _number("lapsed_10k", words=message("results.tables.lapsed"), unit=MONEY),
        _number("left_10k", words=message("results.tables.left_for_next_year"), unit=MONEY),
    ),
)
PAYMENTS: Final = Table(
    name="payments",
    words=message("results.tables.payment"),
    columns=(
        Column(name="project_id", words=message("word.key_of_the_project")),
        NAME_ZH,
        NAME_EN,
        Column(name="purse", words=message("results.tables.key_of_the_purse")),
        Column(name="kind", words=message("results.tables.kind_of_payment")),
        YEAR,
        _number("paid_10k", words=message("results.tables.paid"), unit=MONEY),
    ),
)
RUNNING: Final = Table(
    name="running",
    words=message("results.tables.running_year"),
    columns=(
        YEAR,
        _number("opened_10k", words=message("results.tables.running_opened"), unit=MONEY),
        _number("all_10k", words=message("results.tables.running_all"), unit=MONEY),
    ),
)
#: Tables written only if there is something to say: rooms where some may be lent, staff where a scenario asks
#: for their balance, groups where the district names some, purses and running cost where a scenario has them.
SOMETIMES: Final = {
    table.name: table for table in (ROOMS_USED, STAFF, STAFF_TRANSFERS, GROUPS, PURSES, PAYMENTS, RUNNING)
}
TABLES: Final = {
    table.name: table
    for table in (SCHEDULE, PLACEMENTS, SEATS_TABLE, UNHOUSED, BUDGET, BANDS, WARNINGS, RULES)
}
RECORD_FILE, MAP_FILE, LAYERS_FILE, WORKBOOK_FILE = "run.json", "map.html", "plan.gpkg", "plan.xlsx"
#: Every name that a run writes.
OUTPUTS: Final = frozenset(
    {
        *(table.file for table in (*TABLES.values(), *SOMETIMES.values())),
        HIDDEN.file,
        RECORD_FILE,
        MAP_FILE,
        LAYERS_FILE,
        WORKBOOK_FILE,
    }
)
#: Names that every run writes; the rest is written only if there is something to say.
ALWAYS: Final = OUTPUTS - {HIDDEN.file, *(table.file for table in SOMETIMES.values())}
