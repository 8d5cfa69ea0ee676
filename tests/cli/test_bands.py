"""The command ``bands``, and the options that name a school system and a currency."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planning.district.bands import names_of_tables, ready_made, ready_made_frame
from tests.cli.test_help import called
from tests.importing import systems


def test_the_list_has_every_system_with_its_bands_ages_and_who_enters(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = called("bands", "--list", "--lang", "en", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    for name in names_of_tables():
        assert name in out
        assert all(band.id in out for band in ready_made(name))
    assert "4–10" in out
    assert "4.5 places for each" in out
    assert ",".join(ready_made_frame().columns[1:6]) in out, "what a table of one's own must have"


def test_a_table_is_shown_by_name_or_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, one, _ = called("bands", "cn-543", "--lang", "zh", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    assert "11–14" in one
    assert "初中毕业生按录取率" in "".join(one.split())
    own = tmp_path / "own.csv"
    ready_made_frame("cn-543").drop(columns="row").to_csv(own, index=False)
    code, two, _ = called("bands", str(own), "--lang", "zh", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    assert one[one.index("编号") :] == two[two.index("编号") :], "the same bands, whatever they are called"
    code, _, told = called("bands", "k9", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 2
    assert "there is no ready-made table of bands 'k9'; there are: cn-633" in told


def test_an_import_takes_bands_and_currency(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    files = systems.america(tmp_path)
    options = [word for kind, path in files.items() for word in (f"--{kind}", str(path))]
    folder = tmp_path / "ohio"
    code, out, told = called(
        "import", str(folder), *options, "--bands", "k5-68-912", "--currency", "usd", "--lang", "en",
        monkeypatch=monkeypatch, capfd=capfd,
    )  # fmt: skip
    assert code == 0, told
    assert "Middle (6-8): 6 zones, 900 pupils, 650 seats" in out
    assert pd.read_csv(folder / "data" / "bands.csv")["id"].tolist() == ["elementary", "middle", "high"]
    assert pd.read_csv(folder / "data" / "district.csv")["currency"].tolist() == ["USD"]
    for option, value, message in (
        ("--currency", "dollars", "'DOLLARS' is no code of a currency"),
        ("--band", "primary", "'primary' is not one of the words allowed (elementary, middle, high)"),
    ):
        code, _, told = called(
            "import", str(tmp_path / "no"), *options, "--bands", "k5-68-912", option, value,
            monkeypatch=monkeypatch, capfd=capfd,
        )  # fmt: skip
        assert code == 2
        assert message in told
        assert not (tmp_path / "no").exists()


def test_a_district_with_a_currency_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    files = systems.america(tmp_path)
    options = [word for kind, path in files.items() for word in (f"--{kind}", str(path))]
    folder = tmp_path / "ohio"
    called("import", str(folder), *options, "--bands", "k5-68-912", monkeypatch=monkeypatch, capfd=capfd)
    table = folder / "data" / "district.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("CNY", "yuan"), encoding="utf-8")
    code, _, told = called("validate", str(folder), monkeypatch=monkeypatch, capfd=capfd)
    assert code == 2
    assert "district.csv, row 2, column currency: 'yuan' is no code of a currency" in told
    assert "“yuan”不是货币代码" in told


def test_empty_tables_have_a_column_for_each_band_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "york"
    code, _, _ = called("init", str(folder), "--bands", "uk-7-5-2", monkeypatch=monkeypatch, capfd=capfd)
    assert code == 0
    columns = pd.read_csv(folder / "files" / "schools.csv").columns
    assert [f"seats_{band}" in columns for band in ready_made("uk-7-5-2").ids] == [True] * 3
    assert "seats_kindergarten" not in columns
