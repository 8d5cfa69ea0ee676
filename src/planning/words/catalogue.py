"""The texts of one language, read from its PO file.

PO files are what translators' tools (Poedit, Weblate, OmegaT) read and check, and Babel and the standard
library read them for us. Ids stand where PO usually has an English sentence: a text may be reworded without
touching another language. Values stand in braces with Python's formats, ``{cost_10k:,.0f}``; a term that is
said once for all stands with an at sign, ``{@unplaced}``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Final

#: Language of the first reader, language of the second, and the wish for both side by side.
FIRST: Final = "zh"
SECOND: Final = "en"
BOTH: Final = "both"
#: Folder of further languages, for those who add one without touching the package.
FOLDER_VARIABLE: Final = "PLANNING_WORDS"
#: Language where a command or a notebook states none; the locale without it.
LANGUAGE_VARIABLE: Final = "PLANNING_LANG"
#: A term within a text.
TERM: Final = re.compile(r"\{@([a-z_0-9]+)\}")
_OURS: Final = Path(__file__).parent
_READER: ContextVar[str] = ContextVar("language of the reader")


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Texts of one language by id.

    Parameters
    ----------
    language
        Code of the language.
    texts
        Texts as GNU gettext holds them.

    Examples
    --------
    >>> catalogue("en").say("screen.more_rows", {"n": 1})
    '1 more row, see --out'
    """

    language: str
    texts: GNUTranslations

    def has(self, id: str) -> bool:
        """Return True if the language has its own text of an id."""
        return self._raw(id, 1) is not None

    def template(self, id: str) -> str:
        """Return a text with its terms, and its values still in braces for a page that fills them.

        What the language lacks is in English.

        Raises
        ------
        KeyError
            If no language has the text.
        """
        raw = self._raw(id, None)
        if raw is not None:
            return TERM.sub(lambda found: self.template(f"term.{found[1]}"), raw)
        if self.language == SECOND:
            raise KeyError(f"no text '{id}' in the catalogue")
        return catalogue(SECOND).template(id)

    def say(self, id: str, values: Mapping[str, Any]) -> str:
        """Return a text with its values.

        Parameters
        ----------
        id
            Id of the text.
        values
            Values by name; ``n`` chooses between singular and plural.

        Returns
        -------
        str
            Text of the language; the English one if the language lacks it.

        Raises
        ------
        KeyError
            If no language has the text, or a value is missing.
        """
        raw = self._raw(id, values.get("n"))
        if raw is None:
            if self.language == SECOND:
                raise KeyError(f"no text '{id}' in the catalogue")
            return catalogue(SECOND).say(id, values)
        return raw.format_map(_Values(id, values, self)) if "{" in raw or "}" in raw else raw

    def _raw(self, id: str, n: object) -> str | None:
        if isinstance(n, (int, float)):
            found = self.texts.ngettext(id, id, int(n) if n == int(n) else 2)
            if found != id:
                return found
        found = self.texts.gettext(id)
        return None if found == id else found


class _Values(dict[str, Any]):
    """Values of a text; a name with an at sign is a term of the catalogue."""

    def __init__(self, id: str, values: Mapping[str, Any], catalogue: Catalogue) -> None:
        super().__init__(values)
        self._id = id
        self._catalogue = catalogue

    def __missing__(self, key: str) -> str:
        if key.startswith("@"):
            return self._catalogue.say(f"term.{key[1:]}", self)
        raise KeyError(f"text '{self._id}' lacks its value '{key}'")


def catalogue(language: str) -> Catalogue:
    """Return the texts of a language.

    Parameters
    ----------
    language
        Code of the language: the name of its PO file without suffix.

    Raises
    ------
    KeyError
        If there is no such language; the message lists those there are.
    """
    return _read(language, os.environ.get(FOLDER_VARIABLE, ""))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, Chinese and English first."""
    found = {
        path.stem for folder in _folders(os.environ.get(FOLDER_VARIABLE, "")) for path in folder.glob("*.po")
    }
    return (FIRST, SECOND, *sorted(found - {FIRST, SECOND}))


def language_names() -> dict[str, str]:
    """Return the name of each language in that language; its code where it has not said its name."""
    named = {code: catalogue(code) for code in languages()}
    return {
        code: words.say("page.language", {}) if words.has("page.language") else code
        for code, words in named.items()
    }


@contextmanager
def reading(language: str | None) -> Iterator[None]:
    """Set the language of the reader for what is done within.

    Parameters
    ----------
    language
        Code of a language, or ``both``; None leaves it as it is.
    """
    before = _READER.set(language or default_language())
    try:
        yield
    finally:
        _READER.reset(before)


def default_language() -> str:
    """Return the language of the reader.

    That is the one set by :func:`reading`, else that of ``PLANNING_LANG``, else that of the locale, else
    English.
    """
    within = _READER.get("")
    if within:
        return within
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    if asked in (*languages(), BOTH):
        return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        stated = os.environ.get(variable, "")
        if stated:
            code = stated.partition(".")[0].partition("_")[0].lower()
            return code if code in languages() else SECOND
    return SECOND


def _folders(further: str) -> tuple[Path, ...]:
    return (_OURS, Path(further)) if further else (_OURS,)


@lru_cache(maxsize=16)
def _read(language: str, further: str) -> Catalogue:
    for folder in _folders(further):
        path = folder / f"{language}.po"
        if path.is_file():
            return Catalogue(language=language, texts=_compiled(path))
    raise KeyError(f"no texts in '{language}'; there are: {', '.join(languages())}")


def _compiled(path: Path) -> GNUTranslations:
    """Read a PO file, or what an earlier process made of the same file, as Python does with its modules."""
    state = path.stat()
    made = path.parent / "__pycache__" / f"{path.stem}.{state.st_mtime_ns:x}.{state.st_size:x}.mo"
    with suppress(OSError, ValueError):
        return GNUTranslations(BytesIO(made.read_bytes()))
    content = _machine_form(path)
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            made.parent.mkdir(exist_ok=True)
            beside = made.with_suffix(f".{os.getpid()}")
            beside.write_bytes(content)
            beside.replace(made)
    return GNUTranslations(BytesIO(content))


def _machine_form(path: Path) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # 50 ms that only the first process needs
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as file:
        texts = read_po(file, abort_invalid=True)
    made = BytesIO()
    write_mo(made, texts)
    return made.getvalue()
