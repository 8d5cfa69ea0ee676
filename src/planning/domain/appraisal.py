"""The numbers of a plan, and what the audit found: results, immutable like the plan itself."""

from __future__ import annotations

from dataclasses import dataclass

from planning.domain.frozen import FloatArray


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A rule that a plan breaks.

    Parameters
    ----------
    rule
        Number of the equation, or ``sign`` for a negative figure, or ``O1`` for a misstated objective.
    where
        Labels of the place with the worst breach.
    amount
        Size of the worst breach, in the rule's own unit.
    unit
        That unit.

    Examples
    --------
    >>> print(Breach(rule="C7", where="2026", amount=120.0, unit="10,000 yuan"))
    C7 at 2026: 120 10,000 yuan
    """

    rule: str
    where: str
    amount: float
    unit: str

    def __str__(self) -> str:
        """Describe the breach in one line."""
        return f"{self.rule} at {self.where}: {self.amount:.6g} {self.unit}"


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What the audit found.

    Parameters
    ----------
    breaches
        One for each broken rule, with its worst place; empty if the plan keeps every rule.
    tolerance
        Relative tolerance within which a rule counts as kept.
    checked
        Rules that were recomputed.

    Examples
    --------
    >>> Audit(breaches=(), tolerance=1e-6, checked=("C1", "C2")).passed
    True
    >>> over = Breach(rule="C2", where="F1, primary, 2024", amount=10.0, unit="pupils")
    >>> Audit(breaches=(over,), tolerance=1e-6, checked=("C1", "C2")).passed
    False
    """

    breaches: tuple[Breach, ...]
    tolerance: float
    checked: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True if no rule is broken."""
        return not self.breaches


@dataclass(frozen=True, kw_only=True)
class Catchment:
    """Catchment of one facility in one band and year, as positions on the axes.

    Parameters
    ----------
    facility, band, year
        Positions on the axes.
    zones
        Positions of the zones that send entrants to the facility.
    pupils
        Pupils of the year's intake placed there, from all zones.
    """

    facility: int
    band: int
    year: int
    zones: tuple[int, ...]
    pupils: float


@dataclass(frozen=True, kw_only=True, eq=False)
class PurseYears:
    """Money of one purse by year, 10,000 yuan, shape (T,) each.

    Parameters
    ----------
    carried_in_10k
        Money of earlier years that has not lapsed.
    lapsed_10k
        Money that lapses at the end of the year.
    carried_out_10k
        Money handed to the next year.
    lacking_10k
        What is paid beyond the money that is there; 0 in a plan that holds.
    """

    carried_in_10k: FloatArray
    lapsed_10k: FloatArray
    carried_out_10k: FloatArray
    lacking_10k: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Appraisal:
    """Every seat, yuan and metre of a plan, recomputed from problem and plan alone.

    Parameters
    ----------
    open_seats, enrolled, temporary, surplus
        Permanent seats open, pupils enrolled, temporary seats used, permanent seats left empty; (F, B, T).
    intake, unplaced
        Pupils who need a placement, and those without one; (Z, B, T).
    unplaced_share
        Unplaced as a share of the intake; (Z, B, T); NaN where nobody needs a placement.
    utilisation
        Enrolled over open seats; (F, B, T); NaN where no seat is open.
    seats_per_child
        Entry places within reach for each child of the intake, by the two-step floating catchment area
        method; (Z, B, T).
    seat_balance
        Entry places within reach less the entrants, by the same method; (Z, B, T). Over all zones it adds up
        to the places less the entrants of the district.
    zone_distance_m
        Mean distance of the entrants placed, by zone, metres; (Z, B, T); NaN where nobody is placed.
    unplaced_pupil_years
        Pupil-years without a seat by band, unweighted; (B,).
    intake_by_band, unplaced_by_band, unplaced_share_by_band
        Totals of the district; (B, T).
    mean_distance_m
        Mean distance of the pupils placed, by band and year, metres; (B, T); NaN where nobody is placed.
    placed_km
        Kilometres from home to school, summed over the pupils placed; (B, T).
    beyond_norm_share
        Share of the pupils placed who live beyond the service radius; (B, T); NaN where nobody is placed.
    limit_10k, carried_in_10k, spent_10k, carried_out_10k
        Limit, money carried in, spent and carried out of each year, 10,000 yuan; (T,).
    start_year, opening_year
        Calendar years by project, 0 for one that is not started; (P,).
    catchments
        Catchments that follow from the plan, by band, year and facility.
    objectives
        Recomputed values of the objectives, ``O1`` and ``O2``.
    rooms_lent
        Rooms that serve the receiving band, by conversion and year, (M, T); empty if none can be lent.
    purses
        Money of each purse; empty without purses.
    running_opened_10k, running_all_10k
        Running cost of what the plan opens, a seat counted as a pupil, and of all open schools with their
        pupils, by school year, 10,000 yuan, (T,); None if running cost is not known.
    """

    open_seats: FloatArray
    enrolled: FloatArray
    temporary: FloatArray
    surplus: FloatArray
    intake: FloatArray
    unplaced: FloatArray
    unplaced_share: FloatArray
    utilisation: FloatArray
    seats_per_child: FloatArray
    seat_balance: FloatArray
    zone_distance_m: FloatArray
    unplaced_pupil_years: FloatArray
    intake_by_band: FloatArray
    unplaced_by_band: FloatArray
    unplaced_share_by_band: FloatArray
    mean_distance_m: FloatArray
    placed_km: FloatArray
    beyond_norm_share: FloatArray
    limit_10k: FloatArray
    carried_in_10k: FloatArray
    spent_10k: FloatArray
    carried_out_10k: FloatArray
    start_year: tuple[int, ...]
    opening_year: tuple[int, ...]
    catchments: tuple[Catchment, ...]
    objectives: dict[str, float]
    rooms_lent: FloatArray
    purses: tuple[PurseYears, ...] = ()
    running_opened_10k: FloatArray | None = None
    running_all_10k: FloatArray | None = None
