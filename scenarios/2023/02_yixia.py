"""一下 First control figure: what finance's limit costs, against what was asked for.

Run it from the top folder: ``python scenarios/2023/02_yixia.py``.
"""

from pathlib import Path

from planning import compare_results, run_scenario

here = Path(__file__).parent
asked = run_scenario(here / "01-yishang.yaml")
sent_down = run_scenario(here / "02-yixia.yaml")

difference = compare_results(asked.folder, sent_down.folder)
for zh, en in difference.sentences:
    print(zh, en, sep="\n")
for sheet in difference.sheets:
    print(f"\n{sheet.title('both')}\n{sheet.frame().to_string(index=False)}")
