"""Openings that a scenario fixes or forbids, for judging a schedule that somebody proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planning.assemble.plan.option import Option
from planning.errors import Findings, Where
from planning.scenario.additions import NEVER
from planning.words import message


def as_fixed(
    options: Sequence[Option],
    project: str,
    openings: Mapping[str, int | str | None],
    *,
    committed: bool,
    findings: Findings,
) -> list[Option]:
    """Return the options of a project that agree with its fixed opening.

    Parameters
    ----------
    options
        All options of the project.
    project
        Key of the project.
    openings
        September in which a project must open, ``"never"``, or None, by its key.
    committed
        True if the project must be carried out.
    findings
        Receives an opening that no option has, and a project under way that must never be started.

    Returns
    -------
    list of Option
        Options that are left: all of them if the opening is not fixed.
    """
    wanted = openings.get(project)
    if wanted is None:
        return list(options)
    if wanted == NEVER:
        if committed:
            findings.add(
                Where(file="scenario", path=f"openings.{project}"),
                words=message("plan.fixed_openings.under_way", project=project),
                fix=message("plan.fixed_openings.fix_under_way"),
            )
        return []
    left = [option for option in options if option.opening_year == wanted]
    if not left:
        years = sorted({option.opening_year for option in options})
        findings.add(
            Where(file="scenario", path=f"openings.{project}"),
            words=message("plan.fixed_openings.cannot_open", project=project, year=wanted),
            fix=message("plan.fixed_openings.fix_cannot_open", years=", ".join(map(str, years)) or "–"),
        )
    return left


def check_known_projects(openings: Iterable[str], projects: Sequence[str], *, findings: Findings) -> None:
    """Report fixed openings of projects that do not exist.

    Parameters
    ----------
    openings
        Keys of projects with a fixed opening.
    projects
        Keys of all projects.
    findings
        Receives the faults.
    """
    for project in openings:
        if project not in projects:
            findings.add(
                Where(file="scenario", path=f"openings.{project}"),
                words=message("plan.fixed_openings.unknown_project", project=project),
                fix=message("plan.fixed_openings.fix_unknown_project", known=", ".join(projects)),
            )
