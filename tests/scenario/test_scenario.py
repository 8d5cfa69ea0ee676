"""Scenarios: merging, origins, digests and faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from planning.errors import InputError
from planning.runs.inputs import load_inputs
from planning.scenario.load import json_schema, load_scenario

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "scenarios" / "base.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def child(base: Path, text: str, name: str = "child.yaml") -> Path:
    path = base.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path, apply: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_scenario(path, apply=apply)
    return [str(finding).replace(f"{path.parent}/", "") for finding in caught.value.findings]


def test_base_covers_2023_to_2035() -> None:
    scenario = load_scenario(BASE).scenario
    assert scenario.years == tuple(range(2023, 2036))
    with pytest.raises(ValidationError):
        scenario.scenario = "other"


CHILD = """
scenario: tight
extends: base.yaml
budget:
  limits_10k: {2024: 30000}
overrides:
  cut: {budget: {default_limit_10k: 45000}}
  late: {horizon: {last_year: 2030}}
apply: [cut]
"""


def test_a_child_patches_its_parent_and_applies_its_overrides(base: Path) -> None:
    loaded = load_scenario(child(base, CHILD))
    scenario = loaded.scenario
    assert scenario.scenario == "tight"
    assert scenario.budget.limits_10k == {2024: 30000}
    assert scenario.budget.default_limit_10k == 45000
    assert scenario.horizon.last_year == 2035
    assert scenario.budget.carry_over is True


def test_an_override_is_applied_by_name_and_names_the_result(base: Path) -> None:
    scenario = load_scenario(child(base, CHILD), apply=("late",)).scenario
    assert scenario.scenario == "tight+late"
    assert scenario.horizon.last_year == 2030


def test_overrides_are_inherited(base: Path) -> None:
    child(base, CHILD)
    grandchild = child(base, "extends: child.yaml\nscenario: third\n", "third.yaml")
    scenario = load_scenario(grandchild, apply=("late",)).scenario
    assert (scenario.scenario, scenario.horizon.last_year) == ("third+late", 2030)
    assert scenario.budget.default_limit_10k == 45000


def test_every_value_knows_where_it_came_from(base: Path) -> None:
    origins = load_scenario(child(base, CHILD)).origins
    assert Path(origins["budget", "carry_over"].file).name == "base.yaml"
    limit = origins["budget", "limits_10k", 2024]
    assert (Path(limit.file).name, limit.line) == ("child.yaml", 5)
    cut = origins["budget", "default_limit_10k"]
    assert (Path(cut.file).name, cut.override) == ("child.yaml", "cut")


def test_district_is_relative_to_the_file_that_names_it(base: Path) -> None:
    folder = base.parent / "rounds"
    folder.mkdir()
    path = folder / "one.yaml"
    path.write_text("extends: ../base.yaml\nscenario: one\n", encoding="utf-8")
    assert load_scenario(path).district_folder.resolve() == (base.parent / "../geodata/haicang").resolve()


def test_settings_added_later_leave_earlier_digests_as_they_were() -> None:
    """The digest that 0.1.0 wrote for the embedded district: at its default a new setting counts for nothing."""
    kept = "6f89c41d63d5ebd035a7f6062ceeb91f664bb887e5d445cba30d13e81412a7de"
    # What a scenario leaves out is filled in from the bands of its district.
    assert load_inputs(BASE).loaded.digest == kept


def test_digest_depends_on_values_alone(base: Path) -> None:
    text = base.read_text(encoding="utf-8")
    plain = yaml.safe_dump(yaml.safe_load(text), allow_unicode=True)
    other = child(base, plain, "other.yaml")
    assert load_scenario(base).digest == load_scenario(other).digest
    changed = child(base, plain.replace("first_year: 2023", "first_year: 2024"), "changed.yaml")
    assert load_scenario(base).digest != load_scenario(changed).digest


def replaced(base: Path, old: str, new: str) -> Path:
    text = base.read_text(encoding="utf-8")
    assert old in text
    return child(base, text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "english"),
    [
        ("  carry_over: true", "  carry_ovr: true", "path budget.carry_ovr: there is no such entry. Check spelling and indentation, or delete it."),
        ("  first_year: 2023", "  first_year: soon", "path horizon.first_year: 'soon' is not a whole number. Correct the value; scenarios/base.yaml shows how."),
        ("default_limit_10k: 60000", "default_limit_10k: -5", "path budget.default_limit_10k: -5 must be at least 0. Correct the value; scenarios/base.yaml shows how."),
        ("default_limit_10k: 60000", "default_limit_10k: .inf", "path budget.default_limit_10k: 'inf' is not a finite number. Correct the value; scenarios/base.yaml shows how."),
        ("default_limit_10k: 60000", "default_limit_10k: .nan", "path budget.default_limit_10k: 'nan' is not a finite number. Correct the value; scenarios/base.yaml shows how."),
        ("carry_over: true", "carry_over: maybe", "path budget.carry_over: 'maybe' is neither true nor false. Correct the value; scenarios/base.yaml shows how."),
        ("  crs: EPSG:4548", "  crs: WGS84", "path travel.crs: 'WGS84' is not written as ^EPSG:\\d+$. Correct the value; scenarios/base.yaml shows how."),
        ("confidence: assumed", "confidence: sure", "path budget.confidence: 'sure' is not one of 'official', 'press', 'estimated' or 'assumed'. Correct the value; scenarios/base.yaml shows how."),
        ("scenario: base", "scenario: ../../etc", "path scenario: '../../etc' is not written as ^[\\w][\\w.+-]*$. Correct the value; scenarios/base.yaml shows how."),
    ],
)  # fmt: skip
def test_faults_name_file_line_and_path(base: Path, old: str, new: str, english: str) -> None:
    (message,) = [m for m in faults(replaced(base, old, new)) if "missing" not in m]
    chinese, said = message.splitlines()
    assert said.startswith("child.yaml, line ")
    assert said.split(", ", 2)[2] == english
    assert "路径" in chinese


def test_a_missing_entry_is_named(base: Path) -> None:
    (message,) = faults(replaced(base, "  detour_factor: 1.3\n", ""))
    assert message.endswith(
        "path travel.detour_factor: this entry is missing. Add it as in scenarios/base.yaml."
    )


def test_all_faults_at_once(base: Path) -> None:
    text = (
        base.read_text(encoding="utf-8")
        .replace("carry_over: true", "carry_over: 7")
        .replace("weight: 1.0", "weight: 0")
    )
    assert len(faults(child(base, text))) == 2


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("a: [1", "broken YAML"),
        ("- one\n- two\n", "a scenario file holds 'key: value' lines"),
        ("", "a scenario file holds 'key: value' lines"),
        ("scenario: a\nscenario: b\n", "line 2, path scenario: the key stands twice"),
        ("extends: nowhere.yaml\n", "nowhere.yaml: the scenario file is not there"),
        ("extends: child.yaml\n", "the scenarios extend each other in a circle"),
        ("extends: [base.yaml]\n", "path extends: this is the name of one file"),
        ("extends: base.yaml\napply: [x]\n", "path apply: there is no override named 'x'; there are: -"),
        ("extends: base.yaml\napply: x\n", "path apply: this is a list of names"),
        ("extends: base.yaml\noverrides: 3\n", "path overrides: this holds 'key: value' lines"),
        (
            "extends: base.yaml\noverrides: {a: 3}\napply: [a]\n",
            "path overrides.a: this holds 'key: value' lines",
        ),
        (
            "extends: base.yaml\noverrides: {budget: {carry_over: false}}\n",
            "line 2, path overrides.budget: below overrides stand names of patches; 'budget' is an entry",
        ),
        ("extends: base.yaml\nbudget: none\n", "path budget: this holds 'key: value' lines"),
        ("scenario: !!python/name:os.system x\n", "the value cannot be read"),
        ("scenario: 2023-99-99\nextends: base.yaml\n", "the value cannot be read"),
    ],
)
def test_broken_files(base: Path, text: str, english: str) -> None:
    assert english in faults(child(base, text))[0]


def test_gbk_is_told(base: Path) -> None:
    path = base.parent / "gbk.yaml"
    path.write_bytes(base.read_text(encoding="utf-8").encode("gbk"))
    assert "the file is not encoded in UTF-8" in faults(path)[0]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path / "none.yaml") == [
        "none.yaml：找不到情景文件。请核对路径。\nnone.yaml: the scenario file is not there. Check the path."
    ]


def test_joint_rules(base: Path) -> None:
    assert "last_year is before first_year" in faults(replaced(base, "last_year: 2035", "last_year: 2020"))[0]
    outside = faults(replaced(base, "limits_10k: {}", "limits_10k: {2050: 1}"))[0]
    assert "budget.limits_10k names 2050, which is outside the horizon" in outside
    assert "不在规划期内" in outside


def test_exported_schema_is_the_committed_one() -> None:
    committed = json.loads((ROOT / "scenarios" / "schema.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(json_schema()))
    assert "extends" in committed["properties"]
    assert committed["additionalProperties"] is False
