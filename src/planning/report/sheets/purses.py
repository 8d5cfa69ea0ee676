"""Sheets and sentences on money by source and on running cost."""

from __future__ import annotations

import pandas as pd

from planning.report.sheets.sheet import Sheet, fields_of, rows_of
from planning.words import Words, message, name_in

#: Money below this is none, 10,000 of the currency.
NOTHING = 0.5


def purses_sheet(table: pd.DataFrame, money: Words) -> Sheet:
    """Make the sheet of purses over all years: given, paid for works and for running cost, lapsed, left.

    Parameters
    ----------
    table
        Table of purses as a run writes it.
    money
        Unit of money.

    Returns
    -------
    Sheet
        One row for each purse.
    """
    rows = []
    for key, own in table.groupby("purse", sort=False):
        sums = own[["limit_10k", "paid_capital_10k", "paid_running_10k", "lapsed_10k"]].sum().tolist()
        left = float(own["left_10k"].iloc[-1])
        most = float(own["left_10k"].max())
        rows.append((str(key), str(own["name_zh"].iloc[0]), str(own["name_en"].iloc[0]), *sums, left, most))
    return Sheet(
        name="purses",
        words=message("sheets.purses.title", money=money),
        fields=fields_of(
            ("purse", message("word.key")),
            ("name_zh", message("sheets.purses.purse")),
            ("name_en", message("sheets.purses.purse")),
            ("given_10k", message("sheets.purses.given"), "count"),
            ("paid_capital_10k", message("sheets.purses.paid_capital"), "count"),
            ("paid_running_10k", message("sheets.purses.paid_running"), "count"),
            ("lapsed_10k", message("sheets.purses.lapsed"), "count"),
            ("left_10k", message("sheets.purses.left"), "count"),
            ("most_10k", message("sheets.purses.most"), "count"),
        ),
        rows=rows_of(rows),
    )


def purse_years_sheet(table: pd.DataFrame, money: Words) -> Sheet:
    """Make the sheet of purses by year.

    Parameters
    ----------
    table
        Table of purses as a run writes it.
    money
        Unit of money.

    Returns
    -------
    Sheet
        One row for each purse and year.
    """
    return Sheet(
        name="purse_years",
        words=message("sheets.purses.by_year", money=money),
        fields=fields_of(
            ("purse", message("word.key")),
            ("name_zh", message("sheets.purses.purse")),
            ("name_en", message("sheets.purses.purse")),
            ("year", message("word.year"), "year"),
            ("limit_10k", message("sheets.purses.given"), "number"),
            ("carried_in_10k", message("word.carried_in"), "number"),
            ("paid_capital_10k", message("sheets.purses.paid_capital"), "number"),
            ("paid_running_10k", message("sheets.purses.paid_running"), "number"),
            ("lapsed_10k", message("sheets.purses.lapsed"), "number"),
            ("left_10k", message("word.carried_out"), "number"),
        ),
        rows=rows_of(table.itertuples(index=False, name=None)),
    )


def payments_sheet(table: pd.DataFrame, names: pd.DataFrame, money: Words) -> Sheet:
    """Make the sheet of who pays for which project in which year.

    Parameters
    ----------
    table
        Table of payments as a run writes it.
    names
        Table of purses as a run writes it, for their names.
    money
        Unit of money.

    Returns
    -------
    Sheet
        One row for each payment.
    """
    first = names.drop_duplicates("purse").set_index("purse")
    kinds = {
        "capital": message("sheets.purses.paid_capital"),
        "running": message("sheets.purses.paid_running"),
    }
    rows = [
        (
            row["project_id"], row["name_zh"], row["name_en"], row["purse"],
            str(first.loc[row["purse"], "name_zh"]), str(first.loc[row["purse"], "name_en"]),
            kinds[row["kind"]], row["year"], row["paid_10k"],
        )
        for row in table.to_dict("records")
    ]  # fmt: skip
    return Sheet(
        name="payments",
        words=message("sheets.purses.who_pays", money=money),
        fields=fields_of(
            ("project_id", message("word.key")),
            ("project_zh", message("word.project")),
            ("project_en", message("word.project")),
            ("purse", message("word.key")),
            ("purse_zh", message("sheets.purses.purse")),
            ("purse_en", message("sheets.purses.purse")),
            ("kind", message("sheets.purses.for_what")),
            ("year", message("word.year"), "year"),
            ("paid_10k", message("sheets.purses.paid"), "number"),
        ),
        rows=rows_of(rows),
    )


def purse_sentences(purses: pd.DataFrame | None, running: pd.DataFrame | None, money: Words) -> list[Words]:
    """State what each purse gave and paid, what lapsed, and what running the new schools costs.

    Parameters
    ----------
    purses, running
        Tables of purses and of running cost as a run writes them; None without.
    money
        Unit of money.

    Returns
    -------
    list of Words
        One sentence for each purse, and one on running cost.
    """
    said: list[Words] = []
    if purses is not None:
        for _, own in purses.groupby("purse", sort=False):
            name = name_in(zh=str(own["name_zh"].iloc[0]), en=str(own["name_en"].iloc[0]))
            capital, ran = float(own["paid_capital_10k"].sum()), float(own["paid_running_10k"].sum())
            values = {
                "purse": name, "money": money, "given": float(own["limit_10k"].sum()),
                "paid": capital, "running": ran, "lapsed": float(own["lapsed_10k"].sum()),
                "left": float(own["left_10k"].iloc[-1]), "year": int(own["year"].iloc[-1]),
            }  # fmt: skip
            said.append(
                message("sheets.purses.pays_with_running", **values)
                if ran > NOTHING
                else message("sheets.purses.pays", **values)
            )
    if running is not None:
        last = running.iloc[-1]
        said.append(
            message(
                "sheets.purses.running",
                year=int(last["year"]), opened=float(last["opened_10k"]), all=float(last["all_10k"]),
                money=money,
            )
        )  # fmt: skip
    return said
