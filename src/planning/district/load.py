"""Read a district from its folder: every table, every check, all faults at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from planning.district import check_messages, messages, text_messages
from planning.district.band_rows import bands_from
from planning.district.bands import read_bands_of, ready_made
from planning.district.check import geometry, keys, people
from planning.district.check.currency import check_currency
from planning.district.check.lacking import warn_lacking
from planning.district.check.layers import check_layers
from planning.district.check.plausible import warn_plausible
from planning.district.check.rooms import check_rooms
from planning.district.contract import Contract
from planning.district.contracts import MANIFEST, contracts
from planning.district.district import District
from planning.district.figures import count_sources
from planning.district.order import sort_by_key
from planning.district.read.cells import no_rows, to_frame
from planning.district.read.raw import RawTable, read_raw
from planning.district.read.workbook import Workbook, has_rows, read_workbook, sheet_table, with_cells
from planning.domain.safe_text import SHOWN
from planning.door import through_door
from planning.errors import Findings, Where

MANIFEST_FILE = "manifest.csv"


def load_district(
    folder: Path, *, crs: str, name: str | None = None, workbook: Path | None = None
) -> District:
    """Read and check a district from its folder.

    Parameters
    ----------
    folder
        Folder that holds ``manifest.csv`` and the files that it lists.
    crs
        Projected CRS in which areas and distances are measured.
    name
        Folder as messages name it; ``folder`` if omitted.
    workbook
        Workbook whose sheets replace the tables of the same names; layers are read from the folder.

    Returns
    -------
    District
        District that passed every check.

    Raises
    ------
    InputError
        If a table has faults; carries those of all tables.
    """
    findings, warnings = Findings(), Findings()
    shown = name or str(folder)
    if not folder.is_dir():
        messages.missing_folder(findings, Where(file=shown))
    findings.raise_if_any()
    manifest = _read_manifest(folder, shown, findings)
    findings.raise_if_any()
    assert manifest is not None
    book = None if workbook is None else read_workbook(workbook, name=str(workbook), findings=findings)
    findings.raise_if_any()
    tables, files = _read_tables(manifest, folder, shown, findings, book)
    through_door(
        lambda: _check(tables, files=files, crs=crs, findings=findings, warnings=warnings),
        where=Where(file=shown),
        findings=findings,
    )
    if book is not None:
        findings.items = with_cells(findings, book)
        warnings.items = with_cells(warnings, book)
    findings.raise_if_any()
    _warn_unshown(tables, files, warnings)
    _check_listed(manifest, folder, shown, warnings)
    # After the checks, whose messages follow the order of the file.
    every = contracts(bands_from(tables["bands"]))
    tables = {key: sort_by_key(frame, contract=every[key]) for key, frame in tables.items()}
    if not len(tables["outline"]):
        tables["outline"] = geometry.outline_of(tables["zones"], tables["district"])
    digests = _digests(manifest, folder, shown, files, book)
    digests["manifest"] = _digest(folder / MANIFEST_FILE)
    return District(
        folder=folder,
        tables=tables,
        files=files,
        digests=digests,
        sources=count_sources(tables),
        warnings=tuple(warnings),
    )


def _read_manifest(folder: Path, shown: str, findings: Findings) -> pd.DataFrame | None:
    file = f"{shown}/{MANIFEST_FILE}"
    raw = read_raw(folder / MANIFEST_FILE, name=file, contract=MANIFEST, encoding="utf-8", findings=findings)
    if raw is None:
        return None
    frame = to_frame(raw, contract=MANIFEST, findings=findings)
    if frame is None:
        return None
    keys.check_keys(frame, contract=MANIFEST, file=file, findings=findings)
    _check_manifest(frame, folder, file, findings)
    counted = "pupils" in set(frame["table"])
    needed = [
        name
        for name, contract in contracts(ready_made()).items()
        if not contract.optional and not (counted and contract.for_forecast)
    ]
    missing = [name for name in needed if name not in set(frame["table"])]
    if missing:
        examples = [f"table={name}" for name in missing]
        check_messages.missing_rows(findings, Where(file=file), examples, len(missing))
    return frame


def _check_manifest(frame: pd.DataFrame, folder: Path, file: str, findings: Findings) -> None:
    """Report tables that nobody reads and files outside the folder."""
    here, known = folder.resolve(), tuple(contracts(ready_made()))
    for table, named, row in zip(frame["table"], frame["file"], frame["row"], strict=True):
        if table not in known:
            where = Where(file=file, row=int(row), column="table")
            messages.unknown_word(findings, where, str(table), known)
        path = Path(str(named))
        if path.is_absolute() or here not in (here / path).resolve().parents:
            messages.outside_folder(findings, Where(file=file, row=int(row), column="file"), str(named))


def _read_tables(
    manifest: pd.DataFrame, folder: Path, shown: str, findings: Findings, book: Workbook | None
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    listed = manifest.set_index("table")
    counted = "pupils" in listed.index
    file_of = {name: str(listed.loc[name, "file"]) for name in listed.index}
    files = {"bands": f"{shown}/{file_of.get('bands', 'bands.csv')}"}
    if book is not None and "bands" in book.sheets:
        files["bands"] = book.place("bands")
    tables = {"bands": read_bands_of(manifest, folder, file=files["bands"], findings=findings, book=book)}
    # The bands name columns and words of the other tables, which cannot be read without them.
    findings.raise_if_any()
    every = contracts(bands_from(tables["bands"]))
    for name, contract in every.items():
        if name == "bands":
            continue
        if book is not None and name in book.sheets and contract.shape is None:
            files[name] = book.place(name)
            if not has_rows(book, name, contract=contract) and (
                contract.optional or (counted and contract.for_forecast)
            ):
                tables[name] = no_rows(contract)
                continue
            raw = sheet_table(book, name, contract=contract, findings=findings)
            frame = _checked(raw, file=files[name], contract=contract, findings=findings)
            if frame is not None:
                tables[name] = frame
            continue
        if name not in listed.index:
            tables[name], files[name] = no_rows(contract), f"{shown}/{name}.csv"
            continue
        file_name = file_of[name]
        files[name] = f"{shown}/{file_name}"
        frame = _read_table(
            folder / file_name,
            file=files[name],
            contract=contract,
            encoding=str(listed.loc[name, "encoding"]),
            findings=findings,
        )
        if frame is not None:
            tables[name] = frame
    return tables, files


def _read_table(
    path: Path, *, file: str, contract: Contract, encoding: str, findings: Findings
) -> pd.DataFrame | None:
    raw = read_raw(path, name=file, contract=contract, encoding=encoding, findings=findings)
    return _checked(raw, file=file, contract=contract, findings=findings)


def _checked(
    raw: RawTable | None, *, file: str, contract: Contract, findings: Findings
) -> pd.DataFrame | None:
    if raw is None:
        return None

    def check() -> pd.DataFrame | None:
        frame = to_frame(raw, contract=contract, findings=findings)
        if frame is not None:
            keys.check_keys(frame, contract=contract, file=file, findings=findings)
        return frame

    return through_door(check, where=Where(file=file), findings=findings)


def _check(
    tables: dict[str, pd.DataFrame],
    *,
    files: dict[str, str],
    crs: str,
    findings: Findings,
    warnings: Findings,
) -> None:
    """Run the checks between tables whose tables could all be read."""
    keys.check_references(tables, files=files, findings=findings)
    check_currency(tables, files=files, findings=findings)
    if "projects" in tables:
        keys.check_projects(tables["projects"], file=files["projects"], findings=findings)
    if "enrolment" in tables:
        bands = bands_from(tables["bands"])
        keys.check_grades(tables["enrolment"], bands=bands, file=files["enrolment"], findings=findings)
    check_layers(tables, files=files, crs=crs, findings=findings, warnings=warnings)
    if len(tables) == len(contracts(ready_made())):
        keys.check_complete(tables, files=files, findings=findings)
        people.check_people(tables, files=files, findings=findings)
        check_rooms(tables, files=files, findings=findings)
        if not len(findings):
            warn_lacking(tables, files=files, warnings=warnings)
            warn_plausible(tables, files=files, warnings=warnings)
            keys.warn_unused(tables, files=files, warnings=warnings)
            keys.warn_overfull(tables, files=files, warnings=warnings)


def _warn_unshown(tables: dict[str, pd.DataFrame], files: dict[str, str], warnings: Findings) -> None:
    """Warn of the texts in which characters that cannot be shown were replaced."""
    every = contracts(bands_from(tables["bands"]))
    for name, frame in tables.items():
        for column in every[name].columns:
            if column.kind == "text":
                count = sum(SHOWN in str(cell) for cell in frame[column.name])
                if count:
                    where = Where(file=files[name], column=column.name)
                    text_messages.unshown(warnings, where, count)


def _digests(
    manifest: pd.DataFrame, folder: Path, shown: str, files: dict[str, str], book: Workbook | None
) -> dict[str, str]:
    """Return the digest of each file, and of each sheet that replaces one."""
    sheets = {} if book is None else {book.place(sheet): value for sheet, value in book.digests.items()}
    listed = set(manifest["table"])
    return {
        table: sheets[file] if file in sheets else _digest(folder / file.removeprefix(f"{shown}/"))
        for table, file in files.items()
        if file in sheets or table in listed
    }


def _check_listed(manifest: pd.DataFrame, folder: Path, shown: str, warnings: Findings) -> None:
    """Warn of files that differ from the digests in the manifest."""
    listed = manifest[manifest["sha256"] != ""]
    names = [str(file) for file in listed["file"]]
    changed = [
        name
        for name, digest in zip(names, listed["sha256"], strict=True)
        if not (folder / name).is_file() or _digest(folder / name) != str(digest).lower()
    ]
    if changed:
        messages.changed_files(warnings, Where(file=f"{shown}/{MANIFEST_FILE}", column="sha256"), changed)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
