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


def print_inputs(inputs: Inputs, problem: PlanningProblem, *, language: Language = "both") -> None:
    """Print the inputs that passed their checks, and every warning about the data.

    Parameters
    ----------
    inputs
        Checked scenario and district.
    problem
        Planning problem built from them.
    language
        Language of the output.
    """
    screen = Screen(language)
    z, f, _, t = problem.shape
    p, first, last = len(problem.projects), problem.years[0], problem.years[-1]
    zh, en = inputs.district.name
    screen.say(
        f"输入无误：{zh}，{z} 个需求区、{f} 所学校、{p} 个项目，{first}–{last} 年（{t} 年）",
        f"the input is in order: {en}, {z} zones, {f} facilities, {p} projects, {first}–{last} ({t} years)",
    )
    print_assumed(inputs, screen)
    print_lacks(find_lacks(inputs, problem), screen)
    warnings = [item for item in inputs.district.warnings if item not in inputs.district.lacks]
    if warnings:
        screen.gap()
        screen.say(f"数据提醒 {len(warnings)} 条", f"warnings about the data: {len(warnings)}")
    for warning in warnings:
        screen.say(*finding_words(warning), mark="- ")


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
    screen.say(f"你的数据缺什么（{len(lacks)} 项）", f"what your data lacks ({len(lacks)})")
    for lack in lacks[:most]:
        screen.say(*lack_words(lack), mark="- ")
    if most is not None and len(lacks) > most:
        left = len(lacks) - most
        screen.say(f"另有 {left} 项", f"and {left} more", mark="- ")


def print_assumed(inputs: Inputs, screen: Screen) -> None:
    """Print the years that repeat an earlier count, if there are any."""
    note = repeat_note(inputs.district, inputs.loaded.scenario)
    if note is not None:
        screen.say(*note)


def finding_words(finding: Finding) -> tuple[str, str]:
    """Return place, fault and way out of a finding, in Chinese and English."""
    zh, _, en = str(finding).partition("\n")
    return zh, en
