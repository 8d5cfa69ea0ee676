"""What a scenario says of its money, checked as a whole."""

from __future__ import annotations

from collections.abc import Callable

from planning.errors import Findings, Where
from planning.scenario.schema import Scenario
from planning.scenario.yaml_tree import Path_
from planning.words import message


def check_money(scenario: Scenario, where: Callable[[Path_], Where], findings: Findings) -> None:
    """Report purses beside a budget, years outside the horizon, and what can never be paid or lapse.

    Parameters
    ----------
    scenario
        Scenario whose parts are checked each.
    where
        Gives the place of an entry by its path.
    findings
        Receives the faults.
    """
    budget, purses = scenario.budget, scenario.purses
    if purses and budget.default_limit_10k is not None:
        findings.add(
            where(("budget", "default_limit_10k")),
            words=message("scenario.money_checks.budget_and_purses"),
            fix=message("scenario.money_checks.fix_budget_and_purses"),
        )
    if budget.lapses_after_years is not None and not budget.carry_over:
        findings.add(
            where(("budget", "lapses_after_years")),
            words=message("scenario.money_checks.nothing_carried"),
            fix=message("scenario.money_checks.fix_nothing_carried"),
        )
    for key, purse in purses.items():
        for year in purse.limits_10k:
            if year not in scenario.years:
                findings.add(
                    where(("purses", key, "limits_10k", year)),
                    words=message("scenario.money_checks.outside_horizon", year=year),
                    fix=message(
                        "scenario.money_checks.fix_outside_horizon",
                        first=scenario.years[0],
                        last=scenario.years[-1],
                    ),
                )
        if "running" in purse.pays and scenario.running is None:
            findings.add(
                where(("purses", key, "pays")),
                words=message("scenario.money_checks.no_running_cost", purse=key),
                fix=message("scenario.money_checks.fix_no_running_cost"),
            )
