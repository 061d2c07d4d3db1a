"""How runs end: by themselves, by a limit, by a fault; and what has become of their processes."""

import signal
from dataclasses import replace

import pytest
from procession.engine.scenario import Limits


def test_a_busy_loop_is_timed_out_with_its_line(program, short_limits):
    """What can't be proven ends by a limit of processor time, and says where everybody was."""
    seen = program("import os\n\ndef main():\n    while True:\n        os.getpid()\n").run(limits=short_limits)
    assert (seen.ending, seen.outcome.kind) == ("timed out", "nothing")
    assert "processor seconds" in seen.reason
    assert next((w.who, w.what, w.spot.line) for w in seen.waiting)[:2] == ("main", "was running")
    assert seen.waiting[0].spot.line in (4, 5)


def test_time_that_children_have_used_is_used_too(program, short_limits):
    """Between two gates of the parent's, or over many: a child that computes and ends is not for nothing."""
    source = """
import os, time
def main(between):
    while True:
        if not os.fork():
            begun = time.process_time()
            while time.process_time() < begun + 0.4:
                pass
            os._exit(0)
        os.wait()
        if between:
            time.sleep(1)
"""
    limits = replace(short_limits, total_cpu_seconds=2.0)
    for between, limit in ((False, "busy for 0.5 processor seconds"), (True, "busy for 2 processor seconds in all")):
        seen = program(source).run(between, limits=limits)
        assert (seen.ending, seen.reason.startswith(limit)) == ("timed out", True), seen.reason


@pytest.mark.parametrize(
    "loop",
    [
        "while queue.empty():\n        pass",
        "while not event.is_set():\n        pass",
        "while time.time() >= 0:\n        pass",
        "while True:\n        time.sleep(1)",
        "while True:\n        try:\n            queue.get(timeout=1)\n        except Exception:\n            pass",
    ],
)
def test_polling_without_end_is_timed_out(program, short_limits, loop):
    """A program that asks again and again is told so; it is not called deadlocked."""
    source = f"""
import multiprocessing, time
def main():
    queue, event = multiprocessing.Queue(), multiprocessing.Event()
    {loop}
"""
    seen = program(source).run(limits=short_limits)
    assert seen.ending == "timed out"
    assert seen.waiting[0].who == "main"
    assert seen.waiting[0].spot is not None


def test_who_is_left_behind_is_named_and_killed(program):
    """A survivor of the program is reported; the next run in the same box finds nothing of it."""
    source = """
import os, time, multiprocessing
def main(leave):
    if leave and os.fork() == 0:
        multiprocessing.Queue().get()
    return sorted(name for name in os.listdir("/proc") if name.isdigit() and int(name) > 2 and int(name) != os.getpid())
"""
    leaves = program(source)
    seen = leaves.run(True)
    assert seen.ending == "ended"
    assert seen.leftovers == ("forked-1",)
    assert leaves.run(False).outcome.value == []


SHORT_LIVED = """
import multiprocessing
def main(count, reap):
    processes = []
    for _ in range(count):
        process = multiprocessing.Process()
        process.start()
        process.join() if reap else processes.append(process)
"""


@pytest.mark.parametrize("reap", [True, False])
def test_processes_that_have_ended_take_no_room(program, reap):
    """Many may come and go in one run, also as zombies; the files on them are closed."""
    made = program(SHORT_LIVED)
    seen = made.run(40, reap)
    assert (seen.ending, len(seen.processes)) == ("ended", 40)
    assert len(made.box.kernel.threads) <= 4


IN_A_HURRY = """
import multiprocessing
def main(limit):
    process = multiprocessing.Process()
    process.start()
    process.join(limit)
"""


def test_who_is_joined_for_a_while_may_be_there_still(program):
    """Between its last gate and its end a process may be slow, too: the time limit may run out first."""
    made = program(IN_A_HURRY)
    for limit, strategy, joined in ((1, "impatient", False), (1, "first-come", True), (None, "impatient", True)):
        (process,) = made.run(limit, strategy=strategy).processes
        assert process.reaped_at_return == joined
    (process,) = made.run(1, strategy="impatient", time="fair").processes
    assert process.reaped_at_return


