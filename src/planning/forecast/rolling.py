"""Rolling origins: a forecast from every past autumn that looks at nothing that came later.

What an autumn learns depends on the autumns before it, so one band of a group of places is tested from the
first autumn to the last. The bands share the candidates of each autumn and nothing else: they are the parts
that may be tested apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from planning.domain.bands import BandSystem
from planning.domain.frozen import FloatArray
from planning.forecast.backtest_cases import ALL_GRADES, OURS, Backtest, Case, grades_of
from planning.forecast.choice import Choice, choose
from planning.forecast.evidence import LEAST_HISTORY, Lean, combine, weigh
from planning.forecast.methods import RIVALS, Candidates, make_candidates
from planning.forecast.past import Past
from planning.forecast.rolls import Births, Rolls

COLUMNS = ("level", "band", "method", "origin", "horizon", "place", "size", "forecast", "actual")


@dataclass(frozen=True, kw_only=True, eq=False)
class Autumn:
    """What could be forecast at an autumn.

    Parameters
    ----------
    origin
        Position of the autumn.
    made
        Candidates by grade.
    rivals
        Forecasts of the simple rivals, by name and grade.
    """

    origin: int
    made: Candidates
    rivals: Mapping[str, FloatArray]


@dataclass(frozen=True, kw_only=True, eq=False)
class BandTest:
    """Forecasts of one band, or of all grades together.

    Parameters
    ----------
    frames
        Forecasts and outcomes by position of the autumn; without an autumn whose outcomes are all to come.
    choices
        Method chosen at the last autumn for each place and horizon.
    leans
        Evidence at each origin year; empty for a band.
    """

    frames: Mapping[int, pd.DataFrame]
    choices: pd.DataFrame
    leans: dict[int, Lean]


@dataclass(frozen=True, kw_only=True, eq=False)
class RollingOrigins:
    """Places with the same grades, to be forecast from every autumn with enough history.

    Parameters
    ----------
    rolls, births
        Past rolls, and births; None if births are not known.
    system
        Bands of schooling.
    horizons
        Years ahead to forecast.
    least_history
        Number of autumns of history before the first forecast.
    """

    rolls: Rolls
    births: Births | None
    system: BandSystem
    horizons: tuple[int, ...]
    least_history: int = LEAST_HISTORY

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Columns of all grades and of each band present in full or in part."""
        result = {ALL_GRADES: slice(0, len(self.rolls.grades))}
        for band, grades in grades_of(self.system).items():
            inside = [g for g, grade in enumerate(self.rolls.grades) if grade in grades]
            if inside:
                result[band] = slice(inside[0], inside[-1] + 1)
        return result

    @property
    def bands(self) -> tuple[str, ...]:
        """All grades, then each band."""
        return tuple(self.slices)

    @cached_property
    def autumns(self) -> tuple[Autumn, ...]:
        """What could be forecast at each autumn in which a place was counted."""
        rolls, furthest, found = self.rolls, max(self.horizons), []
        for origin in range(self.least_history - 1, len(rolls.years)):
            then = rolls.until(origin)
            if np.isnan(then.pupils[:, -1]).all():
                continue
            made = make_candidates(then, self.births, furthest)
            rivals = {name: method(then, self.births, furthest) for name, method in RIVALS.items()}
            found.append(Autumn(origin=origin, made=made, rivals=rivals))
        return tuple(found)

    def test(self, band: str) -> BandTest:
        """Forecast one band from each autumn.

        Parameters
        ----------
        band
            A band, or ``all`` for all grades together.

        Returns
        -------
        BandTest
            Forecasts and outcomes, of places with a count at both the origin and the target.
        """
        rolls, grades = self.rolls, self.slices[band]
        past: list[Past] = []
        frames: dict[int, pd.DataFrame] = {}
        leans: dict[int, Lean] = {}
        choices = pd.DataFrame()
        for autumn in self.autumns:
            origin = autumn.origin
            totals = rolls.pupils[:, : origin + 1, grades].sum(axis=2)
            item, choice, lean = learn_at(autumn.made, past, totals, grades=grades, origin=origin)
            past.append(item)
            choices = _choices(rolls.places, band, choice, lean)
            if band == ALL_GRADES:
                leans[rolls.years[origin]] = lean
            rows = []
            sums = {name: rival[:, :, grades].sum(axis=2) for name, rival in autumn.rivals.items()}
            for ahead in self.horizons:
                if origin + ahead < len(rolls.years):
                    case = Case(rolls=rolls, grades=grades, band=band, origin=origin, ahead=ahead)
                    rows.append(case.frame(OURS, combine(item, lean, ahead), lean))
                    rows += [case.frame(name, total[:, ahead - 1], None) for name, total in sums.items()]
            if rows:
                frames[origin] = pd.concat(rows, ignore_index=True)
        return BandTest(frames=frames, choices=choices, leans=leans)

    def joined(self, tests: Sequence[BandTest]) -> Backtest:
        """Put the tests of all bands together, autumn by autumn.

        Parameters
        ----------
        tests
            One for each of ``bands``, in that order.

        Returns
        -------
        Backtest
            Forecasts and outcomes of all bands.
        """
        origins = sorted({origin for test in tests for origin in test.frames})
        frames = [test.frames[origin] for origin in origins for test in tests if origin in test.frames]
        cases = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
        return Backtest(
            cases=cases,
            choices=pd.concat([test.choices for test in tests], ignore_index=True),
            leans=tests[0].leans,
        )


def learn_at(
    made: Candidates, past: Sequence[Past], totals: FloatArray, *, grades: slice, origin: int
) -> tuple[Past, Choice, Lean]:
    """Choose by the evidence at an autumn, and make its forecast of some grades together.

    Parameters
    ----------
    made
        Candidates of the autumn.
    past
        Forecasts of earlier autumns.
    totals
        Counts of these grades up to the autumn, shape (P, Y).
    grades
        Columns of the grades.
    origin
        Position of the autumn.

    Returns
    -------
    tuple
        The autumn as the later ones will learn from it, what it chose, and its evidence.
    """
    top = {name: one[:, :, grades].sum(axis=2) for name, one in made.top_down.items()}
    own, steady = made.own[:, :, grades].sum(axis=2), made.steady[:, :, grades].sum(axis=2)
    horizon = own.shape[1]
    choice = choose(past, totals, origin=origin, horizon=horizon)
    cohort = np.stack(
        [
            choice.blend({name: one[:, h] for name, one in top.items()}, own[:, h], ahead=h + 1)
            for h in range(horizon)
        ],
        axis=1,
    )
    item = Past(origin=origin, top_down=top, own=own, steady=steady, cohort=cohort)
    return item, choice, weigh(past, totals, origin=origin, horizon=horizon)


def _choices(places: tuple[str, ...], band: str, choice: Choice, lean: Lean) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "place": places,
                    "band": band,
                    "horizon": ahead,
                    "method": choice.method[ahead],
                    "own_weight": choice.own_weight[ahead],
                    "last_value_weight": lean.weight[ahead],
                    "chosen_by": np.where(choice.by_itself, "place", "pool"),
                    "past_forecasts": choice.forecasts,
                }
            )
            for ahead in choice.method
        ],
        ignore_index=True,
    )
