"""From a planner's own files to a district that can be run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from planning.errors import Findings, InputError, Where
from planning.importing.columns import Guess, guess_columns
from planning.importing.district import bring
from planning.importing.fields import FIELDS
from planning.importing.layer import Layer
from planning.importing.mapping import NAME, read_mapping, write_mapping
from planning.importing.read import read_layer, sheets_of
from planning.importing.request import Request
from planning.importing.template import write_template, write_template_workbook
from planning.importing.write import write_district
from planning.runs.atomic_folder import check_target
from planning.runs.inputs import Inputs, load_inputs

#: What an import writes, beside ``mapping.yaml`` which is the planner's to correct.
MADE: Final = ("data", "base.yaml")


@dataclass(frozen=True, kw_only=True, eq=False)
class Imported:
    """District made from a planner's files, and how it was made.

    Parameters
    ----------
    folder
        Folder of the district.
    inputs
        Inputs as a run reads them, checked.
    guesses
        Columns of the fields, by kind of file.
    notes
        Notes on what was done and assumed, Chinese and English.
    confirmed
        True if the planner has confirmed the columns.
    """

    folder: Path
    inputs: Inputs
    guesses: Mapping[str, list[Guess]]
    notes: tuple[tuple[str, str], ...]
    confirmed: bool


def import_district(
    folder: Path,
    files: Mapping[str, Path],
    *,
    request: Request,
    workbook: Path | None = None,
) -> Imported:
    """Make a district from a planner's files.

    Parameters
    ----------
    folder
        Folder of the district; ``mapping.yaml`` in it assigns the columns, and is written if it is missing.
    files
        Files by kind: ``zones``, ``schools``, ``projects``, ``population``, ``pupils``, ``grid``, ``census``,
        ``rolls``, ``distances``, ``roads``, ``barriers``, ``water``, ``catchments``.
    request
        Name of the district, year, band, confidence and size of cells.
    workbook
        Workbook whose sheets have the names of the kinds.

    Returns
    -------
    Imported
        Checked district, and the columns that were guessed.

    Raises
    ------
    InputError
        If the files have faults; carries all of them. An earlier import stays as it was, but
        ``mapping.yaml`` is written, for most faults are cured there.
    """
    findings = Findings()
    check_target(folder, inputs=tuple(files.values()))
    stated = read_mapping(folder / NAME, findings)
    findings.raise_if_any()
    sheets = {} if workbook is None else sheets_of(workbook, findings)
    layers: dict[str, Layer] = {}
    for kind in FIELDS:
        path = files.get(kind)
        sheet = stated.of(kind).sheet
        if path is None and kind in sheets and workbook is not None:
            path, sheet = workbook, kind
        if path is not None:
            layer = read_layer(path, crs=stated.of(kind).crs, sheet=sheet, findings=findings)
            if layer is not None:
                layers[kind] = layer
    guesses = {
        kind: guess_columns(list(layer.columns), FIELDS[kind], stated=stated.of(kind).columns)
        for kind, layer in layers.items()
    }
    _check_stated(layers, guesses, findings)
    before = len(findings)
    brought = None
    if not before:
        brought = bring(layers, guesses, stated, request=request, findings=findings)
    folder.mkdir(parents=True, exist_ok=True)
    if layers and not (before and (folder / NAME).exists()):
        write_mapping(folder / NAME, stated=stated, layers=layers, guesses=guesses)
    findings.raise_if_any()
    assert brought is not None
    fresh = folder / f".import.partial-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        write_district(brought, fresh, request=request)
        inputs = _checked(fresh, folder)
        for name in MADE:
            _replace(fresh / name, folder / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Imported(
        folder=folder,
        inputs=inputs,
        guesses=guesses,
        notes=tuple(brought.notes),
        confirmed=stated.confirmed,
    )


def init_district(target: Path) -> list[Path]:
    """Write empty files to fill in: a folder, or one workbook if the target ends in ``.xlsx``.

    Raises
    ------
    InputError
        If the target exists.
    """
    findings = Findings()
    if target.exists() and (target.is_file() or any(target.iterdir())):
        findings.add(
            Where(file=str(target)),
            zh="已有内容，不予覆盖",
            en="there is something already, which is not overwritten",
            fix_zh="请另选一个名称",
            fix_en="Choose another name",
        )
    findings.raise_if_any()
    if target.suffix.lower() == ".xlsx":
        target.parent.mkdir(parents=True, exist_ok=True)
        write_template_workbook(target)
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    return [target / name for name in write_template(target)]


def _checked(fresh: Path, folder: Path) -> Inputs:
    """Read the written district as a run would; faults name its final folder."""
    try:
        return load_inputs(fresh / "base.yaml")
    except InputError as error:
        told = []
        for finding in error.findings:
            file = finding.where.file.replace(fresh.as_posix(), folder.as_posix())
            told.append(replace(finding, where=replace(finding.where, file=file)))
        raise InputError(tuple(told)) from None


def _check_stated(
    layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]], findings: Findings
) -> None:
    """Report columns that the mapping names and the file lacks."""
    for kind, layer in layers.items():
        for guess in guesses[kind]:
            if guess.column not in layer.columns:
                listed = ", ".join(layer.columns)
                findings.add(
                    Where(file=NAME, path=f"{kind}.columns.{guess.field}"),
                    zh=f"{layer.file} 没有列“{guess.column}”；现有：{listed}",
                    en=f"{layer.file} has no column '{guess.column}'; there are: {listed}",
                    fix_zh="请改正，或删去该行重新猜测",
                    fix_en="Correct it, or delete the line to have it guessed",
                )


def _replace(fresh: Path, target: Path) -> None:
    """Replace an earlier file or folder by a new one."""
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    if old.is_dir():
        shutil.rmtree(old)
    else:
        old.unlink(missing_ok=True)