def test_each_call_is_looked_at_when_it_returns(program):
    """What the second one leaves behind is seen as well, and what the first one has joined stays joined."""
    seen = program(SHORT_LIVED).run(1, True, times=2, strategy="first-come")
    assert [process.reaped_at_return for process in seen.processes] == [True, True]
    seen = program(SHORT_LIVED).run(1, False, times=2, strategy="first-come")
    assert [process.reaped_at_return for process in seen.processes] == [False, False]


def test_a_program_that_starts_processes_for_ever_is_ended(program):
    """As a server does whose workers end at once: it is no fault of the grader's."""
    seen = program(SHORT_LIVED).run(100, True, limits=replace(Limits(), started=30))
    assert seen.ending == "timed out"
    assert seen.reason == "more than 30 processes, one after the other"


def test_output_past_the_gates_makes_a_run_inconclusive(program):
    """What no gate announced can't be judged, and so is never a pass."""
    source = "import ctypes\ndef main():\n    ctypes.CDLL(None).write(1, b'sneaky\\n', 7)\n"
    seen = program(source).run(terminal=True)
    assert seen.ending == "inconclusive"


def test_verbose_programs_are_not_slowed_to_a_halt(program):
    """A hundred thousand lines where the terminal is not judged are no hundred thousand steps."""
    seen = program("def main():\n    for i in range(100_000):\n        print(i)\n    return 1\n").run()
    assert (seen.ending, seen.outcome.value) == ("ended", 1)
    assert len(seen.steps) < 10
    assert seen.stdout.startswith("0\n1\n2\n")


@pytest.mark.parametrize(
    ("source", "kind", "error"),
    [
        ("def main(:\n", "broken", "SyntaxError"),
        ("import nothing_of_the_kind\n", "broken", "ModuleNotFoundError"),
        ("x = 1\n", "broken", "AttributeError"),
        ("def main():\n    return 1 / 0\n", "raised", "ZeroDivisionError"),
        ("def main():\n    raise SystemExit(3)\n", "raised", "SystemExit"),
        ("import os\ndef main():\n    os._exit(0)\n", "nothing", ""),
        ("import os, signal\ndef main():\n    os.kill(os.getpid(), signal.SIGKILL)\n", "nothing", ""),
    ],
)
def test_programs_that_fail_alone(program, source, kind, error):
    """Import errors, exceptions and sudden ends are outcomes, not our errors; none is a return."""
    seen = program(source).run()
    assert (seen.outcome.kind, seen.outcome.error) == (kind, error)
    assert seen.ending in ("crashed", "ended")
    assert (seen.ending == "ended") == (kind == "raised") or kind == "broken"


def test_nothing_of_one_run_reaches_the_next(program):
    """Files, temporary files and environment of a run are gone in the next one of the same box."""
    source = """
import os, tempfile, pathlib
def main():
    there = [pathlib.Path(name).exists() for name in ("note.txt", "/tmp/note.txt")] + ["NOTE" in os.environ]
    for name in ("note.txt", "/tmp/note.txt"):
        pathlib.Path(name).write_text("x")
    os.environ["NOTE"] = "x"
    return there
"""
    once = program(source)
    assert once.run().outcome.value == [False, False, False]
    assert once.run().outcome.value == [False, False, False]


HEARS = """
import os, signal
def main():
    for name in ("SIGINT", "SIGHUP"):
        assert signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN, name
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        return "heard"
"""


@pytest.fixture
def in_the_background():
    """As a job of a shell's background, or of nohup, is started: some signals are ignored, or blocked."""
    before = [signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGHUP)]
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for number, handler in zip((signal.SIGINT, signal.SIGHUP), before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("box", ["bubblewrap", "bare"])
def test_a_run_begins_as_from_a_terminal(in_the_background, program, box):
    """Whoever grades in the background ignores Ctrl-C; the submission is not to."""
    seen = program(HEARS, kind=box).run()
    assert seen.outcome.value == "heard", seen.outcome
