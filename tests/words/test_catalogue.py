"""The catalogue: complete in both languages, no text left in code, a third language is one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from planning.words import listed, message, name_in
from planning.words.catalogue import catalogue, default_language, languages, reading
from planning.words.glossary import glossary
from planning.words.shown import in_lines, sentence
from tests.words.scan import CHINESE, PLACE, SOURCE, chinese_literals, uses

#: Families of ids that the code puts together, or that stand in texts.
#: Values that one language may leave to the context.
UNSAID = frozenset({"band", "coin", "money"})
FAMILIES = ("term.", "list.", "page.")


def texts(language: str) -> dict[str, tuple[str, ...]]:
    """Read the texts of a language by id."""
    with (SOURCE / "words" / f"{language}.po").open("rb") as file:
        entries: list[Entry] = [entry for entry in read_po(file) if entry.id]
    return {
        entry.id if isinstance(entry.id, str) else entry.id[0]: (entry.string,)
        if isinstance(entry.string, str)
        else tuple(entry.string)
        for entry in entries
    }


ZH, EN = texts("zh"), texts("en")


def test_both_languages_have_the_same_ids() -> None:
    assert ZH.keys() == EN.keys()
    assert all(text for form in (*ZH.values(), *EN.values()) for text in form)


def test_every_text_that_the_code_asks_for_is_there() -> None:
    lacking = [
        f"{use.place} {use.id}"
        for use in uses()
        if (use.id not in EN if use.whole else not any(id.startswith(use.id) for id in EN))
    ]
    assert not lacking


def test_no_text_is_there_for_nobody() -> None:
    whole = {use.id for use in uses() if use.whole}
    begun = tuple({use.id for use in uses() if not use.whole}) + FAMILIES
    named = {
        part for text in map(str, SOURCE.rglob("*.py")) for part in Path(text).read_text("utf-8").split('"')
    }
    assert [id for id in EN if id not in whole and id not in named and not id.startswith(begun)] == []


def test_texts_ask_for_values_that_the_code_gives() -> None:
    wrong = []
    for use in uses():
        if use.whole and use.values is not None:
            for text in (*ZH[use.id], *EN[use.id]):
                asked = {name for name in PLACE.findall(text) if not name.startswith("@")}
                if not asked <= use.values:
                    wrong.append(f"{use.place} {use.id}: {sorted(asked - use.values)}")
    assert not wrong


def test_the_same_values_stand_in_both_languages() -> None:
    # A unit, a band or a coin may go without saying in one language; every other value stands in both.
    odd = []
    for id, forms in EN.items():
        if len(forms) == 1:
            one, two = (
                {name for name in PLACE.findall(text) if name[0] != "@"} for text in (ZH[id][0], forms[0])
            )
            if (one ^ two) - UNSAID:
                odd.append((id, one ^ two))
    assert odd == []


def test_terms_that_texts_use_are_there() -> None:
    asked = {
        name[1:]
        for forms in (*ZH.values(), *EN.values())
        for text in forms
        for name in PLACE.findall(text)
        if name[0] == "@"
    }
    assert {f"term.{name}" for name in asked} <= EN.keys()


def test_no_chinese_stands_in_code() -> None:
    assert chinese_literals() == []


def test_no_chinese_stands_in_english_texts() -> None:
    assert [id for id, forms in EN.items() if id != "screen.sample" and any(map(CHINESE.search, forms))] == []


def test_a_value_that_is_words_is_shown_in_the_language_of_its_sentence() -> None:
    both = message(
        "finding.line", where="f.csv", words=name_in(zh="错", en="wrong"), fix=name_in(zh="改", en="Mend it")
    )
    assert both.text("zh") == "f.csv：错。改。"
    assert both.text("en") == "f.csv: wrong. Mend it."
    assert both.text("both") == "f.csv：错。改。 f.csv: wrong. Mend it."


def test_one_and_many() -> None:
    assert message("screen.more_rows", n=1).text("en") == "1 more row, see --out"
    assert message("screen.more_rows", n=2).text("en") == "2 more rows, see --out"
    assert message("screen.more_rows", n=1).text("zh") == message("screen.more_rows", n=1).text("zh")


def test_lists_and_sentences_follow_the_language() -> None:
    two = listed([name_in(zh="甲", en="one"), "B"])
    assert (two.text("zh"), two.text("en")) == ("甲、B", "one, B")
    assert (sentence(two, "zh"), sentence(two, "en")) == ("甲、B。", "One, B.")
    assert in_lines(two, "both") == "甲、B\none, B"


def test_braces_in_a_value_are_no_places() -> None:
    assert message("where.row", value="{oops}").text("en") == "row {oops}"


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        message("no.such").text("zh")


def test_a_further_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "where.row"\nmsgstr "rang {value}"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("PLANNING_WORDS", str(tmp_path))
    assert "xx" in languages()
    assert message("where.row", value=3).text("xx") == "rang 3"
    assert message("where.line", value=3).text("xx") == "line 3"  # what it lacks is in English
    assert catalogue("xx").has("where.row")
    assert not catalogue("xx").has("where.line")


def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("PLANNING_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert default_language() == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert default_language() == "zh"
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert default_language() == "en"  # there are no French texts
    monkeypatch.setenv("PLANNING_LANG", "both")
    assert default_language() == "both"
    with reading("zh"):
        assert default_language() == "zh"
    assert default_language() == "both"


def test_the_glossary_is_that_of_the_catalogue() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "GLOSSARY.md"
    assert page.read_text(encoding="utf-8") == glossary()


#: Words that the field's terms have taken the place of.
GONE = {
    "zh": ("需求区", "临时学位", "年度限额", "缺学位", "无学位人", "学区", "不开工"),
    "en": ("unhoused", "Unhoused", "without a seat"),
}


def test_terms_have_one_spelling() -> None:
    left = [
        (id, word)
        for language, words in GONE.items()
        for id, forms in (ZH if language == "zh" else EN).items()
        for word in words
        if any(word in form for form in forms)
    ]
    assert left == []
