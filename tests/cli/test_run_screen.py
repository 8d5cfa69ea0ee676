"""What a run prints: the verdict first, then tables that fit, in the language asked for."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from rich.cells import cell_len

from planning.cli.show.run import print_run
from planning.cli.show.verdict import verdict
from planning.domain.plan import Outcome
from planning.report.sheets.sheet import Language
from planning.runs.run import Run

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def printed(
    run: Run,
    language: Language,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_run(run, language=language)
    return capfd.readouterr().out.splitlines()


def test_the_verdict_of_the_base_plan(base_run: Run) -> None:
    (lacking_zh, lacking_en), (now_zh, now_en), (cost_zh, cost_en) = verdict(base_run)
    # Who and when.
    lacking = base_run.appraisal.unplaced_by_band
    assert (
        f"初中 2026–2031 年 {lacking[2].sum():,.0f} 名（最多 2029 年 {lacking[2].max():,.0f} 名" in lacking_zh
    )
    assert f"{lacking[3].sum():,.0f} entrants of ordinary senior in 2031–2033" in lacking_en
    assert "primary" not in lacking_en
    assert "新垵村" in lacking_zh
    # What is decided now.
    start, later, never = now_en.split("; ")[:3]
    assert re.findall(r"P\d\d", start) == ["P13", "P14"]
    assert re.findall(r"P\d\d", later) == ["P12"]
    assert re.findall(r"P\d\d", never) == ["P15", "P16", "P17"]
    assert "南岛九年制学校（2025年秋季投用）" in now_zh
    assert "在建 11 个" in now_zh
    # What it costs, and whether it is proven.
    spent = base_run.appraisal.spent_10k
    assert f"2023 年安排 {spent[0]:,.0f} 万元（年度资金控制数 60,000）" in cost_zh
    assert f"together {spent.sum():,.0f}" in cost_en
    assert cost_zh.endswith("方案：现有数据与约束下的最优方案（经求解器验证）")
    assert cost_en.endswith("the plan is proven optimal")


def test_the_verdict_where_nobody_lacks_a_seat(base_run: Run) -> None:
    none = np.zeros_like(base_run.appraisal.unplaced)
    run = replace(
        base_run, appraisal=replace(base_run.appraisal, unplaced=none, unplaced_by_band=none.sum(axis=0))
    )
    assert tuple(verdict(run)[0]) == (
        "各学段每年新生均有学位",
        "every entrant of every band has a place in every year",
    )


def test_the_verdict_of_what_is_not_proven(base_run: Run) -> None:
    first = replace(base_run.plan.stages[0], proven=False, gap=0.0123)
    plan = replace(base_run.plan, stages=(first, *base_run.plan.stages[1:]), outcome=Outcome.BEST_FOUND)
    zh, en = verdict(replace(base_run, plan=plan))[2]
    assert zh.endswith("方案：未证明最优：与最优相差不超过 1.23%（O1 至多还可降低 1.23%）")
    assert en.endswith("the plan is not proven optimal: within 1.23% (O1 may be up to 1.23% lower)")
    unknown = replace(plan, stages=(replace(first, gap=float("inf")),))
    assert verdict(replace(base_run, plan=unknown))[2][1].endswith(
        "the best found, not proven: how far it is from the best is not known"
    )


def test_counts_of_few_children_stay_hidden(
    base_run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run = replace(base_run, subject=replace(base_run.subject, least_count=200))
    lines = printed(run, "en", 120, monkeypatch, capfd)
    at = next(i for i, line in enumerate(lines) if line.startswith("Zones with most"))
    table = lines[at : lines.index("", at)]
    assert any(line.endswith("<200") for line in table)
    assert not any(re.search(r" 1?\d?\d$", line) for line in table)


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_run_fits_the_terminal(
    base_run: Run,
    language: Language,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    lines = printed(base_run, language, width, monkeypatch, capfd)
    # Paths are printed whole, so that they can be copied.
    paths = [str(base_run.folder), str(base_run.inputs.loaded.path)]
    assert all(cell_len(line) <= width for line in lines if not any(path in line for path in paths))
    text = "\n".join(lines)
    assert "…" not in text
    found = set(re.findall(r"\d[\d,.]*", text))
    for value in [*base_run.appraisal.unplaced_by_band.ravel(), *base_run.appraisal.carried_out_10k]:
        assert f"{value:,.0f}" in found
    assert sum(line.startswith("P17  ") for line in lines) == 1
    squeezed = "".join(text.split())
    names = {"zh": ["西园幼儿园"], "en": ["Xiyuan Kindergarten"]}
    for name in names.get(language, ["西园幼儿园", "Xiyuan Kindergarten"]):
        assert "".join(name.split()) in squeezed
    if language == "en":
        assert not CHINESE.search(text)
    if language == "zh":
        assert "Kindergarten" not in text


def test_the_verdict_comes_first_and_the_files_last(
    base_run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = printed(base_run, "en", 400, monkeypatch, capfd)
    said = " ".join(lines[: lines.index("")])
    for zh_en in verdict(base_run):
        assert zh_en[1][1:] in said
    assert lines[lines.index("") + 1] == "Projects"
    assert lines[-2] == f"Files: {base_run.folder}"
    assert lines[-1].startswith("1 warning about the data: planning validate ")
    assert "norm" not in "\n".join(lines)  # what the warnings say is for validate
    assert "Outcome: proven optimal" in lines
    assert "Audit: passed" in lines


def test_output_without_a_terminal_has_no_style_and_whole_sentences(
    base_run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    print_run(base_run, language="en")
    text = capfd.readouterr().out
    assert "\x1b" not in text
    assert text.splitlines()[0].endswith("Community.")
    assert max(cell_len(line) for line in text.splitlines()[4:]) <= 120
