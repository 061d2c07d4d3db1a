"""Sampled runs: the same observation as ever, without the kernel's word, and nothing claimed to be proven."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAMS
from procession.engine.errors import GraderError
from procession.engine.observation import Observation
from procession.engine.sampler import Sampler
from procession.engine.scenario import Scenario
from procession.engine.silence import Patience
from procession.engine.strategies import make

METHODS = ("fork", "spawn", "forkserver")
SHORT = Patience(hang=1.0, busy=2.0)
"""For programs that hang: nothing will ever come, so there is nothing to be waited for."""

Runs = Callable[..., Callable[..., Observation]]


@pytest.fixture
def sampled(tmp_path: Path) -> Iterator[Runs]:
    """Make a function that runs a program of tests/programs, or a source text, once in sampled mode."""
    made: list[Sampler] = []

    def prepare(source: str, patience: Patience | None = None) -> Callable[..., Observation]:
        folder = tmp_path / f"program{len(made)}"
        folder.mkdir()
        path = folder / ("program.py" if "\n" in source else f"{source}.py")
        if "\n" in source:
            path.write_text(source, encoding="utf-8")
        else:
            shutil.copy(PROGRAMS / path.name, path)
        sampler = Sampler(folder, path, patience=patience)
        made.append(sampler)

        def run(*arguments: Any, strategy: str = "round-robin", seed: int = 0, **more: Any) -> Observation:
            return sampler.run(Scenario(path.stem, "main", (arguments,), **more), make(strategy, seed))

        return run

    yield prepare
    for sampler in made:
        sampler.close()
        assert not sampler.base.exists()


@pytest.mark.parametrize("method", METHODS)
def test_a_right_program_is_seen_as_ever(sampled: Runs, method: str) -> None:
    """Who wrote what, who ended how, and in what order: under every start method."""
    seen = sampled("printers")(True, terminal=True, start_method=method)
    assert (seen.ending, seen.mode, seen.box, seen.leftovers) == ("ended", "sampled", "bare", ())
    assert [(process.label, process.exit_code) for process in seen.processes] == [(f"report-{n}", 0) for n in (1, 2, 3)]
    assert all(process.reaped_at_return for process in seen.processes)
    assert len(seen.stdout.splitlines()) == 6
    for process in seen.processes:
        text = "".join(piece.text for piece in seen.written if piece.process == process.id)
        assert len({line[0] for line in text.splitlines()}) == 1
    assert seen.peak_processes >= 2
    assert seen.steps
    assert seen.schedule.picks


def _cases() -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec((PROGRAMS / "sound.py").read_text(encoding="utf-8"), namespace)
    return namespace["CASES"]


@pytest.mark.parametrize(("case", "expected"), _cases().items())
def test_what_only_looks_stuck_comes_to_its_end(sampled: Runs, case: str, expected: Any) -> None:
    """Long work, slow children, data in flight, handlers, threads."""
    sound = sampled("sound")
    for strategy in ("round-robin", "random"):
        seen = sound(case, strategy=strategy)
        assert (seen.ending, seen.outcome.value) == ("ended", expected), (seen.reason, seen.waiting, seen.stderr)


@pytest.mark.parametrize("kind", ["map", "apply_async", "imap", "executor", "manager"])
def test_pools_and_managers_work(sampled: Runs, kind: str) -> None:
    """The standard library's own helper threads and processes come to their end."""
    seen = sampled("pooled")(kind, [3, 1, 2])
    assert (seen.ending, seen.outcome.value, seen.leftovers) == ("ended", [9, 1, 4], ())


def _session(pid: int) -> list[int]:
    """Processes of a session that are not zombies."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(pid) and fields[0] not in "ZX":
            found.append(int(name))
    return found


@pytest.mark.parametrize("method", METHODS)
def test_a_hang_is_timed_out_and_leaves_nothing(sampled: Runs, tmp_path: Path, method: str) -> None:
    """It says where everybody was, not that it is proven; and it takes little longer than the limit."""
    source = """
