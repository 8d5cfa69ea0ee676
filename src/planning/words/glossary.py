"""The glossary: each term in every language, made from the catalogue.

``python -m planning.words.glossary > docs/GLOSSARY.md`` writes it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from planning.words.catalogue import catalogue, language_names, languages

#: Beginning of the ids of terms.
TERM: Final = "term."


def glossary() -> str:
    """Return the glossary as Markdown, one row for each term.

    Examples
    --------
    >>> "| `zone` | 规划单元 | zone |" in glossary()
    True
    """
    codes = languages()
    names = language_names()
    titles = [catalogue(code).say("glossary.title", {}) for code in ("zh", "en")]
    head = " | ".join(["id", *(names[code] for code in codes)])
    lines = [
        f"# {' · '.join(titles)}",
        "",
        " ".join(catalogue(code).say("glossary.made", {}) for code in ("zh", "en")),
        "",
        f"| {head} |",
        f"| {' | '.join(['---'] * (len(codes) + 1))} |",
    ]
    for id in _terms():
        said = " | ".join(catalogue(code).say(id, {}) for code in codes)
        lines.append(f"| `{id.removeprefix(TERM)}` | {said} |")
    return "\n".join(lines) + "\n"


def _terms() -> list[str]:
    with (Path(__file__).parent / "en.po").open("rb") as file:
        return sorted(str(entry.id) for entry in read_po(file) if str(entry.id).startswith(TERM))


if __name__ == "__main__":
    sys.stdout.write(glossary())
