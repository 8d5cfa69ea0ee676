"""The files of a run: tables column by column, and the rest by name."""

from __future__ import annotations

from typing import Final

from planning.results.schema import Column, Table
from planning.words import Words, message

PUPILS, SEATS, MONEY = "pupils", "seats", "10,000 of the currency"
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
#: Written only where sites may close or a building retires.
CLOSURES: Final = Table(
    name="closures",
    words=message("results.tables.closure"),
    columns=(
        FACILITY,
        NAME_ZH,
        NAME_EN,
        BAND,
        Column(name="reason", words=message("results.tables.closure_reason")),
        _whole("last_year", words=message("results.tables.closure_last_year")),
        _number("roll", words=message("results.tables.closure_roll"), unit=PUPILS),
        _number("moved", words=message("results.tables.closure_moved"), unit=PUPILS),
        Column(name="moved_to", words=message("results.tables.closure_moved_to"), nullable=True),
        Column(name="use", words=message("results.tables.closure_use")),
        _number("care_places", words=message("results.tables.care_places"), unit="places"),
        _number("saved_10k", words=message("results.tables.closure_saved"), unit=MONEY),
    ),
)
PROVISION: Final = Table(
    name="provision",
    words=message("results.tables.band_year"),
    columns=(
        BAND,
        YEAR,
        _whole("open_sites", words=message("results.tables.open_sites"), unit="sites"),
        _whole("empty_sites", words=message("results.tables.empty_sites"), unit="sites"),
        _whole("crowded_sites", words=message("results.tables.crowded_sites"), unit="sites"),
        _whole("small_sites", words=message("results.tables.small_sites"), unit="sites"),
        *(
            _number(
                f"{who}_{what}", words=message(f"results.tables.{who}_{what}"), unit="share", nullable=True
            )
            for who in ("public", "inclusive")
            for what in ("seats", "pupils")
        ),
        _number("running_10k", words=message("results.tables.running"), unit=MONEY),
        _number("saved_10k", words=message("results.tables.saved"), unit=MONEY),
        _number("subsidy_10k", words=message("results.tables.subsidy"), unit=MONEY),
    ),
)
TABLES: Final = {
    table.name: table
    for table in (SCHEDULE, PLACEMENTS, SEATS_TABLE, UNHOUSED, BUDGET, BANDS, WARNINGS, RULES)
}
#: Tables that a run writes only where a scenario asks for what they tell.
OPTIONAL: Final = {table.name: table for table in (CLOSURES, PROVISION)}
RECORD_FILE, MAP_FILE, LAYERS_FILE, WORKBOOK_FILE = "run.json", "map.html", "plan.gpkg", "plan.xlsx"
#: Every name that a run writes.
OUTPUTS: Final = frozenset(
    {
        *(table.file for table in TABLES.values()),
        *(table.file for table in OPTIONAL.values()),
        HIDDEN.file,
        RECORD_FILE,
        MAP_FILE,
        LAYERS_FILE,
        WORKBOOK_FILE,
    }
)
#: Names that every run writes; the rest is written only if there is something to say.
ALWAYS: Final = OUTPUTS - {HIDDEN.file} - {table.file for table in OPTIONAL.values()}
