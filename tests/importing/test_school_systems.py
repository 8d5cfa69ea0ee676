"""Other school systems end to end: a planner's files, the district, the plan, its pages and its workbook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from planning.district.bands import names_of_tables, ready_made
from planning.domain.bands import BandSystem
from planning.errors import InputError
from planning.importing.level_words import (
    bands_of_level,
    column_words,
    counts_as_britain,
    level_words,
    own_words,
    shares_of_range,
)
from planning.importing.request import Request
from planning.report.briefing.page import make_briefing
from planning.results.briefing_source import read_brief_source
from planning.runs.bring import Imported, import_district
from planning.runs.run import Run, run_scenario
from planning.runs.validate import validate_json
from tests.importing import systems

#: By system: what writes its files, its table, its currency, and the sums of pupils and seats by band in 2024.
SYSTEMS: dict[str, tuple[Callable[[Path], dict[str, Path]], str, str, dict[str, float], dict[str, float]]] = {
    "america": (
        systems.america, "k5-68-912", "USD",
        {"elementary": 1800, "middle": 900, "high": 1200},
        # The K-8 school of 450 has six grades of nine below the border and three above it.
        {"elementary": 500 + 500 + 300 + 300, "middle": 500 + 150, "high": 1100},
    ),
    "britain": (
        systems.britain, "uk-7-5-2", "GBP",
        {"primary": 7 * 144, "secondary": 5 * 144, "sixth_form": 2 * 144},
        {"primary": 240 + 320 + 420, "secondary": 900, "sixth_form": 300},
    ),
    "five_four": (
        systems.five_four, "cn-543", "CNY",
        {"primary": 1500, "junior": 1200},
        {"primary": 1600, "junior": 1140},
    ),
}  # fmt: skip
MONEY = {
    "america": ("万美元", "10,000 US dollars"),
    "britain": ("万英镑", "10,000 pounds"),
    "five_four": ("万元", "10,000 yuan"),
}


@pytest.fixture(scope="module", params=list(SYSTEMS))
def system(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Imported, Run]:
    name = str(request.param)
    write, table, currency, _, _ = SYSTEMS[name]
    folder = tmp_path_factory.mktemp(name)
    asked = Request(name_zh="某区", name_en="Somewhere", year=2024, table=table, currency_code=currency)
    made = import_district(folder / "district", write(folder), request=asked)
    return name, made, run_scenario(made.folder / "base.yaml", out=folder / "results")


def test_pupils_and_seats_of_each_band(system: tuple[str, Imported, Run]) -> None:
    name, made, _ = system
    tables = made.inputs.district.tables
    pupils = tables["pupils"][tables["pupils"]["year"] == 2024].groupby("band")["pupils"].sum()
    assert pupils.to_dict() == pytest.approx(SYSTEMS[name][3])
    assert tables["seats"].groupby("band")["seats"].sum().to_dict() == pytest.approx(SYSTEMS[name][4])


def test_the_district_holds_its_bands_and_its_currency(system: tuple[str, Imported, Run]) -> None:
    name, made, run = system
    table, currency = SYSTEMS[name][1:3]
    assert made.inputs.district.bands == ready_made(table)
    written = pd.read_csv(made.folder / "data" / "bands.csv")
    assert written["id"].tolist() == list(ready_made(table).ids)
    assert pd.read_csv(made.folder / "data" / "district.csv")["currency"].tolist() == [currency]
    assert run.problem.bands == ready_made(table).ids
    assert run.record["currency"] == currency
    text, sound = validate_json(made.folder / "base.yaml")
    assert sound, text


def test_the_plan_counts_what_the_seats_leave(system: tuple[str, Imported, Run]) -> None:
    """In the first year nothing is built yet: without a place are pupils less seats, band by band."""
    name, _, run = system
    pupils, seats = SYSTEMS[name][3:]
    first = dict(zip(run.problem.bands, run.appraisal.unplaced_by_band[:, 0], strict=True))
    assert {band: first[band] for band in pupils} == pytest.approx(
        {band: max(count - seats[band], 0) for band, count in pupils.items()}, abs=1e-6
    )
    assert run.record["audit"] == "passed"


def test_pages_and_workbook_name_the_bands_and_the_money(system: tuple[str, Imported, Run]) -> None:
    name, _, run = system
    bands, (zh, en) = ready_made(SYSTEMS[name][1]), MONEY[name]
    page = (run.folder / "map.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="planning-data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert [band["en"] for band in data["bands"]] == [band.en for band in bands]
    assert data["meta"]["money"] == {"zh": zh, "en": f"×{en}"}
    source = read_brief_source(run.folder)
    brief = make_briefing(source, run.subject.zones)
    present = [band for band in bands if band.id in SYSTEMS[name][3]]
    assert all(band.zh in brief and band.en in brief for band in present)
    assert f"投资（{zh}）" in brief
    assert f"Cost ({en})" in brief
    book = openpyxl.load_workbook(run.folder / "plan.xlsx")
    heads = [str(cell.value) for cell in book["时序 Schedule"][3]]
    assert any(en in head for head in heads)
    assert sum("seats" in head for head in heads) == len(bands)
    told = brief + " ".join(heads) + json.dumps(data["bands"], ensure_ascii=False)
    strange = {"万元", "10,000 yuan"} if name != "five_four" else {"10,000 US dollars"}
    assert not [word for word in strange if word in told]


def test_a_screen_in_english_names_dollars(system: tuple[str, Imported, Run], capsys: Any) -> None:
    from planning.cli.show.bring import print_imported  # noqa: PLC0415
    from planning.cli.show.run import print_run  # noqa: PLC0415

    name, made, run = system
    print_imported(made, language="en")
    print_run(run, language="en")
    told = capsys.readouterr().out
    assert f"Money ({MONEY[name][1]})" in told
    if name != "five_four":
        assert "yuan" not in told
        assert f"cost was read in {MONEY[name][1]}" in told


def test_a_table_of_bands_of_ones_own(tmp_path: Path) -> None:
    """Four years of lower and nine of upper school: a CSV is all that it takes."""
    own = tmp_path / "own.csv"
    frame = pd.read_csv(Path("src/planning/district/band_tables/k8-912.csv"))
    frame["id"], frame["name_en"], frame["name_zh"] = ["lower", "upper"], ["Lower", "Upper"], ["低段", "高段"]
    frame["first_grade"], frame["entry_age"], frame["years"] = [0, 4], [5, 9], [4, 9]
    frame["after"] = ["", "lower"]
    frame.to_csv(own, index=False)
    files = systems.america(tmp_path)
    schools = pd.read_csv(files["schools"])
    schools["level"] = ["KG-03", "K-3", "4-12", "04-12", "K-12", "Lower"]
    schools.to_csv(files["schools"], index=False)
    del files["projects"]
    request = Request(name_zh="某区", name_en="Somewhere", year=2024, table=own, currency_code="SEK")
    made = import_district(tmp_path / "d", files, request=request)
    seats = made.inputs.district.tables["seats"].groupby("band")["seats"].sum()
    assert seats.to_dict() == pytest.approx({
        "lower": 500 + 500 + 450 * 4 / 13 + 300, "upper": 500 + 1100 + 450 * 9 / 13,
    })  # fmt: skip
    assert request.band == "lower"
    run = run_scenario(made.folder / "base.yaml", out=tmp_path / "r")
    money = run.problem.prices.currency.words
    assert (money.text("zh"), money.text("en")) == ("万 SEK", "10,000 SEK")


def test_a_table_with_a_fault_is_told_by_row_and_column(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    frame = pd.read_csv(Path("src/planning/district/band_tables/k8-912.csv")).astype(object)
    frame.loc[1, "years"] = "many"
    frame.to_csv(own, index=False)
    with pytest.raises(InputError, match=r"own\.csv, row 3, column years"):
        _ = Request(name_zh="某区", name_en="Somewhere", year=2024, table=own).bands


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"currency_code": "dollars"}, "'dollars' is no code of a currency"),
        ({"band": "primary"}, "'primary' is not one of the words allowed (elementary, middle, high)"),
        ({"table": "k5"}, "there is no ready-made table of bands 'k5'"),
    ],
)
def test_what_is_asked_and_is_not_there_is_refused(asked: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        _ = Request(name_zh="某区", name_en="Somewhere", year=2024, **({"table": "k5-68-912"} | asked)).bands


@pytest.mark.parametrize("table", names_of_tables())
def test_every_word_means_bands_of_the_table_that_hold_its_ages(table: str) -> None:
    """An independent look: whatever a word means holds half of its ages or is held by half."""
    bands = ready_made(table)
    british, own = counts_as_britain(bands), own_words(bands)
    elsewhere = {known.word for known in level_words() if known.where == "gb"}
    for known in level_words():
        if known.word in own or (known.where == "gb") != (british and known.word in elsewhere):
            continue
        for key in bands_of_level(known.word, bands, british=british):
            both = set(bands[key].ages) & set(known.ages)
            assert 2 * len(both) >= min(bands[key].years, len(known.ages)), (table, known.word, key)


@pytest.mark.parametrize("table", names_of_tables())
def test_ranges_are_shared_by_grades_only_if_made_of_whole_bands(table: str) -> None:
    bands = ready_made(table)
    if counts_as_britain(bands):
        assert shares_of_range("4-11", bands, british=True) == {"primary": 1.0}
        return
    through = bands.through
    whole = f"{through[-2].first_grade}-{through[-1].grades[-1]}"
    assert sum(shares_of_range(whole, bands, british=False).values()) == pytest.approx(1.0)
    part = f"{through[-2].first_grade}-{through[-1].first_grade}"
    assert shares_of_range(part, bands, british=False) == {}
    assert shares_of_range("secondary", bands, british=False) == {}


def test_no_two_bands_share_a_word_of_columns() -> None:
    for table in names_of_tables():
        bands: BandSystem = ready_made(table)
        words = [word for band in bands for word in column_words(band, bands)]
        assert len(words) == len(set(words)), table
