"""Why a site closes: what it would hold if it were kept, what that costs, and where its pupils go."""

from __future__ import annotations

from dataclasses import replace

from planning.appraise.closures import find_closures
from planning.appraise.seats import enrolled
from planning.ask.asked import Asked
from planning.domain.closures import Closure
from planning.domain.plan import Outcome, Plan
from planning.domain.prices import unit_of_money
from planning.domain.progress import Listener
from planning.optimise import optimise
from planning.report.sheets.answer import Answer
from planning.words import Words, listed, message, name_in

#: Expected pupils fewer than this are not named.
NOBODY = 0.5


def is_site(case: Asked, key: str) -> bool:
    """Return True if a key names a site of a problem whose sites may close or retire."""
    problem = case.problem
    return (problem.retreat is not None or bool(problem.retired)) and key in problem.facilities


def why_closing(case: Asked, key: str, *, listener: Listener) -> Answer:
    """Answer why a site closes.

    Parameters
    ----------
    case
        Case to question.
    key
        Key of the facility.
    listener
        Receives the stage and the gap while the solver works.

    Returns
    -------
    Answer
        Sentences on each band of the site.
    """
    problem, f = case.problem, case.problem.facilities.index(key)
    best = case.plan(listener=listener)
    closes = [one for one in find_closures(problem, best) if one.facility == f]
    name = _name(case, f)
    facts = (("facility", key), ("closes", bool(closes)))
    # A search that ends by the clock may close other sites the next time, and says so.
    open_ = () if best.outcome is Outcome.PROVEN else (message("ask.why_closing.may_differ"),)
    if not closes:
        stays = (message("ask.why_closing.stays", name=name), *open_)
        return Answer(name="why", sheets=(), sentences=stays, facts=facts)
    kept = optimise(replace(problem, retreat=None), case.engine.settings, listener=listener)
    sentences = tuple(words for one in closes for words in _sentences(case, one, kept, _band_of(case, one)))
    return Answer(name="why", sheets=(), sentences=(*sentences, *open_), facts=facts, result=tuple(closes))


def _sentences(case: Asked, one: Closure, kept: Plan, name: Words) -> list[Words]:
    problem = case.problem
    if one.retires:
        said: list[Words] = [message("ask.why_closing.retires", name=name, year=one.last_year)]
    else:
        rule = problem.retreat
        assert rule is not None
        after = max(one.last_year + 1 - problem.years[0], 0)
        rolls = enrolled(problem, kept)[one.facility, one.band, after:]
        said = [
            message(
                "ask.why_closing.closes",
                name=name,
                year=one.last_year,
                least=float(rule.least_roll[one.facility, one.band]),
                pupils=float(rolls.mean()),
                seats=float(problem.seats[one.facility, one.band]),
                saved=one.saved_10k,
                money=unit_of_money(problem.prices.currency).words,
            )
        ]
    goes = [
        message("report.closures.to", name=_name(case, g), n=round(pupils))
        for g, pupils in one.moved
        if pupils >= NOBODY
    ]
    if goes:
        said.append(message("ask.why_closing.moves", name=name, to=listed(goes)))
    else:
        said.append(message("ask.why_closing.nobody_moves", name=name))
    return said


def _band_of(case: Asked, one: Closure) -> Words:
    """Return the name of a site, with the band that closes if it has others."""
    name = _name(case, one.facility)
    if (case.problem.seats[one.facility] > 0).sum() == 1:
        return name
    return message("ask.why_closing.band_of", name=name, band=case.labels.band_in_sentence(one.band))


def _name(case: Asked, f: int) -> Words:
    key, zh, en = case.labels.facility(f)
    return name_in(zh=f"{key} {zh}", en=f"{key} {en}")
