"""Time the draws of the forecast: ``python benchmarks/draws.py [DRAWS ...]``.

Prints seconds for the forecast itself, what late homes change, the draws and their quantiles, each size
beside the bare generation of as many normal numbers in the same run, and peak memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from planning import load_inputs
from planning.assemble.forecast.district_inputs import make_sources
from planning.assemble.forecast.people import forecast_people
from planning.assemble.forecast.spread import late_effects, make_spread
from planning.district.bands import ready_made
from planning.domain.frozen import FloatArray
from planning.domain.outlook import QUANTILES
from planning.forecast.draws import draw_intakes

ROOT = Path(__file__).parent.parent
SIZES = (100, 1000, 4000)
T = TypeVar("T")


def main() -> None:
    inputs = load_inputs(ROOT / "scenarios" / "base.yaml")
    district, scenario = inputs.district, inputs.loaded.scenario
    sources, learnt = _timed(lambda: make_sources(district, scenario))
    people, composed = _timed(lambda: forecast_people(sources, scenario, district))
    late, lateness = _timed(lambda: late_effects(sources, scenario, district, on_time=people.intakes))
    print(f"learn from past rolls {learnt:.3f} s, forecast {composed:.4f} s, late homes {lateness:.3f} s")
    spread = make_spread(district, scenario)[0]

    def draw(count: int) -> FloatArray:
        return draw_intakes(
            intakes=people.intakes,
            late=late,
            bands=ready_made(),
            years=scenario.years,
            base_year=district.base_year,
            spread=spread,
            draws=count,
            seed=1,
        )

    for count in [int(text) for text in sys.argv[1:]] or SIZES:
        drawn, drawing = _timed(lambda count=count: draw(count))  # type: ignore[misc]
        _, quantiles = _timed(lambda drawn=drawn: np.quantile(drawn, QUANTILES, axis=0))  # type: ignore[misc]
        shape = drawn.shape
        _, bare = _timed(lambda shape=shape: np.random.default_rng(1).standard_normal(shape))  # type: ignore[misc]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count} draws of {shape[1:]}: {drawing:.3f} s, quantiles {quantiles:.3f} s, bare normal "
            f"numbers {bare:.3f} s, ratio {(drawing + quantiles) / bare:.1f}, peak {peak:.0f} MiB"
        )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


if __name__ == "__main__":
    main()
