"""Every question that a case answers, as a method; each is worked out in a module of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from planning.ask.catchments import SECONDS, catchments
from planning.ask.coming import explain_intake, forecast, progress, warnings
from planning.ask.fair import fair
from planning.ask.lever_questions import LeverQuestions
from planning.ask.money import frontier, prices
from planning.ask.schedules import alternatives, repair, stability
from planning.ask.why import why
from planning.domain.progress import Listener, silent
from planning.report.sheets.answer import Answer


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Questions(LeverQuestions):
    """Questions that a case answers beside its plan, one method each."""

    def why(
        self,
        project: str,
        *,
        opens: int | None = None,
        not_in: int | None = None,
        never: bool = False,
        listener: Listener = silent,
    ) -> Answer:
        """Force or forbid a project's opening, and compare the result with the best plan.

        Parameters
        ----------
        project
            Key of the project.
        opens
            Year of the September in which it must open; if nothing else is given, any year.
        not_in
            Year of the September in which it must not open.
        never
            True if it must not be built at all.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Cost, gains and losses against the best plan; or the rule that forbids it, with the smallest
            change.

        Raises
        ------
        InputError
            If the project is unknown, or more than one condition is given.
        NoPlanError
            If the scenario itself has no plan.
        """
        return why(self, project, opens=opens, not_in=not_in, never=never, listener=listener)

    def fair(self, *, by: str = "zone", seconds: float | None = None, listener: Listener = silent) -> Answer:
        """Find what fairness costs: the cheapest, a middle and the fairest way to share a shortage.

        Schedule and entrants without a place in total are those of the best plan in every way.

        Parameters
        ----------
        by
            Groups among which the shortage is shared: ``zone`` or ``subdistrict``.
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheets ``fair`` and ``fair_groups``; ``result`` is a ``Fairness`` with a plan for each way.

        Raises
        ------
        InputError
            If the groups are unknown.
        NoPlanError
            If the scenario itself has no plan.
        """
        return fair(self, by=by, seconds=seconds, listener=listener)

    def frontier(
        self,
        low_10k: float,
        high_10k: float,
        *,
        seconds: float | None = None,
        listener: Listener = silent,
    ) -> Answer:
        """Compute the shortage as a function of the yearly limit of money: the exact steps.

        Parameters
        ----------
        low_10k, high_10k
            Ends of the range of yearly limits, 10,000 yuan.
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet with a row for each limit from which on the shortage is smaller, and one for each strip that
            was not settled in time; ``result`` is a ``Frontier``.
        """
        return frontier(self, low_10k=low_10k, high_10k=high_10k, seconds=seconds, listener=listener)

    def prices(
        self,
        *,
        count: int = 20,
        step_10k: float = 100.0,
        class_sizes: Mapping[str, float] | None = None,
        seconds: float | None = None,
        listener: Listener = silent,
    ) -> Answer:
        """Compute the value of one more seat and one more class, by school and band, and of more money.

        Parameters
        ----------
        count
            Most schools and bands to ask about, the likeliest first.
        step_10k
            Money added to one year at a time, 10,000 yuan.
        class_sizes
            Seats of one more class by band; the norm's for bands that are left out.
        seconds
            Time limit of the whole answer, seconds; the scenario's if omitted.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheets of the values of classes, of seats and of money, without what is worth nothing; ``result``
            is a ``MarginalValues``, or None if there was no time for any.
        """
        return prices(
            self, step_10k=step_10k, count=count, class_sizes=class_sizes, seconds=seconds, listener=listener
        )

    def repair(self, *, count: int = 3, keep: Collection[str] = ()) -> Answer:
        """Find the smallest changes that make an impossible scenario possible.

        Parameters
        ----------
        count
            Number of repairs to find.
        keep
            Kinds of rules that must not be changed.

        Returns
        -------
        Answer
            Sheet of the repairs, the cheapest first; ``result`` is a tuple of ``Repair``.
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
        """Find schedules nearly as good as the best, and the projects that all, some or none of them build.

        Parameters
        ----------
        within
            Share by which O1 and O2 may be worse.
        count
            Number of schedules to find beside the best.
        seconds
            Time limit for schedules beyond those that prove the roles, seconds; None sets none but the
            scenario's, which holds for the whole answer.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet of the openings by schedule and each project's role; ``result`` is an ``Alternatives``.
        """
        return alternatives(self, tolerance=within, count=count, seconds=seconds, listener=listener)

    def catchments(self, *, seconds: float = SECONDS, listener: Listener = silent) -> Answer:
        """Draw catchments freely, as today, with whole zones and in one piece, and compare the costs.

        Parameters
        ----------
        seconds
            Time limit of each way that needs a search, seconds; the schedule has the scenario's.
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet with a row for each way and band.
        """
        return catchments(self, seconds=seconds, listener=listener)

    def warnings(self, *, listener: Listener = silent) -> Answer:
        """Warn of future shortages of seats, with the last round whose decision can cure each.

        Parameters
        ----------
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Sheet with a row for each zone and band, the worst first.
        """
        return warnings(self, listener=listener)

    def stability(self, *, listener: Listener = silent) -> Answer:
        """Compute the cost of keeping to the plan announced by an earlier round.

        Parameters
        ----------
        listener
            Receives the stage and the gap while the solver works.

        Returns
        -------
        Answer
            Comparison of the free plan with the one that keeps to the announcement.

        Raises
        ------
        InputError
            If the scenario names no reference.
        """
        return stability(self, listener=listener)

    def progress(self) -> Answer:
        """Report the progress of works and the expected openings.

        Returns
        -------
        Answer
            Sheet with a row for each project with a report.
        """
        return progress(self)

    def forecast(self, *, draws: int = 1000, seed: int = 1) -> Answer:
        """Forecast intakes and pupils by variant, with intervals.

        Parameters
        ----------
        draws, seed
            Number of draws around the expected values, and seed of the random numbers.

        Returns
        -------
        Answer
            Sheet of intakes and pupils by band, year and variant; ``result`` is an ``Outlook``.
        """
        return forecast(self, draws=draws, seed=seed)

    def explain_intake(self, zone: str, band: str, year: int) -> Answer:
        """Trace one intake back to its inputs.

        Parameters
        ----------
        zone, band, year
            Keys of the zone and the band, and the school year.

        Returns
        -------
        Answer
            Sheet of the steps that lead to the intake, each with its source and confidence.

        Raises
        ------
        InputError
            If the zone, band or year is unknown.
        """
        return explain_intake(self, zone=zone, band=band, year=year)
