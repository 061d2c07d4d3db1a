"""Many runs, honest and hostile mixed, in one grader: `python tests/benchmark/soak.py [--runs N] [--box KIND]`.

A long term of grading in little time. Every tenth of the runs, between two boxes, it is counted what a grader could
let grow: its processes, descriptors and threads, shared memory and semaphores, temporary files, its memory. Exits
with 1 if anything has grown since run 500 (memory: by more than 8 MiB), or if a run was the grader's fault.
"""

import argparse
import contextlib
import ctypes
import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from attacks.arena import MINI_KIT, Attack, left_in, programs  # noqa: E402
from benchmark.run import _below  # noqa: E402
from procession.engine.box import Box  # noqa: E402
from procession.engine.errors import BoxGone, GraderError  # noqa: E402
from procession.engine.run import Runner  # noqa: E402
from procession.engine.scenario import Scenario  # noqa: E402
from procession.engine.strategies import make  # noqa: E402

WARM = 500
"""Runs after which everything that is only made once has been made."""
MOST_MEMORY = 8 << 20
_HONEST_RUNS, _HOSTILE_RUNS = 4, 2  # in one box: so each attack has been there once when it is first counted
_HONEST: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("printers", (True,), "fork"), ("printers", (False,), "spawn"), ("lock_order", (False,), "fork"),
    ("pooled", (), "forkserver"), ("crossing", (), "fork"),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A submission and how often it is run."""

    name: str
    source: Path
    module: str
    arguments: tuple[Any, ...]
    method: str
    times: int


def cases(chance: random.Random) -> Iterator[Case]:
    """Without end: an honest submission, then a hostile one; each attack comes up before any comes again."""
    hostile: list[Attack] = []
    while True:
        name, arguments, method = chance.choice(_HONEST)
        yield Case(name, TESTS / "programs" / f"{name}.py", name, arguments, method, _HONEST_RUNS)
        if not hostile:
            hostile = [attack for attack in programs() if attack.exercise == "tally" and not attack.slow]
            chance.shuffle(hostile)
        attack = hostile.pop()
        source = TESTS / "attacks" / "programs" / f"{attack.name}.py"
        yield Case(attack.name, source, "tally", ([3, -1, 4],), "fork", _HOSTILE_RUNS)


def counted(room: Path, shared_before: set[str]) -> dict[str, int]:
    """What a grader could let grow; of shared memory, what was there at the last look as well: others use it too."""
    gc.collect()
    with contextlib.suppress(AttributeError):  # not the C library of GNU
        ctypes.CDLL(None).malloc_trim(0)  # what is free, but not given back, is no growth
    shared = set(os.listdir("/dev/shm"))
    lasting = shared & shared_before
    shared_before.clear()
    shared_before |= shared
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return {
        "processes": len(_below(os.getpid())) + sum(what.startswith("process") for what in left_in(room)),
        "descriptors": len(os.listdir("/proc/self/fd")),
        "threads": len(os.listdir("/proc/self/task")),
        "shared": len(lasting),
        "temporary": sum(len(files) + len(folders) for _, folders, files in os.walk(room)),
        "memory": memory,
    }


def run(case: Case, kind: str, endings: Counter[str], most: int) -> int:
    """Run a case in a box of its own; how many runs that were."""
    done = 0
    with tempfile.TemporaryDirectory() as name:
        program = Path(name) / f"{case.module}.py"
        program.write_bytes(case.source.read_bytes())
        stub = program if case.module != "tally" else MINI_KIT / "exercises" / "tally" / "tally.py"
        with Box(program.parent, stub, kind) as box:
            runner = Runner(box)
            scenario = Scenario(case.module, "main", (case.arguments,), start_method=case.method, terminal=True)
            for number in range(min(case.times, most)):
                done += 1
                try:
                    seen = runner.run(scenario, make("round-robin" if number % 2 else "random", number))
                    endings[seen.ending] += 1
                except BoxGone:
                    endings["box gone"] += 1
                    break
                except GraderError as error:
                    endings["grader error"] += 1
                    print(f"  {case.name}: {error}", flush=True)
                    break
    return done


def main() -> int:
    """Run, count, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5000)
    parser.add_argument("--box", default="auto")
    options = parser.parse_args()
    endings: Counter[str] = Counter()
    began, done, next_look = time.monotonic(), 0, WARM
    shared = set(os.listdir("/dev/shm"))
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="procession-soak-") as name:
        tempfile.tempdir = name
        for case in cases(random.Random(0)):
            done += run(case, options.box, endings, options.runs - done)
            if done >= min(next_look, options.runs):
                last = counted(Path(name), shared)
                first = first or last
                told = ", ".join(f"{what} {value}" for what, value in last.items())
                print(f"{done} runs, {time.monotonic() - began:.0f} s: {told}", flush=True)
                next_look = done + max(1, options.runs // 10)
            if done >= options.runs:
                break
    print("endings:", ", ".join(f"{count} {ending}" for ending, count in endings.most_common()))
    slack = {"memory": MOST_MEMORY}
    grown = [what for what in first if last[what] > first[what] + slack.get(what, 0)]
    print(
        "grown: " + ", ".join(f"{what} {first[what]} -> {last[what]}" for what in grown)
        if grown
        else "nothing has grown"
    )
    return int(bool(grown) or endings["grader error"] > 0)


if __name__ == "__main__":
    sys.exit(main())
