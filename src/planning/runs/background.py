"""What a workbook and the questions need beside the plan: warnings, labels, lead times."""

from __future__ import annotations

from collections.abc import Iterable

from planning.appraise.warn import Lead
from planning.district.district import District
from planning.domain.appraisal import Audit
from planning.domain.prices import unit_of_money, unit_of_o2
from planning.domain.problem import PlanningProblem
from planning.report.sheets.background import assumptions_sheet, rules_sheet
from planning.report.sheets.labels import Labels
from planning.report.sheets.sheet import Sheet
from planning.report.sheets.staff import groups_sheet, staff_sheet, transfers_sheet
from planning.report.sheets.warnings import warn_answer
from planning.report.subject import Subject
from planning.runs.write import Background
from planning.scenario.schema import Scenario


def make_background(scenario: Scenario, district: District, subject: Subject, audited: Audit) -> Background:
    """Make the sheets on the warnings, assumptions and rules behind a plan.

    Parameters
    ----------
    scenario, district
        Checked scenario and district.
    subject
        Plan with its names and warnings.
    audited
        Audit of the plan.

    Returns
    -------
    Background
        Sheets of warnings, assumptions and rules.
    """
    labels = labels_of(district, subject.problem)
    answer = warn_answer(
        subject.warnings,
        labels,
        this_round=scenario.horizon.first_year,
        outcome=subject.plan.outcome,
    )
    return Background(
        warnings=answer.sheets[0],
        assumptions=assumptions_sheet(scenario.model_dump(mode="json"), district.taken),
        rules=rules_sheet(audited),
        sometimes=_sometimes(subject, labels),
    )


def _sometimes(subject: Subject, labels: Labels) -> dict[str, Sheet]:
    """Return the sheets of staff and of education groups, as far as there are any."""
    sheets = []
    if subject.staffing is not None:
        sheets += [staff_sheet(subject.staffing, labels), transfers_sheet(subject.staffing, labels)]
    if subject.groups is not None:
        sheets.append(groups_sheet(subject.groups, labels, subject.staffing))
    return {sheet.name: sheet for sheet in sheets}


def lead_of(scenario: Scenario) -> Lead:
    """Return the lead times and limits of a scenario's warnings."""
    return Lead(
        approvals_months=scenario.warn.approvals_months,
        works_months={str(band): months for band, months in scenario.warn.works_months.items()},
        least_pupils=scenario.warn.least_pupils,
        surplus_share=scenario.warn.surplus_share,
        this_round=scenario.horizon.first_year,
    )


def labels_of(district: District, problem: PlanningProblem) -> Labels:
    """Return the keys and names of a problem's axes."""
    zones, projects = district.tables["zones"], district.tables["projects"]
    facilities = district.tables["facilities"]
    return Labels(
        zones=problem.zones,
        bands=problem.bands,
        years=problem.years,
        projects=problem.projects,
        zone_names=_names(zones["zone_id"], zones["name_zh"], zones["name_en"]),
        project_names=_names(projects["project_id"], projects["name_zh"], projects["name_en"]),
        facilities=problem.facilities,
        facility_names=_names(facilities["facility_id"], facilities["name_zh"], facilities["name_en"]),
        o2_unit=unit_of_o2(problem.prices),
        money=unit_of_money(problem.prices.currency),
        band_names=district.bands.names(),
    )


def _names(keys: Iterable[str], zh: Iterable[str], en: Iterable[str]) -> dict[str, tuple[str, str]]:
    return {str(key): (str(a), str(b)) for key, a, b in zip(keys, zh, en, strict=True)}
