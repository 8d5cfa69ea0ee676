"""Levels of education in the column ``band`` of the files, read as the district's bands before all else."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planning.domain.bands import BAND_NAMES, BANDS
from planning.errors import Findings, Where
from planning.importing.columns import Guess
from planning.importing.faults import FIRST
from planning.importing.layer import Layer, Notes
from planning.importing.level_words import bands_of_level, is_british, known_levels, words_of
from planning.importing.mapping import Stated
from planning.words import Words, message
from planning.words import listed as in_words

#: Years of the bands that a school of several may hold: what its seats would be shared out by.
_YEARS: Final = {"primary": 6, "junior": 3, "senior": 3}


def with_bands(
    layers: Mapping[str, Layer],
    guesses: Mapping[str, list[Guess]],
    stated: Stated,
    *,
    findings: Findings,
    notes: Notes,
) -> dict[str, Layer]:
    """Return the files with the words for their levels replaced by bands.

    Parameters
    ----------
    layers, guesses
        Files and their columns, by kind.
    stated
        Planner's statements on levels, which take precedence.
    findings
        Receives one question for each file about levels of several bands or of none.
    notes
        Receives notes on the band assigned to each level.

    Returns
    -------
    dict
        Files by kind; a cell reads ``primary``, or ``primary 0.67 junior 0.33``.
    """
    columns = {kind: _column(guesses[kind]) for kind in layers}
    found = {
        kind: layers[kind].columns[column]
        for kind, column in columns.items()
        if column in layers[kind].columns
    }
    british = is_british({cell for cells in found.values() for cell in cells})
    result = dict(layers)
    for kind, cells in found.items():
        layer = layers[kind]
        read = {level: _read(level, stated, british=british) for level in dict.fromkeys(cells) if level}
        # A catchment of a school of several bands is one of each of them.
        several = {level for level, shares in read.items() if len(shares) != 1 and level not in stated.levels}
        asked = {level for level in several if not (kind == "catchments" and read[level])}
        if asked:
            _ask(
                layer, str(columns[kind]), {level: read[level] for level in read if level in asked}, findings
            )
        _say(layer, {level: read[level] for level in read if level not in asked}, stated, notes)
        written = {level: _written(shares) for level, shares in read.items()}
        result[kind] = replace(
            layer,
            columns={**layer.columns, str(columns[kind]): [written.get(cell, "") for cell in cells]},
        )
    return result


def _column(guesses: list[Guess]) -> str | None:
    """Return the column of levels; None without one, or if other columns distinguish the bands."""
    by_field = {guess.field: guess.column for guess in guesses}
    apart = any(f"{name}_{band}" in by_field for name in ("pupils", "seats") for band in BANDS)
    return None if apart or "grade" in by_field else by_field.get("band")


def _read(level: str, stated: Stated, *, british: bool) -> dict[str, float]:
    """Return the bands of a level with their shares; shares of several bands are valid only if stated."""
    said = stated.levels.get(level) or stated.levels.get(level.strip())
    if said is not None:
        return said
    bands = bands_of_level(level, british=british)
    years = [_YEARS.get(band, 1) for band in bands]
    return {band: own / sum(years) for band, own in zip(bands, years, strict=True)}


def _written(shares: Mapping[str, float]) -> str:
    if len(shares) == 1:
        return next(iter(shares))
    return " ".join(f"{band} {share:.12g}" for band, share in shares.items())


def _ask(layer: Layer, column: str, levels: Mapping[str, Mapping[str, float]], findings: Findings) -> None:
    """Report all levels of a file that are no single band as one question."""
    count = Counter(layer.columns[column])
    first = {level: layer.rows[layer.columns[column].index(level)] for level in levels}
    listed = sorted(levels, key=lambda level: -count[level])
    asked: list[Words] = []
    for level in listed[:FIRST]:
        near = difflib.get_close_matches(words_of(level), known_levels(), n=1, cutoff=0.8)
        seen = {"level": level, "n": count[level], "first": first[level]}
        if near and not levels[level]:
            asked.append(message("importing.levels.level_like_another", **seen, near=near[0]))
        else:
            asked.append(message("importing.levels.level", **seen))
    several = next((level for level in listed if len(levels[level]) > 1), None)
    answer = "{" + ", ".join(
        f"{level}: "
        + (
            "{" + ", ".join(f"{band}: {share:.2f}" for band, share in levels[level].items()) + "}"
            if levels[level]
            else BANDS[1]
        )
        for level in ([several] if several else listed[:1])
    ) + "}"  # fmt: skip
    findings.add(
        Where(file=layer.file, column=column),
        words=message("importing.levels.no_single_band", n=len(levels), levels=in_words(asked)),
        fix=message("importing.levels.say_mapping_yaml_band_each", answer=answer),
    )


def _say(layer: Layer, levels: Mapping[str, Mapping[str, float]], stated: Stated, notes: Notes) -> None:
    """Note the bands of levels that are not named like a band."""
    own = {name.lower(): band for band, names in BAND_NAMES.items() for name in (band, *names)}
    read = [level for level, shares in levels.items() if own.get(level.strip().lower()) != _written(shares)]
    if not read:
        return
    listed = ", ".join(
        f"{level} = {_written(levels[level])}" + ("" if level not in stated.levels else " (mapping.yaml)")
        for level in read
    )
    notes.append(message("importing.levels.levels_taken_bands", file=layer.file, levels=listed))
