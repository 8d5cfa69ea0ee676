"""Tables that a run writes only if there is something to say in them."""

from __future__ import annotations

from typing import Final

from planning.results.columns import (
    BAND,
    FACILITY,
    MONEY,
    NAME_EN,
    NAME_ZH,
    PUPILS,
    ROOMS,
    SEATS,
    YEAR,
    number,
    whole,
)
from planning.results.schema import Column, Table
from planning.words import message

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
        whole("rooms", words=message("results.tables.rooms_serving"), unit=ROOMS),
        whole("rooms_away", words=message("results.tables.rooms_away"), unit=ROOMS),
        number("seats_lost", words=message("results.tables.seats_lost"), unit=SEATS),
        number("seats_gained", words=message("results.tables.seats_gained"), unit=SEATS),
        whole("loan", words=message("results.tables.rooms_of_loan"), unit=ROOMS),
        whole("first_year", words=message("results.tables.loan_first_year")),
        whole("return_year", words=message("results.tables.loan_return_year"), nullable=True),
        number("cost_10k", words=message("results.tables.loan_cost"), unit=MONEY),
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
            number(name, words=message(f"results.tables.staff_{name}"), unit=_STAFF)
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
        whole("arrives", words=message("results.tables.staff_arrives")),
        number("staff", words=message("results.tables.staff_moving"), unit=_STAFF),
    ),
)
GROUPS: Final = Table(
    name="groups",
    words=message("results.tables.groups_row"),
    columns=(
        _GROUP,
        BAND,
        YEAR,
        whole("sites", words=message("results.tables.group_sites"), unit="sites"),
        number("open_seats", words=message("results.tables.permanent_seats_open"), unit=SEATS),
        number("enrolled", words=message("results.tables.pupils_sitting"), unit=PUPILS),
        number("utilisation", words=message("results.tables.group_utilisation"), unit="share", nullable=True),
        number("distance_m", words=message("results.tables.group_distance"), unit="metres", nullable=True),
        *(
            number(f"staff_{name}", words=message(f"results.tables.staff_{name}"), unit=_STAFF, nullable=True)
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
        number("limit_10k", words=message("results.tables.purse_gives"), unit=MONEY),
        number("carried_in_10k", words=message("results.tables.carried"), unit=MONEY),
        number("paid_capital_10k", words=message("results.tables.paid_for_works"), unit=MONEY),
        number("paid_running_10k", words=message("results.tables.paid_for_running"), unit=MONEY),
        number("lapsed_10k", words=message("results.tables.lapsed"), unit=MONEY),
        number("left_10k", words=message("results.tables.left_for_next_year"), unit=MONEY),
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
        number("paid_10k", words=message("results.tables.paid"), unit=MONEY),
    ),
)
RUNNING: Final = Table(
    name="running",
    words=message("results.tables.running_year"),
    columns=(
        YEAR,
        number("opened_10k", words=message("results.tables.running_opened"), unit=MONEY),
        number("all_10k", words=message("results.tables.running_all"), unit=MONEY),
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
        whole("last_year", words=message("results.tables.closure_last_year")),
        number("roll", words=message("results.tables.closure_roll"), unit=PUPILS),
        number("moved", words=message("results.tables.closure_moved"), unit=PUPILS),
        Column(name="moved_to", words=message("results.tables.closure_moved_to"), nullable=True),
        Column(name="use", words=message("results.tables.closure_use")),
        number("care_places", words=message("results.tables.care_places"), unit="places"),
        number("saved_10k", words=message("results.tables.closure_saved"), unit=MONEY),
    ),
)
PROVISION: Final = Table(
    name="provision",
    words=message("results.tables.band_year"),
    columns=(
        BAND,
        YEAR,
        whole("open_sites", words=message("results.tables.open_sites"), unit="sites"),
        whole("empty_sites", words=message("results.tables.empty_sites"), unit="sites"),
        whole("crowded_sites", words=message("results.tables.crowded_sites"), unit="sites"),
        whole("small_sites", words=message("results.tables.small_sites"), unit="sites"),
        *(
            number(
                f"{who}_{what}", words=message(f"results.tables.{who}_{what}"), unit="share", nullable=True
            )
            for who in ("public", "inclusive")
            for what in ("seats", "pupils")
        ),
        number("running_10k", words=message("results.tables.running"), unit=MONEY),
        number("saved_10k", words=message("results.tables.saved"), unit=MONEY),
        number("subsidy_10k", words=message("results.tables.subsidy"), unit=MONEY),
    ),
)
#: Tables written only if there is something to say: rooms where some may be lent, staff where a scenario asks
#: for their balance, groups where the district names some, purses and running cost where a scenario has them,
#: closings where sites may close.
SOMETIMES: Final = {
    table.name: table
    for table in (ROOMS_USED, STAFF, STAFF_TRANSFERS, GROUPS, PURSES, PAYMENTS, RUNNING, CLOSURES, PROVISION)
}
