"""What reaches a terminal: nothing that it obeys, and only what its encoding can show."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planning.cli.app import main
from planning.cli.terminal.safe import SHOWN, safe, safe_json
from planning.cli.terminal.screen import Screen, terminal_width
from planning.report.sheets.sheet import Sheet, fields_of
from planning.words import name_in
from tests.conftest import BASE, ROOT

HARMFUL = "\x1b[31m\x9b2J\u202egnp.\u2066\x07\ud800"


def planning(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL", "PYTHONIOENCODING")
    }
    return subprocess.run(
        [sys.executable, "-m", "planning", *map(str, words)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**kept, **environment},
    )


def within(encoding: str, *words: object, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """Run a command whose output goes through an encoding, and return its exit code, output and errors."""
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "argv", ["planning", *map(str, words)])
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        main()
    monkeypatch.undo()
    texts = []
    for stream in streams.values():
        stream.flush()
        texts.append(stream.buffer.getvalue().decode(encoding))  # type: ignore[attr-defined]
    return int(ended.value.code or 0), texts[0], texts[1]


def test_what_a_terminal_obeys_is_replaced() -> None:
    assert safe(f"校{HARMFUL}名\n") == f"校{SHOWN}[31m{SHOWN}2J{SHOWN}gnp.{SHOWN}{SHOWN}{SHOWN}名\n"
    assert safe("Z07 青礁村 · 2027–28, 3,400 m²") == "Z07 青礁村 · 2027–28, 3,400 m²"


def test_json_keeps_its_values() -> None:
    text = json.dumps({"name": HARMFUL}, ensure_ascii=False)
    assert json.loads(safe_json(text)) == {"name": HARMFUL}
    assert not set(HARMFUL[:5] + "\u202e\u2066\x9b") & set(safe_json(text)) - set("[31m")


def test_names_in_tables_and_sentences(capfd: pytest.CaptureFixture[str]) -> None:
    screen = Screen("both")
    screen.say(name_in(zh=f"学校{HARMFUL}", en=f"school {HARMFUL}"))
    fields = fields_of(
        ("key", name_in(zh="键", en="Key")),
        ("name_zh", name_in(zh="名", en="Name")),
        ("name_en", name_in(zh="名", en="Name")),
        ("x", name_in(zh="甲", en="A")),
    )
    screen.sheet(
        Sheet(name="s", words=name_in(zh="表\x1b[1m", en="t"), fields=fields, rows=((HARMFUL,) * 4,))
    )
    screen.path(name_in(zh="文件", en="File"), Path("a\x1b]0;title\x07"))
    printed = capfd.readouterr().out
    assert SHOWN in printed
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(printed)


def test_a_scenario_that_would_write_on_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "odd.yaml"
    title = '"\\e[31m \\u202e \\x9b2J"'
    path.write_text(
        f"extends: {BASE}\nscenario: odd\ntitle: {{zh: {title}, en: {title}}}\n", encoding="utf-8"
    )
    code, shown, _ = within("utf-8", "show", path, monkeypatch=monkeypatch)
    assert code == 0
    assert "title:" in shown
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)
    path.write_text('"key\\u202e\\x9b31m": 1\n', encoding="utf-8")
    code, _, refused = within("utf-8", "validate", path, monkeypatch=monkeypatch)
    assert code == 2
    assert "31m" in refused
    assert not {"\u202e", "\x9b"} & set(refused)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "gbk"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--help",), 0),
        (("import", "--help"), 0),
        (("show", "scenarios/base.yaml"), 0),
        (("validate", "scenarios/没有.yaml"), 2),
        (("why", "P12"), 2),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else str(words),
)
def test_any_encoding_will_do(
    words: tuple[str, ...], code: int, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, out, err = within(encoding, *words, monkeypatch=monkeypatch)
    assert ended == code
    assert len(out + err) > 40
    assert "The program failed" not in err


@pytest.mark.parametrize(
    ("environment", "words", "code"),
    [
        ({"PYTHONIOENCODING": "cp1252"}, ("--help",), 0),
        ({"PYTHONIOENCODING": "ascii"}, ("validate", "scenarios/没有.yaml"), 2),
        ({"LC_ALL": "C"}, ("why", "--help"), 0),
        ({"LC_ALL": "POSIX"}, ("schema",), 0),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ("--help",), 0),
    ],
    ids=lambda value: ",".join(value.values()) if isinstance(value, dict) else None,
)
def test_any_locale_will_do(environment: dict[str, str], words: tuple[str, ...], code: int) -> None:
    result = planning(*words, **environment)
    assert result.returncode == code, result.stderr
    assert b"Traceback" not in result.stderr
    assert len(result.stdout + result.stderr) > 40


def test_where_chinese_cannot_be_shown_english_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    _, narrow, _ = within("cp1252", "validate", BASE, monkeypatch=monkeypatch)
    assert "The input is in order" in narrow
    assert "???" not in narrow
    _, wide, _ = within("gb18030", "validate", BASE, monkeypatch=monkeypatch)
    assert "输入无误" in wide


def test_a_name_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    name = b"\xff.yaml".decode("utf-8", "surrogateescape")
    code, _, err = within("utf-8", "validate", name, monkeypatch=monkeypatch)
    assert code == 2
    assert "The program failed" not in err


@pytest.mark.parametrize(("stated", "width"), [("91", 91), ("", 80), ("0", 80), ("wide", 80)])
def test_the_width_is_stated_or_that_of_the_terminal(
    stated: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", stated)
    # Output goes to a pager; the terminal is where errors go.
    monkeypatch.setattr(os, "get_terminal_size", _of_errors_alone)
    assert terminal_width() == width


def _of_errors_alone(descriptor: int) -> os.terminal_size:
    if descriptor != sys.__stderr__.fileno():  # type: ignore[union-attr]
        raise OSError("no terminal")
    return os.terminal_size((80, 24))
