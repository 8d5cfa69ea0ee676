"""How a text is shown: in one language, or in two one below the other; as a sentence with its stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planning.words.catalogue import BOTH, FIRST, SECOND, catalogue
from planning.words.message import Words

ENDED: Final = ("。", ".", "！", "!", "？", "?", "：", ":")


def codes(language: str) -> tuple[str, ...]:
    """Return the languages to show: one, or Chinese and English for ``both``."""
    return (FIRST, SECOND) if language == BOTH else (language,)


def in_lines(words: Words, language: str) -> str:
    """Return a text in a language, or with ``both`` the two texts one below the other."""
    return "\n".join(dict.fromkeys(words.text(code) for code in codes(language)))


def side_by_side(words: Words) -> str:
    """Return Chinese and English on one line with a dot between them, as files for both readers have them."""
    return " · ".join(dict.fromkeys((words.text(FIRST), words.text(SECOND))))


def sentence(words: Words, language: str) -> str:
    """Return a text of one language as a sentence: a capital first, and a full stop unless it is ended.

    Parameters
    ----------
    words
        Text, with or without its full stop.
    language
        Code of one language.

    Examples
    --------
    >>> from planning.words import name_in
    >>> sentence(name_in(en="seats suffice"), "en"), sentence(name_in(en="base.yaml is read."), "en")
    ('Seats suffice.', 'base.yaml is read.')
    """
    text = words.text(language)
    first = text.partition(" ")[0].rstrip(",:;")
    begun = text[:1].upper() + text[1:] if first.isalpha() else text
    return begun if begun.endswith(ENDED) else begun + catalogue(language).say("list.stop", {})


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Text that stands as a sentence of its own within another text.

    Parameters
    ----------
    words
        Text, with or without its full stop.
    """

    words: Words

    def text(self, language: str) -> str:
        """Return the sentence in a language, or in both one after the other."""
        return " ".join(sentence(self.words, code) for code in codes(language))
