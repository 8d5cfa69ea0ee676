"""Every question that a case answers, as a method; each is worked out in a module of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planning.ask.asked import Asked
from planning.ask.catchments import SECONDS, catchments
from planning.ask.coming import explain_intake, forecast, progress, warnings
from planning.ask.money import frontier, prices
from planning.ask.schedules import alternatives, repair, stability
from planning.ask.why import why
from planning.domain.progress import Listener, silent
from planning.report.sheets.answer import Answer


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Questions(Asked):
    """What may be asked of a case beside its plan."""

    def why(
        self,
        project: str,
        *,
        opens: int | None = None,
        not_in: int | None = None,
        never: bool = False,
        listener: Listener = silent,
    ) -> Answer:
        """Force or forbid a project's opening, and tell what that costs and who gains and loses.

        Parameters
        ----------
        project
            Key of the project.
        opens
            September in which it must open; any September if nothing else is asked.
        not_in
            September in which it must not open.
        never
            True if it must not be built at all.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            The best plan beside the one that is asked for; or what forbids it, with the smallest change.

        Raises
        ------
        InputError
            If there is no such project, or more than one thing is asked of it.
        NoPlanError
            If the scenario itself has no plan.
        """
        return why(self, project, opens=opens, not_in=not_in, never=never, listener=listener)

    def frontier(
        self,
        low_10k: float,
        high_10k: float,
        *,
        step_10k: float | None = None,
        listener: Listener = silent,
    ) -> Answer:
        """Follow the shortage over the yearly limit of money.

        Parameters
        ----------
        low_10k, high_10k
            Ends of the range, 10,000 yuan a year.
        step_10k
            Step between searches; a twentieth of the range if left out.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            A row for each limit from which on the shortage falls; ``result`` is a ``Frontier``.
        """
        return frontier(self, low_10k=low_10k, high_10k=high_10k, step_10k=step_10k, listener=listener)

    def prices(self, *, step_10k: float = 1000.0, listener: Listener = silent) -> Answer:
        """Value one more seat, by school and band, and more money, by year.

        Parameters
        ----------
        step_10k
            Money added to one year at a time, 10,000 yuan.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Worth of seats and of money.
        """
        return prices(self, step_10k=step_10k, listener=listener)

    def repair(self, *, count: int = 3, keep: Collection[str] = ()) -> Answer:
        """Find the smallest changes that make an impossible scenario possible.

        Parameters
        ----------
        count
            Repairs wanted.
        keep
            Kinds of rules that must not be changed.

        Returns
        -------
        Answer
            Repairs, the cheapest first; ``result`` is a tuple of ``Repair``.
        """
        return repair(self, count=count, keep=keep)

    def alternatives(
        self,
        *,
        within: float = 0.01,
        count: int = 5,
        seconds: float | None = 60.0,
        listener: Listener = silent,
    ) -> Answer:
        """Find schedules nearly as good as the best, and what all, some or none of them build.

        Parameters
        ----------
        within
            Share by which O1 and O2 may be worse.
        count
            Schedules wanted beside the best.
        seconds
            Time for schedules beyond those that tell the roles; None for no limit.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Openings by schedule, and each project's role; ``result`` is an ``Alternatives``.
        """
        return alternatives(self, tolerance=within, count=count, seconds=seconds, listener=listener)

    def catchments(self, *, seconds: float = SECONDS, listener: Listener = silent) -> Answer:
        """Draw catchments freely, as today, with whole zones and in one piece, and compare what each costs.

        Parameters
        ----------
        seconds
            Time for each way that needs a search.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            A row for each way and band.
        """
        return catchments(self, seconds=seconds, listener=listener)

    def warnings(self, *, listener: Listener = silent) -> Answer:
        """Warn of seats that will lack, and until when a decision can still cure it.

        Parameters
        ----------
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            A row for each zone and band, the worst first.
        """
        return warnings(self, listener=listener)

    def stability(self, *, listener: Listener = silent) -> Answer:
        """Price keeping to what an earlier round announced.

        Parameters
        ----------
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            The free plan beside the one that keeps to the announcement.

        Raises
        ------
        InputError
            If the scenario names no reference.
        """
        return stability(self, listener=listener)

    def progress(self) -> Answer:
        """Report how far works have got, and when seats are to be expected.

        Returns
        -------
        Answer
            A row for each project that reports.
        """
        return progress(self)

    def forecast(self, *, draws: int = 1000, seed: int = 1) -> Answer:
        """Forecast intakes and pupils by variant, with intervals.

        Parameters
        ----------
        draws, seed
            Draws around the expected values; the same seed gives the same figures.

        Returns
        -------
        Answer
            Intakes and pupils by band, year and variant; ``result`` is an ``Outlook``.
        """
        return forecast(self, draws=draws, seed=seed)

    def explain_intake(self, zone: str, band: str, year: int) -> Answer:
        """Follow one intake back to its inputs.

        Parameters
        ----------
        zone, band, year
            Keys of the zone and the band, and the school year.

        Returns
        -------
        Answer
            The steps that make up the number, each with its source and confidence.

        Raises
        ------
        InputError
            If there is no such zone, band or year.
        """
        return explain_intake(self, zone=zone, band=band, year=year)
