"""Nothing that is broken changes a plan in silence, and nothing ends in a traceback; benchmarks/mutants.py tries thousands."""

from __future__ import annotations

import pytest

from tests.mutants import KINDS, WRONG, judge

EACH = 24


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", KINDS)
def test_mutants_are_told_warned_of_or_read_as_they_stand(kind: str) -> None:
    wrong = [verdict for seed in range(EACH) if (verdict := judge(kind, seed)).outcome in WRONG]
    assert wrong == []
