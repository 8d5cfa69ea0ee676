"""The files of a run: tables column by column, and the rest by name."""

from __future__ import annotations

from typing import Final

from planning.results.columns import (
    BAND,
    FACILITY,
    MONEY,
    NAME_EN,
    NAME_ZH,
    PUPILS,
    SEATS,
    YEAR,
    ZONE,
    number,
    whole,
)
from planning.results.schema import Column, Table
from planning.results.sometimes import SOMETIMES
from planning.words import message

SCHEDULE: Final = Table(
    name="schedule",
    words=message("results.tables.project"),
    columns=(
        Column(name="project_id", words=message("word.key_of_the_project")),
        NAME_ZH,
        NAME_EN,
        Column(name="status", words=message("word.class_in_the_annual_plan")),
        whole("start_year", words=message("results.tables.works_begin_empty_if_never"), nullable=True),
        whole("opening_year", words=message("results.tables.opens_empty_if_never"), nullable=True),
        number("cost_10k", words=message("results.tables.whole_cost"), unit=MONEY),
        whole("seats_{band}", words=message("results.tables.seats_opening_adds"), unit=SEATS),
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
        number(
            "pupils", words=message("results.tables.entrants_empty_if_too_few"), unit=PUPILS, nullable=True
        ),
        number("distance_m", words=message("results.tables.way_school"), unit="metres"),
    ),
)
SEATS_TABLE: Final = Table(
    name="seats",
    words=message("results.tables.facility_band_year_seats_pupils"),
    columns=(
        FACILITY,
        BAND,
        YEAR,
        number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        number("temporary", words=message("results.tables.temporary_seats_used"), unit=SEATS),
        number("surplus", words=message("results.tables.permanent_seats_standing_empty"), unit=SEATS),
    ),
)
UNHOUSED: Final = Table(
    name="unhoused",
    words=message("results.tables.zone_band_year"),
    columns=(
        ZONE,
        BAND,
        YEAR,
        number(
            "intake", words=message("results.tables.entrants_empty_if_too_few"), unit=PUPILS, nullable=True
        ),
        number(
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
        number(
            "limit_10k", words=message("results.tables.limit_empty_without_budget"), unit=MONEY, nullable=True
        ),
        number("carried_in_10k", words=message("results.tables.carried"), unit=MONEY, nullable=True),
        number("spent_10k", words=message("results.tables.spent"), unit=MONEY),
        number("carried_out_10k", words=message("results.tables.carried_out"), unit=MONEY, nullable=True),
    ),
)
BANDS: Final = Table(
    name="bands",
    words=message("results.tables.band_year"),
    columns=(
        BAND,
        YEAR,
        number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        number("temporary", words=message("results.tables.temporary_seats_used"), unit=SEATS),
        number("pupils", words=message("results.tables.pupils_who_need_seat"), unit=PUPILS),
        number("pupils_p10", words=message("results.tables.same_10th_percentile_draws"), unit=PUPILS),
        number("pupils_p90", words=message("results.tables.same_90th_percentile_draws"), unit=PUPILS),
        number("intake", words=message("results.tables.entrants"), unit=PUPILS),
        number("intake_p10", words=message("results.tables.same_10th_percentile_draws"), unit=PUPILS),
        number("intake_p90", words=message("results.tables.same_90th_percentile_draws"), unit=PUPILS),
        number("unhoused", words=message("results.tables.entrants_without_seat"), unit=PUPILS),
        number(
            "unhoused_share",
            words=message("results.tables.share_entrants"),
            unit="share",
            nullable=True,
        ),
        number(
            "mean_distance_m", words=message("results.tables.mean_way_school"), unit="metres", nullable=True
        ),
        number(
            "placed_pupil_km",
            words=message("results.tables.ways_all_placed_together"),
            unit="pupil-kilometres",
        ),
        number(
            "norm_m",
            words=message("results.tables.service_radius_empty_if_none"),
            unit="metres",
            nullable=True,
        ),
        number(
            "beyond_norm_share",
            words=message("results.tables.share_beyond_radius"),
            unit="share",
            nullable=True,
        ),
        number("public_share", words=message("results.tables.public_seats"), unit="share", nullable=True),
        number("residents", words=message("word.residents"), unit="residents", nullable=True),
        number(
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
        whole("first_year", words=message("results.tables.first_year_shortage_0_if")),
        whole("last_year", words=message("results.tables.last_year_shortage_0_if")),
        whole("worst_year", words=message("results.tables.year_most_0_if_none")),
        number("worst_pupils", words=message("results.tables.pupils_without_seat"), unit=PUPILS),
        whole("last_round", words=message("results.tables.last_round_can_cure_0")),
        whole("surplus_year", words=message("results.tables.first_year_surplus_0_if")),
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
        whole("least_count", words=message("results.tables.smallest_count_shown"), unit=PUPILS),
        whole("rows", words=message("results.tables.counts_not_shown"), unit="counts"),
        number("pupils", words=message("results.tables.pupils_them"), unit=PUPILS),
    ),
)
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
