"""What ``planning validate`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from planning.assemble.forecast.counted import repeat_note
from planning.cli.terminal.screen import Screen
from planning.domain.problem import PlanningProblem
from planning.errors import Finding
from planning.report.sheets.sheet import Language
from planning.runs.inputs import Inputs
from planning.runs.lacks import find_lacks, lack_words
from planning.words import message


def print_inputs(inputs: Inputs, problem: PlanningProblem, *, language: Language | None = None) -> None:
    """Print the inputs that passed their checks, and every warning about the data.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem
        Planning problem built from them.
    language
        Language of the output; that of the reader if None.
    """
    screen = Screen(language)
    z, f, _, t = problem.shape
    p, first, last = len(problem.projects), problem.years[0], problem.years[-1]
    screen.say(
        message(
            "show.inputs.input_order_zones_facilities_projects",
            named=inputs.district.name,
            z=z,
            f=f,
            p=p,
            first=first,
            last=last,
            t=t,
        ),
    )
    print_assumed(inputs, screen)
    print_lacks(find_lacks(inputs, problem), screen)
    warnings = [item for item in inputs.district.warnings if item not in inputs.district.lacks]
    if warnings:
        screen.gap()
        screen.say(message("show.inputs.warnings_about_data", n=len(warnings)))
    for warning in warnings:
        screen.say(warning, mark="- ")


def print_lacks(lacks: Sequence[Finding], screen: Screen, *, most: int | None = None) -> None:
    """Print what the data lacks, if it lacks anything.

    Parameters
    ----------
    lacks
        Findings, the worst first.
    screen
        Screen to print on.
    most
        Number of findings printed in full; None prints all.
    """
    if not lacks:
        return
    screen.gap()
    screen.say(message("show.inputs.what_your_data_lacks", n=len(lacks)))
    for lack in lacks[:most]:
        screen.say(lack_words(lack), mark="- ")
    if most is not None and len(lacks) > most:
        left = len(lacks) - most
        screen.say(message("show.inputs.more", left=left), mark="- ")


def print_assumed(inputs: Inputs, screen: Screen) -> None:
    """Print the years that repeat an earlier count, if there are any."""
    note = repeat_note(inputs.district, inputs.loaded.scenario)
    if note is not None:
        screen.say(note)
