"""A scenario meets the bands of its district: keys are checked, and what it leaves out is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planning.domain.bands import Band, BandSystem
from planning.errors import Findings, Where
from planning.scenario import schema
from planning.scenario.load import LoadedScenario, digest_of
from planning.scenario.money_checks import check_money
from planning.scenario.purses import bands_of_money
from planning.scenario.rules import RulesPart, WarnPart
from planning.scenario.schema import Scenario
from planning.scenario.yaml_tree import Path_, dotted
from planning.words import message

#: What a band has that knows no distances.
DISTANCES = ("norm_m", "reach_m", "nearest")


def with_bands(loaded: LoadedScenario, bands: BandSystem) -> LoadedScenario:
    """Return a scenario with the rules of every band of its district.

    Parameters
    ----------
    loaded
        Checked scenario.
    bands
        Bands of its district.

    Returns
    -------
    LoadedScenario
        The same scenario; rules, works and norms of staff that it does not state are those of the bands.

    Raises
    ------
    InputError
        If it names a band that the district does not have, or a distance of a district-wide band.
    """
    findings = Findings()
    for path, key in _named(loaded.scenario):
        if key not in bands:
            _unknown(findings, _where(loaded, path), key, bands.ids)
    for key, rules in loaded.scenario.bands.items():
        if key in bands and bands[key].district_wide:
            for name in DISTANCES:
                if getattr(rules, name) is not None:
                    _district_wide(findings, _where(loaded, ("bands", key, name)), key)
    for key, rules in loaded.scenario.bands.items():
        last = loaded.scenario.years[-1]
        for year in rules.class_size if isinstance(rules.class_size, dict) else ():
            if year > last:
                _after_horizon(findings, _where(loaded, ("bands", key, "class_size", year)), year, last)
    check_money(loaded.scenario, lambda path: _where(loaded, path), findings)
    findings.raise_if_any()
    scenario = _filled(loaded.scenario, bands)
    # What is filled in is an input like what is stated.
    return replace(loaded, scenario=scenario, digest=digest_of(scenario))


def _named(scenario: Scenario) -> Iterator[tuple[Path_, str]]:
    """Yield the bands that a scenario names, and where."""
    yield from ((("bands", key), key) for key in scenario.bands)
    yield from (
        (("rules", "shares", name, "band"), part.band) for name, part in scenario.rules.shares.items()
    )
    staff = scenario.rules.staff
    if staff is not None and staff.pupils_per_staff is not None:
        yield from ((("rules", "staff", "pupils_per_staff", key), key) for key in staff.pupils_per_staff)
    yield from ((("rooms", "class_size", key), key) for key in scenario.rooms.class_size)
    yield from _named_for_staff(scenario)
    yield from bands_of_money(scenario.purses, scenario.running)
    if scenario.rules.retreat is not None:
        yield from ((("rules", "retreat", "bands", key), key) for key in scenario.rules.retreat.bands)
    yield from ((("warn", "works_months", key), key) for key in scenario.warn.works_months)
    if scenario.class_size is not None:
        named = scenario.class_size.teachers_a_room
        yield from ((("class_size", "teachers_a_room", key), key) for key in named)


def _named_for_staff(scenario: Scenario) -> Iterator[tuple[Path_, str]]:
    balance = scenario.rules.staff_balance
    if balance is None:
        return
    for name in ("pupils_per_staff", "posts_per_class", "limit_lack"):
        yield from ((("rules", "staff_balance", name, key), key) for key in getattr(balance, name))
    for i, pair in enumerate(balance.retrain):
        yield from (
            (("rules", "staff_balance", "retrain", i, name), getattr(pair, name)) for name in ("band", "to")
        )


def _filled(scenario: Scenario, bands: BandSystem) -> Scenario:
    rules = {band.id: _rules(band, scenario.bands.get(band.id)) for band in bands}
    return scenario.model_copy(
        update={
            "bands": rules,
            "warn": _warn(scenario.warn, bands),
            "rules": _staff(scenario.rules, bands),
        }
    )


def _rules(band: Band, stated: schema.Band | None) -> schema.Band:
    """Return the rules of a band, with weight and radius of the table where a scenario states none."""
    said = stated or schema.Band()
    table = {"weight": band.weight, "norm_m": band.radius_m}
    return said.model_copy(
        update={name: value for name, value in table.items() if name not in said.model_fields_set}
    )


def _warn(warn: WarnPart, bands: BandSystem) -> WarnPart:
    usual = {band.id: band.works_months for band in bands if band.works_months is not None}
    return warn.model_copy(update={"works_months": usual | warn.works_months})


def _staff(rules: RulesPart, bands: BandSystem) -> RulesPart:
    if rules.staff is None or rules.staff.pupils_per_staff is not None:
        return rules
    norms = {band.id: band.pupils_per_staff for band in bands if band.pupils_per_staff is not None}
    return rules.model_copy(update={"staff": rules.staff.model_copy(update={"pupils_per_staff": norms})})


def _where(loaded: LoadedScenario, path: Path_) -> Where:
    """Return the place of an entry, or of the first one below it."""
    for known, origin in loaded.origins.items():
        if known[: len(path)] == path:
            return Where(file=origin.file, line=origin.line, path=dotted(path))
    return Where(file=str(loaded.path), path=dotted(path))


def _unknown(findings: Findings, where: Where, key: str, known: Iterable[str]) -> None:
    findings.add(
        where,
        words=message("scenario.bands.unknown", band=key, bands=", ".join(known)),
        fix=message("scenario.bands.fix_unknown"),
    )


def _district_wide(findings: Findings, where: Where, key: str) -> None:
    findings.add(
        where,
        words=message("scenario.bands.district_wide", band=key),
        fix=message("scenario.bands.fix_district_wide"),
    )


def _after_horizon(findings: Findings, where: Where, year: int, last: int) -> None:
    findings.add(
        where,
        words=message("scenario.bands.class_size_after", year=year, last=last),
        fix=message("scenario.bands.fix_class_size_after", last=last),
    )
