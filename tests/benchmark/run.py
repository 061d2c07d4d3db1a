"""Benchmarks: ratios, measured side by side in one run. `python tests/benchmark/run.py [--class]`.

(a) time to the deadlock verdict on the stub of hung_consumer, over the right answer run bare;
(b) schedules a second for three printing workers, over plain runs a second of the same program;
(c) with --class: wall time of `procession grade` on the demonstration class, under that of plain
    pytest with 10 seconds a test (takes half an hour);
(d) peak memory of that grading, all its processes together;
(e) a run in each box that works here, and a box from its start to its end, over the same without walls.

Medians of interleaved repetitions; absolute times are printed only to see what was compared.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from procession.engine.box import Box
from procession.engine.errors import GraderError
from procession.engine.run import Runner
from procession.engine.scenario import Scenario
from procession.engine.strategies import make

HERE = Path(__file__).resolve().parent
KIT = HERE.parent.parent
ITEMS = [1, 2, "three", 4]


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def compare(name: str, ours: Callable[[], object], plain: Callable[[], object], times: int, more: bool = False) -> None:
    """Print the ratio of the medians of two actions, measured in turns (`more`: of their rates)."""
    pairs = [(seconds(ours), seconds(plain)) for _ in range(times)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = other / one if more else one / other
    print(f"{name}: {ratio:.2f}   ({one * 1000:.0f} ms against {other * 1000:.0f} ms, {times} times each)", flush=True)


def bare(module: Path, call: str, sleeps: bool = False) -> Callable[[], object]:
    """Run a module's function in an interpreter of its own, without the kit (and without its sleeps)."""
    awake = "" if sleeps else "import time; time.sleep = lambda seconds: None; "
    command = [sys.executable, "-c", f"{awake}import {module.stem} as m; m.{call}"]
    return lambda: subprocess.run(command, cwd=module.parent, stdout=subprocess.DEVNULL, check=True)


def deadlock_verdict(times: int) -> None:
    """(a): once with a box of its own for each verdict, and once in a box that is there."""
    exercise = KIT / "exercises" / "hung_consumer"
    right = KIT / "solutions" / "hung_consumer" / "hung_consumer.py"
    scenario = Scenario("hung_consumer", "main", ((ITEMS,),), given=("handle",))

    def verdict(box: Box) -> None:
        seen = Runner(box).run(scenario, make("round-robin", 0))
        assert seen.ending == "deadlocked", seen
        assert [str(waiting.spot) for waiting in seen.waiting], seen

    def with_a_new_box() -> None:
        with Box(exercise, exercise / "hung_consumer.py") as box:
            verdict(box)

    plain, awake = bare(right, f"main({ITEMS!r})", sleeps=True), bare(right, f"main({ITEMS!r})")
    compare("(a) deadlock verdict, box included / right answer run bare", with_a_new_box, plain, times)
    compare("    the same / right answer run bare, its sleeps taken out", with_a_new_box, awake, times)
    with Box(exercise, exercise / "hung_consumer.py") as box:
        compare("    deadlock verdict, box at hand / the same", lambda: verdict(box), awake, times)


def schedules(times: int) -> None:
    """(b): each schedule is another one, as in grading."""
    program = HERE.parent / "programs" / "printers.py"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / program.name).write_bytes(program.read_bytes())
        with Box(folder, program) as box:
            runner, seeds = Runner(box), iter(range(10**6))
            scenario = Scenario("printers", "main", ((True,),), terminal=True)
            ours: Callable[[], object] = lambda: runner.run(scenario, make("random", next(seeds)))  # noqa: E731
            ours()
            plain = bare(folder / program.name, "main(True)")
            compare("(b) schedules a second / plain runs a second, sleeps taken out", ours, plain, times, more=True)


def boxes(times: int) -> None:
    """(e): three printing workers, in a box at hand; then with a box of its own for the run."""
    program = HERE.parent / "programs" / "printers.py"
    scenario = Scenario("printers", "main", ((True,),), terminal=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / program.name).write_bytes(program.read_bytes())

        def with_a_new_box(kind: str) -> None:
            with Box(folder, program, kind) as box:
                Runner(box).run(scenario, make("round-robin", 0))

        for kind in ("bubblewrap", "reduced"):
            try:
                walled = Box(folder, program, kind)
            except GraderError as error:
                print(f"(e) {error}")
                continue
            with walled, Box(folder, program, "bare") as free:
                ours, plain = Runner(walled), Runner(free)
                for runner in (ours, plain):
                    runner.run(scenario, make("round-robin", 0))
                compare(
                    f"(e) a run in the {kind} box / in a bare one",
                    lambda: ours.run(scenario, make("round-robin", 0)),  # noqa: B023
                    lambda: plain.run(scenario, make("round-robin", 0)),  # noqa: B023
                    4 * times,
                )
            compare(
                "    with a box of its own / the same",
                lambda: with_a_new_box(kind),  # noqa: B023
                lambda: with_a_new_box("bare"),
                2 * times,
            )


def whole_class(out: Path) -> None:
    """(c) and (d)."""
    grade = [sys.executable, "-m", "procession", "grade", str(HERE.parent / "demo_class"), "--out", str(out)]
    peak = Peak()
    with peak:
        ours = seconds(lambda: subprocess.run(grade, cwd=KIT, check=True))
    print(f"(d) peak memory of grading the class, all processes together: {peak.bytes >> 20} MiB", flush=True)
    plain = [
        sys.executable,
        "-m",
        "pytest",
        str(HERE / "plain_class.py"),
        "-q",
        "--timeout",
        "10",
        "--tb=no",
        "-p",
        "no:procession",
    ]
    other = seconds(lambda: subprocess.run(plain, cwd=HERE, stdout=subprocess.DEVNULL))
    print(
        f"(c) plain pytest with 10 s a test / procession grade: {other / ours:.1f}   ({other:.0f} s against {ours:.0f} s)"
    )


class Peak:
    """The most memory that all descendants of this process have had at one time (proportional share)."""

    def __init__(self) -> None:
        self.bytes = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        import os

        while not self._done.wait(0.1):
            self.bytes = max(self.bytes, sum(map(_share, _below(os.getpid()))))


def _below(pid: int) -> list[int]:
    found, queue = [], [pid]
    while queue:
        try:
            tasks = list(Path(f"/proc/{queue.pop()}/task").iterdir())
            children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue
        found += children
        queue += children
    return found


def _share(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class", dest="whole", action="store_true", help="also (c) and (d)")
    parser.add_argument("--boxes", action="store_true", help="only (e)")
    parser.add_argument("--times", type=int, default=15, help="repetitions of each measurement")
    options = parser.parse_args()
    if not options.boxes:
        deadlock_verdict(options.times)
        schedules(options.times)
    boxes(options.times)
    if options.whole:
        with tempfile.TemporaryDirectory() as name:
            whole_class(Path(name) / "out")


if __name__ == "__main__":
    main()
