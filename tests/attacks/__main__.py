"""`python -m tests.attacks [--slow] [--box KIND] [FAMILY ...]`: every attack, and a table of what came of them."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from attacks.arena import Attack, fight, programs  # noqa: E402
from attacks.builders import attacks as built  # noqa: E402


def main() -> int:
    """Fight all of them, family by family."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("--slow", action="store_true", help="bombs and floods as well")
    parser.add_argument("--box", default="auto", help="as of `procession grade`")
    parser.add_argument("families", nargs="*", help="only these families, or attacks")
    asked = parser.parse_args()
    every = [attack for attack in [*programs(), *built()] if asked.slow or not attack.slow]
    chosen = [a for a in every if not asked.families or {a.name, a.name.partition("_")[0]} & {*asked.families}]
    families: dict[str, list[Attack]] = {}
    for attack in chosen:
        families.setdefault(attack.name.partition("_")[0], []).append(attack)
    print("| family | attacks | contained | score gained | leaks | survivors | neighbours changed | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    total = [0] * 7
    for family, attacks in families.items():
        row = _row(attacks, asked.box)
        total = [one + more for one, more in zip(total, row, strict=True)]
        print(f"| {family} | " + " | ".join(f"{value:g}" for value in row) + " |", flush=True)
    print("| all | " + " | ".join(f"{value:g}" for value in total) + " |")
    return int(total[0] != total[1])


def _row(attacks: list[Attack], box: str) -> list[int]:
    row = [0] * 7
    began = time.monotonic()
    for exercise in sorted({attack.exercise for attack in attacks}):
        with tempfile.TemporaryDirectory(prefix="attacks-", ignore_cleanup_errors=True) as room:
            chosen = [attack for attack in attacks if attack.exercise == exercise]
            found = fight(chosen, Path(room), "-j", "2", "--box", box)
        for what in (*found.survivors, *found.changed):
            print(f"  {what}", file=sys.stderr)
        for outcome in found.outcomes:
            if not outcome.contained:
                print(f"  {outcome}", file=sys.stderr)
        row[0] += len(found.outcomes)
        row[1] += sum(outcome.contained for outcome in found.outcomes)
        row[2] += sum(outcome.gained for outcome in found.outcomes)
        row[3] += sum(bool(outcome.leaks) for outcome in found.outcomes)
        row[4] += len(found.survivors)
        row[5] += len(found.changed)
    row[6] = round(time.monotonic() - began)
    return row


if __name__ == "__main__":
    sys.exit(main())
