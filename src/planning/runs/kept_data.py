"""Tables of an imported district that somebody has edited: no import replaces them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

from planning.errors import Findings, Where
from planning.runs.district_folder import DATA
from planning.words import Words, message

#: Digests of the tables as the import wrote them, in the form of ``sha256sum``.
RECORD: Final = ".imported"
#: Where tables stay whose import kept no digests.
EARLIER: Final = "data.earlier"
#: What office programs and file managers leave beside the files that they show.
_LEFT: Final = (".", "~$")

Notes = list[Words]


def check_untouched(folder: Path) -> None:
    """Check that the tables of a district are as the last import wrote them.

    Parameters
    ----------
    folder
        Folder of the district.

    Raises
    ------
    InputError
        If somebody has edited tables or added files; names each. A table that was taken away is no fault, as
        the import makes it anew.
    """
    data = folder / DATA
    if not (data / RECORD).is_file():
        return
    lines = (data / RECORD).read_text(encoding="utf-8").splitlines()
    written = {name: digest for digest, name in (line.split("  ", maxsplit=1) for line in lines if line)}
    findings = Findings()
    for path in sorted(data.iterdir()):
        if path.name.startswith(_LEFT):
            continue
        where = Where(file=str(path))
        if path.name not in written:
            findings.add(
                where,
                words=message("runs.kept_data.file_not_import_another_import"),
                fix=message("runs.kept_data.move_out_data_import_again"),
            )
        elif _digest(path) != written[path.name]:
            findings.add(
                where,
                words=message("runs.kept_data.table_edited_since_last_import"),
                fix=message("runs.kept_data.put_edits_into_your_own"),
            )
    findings.raise_if_any()


def record_tables(fresh: Path) -> None:
    """Keep the digests of the tables that an import wrote.

    Parameters
    ----------
    fresh
        Folder of the district just written.
    """
    data = fresh / DATA
    lines = [f"{_digest(path)}  {path.name}" for path in sorted(data.iterdir())]
    (data / RECORD).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def keep_unrecorded(folder: Path, fresh: Path) -> Notes:
    """Keep a copy of tables whose import kept no digests, as nobody can tell whether they were edited.

    Parameters
    ----------
    folder
        Folder of the district.
    fresh
        Folder that will replace it.

    Returns
    -------
    list of Words
        Note on the copy; empty if there is none.
    """
    data = folder / DATA
    if not data.is_dir() or (data / RECORD).is_file():
        return []
    aside = fresh / EARLIER
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(data, aside)
    return [message("runs.kept_data.last_import_kept_no_digests", earlier=EARLIER)]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
