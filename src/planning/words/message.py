"""A text before its language is chosen: an id of the catalogue with its values, or a name from the data.

Code never holds a sentence. It says which one is meant and with what figures; the reader's language is
chosen where the text is shown, so that a third language is a file and not a change of code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from planning.words.catalogue import BOTH, FIRST, SECOND, catalogue


@runtime_checkable
class Words(Protocol):
    """Anything that has a text in each language."""

    def text(self, language: str) -> str:
        """Return the text in a language, or in ``both``."""


class _InBoth:
    """Chinese and English as one text, where both are wanted."""

    def text(self, language: str) -> str:
        """Return the text.

        Parameters
        ----------
        language
            Code of a language such as ``zh``, or ``both`` for Chinese and English side by side.

        Returns
        -------
        str
            Text with its values; with ``both``, one text if the two are equal.
        """
        if language != BOTH:
            return self._text(language)
        first, second = self._text(FIRST), self._text(SECOND)
        return first if first == second else f"{first} {second}"

    def __iter__(self) -> Iterator[str]:
        """Iterate over the Chinese and the English text."""
        return iter((self._text(FIRST), self._text(SECOND)))

    def __getitem__(self, position: int) -> str:
        """Return the Chinese (0) or the English (1) text."""
        return self._text((FIRST, SECOND)[position])

    def __str__(self) -> str:
        """Return the English text."""
        return self._text(SECOND)

    def _text(self, language: str) -> str:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Message(_InBoth):
    """Text of the catalogue with its values.

    Parameters
    ----------
    id
        Id in the catalogue.
    values
        Values by name; one that is :class:`Words` is shown in the language of the message.

    Examples
    --------
    >>> note = message("screen.more_rows", n=3)
    >>> note.text("en"), note.text("zh")
    ('3 more rows, see --out', '另有 3 行，见 --out')
    """

    id: str
    values: tuple[tuple[str, Any], ...] = ()

    def _text(self, language: str) -> str:
        values = {key: _told(value, language) for key, value in self.values}
        return catalogue(language).say(self.id, values)

    def __hash__(self) -> int:
        """Return the hash of the id: values may be of any kind."""
        return hash(self.id)


@dataclass(frozen=True, kw_only=True)
class Name(_InBoth):
    """Name or text from the data, in the languages in which the data has it.

    Parameters
    ----------
    texts
        Pairs of language and text; a language without one shows the English text, else the first.

    Examples
    --------
    >>> name_in(zh="海沧区", en="Haicang").text("en")
    'Haicang'
    """

    texts: tuple[tuple[str, str], ...]

    def _text(self, language: str) -> str:
        known = dict(self.texts)
        return known.get(language) or known.get(SECOND) or next(iter(known.values()), "")


@dataclass(frozen=True, kw_only=True)
class Listed(_InBoth):
    """Several texts in one, joined as a language joins them.

    Parameters
    ----------
    parts
        Texts in their order.
    joint
        Id of the message between two parts.
    """

    parts: tuple[Any, ...]
    joint: str

    def _text(self, language: str) -> str:
        return catalogue(language).say(self.joint, {}).join(str(_told(p, language)) for p in self.parts)


def message(id: str, /, **values: Any) -> Message:
    """Make a message of the catalogue.

    Parameters
    ----------
    id
        Id in the catalogue.
    **values
        Values by name. ``n`` chooses between singular and plural where a language has both.
    """
    return Message(id=id, values=tuple(values.items()))


def name_in(names: Mapping[str, str] | None = None, /, **texts: str) -> Name:
    """Make a name from the data.

    Parameters
    ----------
    names
        Texts by language.
    **texts
        Further texts by language: ``zh="小学", en="Primary"``.
    """
    return Name(texts=tuple({**(names or {}), **texts}.items()))


def listed(parts: Iterable[Any], joint: str = "list.comma") -> Listed:
    """Join texts as a language joins them.

    Parameters
    ----------
    parts
        Texts: :class:`Words` or plain ones.
    joint
        Id of the message between two parts.

    Examples
    --------
    >>> two = listed(["A", "B"])
    >>> two.text("zh"), two.text("en")
    ('A、B', 'A, B')
    """
    return Listed(parts=tuple(parts), joint=joint)


def _told(value: Any, language: str) -> Any:
    return value.text(language) if isinstance(value, Words) else value
