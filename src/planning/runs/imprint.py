"""What every map of a run prints of its origin."""

from __future__ import annotations

from collections.abc import Sequence

from planning.district.district import District
from planning.domain.sources import CONFIDENCE_NAMES
from planning.errors import Finding
from planning.report.subject import Imprint
from planning.runs.lacks import lack_words
from planning.runs.record import Digests, source_shares
from planning.scenario.schema import Scenario
from planning.words import Words, listed, message, name_in


def _distance_note(scenario: Scenario) -> Words:
    travel = scenario.travel
    return message(
        "runs.imprint.source_and_confidence",
        source=name_in(zh=travel.source.zh, en=travel.source.en),
        confidence=CONFIDENCE_NAMES[travel.confidence],
    )


def _budget_note(scenario: Scenario) -> Words:
    """State where the limits of money come from: those of the budget, or of each purse."""
    budget = scenario.budget
    if scenario.purses:
        return listed(
            (
                message(
                    "runs.imprint.purse",
                    purse=purse.name.words,
                    confidence=CONFIDENCE_NAMES[purse.confidence],
                    source=purse.source.words,
                )
                for purse in scenario.purses.values()
            ),
            "list.semicolon",
        )
    return message(
        "runs.imprint.confidence_and_source",
        confidence=CONFIDENCE_NAMES[budget.confidence],
        source=budget.source.words,
    )


def make_imprint(
    scenario: Scenario, district: District, digests: Digests, *, lacks: Sequence[Finding] = ()
) -> Imprint:
    """Make the imprint of a run.

    Parameters
    ----------
    scenario, district
        Checked scenario and district.
    digests
        SHA-256 of the inputs.
    lacks
        What the data lacks.

    Returns
    -------
    Imprint
        Origin and reliability of the run, for every map.
    """
    return Imprint(
        scenario=scenario.scenario,
        title=name_in(zh=scenario.title.zh, en=scenario.title.en),
        district=district.name,
        digest=digests.all,
        sources=source_shares(district),
        distance_note=_distance_note(scenario),
        budget_note=_budget_note(scenario),
        lacks=tuple(lack_words(item) for item in lacks),
        tile_url=scenario.map.tile_url,
        tile_attribution=scenario.map.tile_attribution,
        tile_subdomains=scenario.map.tile_subdomains,
        tile_labels_url=scenario.map.tile_labels_url,
    )
