"""Tables of an imported district that somebody has edited: no import replaces them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

from planning.errors import Findings, Where
from planning.runs.district_folder import DATA

#: Digests of the tables as the import wrote them, in the form of ``sha256sum``.
RECORD: Final = ".imported"
#: Where tables stay whose import kept no digests.
EARLIER: Final = "data.earlier"
#: What office programs and file managers leave beside the files that they show.
_LEFT: Final = (".", "~$")

Notes = list[tuple[str, str]]


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
                zh="此文件不是导入所写，重新导入会删去它",
                en="the file is not from the import, and another import would delete it",
                fix_zh="请移到 data 之外再导入；要用其内容，请写入自己的源文件",
                fix_en="Move it out of data and import again; to use it, put it into your own files",
            )
        elif _digest(path) != written[path.name]:
            findings.add(
                where,
                zh="此表在上次导入之后经人改过，重新导入会丢掉这些修改",
                en="the table was edited since the last import, and another import would lose the edits",
                fix_zh="请把修改写入自己的源文件，并把此表移到 data 之外，再导入",
                fix_en="Put the edits into your own files, move the table out of data, and import again",
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
    list of tuple
        Note on the copy, Chinese and English; empty if there is none.
    """
    data = folder / DATA
    if not data.is_dir() or (data / RECORD).is_file():
        return []
    aside = fresh / EARLIER
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(data, aside)
    return [
        (
            f"上次导入没有留下校验值，无法判断各表是否经人改过；原来的表留在 {EARLIER}",
            "the last import kept no digests, so nobody can tell whether tables were edited; the earlier "
            f"ones stay in {EARLIER}",
        )
    ]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