import multiprocessing, os
def wait(queue):
    queue.get()
def main(path):
    with open(path, "w") as file:
        file.write(str(os.getpid()))
        file.write(" " + multiprocessing.current_process()._config["semprefix"].lstrip("/"))
    queue = multiprocessing.Queue()
    worker = multiprocessing.Process(target=wait, args=(queue,))
    worker.start()
    worker.join()
"""
    seen = sampled(source, SHORT)(str(tmp_path / "pid"), start_method=method)
    assert (seen.ending, seen.outcome.kind) == ("timed out", "nothing")
    assert "sampled: this is no proof" in seen.reason
    told = {waiting.who: waiting for waiting in seen.waiting}
    assert (told["main"].what, told["main"].spot.line) == ("waits in `worker.join()`", 12)
    assert (told["wait-1"].what, told["wait-1"].why) == ("waits in `queue.get()`", "")
    pid, prefix = (tmp_path / "pid").read_text().split()
    assert _session(int(pid)) == []
    assert [name for name in os.listdir("/dev/shm") if prefix in name] == []


def test_a_busy_loop_is_timed_out_with_its_line(sampled: Runs) -> None:
    """Who comes to no gate is asked for its stack."""
    seen = sampled("import os\n\ndef main():\n    while True:\n        os.getpid()\n", SHORT)()
    assert seen.ending == "timed out"
    assert seen.waiting[0].who == "main"
    assert seen.waiting[0].spot.line in (4, 5)


@pytest.mark.parametrize("loop", ["while queue.empty():\n        pass", "while True:\n        time.sleep(1)"])
def test_polling_without_end_is_timed_out(sampled: Runs, short_limits: Any, loop: str) -> None:
    """As in controlled mode, but not before some real time has passed."""
    source = f"import multiprocessing, time\ndef main():\n    queue = multiprocessing.Queue()\n    {loop}\n"
    seen = sampled(source, SHORT)(limits=short_limits)
    assert (seen.ending, seen.waiting[0].who) == ("timed out", "main")
    assert "polls" in seen.reason


def test_a_poller_waits_for_who_computes(sampled: Runs, short_limits: Any) -> None:
    """Looking again and again is no fault as long as somebody may be at work: few looks, much time."""
    source = """
import multiprocessing
def work(queue):
    sum(range(30_000_000))
    queue.put(1)
def main():
    queue = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(queue,))
    worker.start()
    while queue.empty():
        pass
    worker.join()
    return queue.get()
"""
    assert sampled(source)(limits=short_limits).outcome.value == 1


def test_held_callers_are_counted(sampled: Runs) -> None:
    """Whoever could come in has come in before they go on."""
    source = """
import multiprocessing
def work(lock):
    if lock:
        with lock:
            slow()
    else:
        slow()
def slow():
    pass
