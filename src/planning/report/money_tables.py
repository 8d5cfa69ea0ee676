"""Tables of money by source: what each purse gives and pays, who pays for what, and running cost."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from planning.report.subject import Subject
from planning.results.sometimes import PAYMENTS, PURSES, RUNNING
from planning.words import Words, name_in

DECIMALS: Final = 2
#: Words of the kinds of payments in a table.
KINDS: Final = ("capital", "running")


def money_tables(subject: Subject) -> dict[str, pd.DataFrame]:
    """Make the tables of purses, payments and running cost, by name.

    Parameters
    ----------
    subject
        Plan with its names and numbers.

    Returns
    -------
    dict
        Tables for what the plan's problem has: none without purses and running cost.
    """
    tables: dict[str, pd.DataFrame] = {}
    if subject.problem.purses is not None:
        tables |= {PURSES.name: purses(subject), PAYMENTS.name: payments(subject)}
    if subject.appraisal.running_opened_10k is not None:
        tables[RUNNING.name] = running(subject)
    return tables


def purses(subject: Subject) -> pd.DataFrame:
    """Make the table of purses, one row for each purse and year, 10,000 of the currency."""
    problem, given = subject.problem, subject.problem.purses
    assert given is not None
    nothing = np.zeros((len(given.names), len(problem.years)))
    paid = subject.plan.payments
    kinds = (
        (nothing, nothing) if paid is None else (paid.capital_10k.sum(axis=1), paid.running_10k.sum(axis=1))
    )
    frames = []
    for u, key in enumerate(given.names):
        own = subject.appraisal.purses[u]
        columns = {
            "limit_10k": given.limits_10k[u],
            "carried_in_10k": own.carried_in_10k,
            "paid_capital_10k": kinds[0][u],
            "paid_running_10k": kinds[1][u],
            "lapsed_10k": own.lapsed_10k,
            "left_10k": own.carried_out_10k,
        }
        zh, en = _names(subject, key)
        table = pd.DataFrame({"purse": key, "name_zh": zh, "name_en": en, "year": problem.years})
        frames.append(table.assign(**{name: values.round(DECIMALS) for name, values in columns.items()}))
    return PURSES.conform(pd.concat(frames, ignore_index=True))


def payments(subject: Subject) -> pd.DataFrame:
    """Make the table of payments, one row for each project, purse, kind and year with money."""
    problem, paid, projects = subject.problem, subject.plan.payments, subject.projects
    assert problem.purses is not None
    if paid is None:
        return PAYMENTS.conform(pd.DataFrame(columns=PAYMENTS.names()))
    both = np.stack([paid.capital_10k, paid.running_10k]).round(DECIMALS)
    p, u, k, t = np.nonzero(both.transpose(2, 1, 0, 3))
    table = pd.DataFrame(
        {
            "project_id": np.array(problem.projects, dtype=object)[p],
            "name_zh": projects["name_zh"].to_numpy()[p],
            "name_en": projects["name_en"].to_numpy()[p],
            "purse": np.array(problem.purses.names, dtype=object)[u],
            "kind": np.array(KINDS, dtype=object)[k],
            "year": np.array(problem.years)[t],
            "paid_10k": both[k, u, p, t],
        }
    )
    return PAYMENTS.conform(table)


def running(subject: Subject) -> pd.DataFrame:
    """Make the table of running cost, one row for each school year."""
    found = subject.appraisal
    assert found.running_opened_10k is not None
    assert found.running_all_10k is not None
    return RUNNING.conform(
        pd.DataFrame(
            {
                "year": subject.problem.years,
                "opened_10k": found.running_opened_10k.round(DECIMALS),
                "all_10k": found.running_all_10k.round(DECIMALS),
            }
        )
    )


def _names(subject: Subject, key: str) -> tuple[str, str]:
    words: Words = subject.purse_names.get(key, name_in(en=key))
    return words.text("zh"), words.text("en")
