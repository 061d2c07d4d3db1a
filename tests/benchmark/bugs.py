"""Known bugs: in how many schedules each strategy finds them. `python tests/benchmark/bugs.py [BUG ...]`.

Every program of tests/bugs is run under each strategy until it fails; a table says in which schedule
that was, beside the first failure of as many plain runs, in real time, without the kit (`plain`), and of
plain runs in Python's development mode while all processors are busy (`stressed`). A plain run that
takes longer than --limit counts as hung. Then the right way of each program must never fail.

first-come, hand-over and impatient have three, four and two schedules, whatever the seed; the seed of round-robin is the
length of a turn, so --json says how many different schedules there were. `exhaustive` is a search of all
schedules with at most two preemptions, cut off; `full` is the kit's own plan of a few schedules.
"""

import argparse
import ast
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bug_hunt import STRATEGIES, Hunter
from busy import busy_processors
from known_bugs import BUGS, Bug

PLAIN = ("plain", "stressed")
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); m = __import__(sys.argv[2]); print(repr(m.main({arguments})))"


@dataclass(frozen=True)
class Found:
    """How the hunt for one bug in one way went."""

    first: int | None
    """Runs to the first failure; None if none of them failed."""
    why: str
    runs: int
    schedules: int
    """How many of the runs were different; 0 where that is not known."""


def plain(bug: Bug, runs: int, limit: float, stressed: bool) -> Found:
    """Run the buggy way as anybody would, until it fails, at most `runs` times."""
    for number in range(1, runs + 1):
        why = _plain_failure(bug, limit, stressed)
        if why:
            return Found(number, why, number, 0)
    return Found(None, "", runs, 0)


def _plain_failure(bug: Bug, limit: float, stressed: bool) -> str:
    """What is wrong with one plain run; "" if nothing is."""
    code = _PROGRAM.format(arguments=", ".join(map(repr, (False, *bug.arguments))))
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"} | ({"PYTHONDEVMODE": "1"} if stressed else {})
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(bug.path.parent), bug.path.stem],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            return "hung"
        finally:
            _end_session(process)
        output.seek(0)
        said = output.read().decode().splitlines()
    if status or not said:
        return f"exit code {status}"
    return "" if ast.literal_eval(said[-1]) in bug.values else f"returned {said[-1]}"


def _end_session(process: subprocess.Popen[bytes]) -> None:
    """End whatever the program has left."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def controlled(hunter: Hunter, bug: Bug, right: bool, strategy: str, options: argparse.Namespace) -> Found:
    """Hunt under one strategy."""
    schedules = options.right if right else options.schedules
    found = hunter.hunt(bug, right, strategy, schedules, options.seed)
    return Found(found.first, found.why, found.runs, len(found.schedules))


def hunt(hunter: Hunter, bug: Bug, way: str, options: argparse.Namespace) -> Found:
    """Hunt for one bug in one way: a strategy's name, plain or stressed."""
    if way == "plain":
        return plain(bug, options.schedules, options.limit, stressed=False)
    if way == "stressed":
        with busy_processors():
            return plain(bug, options.schedules, options.limit, stressed=True)
    return controlled(hunter, bug, False, way, options)


Results = dict[str, dict[str, Found]]


def measure(bugs: list[Bug], ways: list[str], options: argparse.Namespace) -> tuple[Results, Results]:
    """(what was found in the buggy way of each bug, failures of its right way); printed as they come."""
    buggy: Results = {}
    right: Results = {}
    print(f"{'':26}" + "".join(f"{way:>14}" for way in ways), flush=True)
    with Hunter() as hunter:
        for bug in bugs:
            print(f"{bug.name:26}", end="", flush=True)
            buggy[bug.name], right[bug.name] = {}, {}
            for way in ways:
                found = buggy[bug.name][way] = hunt(hunter, bug, way, options)
                print(f"{found.first or '-':>14}", end="", flush=True)
            for way in [way for way in ways if way not in PLAIN and options.right]:
                found = right[bug.name][way] = controlled(hunter, bug, True, way, options)
                if found.first is not None:
                    print(f"\n    the right way fails: {way}, schedule {found.first}: {found.why}", end="")
            print(flush=True)
            if options.json:
                save(options.json, buggy, right)
    return buggy, right


def summarise(buggy: Results, ways: list[str], cap: int) -> None:
    """Print for each way how many bugs it found, and how soon (not found: later than all the others)."""
    firsts = {way: [found[way].first or cap + 1 for found in buggy.values()] for way in ways}
    print(f"{'found of ' + str(len(buggy)):26}", end="")
    print("".join(f"{sum(first <= cap for first in firsts[way]):>14}" for way in ways))
    for name, take in (("median of all bugs", statistics.median), ("mean (not found: cap+1)", _mean)):
        print(f"{name:26}" + "".join(f"{_number(take(firsts[way]), cap):>14}" for way in ways))


def _mean(numbers: list[int]) -> float:
    return statistics.fmean(numbers)


def _number(value: float, cap: int) -> str:
    return f"> {cap}" if value > cap else f"{value:.3g}"


def save(path: Path, buggy: Results, right: Results) -> None:
    """Write the results as JSON."""
    found: dict[str, Any] = {
        name: {bug: {way: vars(one) for way, one in ways.items()} for bug, ways in results.items()}
        for name, results in (("buggy", buggy), ("right", right))
    }
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def parse() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names, ways = [bug.name for bug in BUGS], [*STRATEGIES, *PLAIN]
    parser.add_argument("bugs", nargs="*", metavar="BUG", help=f"of {', '.join(names)}; default all")
    parser.add_argument("--ways", nargs="+", choices=ways, default=ways, help="strategies, plain and stressed")
    parser.add_argument("--schedules", type=int, default=100, help="most schedules (or plain runs) of each")
    parser.add_argument("--right", type=int, default=100, help="schedules of the right way, 0 for none")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds after which a plain run is hung")
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    options = parser.parse_args()
    unknown = set(options.bugs) - set(names)
    if unknown:
        parser.error(f"no such bug: {', '.join(sorted(unknown))}")
    return options


def main() -> int:
    """Measure what was asked for; 1 if a right way failed."""
    options = parse()
    bugs = [bug for bug in BUGS if not options.bugs or bug.name in options.bugs]
    buggy, right = measure(bugs, options.ways, options)
    summarise(buggy, options.ways, options.schedules)
    failed = sorted({bug for bug, ways in right.items() if any(one.first is not None for one in ways.values())})
    if options.right:
        print(f"right ways that failed: {', '.join(failed) or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