def main(serial):
    lock = multiprocessing.Lock() if serial else None
    workers = [multiprocessing.Process(target=work, args=(lock,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""
    held = sampled(source)
    for method in ("fork", "spawn"):
        assert held(False, hold="slow", given=("slow",), start_method=method).held_together == 4
    seen = held(True, hold="slow", given=("slow",))
    assert seen.held_together == 1
    assert len(seen.calls_of("slow")) == 4
    assert all(call.ended is not None and call.ended > call.begun for call in seen.calls)


def test_time_is_virtual_and_one(sampled: Runs) -> None:
    """Hours of sleep cost nothing, the clocks agree, and a time-out is as long as it says."""
    source = """
import multiprocessing, time
def main():
    began = time.monotonic(), time.time()
    time.sleep(36_000)
    multiprocessing.Event().wait(100)
    return [round(now - then) for now, then in zip((time.monotonic(), time.time()), began)]
"""
    assert sampled(source)().outcome.value == [36_100, 36_100]


def test_fair_time_lets_workers_finish_first(sampled: Runs) -> None:
    """A timer of fair time fires when it has been still for a while."""
    source = """
import multiprocessing
def work(queue):
    queue.put(1)
def main(put):
    queue = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(queue,))
    if put:
        worker.start()
    try:
        return queue.get(timeout=5)
    except Exception as error:
        return type(error).__name__
    finally:
        if put:
            worker.join()
"""
    polls = sampled(source)
    assert polls(True, time="fair").outcome.value == 1
    assert polls(False, time="fair").outcome.value == "Empty"


def test_uses_of_a_joinable_queue_are_seen(sampled: Runs) -> None:
    """Each call, with its process, its beginning and its end."""
    source = """
import multiprocessing
def work(queue):
    queue.get()
    queue.task_done()
def main():
    queue = multiprocessing.JoinableQueue()
    worker = multiprocessing.Process(target=work, args=(queue,))
    worker.start()
    queue.put(1)
    queue.join()
    worker.join()
"""
    seen = sampled(source)()
    uses = {(use.method, use.process) for use in seen.queue_uses}
    assert uses == {("put", "main"), ("get", "p1"), ("task_done", "p1"), ("join", "main")}
    assert all(use.ended is not None and use.begun <= use.ended for use in seen.queue_uses)


@pytest.mark.parametrize(
    ("child", "told"),
    [
        ("multiprocessing.Queue().get()", "forked-1"),
        ("os.read(os.pipe()[0], 1)", "a process that came to no gate, but still had the terminal open"),
    ],
)
def test_who_is_left_behind_is_told_and_killed(sampled: Runs, tmp_path: Path, child: str, told: str) -> None:
    """By name if it ever came to a gate, else by the terminal that it holds."""
    source = f"""
import os, multiprocessing
def main(path):
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    if os.fork() == 0:
        {child}
"""
    seen = sampled(source, SHORT)(str(tmp_path / "pid"))
    assert (seen.ending, seen.leftovers) == ("ended", (told,))
    assert _session(int((tmp_path / "pid").read_text())) == []


@pytest.mark.parametrize(
    ("source", "kind", "error"),
    [
        ("def main(:\n", "broken", "SyntaxError"),
        ("x = 1\n", "broken", "AttributeError"),
        ("def main():\n    return 1 / 0\n", "raised", "ZeroDivisionError"),
        ("import os\ndef main():\n    os._exit(0)\n", "nothing", ""),
        ("import os, signal\ndef main():\n    os.kill(os.getpid(), signal.SIGKILL)\n", "nothing", ""),
    ],
)
def test_programs_that_fail_alone(sampled: Runs, source: str, kind: str, error: str) -> None:
    """Outcomes of the program, never our errors."""
    seen = sampled(source)()
    assert (seen.outcome.kind, seen.outcome.error) == (kind, error)
    assert seen.ending == ("crashed" if kind == "nothing" else "ended")


def test_output_past_the_gates_makes_a_run_inconclusive(sampled: Runs) -> None:
    """As in controlled mode."""
    source = "import ctypes\ndef main():\n    ctypes.CDLL(None).write(1, b'sneaky\\n', 7)\n"
    assert sampled(source)(terminal=True).ending == "inconclusive"


def test_a_flood_of_output_ends_the_run(sampled: Runs, short_limits: Any) -> None:
    """What is printed is bounded, and what is kept of it too."""
    source = "def main():\n    while True:\n        print('x' * 100_000)\n"
    seen = sampled(source)(limits=short_limits)
    assert (seen.ending, "MiB of output" in seen.reason) == ("timed out", True)


def test_an_interpreter_that_does_not_start_is_our_fault(tmp_path: Path) -> None:
    """It says what the interpreter said."""
    program = tmp_path / "program.py"
    program.write_text("def main():\n    pass\n")
    with Sampler(tmp_path, program) as sampler:
        shutil.rmtree(sampler.base / "kit")
        with pytest.raises(GraderError, match="No module named 'procession_inside'"):
            sampler.run(Scenario("program", "main", ((),)), make("first-come", 0))
