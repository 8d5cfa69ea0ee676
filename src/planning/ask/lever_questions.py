"""Questions on what could be built or changed beside the projects that there are, as methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planning.ask.asked import Asked
from planning.ask.class_size import SizeWish, class_size
from planning.ask.cure import cure
from planning.ask.sites import SiteWish, site
from planning.domain.progress import Listener, silent
from planning.report.sheets.answer import Answer


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LeverQuestions(Asked):
    """Questions on levers that a case answers, one method each."""

    def site(
        self,
        band: str,
        *,
        count: int = 1,
        candidates: str | Path | None = None,
        grid_m: float | None = None,
        least_seats: int | None = None,
        most_seats: int | None = None,
        within: float = 0.01,
        seconds: float | None = None,
        listener: Listener = silent,
    ) -> Answer:
        """Find the best sites and sizes of one to three new schools, and from when.

        Parameters
        ----------
        band
            Key of their band.
        count
            Number of new schools, 1 to 3.
        candidates
            Layer of parcels; every zone if omitted.
        grid_m
            Spacing of a grid of candidates in their place, metres.
        least_seats, most_seats
            Seats of the smallest and the largest school; 12 and 36 classes if omitted.
        within
            Share by which O1 and O2 of further choices may be worse.
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheets ``sites`` and ``class_values``, and a picture of what one more class is worth at each site;
            ``result`` is a ``Sites``.

        Raises
        ------
        InputError
            If the band is unknown, there are no or more than three schools, or the candidates cannot be used.
        NoPlanError
            If the scenario itself has no plan.
        """
        wish = SiteWish(
            band=band, count=count, candidates=None if candidates is None else Path(candidates),
            grid_m=grid_m, least_seats=least_seats, most_seats=most_seats, within=within,
        )  # fmt: skip
        return site(self, wish, seconds=seconds, listener=listener)

    def cure(self, *, seconds: float | None = None, listener: Listener = silent) -> Answer:
        """Find what would cure the shortage of the best plan: levers and mixes of them, ranked.

        Parameters
        ----------
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet ``cure`` with a row for each lever and mix: what remains, its price, the last round that can
            decide it, and whether that is proven.

        Raises
        ------
        NoPlanError
            If the scenario itself has no plan.
        """
        return cure(self, seconds=seconds, listener=listener)

    def class_size(
        self,
        band: str,
        *,
        sizes: Sequence[float] | None = None,
        with_plan: bool = False,
        seconds: float | None = None,
        listener: Listener = silent,
    ) -> Answer:
        """Find from which year on class sizes can hold without building, and the teachers they need.

        Parameters
        ----------
        band
            Key of the band.
        sizes
            Pupils of a room; 5, 10 and 15 fewer than a room of the district usually has if omitted.
        with_plan
            True builds what the best plan builds; false builds committed projects and fixed openings alone.
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet ``class_size`` with the earliest year of each size, ``class_size_staff`` with rooms and
            teachers by year, ``class_size_frontier`` with the entrants without a seat for each size and first
            year, and a chart of these; ``result`` is a ``ClassSizes``.

        Raises
        ------
        InputError
            If the band is unknown, or a size is not between 1 and 200.
        NoPlanError
            If the scenario itself has no plan.
        """
        wish = SizeWish(band=band, sizes=None if sizes is None else tuple(sizes), with_plan=with_plan)
        return class_size(self, wish, seconds=seconds, listener=listener)
