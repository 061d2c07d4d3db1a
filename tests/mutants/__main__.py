"""Judge the mutants of reference solutions by the hidden checks, and print what share of them is caught.

Exit code 1 if a mutant survives that explained.toml does not explain, or if it explains one that is caught or does
not exist; 2 if an exercise is not known.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from procession.catalog import Exercise, find_kit
from procession.cli.common import at_a_time
from procession.engine.errors import SubmissionError

from .judging import Explained, Judged, explained, judge, mutants_of, problems
from .source import Mutant

HERE = Path(__file__).resolve().parent


def main(words: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    options = parse(words)
    kit = find_kit(HERE.parent.parent, options.kit)
    try:
        exercises = [kit.exercise(slug) for slug in options.slugs or kit.slugs()]
    except SubmissionError as error:
        print(error, file=sys.stderr)
        return 2
    reasons = explained(options.explained)
    todo = [
        (exercise, mutant)
        for exercise in exercises
        for mutant in mutants_of(exercise)
        if options.match in mutant.name and not (options.unexplained and mutant.name in reasons.get(exercise.slug, {}))
    ]
    if options.list:
        for exercise, mutant in todo:
            print(f"{exercise.slug}: {mutant.name}\n{mutant.diff}\n")
        return 0
    return run(exercises, todo, reasons, options)


def parse(words: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="exercises; default: all")
    parser.add_argument("--list", action="store_true", help="show the mutants as diffs, and judge none")
    parser.add_argument("--match", default="", metavar="TEXT", help="only mutants in whose names TEXT is")
    parser.add_argument("--unexplained", action="store_true", help="only those that are not explained")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was said to each mutant")
    parser.add_argument("--jobs", type=int, default=at_a_time(), metavar="N", help="how many at a time")
    parser.add_argument("--kit", type=Path, metavar="DIR", help="another kit")
    parser.add_argument("--explained", type=Path, default=HERE / "explained.toml", metavar="FILE", help="another file")
    return parser.parse_args(words)


def run(
    exercises: Sequence[Exercise],
    todo: Sequence[tuple[Exercise, Mutant]],
    reasons: Explained,
    options: argparse.Namespace,
) -> int:
    """Judge the mutants and print what came out; the exit code."""
    start = time.monotonic()
    done: list[Judged] = []

    def tell(one: Judged) -> None:
        done.append(one)
        if one.survived and one.mutant.name not in reasons.get(one.slug, {}):
            print(f"{one.slug}: survived: {one.mutant.name}\n{one.mutant.diff}\n", flush=True)
        if sys.stderr.isatty():
            print(f"{len(done)} of {len(todo)}", end="\r", file=sys.stderr, flush=True)

    judged = judge(todo, options.jobs, tell)
    if options.json:
        save(options.json, judged, reasons)
    print(table([exercise.slug for exercise in exercises], judged, reasons))
    found = list(problems(judged, reasons, whole=not options.match and not options.unexplained))
    print("".join(f"\n{text}" for text in found))
    print(f"{len(todo)} mutants in {time.monotonic() - start:.0f} s")
    return 1 if found else 0


def table(slugs: Sequence[str], judged: Sequence[Judged], reasons: Explained) -> str:
    """A line for each exercise, and one for all. The share is of the mutants that are not explained."""
    lines = [f"{'exercise':22}{'mutants':>9}{'caught':>9}{'explained':>11}{'unexplained':>13}{'share':>8}"]
    rows = {slug: _row([one for one in judged if one.slug == slug], reasons) for slug in slugs}
    rows["all"] = (
        sum(row[0] for row in rows.values()),
        sum(row[1] for row in rows.values()),
        sum(row[2] for row in rows.values()),
    )
    for name, (mutants, caught, known) in rows.items():
        share = f"{caught / (mutants - known):.1%}" if mutants > known else "-"
        lines.append(f"{name:22}{mutants:9}{caught:9}{known:11}{mutants - caught - known:13}{share:>8}")
    return "\n".join(lines)


def _row(mine: Sequence[Judged], reasons: Explained) -> tuple[int, int, int]:
    caught = [one for one in mine if not one.survived and one.verdict != "grader error"]
    known = [one for one in mine if one.survived and one.mutant.name in reasons.get(one.slug, {})]
    return len(mine), len(caught), len(known)


def save(path: Path, judged: Sequence[Judged], reasons: Explained) -> None:
    """Write what was said to each mutant."""
    found = [
        {
            "exercise": one.slug,
            "name": one.mutant.name,
            "check": one.check,
            "verdict": one.verdict,
            "seen": one.seen,
            "explained": reasons.get(one.slug, {}).get(one.mutant.name, ""),
            "diff": one.mutant.diff,
        }
        for one in judged
    ]
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
