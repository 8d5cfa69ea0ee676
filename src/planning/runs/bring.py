"""From a planner's own files to a district that can be run."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planning.district.band_rows import bands_from
from planning.district.bands import DEFAULT, bands_frame
from planning.errors import Findings, Where
from planning.importing.columns import Guess
from planning.importing.district import bring
from planning.importing.faults import gathered
from planning.importing.fields import KINDS
from planning.importing.guesses import guess_files, unused_columns
from planning.importing.layer import Layer
from planning.importing.mapping import NAME, read_mapping
from planning.importing.mapping_file import write_mapping
from planning.importing.read import read_layer, sheets_of
from planning.importing.request import Request
from planning.importing.template import write_template, write_template_workbook
from planning.importing.write import write_district
from planning.runs.district_folder import SCENARIO, check_folder, heal, replaced_district
from planning.runs.inputs import Inputs, load_inputs
from planning.runs.kept_data import check_untouched, keep_unrecorded, record_tables
from planning.runs.kept_scenario import check_written, settle_scenario


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
        What was done and assumed.
    unused
        Columns that are not used, by kind of file.
    """

    folder: Path
    inputs: Inputs
    guesses: Mapping[str, list[Guess]]
    notes: tuple[tuple[str, str], ...]
    unused: Mapping[str, tuple[str, ...]]

    @property
    def confirmed(self) -> bool:
        """True if the planner has confirmed every column of every file."""
        return all(guess.confirmed for own in self.guesses.values() for guess in own)


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
        Folder of the district; ``mapping.yaml`` in it assigns the columns. A ``base.yaml`` in it that a
        planner has changed is kept, and tables that he has edited refuse the import.
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
        If the files have faults, or tables of an earlier import were edited; carries all faults, those of one
        kind as one. Nothing is written, and an earlier import stays as it was.
    """
    findings = Findings()
    check_folder(folder, (*files.values(), *(() if workbook is None else (workbook,))))
    heal(folder)
    check_untouched(folder)
    stated = read_mapping(folder / NAME, findings, bands=request.bands)
    findings.raise_if_any()
    sheets = {} if workbook is None else sheets_of(workbook, findings)
    layers: dict[str, Layer] = {}
    for kind in KINDS:
        path = files.get(kind)
        sheet = stated.of(kind).sheet
        if path is None and kind in sheets and workbook is not None:
            path, sheet = workbook, kind
        if path is not None:
            layer = read_layer(path, crs=stated.of(kind).crs, sheet=sheet, findings=findings)
            if layer is not None:
                layers[kind] = layer
    notes: list[tuple[str, str]] = []
    guesses = guess_files(layers, stated, notes, bands=request.bands)
    _check_stated(layers, guesses, findings)
    _raise_gathered(findings)
    brought = bring(layers, guesses, stated, request=request, findings=findings)
    _raise_gathered(findings)
    assert brought is not None
    with replaced_district(folder) as fresh:
        write_district(brought, fresh, request=request)
        record_tables(fresh)
        write_mapping(fresh / NAME, stated=stated, layers=layers, guesses=guesses)
        kept = [*settle_scenario(folder, fresh), *keep_unrecorded(folder, fresh)]
        check_written(fresh, folder)
    return Imported(
        folder=folder,
        inputs=load_inputs(folder / SCENARIO),
        guesses=guesses,
        notes=(*notes, *brought.notes, *kept),
        unused={kind: unused_columns(layer, guesses[kind]) for kind, layer in layers.items()},
    )


def init_district(target: Path, *, table: str | Path = DEFAULT) -> list[Path]:
    """Write empty files to fill in: a folder, or one workbook if the target ends in ``.xlsx``.

    Parameters
    ----------
    target
        Folder or workbook to write.
    table
        Bands whose columns the files have: name of a ready-made table, or path of a CSV file.

    Returns
    -------
    list of Path
        Files written.

    Raises
    ------
    InputError
        If the target exists, or there is no such table of bands.
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
    bands = bands_from(bands_frame(table))
    if target.suffix.lower() == ".xlsx":
        target.parent.mkdir(parents=True, exist_ok=True)
        write_template_workbook(target, bands)
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    return [target / name for name in write_template(target, bands)]


def _raise_gathered(findings: Findings) -> None:
    """Raise faults of one kind together, if there are any."""
    Findings(items=gathered(findings)).raise_if_any()


def _check_stated(
    layers: Mapping[str, Layer], guesses: Mapping[str, list[Guess]], findings: Findings
) -> None:
    """Report columns that the mapping names and the file lacks."""
    for kind, layer in layers.items():
        for guess in guesses[kind]:
            if guess.column in layer.columns:
                continue
            names = ", ".join(layer.columns)
            near = difflib.get_close_matches(guess.column, list(layer.columns), n=1)
            findings.add(
                Where(file=NAME, path=f"{kind}.columns.{guess.field}"),
                zh=f"{layer.file} 没有列“{guess.column}”"
                + (f"，最接近的是“{near[0]}”" if near else "")
                + f"；现有：{names}",
                en=f"{layer.file} has no column '{guess.column}'"
                + (f"; the nearest is '{near[0]}'" if near else "")
                + f"; there are: {names}",
                fix_zh="请改正；不用这一列就写 null；要重新猜测整个文件，请删去该文件一节",
                fix_en="Correct it; write null to use none; or delete the section of the file to have all of "
                "it guessed anew",
            )
