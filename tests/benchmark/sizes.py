"""What a controlled run costs, against the bare program: `python tests/benchmark/sizes.py [--profile]`.

For 2, 5 and 20 processes, each of which takes a lock, prints and puts on a queue: the time of a run in a
box that is at hand, the same program run bare in a forked child of a warm interpreter, and their ratio;
the steps of a run and the time of one. Medians of interleaved repetitions, start methods apart.
With --profile: where the grading side spends its time in the runs of 20 processes.
"""

import argparse
import cProfile
import importlib.util
import os
import pstats
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from procession.engine.box import Box
from procession.engine.run import Runner
from procession.engine.scenario import Scenario
from procession.engine.strategies import make
from run import seconds

PROGRAM = """
import multiprocessing

def work(number, lock, queue):
    with lock:
        print("worker", number)
    queue.put(number)

def main(count, method):
    context = multiprocessing.get_context(method)
    lock, queue = context.Lock(), context.Queue()
    processes = [context.Process(target=work, args=(number, lock, queue)) for number in range(count)]
    for process in processes:
        process.start()
    total = sum(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return total
"""


def bare(path: Path, count: int, method: str) -> Callable[[], None]:
    """Run the program in a fork of this interpreter, as the box's driver forks its runs, but free."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # spawned children look for it by name
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)

    def run() -> None:
        pid = os.fork()
        if not pid:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            module.main(count, method)
            os._exit(0)
        if os.waitpid(pid, 0)[1]:
            raise RuntimeError("the bare program failed")

    return run


def measure(runner: Runner, path: Path, method: str, times: int) -> None:
    """Print a line for each size."""
    for count in (2, 5, 20):
        scenario = Scenario(path.stem, "main", ((count, method),), terminal=True, start_method=method)
        free = bare(path, count, method)
        steps = len(runner.run(scenario, make("random", 0)).steps)
        free()
        pairs = [(seconds(partial(runner.run, scenario, make("random", seed))), seconds(free)) for seed in range(times)]
        ours, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(
            f"{method:>10} {count:>3} processes: {ours / plain:5.2f} times the bare program, {1 / ours:6.1f} schedules/s, "
            f"{steps:>4} steps, {ours / steps * 1e6:5.0f} us/step ({ours * 1e3:.0f} ms against {plain * 1e3:.0f} ms)",
            flush=True,
        )


def profile(runner: Runner, path: Path) -> None:
    """Print where the grading side spends its time."""
    scenario = Scenario(path.stem, "main", ((20, "fork"),), terminal=True)
    profiler = cProfile.Profile()
    profiler.enable()
    for seed in range(5):
        runner.run(scenario, make("random", seed))
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15, help="repetitions of each measurement")
    parser.add_argument("--profile", action="store_true", help="profile the grading side instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "workers.py"
        path.write_text(PROGRAM, encoding="utf-8")
        with Box(path.parent, path) as box:
            runner = Runner(box)
            if options.profile:
                profile(runner, path)
                return
            for method in ("fork", "spawn", "forkserver"):
                measure(runner, path, method, options.times)


if __name__ == "__main__":
    main()
