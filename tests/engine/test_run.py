"""The engine on real processes: races show, deadlocks are proven, right programs are left in peace."""

import pytest
from conftest import INTERPRETERS, SCHEDULES
from procession.engine.observation import Observation
from procession.engine.strategies.replay import Replay

METHODS = ("fork", "spawn", "forkserver")


def garbled(seen: Observation) -> bool:
    """Whether the lines of some process are separated by another's."""
    owners = [line[0] for line in seen.stdout.split()[::2]]
    return owners != sorted(owners, key=owners.index)


@pytest.mark.parametrize("python", INTERPRETERS)
@pytest.mark.parametrize("method", METHODS)
def test_a_race_shows_at_the_first_try(program, python, method):
    """Without a lock the round-robin adversary garbles the output; with it nobody can."""
    printers = program("printers", python=python)
    racy = printers.run(False, terminal=True, start_method=method)
    assert racy.ending == "ended"
    assert garbled(racy)
    for strategy, seed in SCHEDULES:
        locked = printers.run(True, terminal=True, start_method=method, strategy=strategy, seed=seed)
        assert locked.ending == "ended"
        assert len(locked.stdout.splitlines()) == 6
        assert not garbled(locked)
        assert [process.exit_code for process in locked.processes] == [0, 0, 0]


@pytest.mark.parametrize("python", INTERPRETERS)
@pytest.mark.parametrize("method", METHODS)
def test_a_deadlock_is_proven_with_names_and_lines(program, python, method):
    """Each stuck process is named, with the line where it waits, the lock's name, and who holds it."""
    seen = program("lock_order", python=python).run(False, start_method=method)
    assert seen.ending == "deadlocked"
    told = {waiting.who: waiting for waiting in seen.waiting}
    assert set(told) == {"main", "transfer-1", "transfer-2"}
    assert told["main"].what == "waits in `worker.join()`"
    for name, other in (("transfer-1", "transfer-2"), ("transfer-2", "transfer-1")):
        assert told[name].what == "waits in `with second`"
        assert told[name].why == f"{other} holds it and is stuck too"
        assert (told[name].spot.file, told[name].spot.line) == ("lock_order.py", 8)


@pytest.mark.parametrize(("method", "ways"), [("fork", 1), ("forkserver", 2), ("spawn", 3)])
def test_every_interpreter_hashes_texts_in_its_own_way(program, method, ways):
    """As it does anywhere, so that an order by hash differs from process to process; but every run is the same."""
    hashing = program("hashing")
    first, second = (hashing.run(start_method=method).outcome.value for _ in range(2))
    assert first == second
    assert len(set(first)) == ways


def test_the_same_order_never_deadlocks(program):
    """The right twin of the deadlock comes to its end in every schedule that is tried."""
    ordered = program("lock_order")
    for strategy, seed in SCHEDULES:
        assert ordered.run(True, strategy=strategy, seed=seed).outcome.value == "done"


@pytest.mark.parametrize("python", INTERPRETERS)
@pytest.mark.parametrize("kind", ["map", "apply_async", "imap", "executor", "manager"])
def test_pools_and_managers_work_under_every_schedule(program, python, kind):
    """The standard library's own helper threads and processes are scheduled, and end."""
    pooled = program("pooled", python=python)
    for strategy, seed in SCHEDULES:
        seen = pooled.run(kind, [3, 1, 2], strategy=strategy, seed=seed)
        assert (seen.ending, seen.outcome.value) == ("ended", [9, 1, 4]), (strategy, seed, seen.waiting, seen.stderr)
        assert seen.leftovers == ()


@pytest.mark.parametrize("kind", ["map", "apply_async", "executor"])
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_pools_work_under_the_other_start_methods(program, kind, method):
    """The gates reach interpreters that multiprocessing starts afresh."""
    seen = program("pooled").run(kind, [3, 1, 2], start_method=method, strategy="random")
    assert (seen.ending, seen.outcome.value) == ("ended", [9, 1, 4])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("name", "arguments"), [("printers", (False,)), ("lock_order", (False,)), ("pooled", ("map", [1, 2]))]
)
def test_the_same_schedule_gives_the_same_trace(program, method, name, arguments):
    """A run is a function of program and strategy, and its stored schedule replays it step by step."""
    one, other = program(name), program(name)
    for strategy, seed in (("random", 3), ("priorities", 2)):
        first = one.run(*arguments, start_method=method, strategy=strategy, seed=seed, terminal=True)
        second = other.run(*arguments, start_method=method, strategy=strategy, seed=seed, terminal=True)
        assert first.steps == second.steps
        assert (first.stdout, first.ending) == (second.stdout, second.ending)
        again = Replay(first.schedule)
        third = one.run(*arguments, start_method=method, strategy=again, terminal=True)
        assert again.diverged is None
        assert third.steps == first.steps


@pytest.mark.parametrize(
    "statement",
    [
        "print('a line')",
        "sys.stdout.write('a line\\n')",
        "sys.stdout.buffer.write(b'a line\\n'); sys.stdout.flush()",
        "os.write(1, b'a line\\n')",
        "print('a line', file=open('/dev/stdout', 'w'))",
        "print('a ', end=''); print('line')",
        "print('a line', file=os.fdopen(os.dup(1), 'w'))",
        "os.write(os.open('/dev/stdout', os.O_WRONLY), b'a line\\n')",
        "os.dup2(1, 9); os.fdopen(9, 'wb').write(b'a line\\n')",
        "print('debugging', file=sys.stderr); print('a line')",
    ],
)
def test_every_way_to_write_is_seen(program, statement):
    """However a program writes to its terminal, the line and its writer are known."""
    seen = program(f"import os, sys\ndef main():\n    {statement}\n").run(terminal=True)
    assert (seen.ending, seen.stdout) == ("ended", "a line\n")
    assert "".join(piece.text for piece in seen.written) == "a line\n"
    assert {piece.process for piece in seen.written} == {"main"}


@pytest.mark.parametrize("method", METHODS)
def test_an_update_of_a_file_is_lost_without_a_lock(program, method):
    """Files are gated: who reads, adds one and writes loses the others' updates at the first try."""
    counting = program("counting")
    racy = counting.run(False, start_method=method)
    assert racy.outcome.value < 3
    assert {step.key for step in racy.steps if step.op == "file"} == {"file:number.txt"}
    for strategy, seed in SCHEDULES:
        assert counting.run(True, start_method=method, strategy=strategy, seed=seed).outcome.value == 3


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_what_multiprocessing_itself_needs_is_no_way_past_the_gates(program, method):
    """A new interpreter imports ctypes for a Value: that is not the program's doing."""
    source = """
import multiprocessing
def add(value):
    with value.get_lock():
        value.value += 1
def main():
    value = multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=add, args=(value,))
    process.start()
    process.join()
    return value.value
"""
    seen = program(source).run(start_method=method)
    assert (seen.outcome.value, seen.ungated) == (1, ())


def test_whoever_waits_for_a_notification_is_not_said_to_hold_a_lock(program):
    """A Condition is made of semaphores; the one that was woken last holds none of them."""
    source = """
import multiprocessing
def main():
    changed = multiprocessing.Condition()
    with changed:
        changed.wait()
"""
    seen = program(source).run()
    assert [waiting.why for waiting in seen.waiting] == ["nobody is left who would wake it"]


def test_whoever_waits_for_room_in_a_queue_is_not_said_to_hold_a_lock(program):
    """The free places of a bounded queue are counted by a semaphore."""
    source = """
import multiprocessing
def main():
    queue = multiprocessing.Queue(1)
    queue.put(1)
    queue.put(2)
"""
    seen = program(source).run()
    assert seen.waiting[0].why == "the queue is full, and nobody who could empty it is able to go on"


NESTED = """
import multiprocessing, os, signal

def main():
    lock = multiprocessing.Lock()
    ready, told = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    with lock:
        process = multiprocessing.Process(target=wait, args=(lock, ready, told))
        process.start()
        ready.get()
        os.kill(process.pid, signal.SIGUSR1)
        told.get()
    for _ in range(2):
        told.get()
    process.join()
    return process.exitcode

def wait(lock, ready, told):
    def outer(number, frame):
        os.kill(os.getpid(), signal.SIGUSR2)
        told.put("outer")
        told.put("outer once more")

    signal.signal(signal.SIGUSR1, outer)
    signal.signal(signal.SIGUSR2, lambda number, frame: told.put("inner"))
    ready.put("ready")
    with lock:
        pass
"""


@pytest.mark.parametrize(("strategy", "seed"), [("round-robin", 0), ("hand-over", 0), ("random", 1), ("priorities", 2)])
def test_a_signal_handler_in_a_signal_handler(program, strategy, seed):
    """When the inner one is done the outer one goes on, and not yet what both have interrupted."""
    seen = program(NESTED).run(strategy=strategy, seed=seed)
    assert (seen.ending, seen.outcome.value) == ("ended", 0)


def test_a_traceback_out_of_a_given_function_names_the_exercise_s_file(program):
    """No path inside the box, which no student has ever seen."""
    source = """
import multiprocessing

def slow():
    raise ValueError("a bad item")

def main():
    worker = multiprocessing.Process(target=slow)
    worker.start()
    worker.join()
"""
    seen = program(source).run(given=("slow",))
    assert 'File "program.py as given out", line 5, in slow' in seen.stderr
    assert "stub.py" not in seen.stderr


@pytest.mark.parametrize("box", ["bubblewrap", "bare"])
@pytest.mark.parametrize("method", METHODS)
def test_temporary_files_may_lie_deep(program, tmp_path, monkeypatch, box, method):
    """A TMPDIR longer than a socket's address is no obstacle."""
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setenv("TMPDIR", str(deep))
    monkeypatch.setattr("tempfile.tempdir", None)
    printers = program("printers", kind=box)
    assert str(deep) in str(printers.box.stage.folder)
    assert printers.run(True, start_method=method).ending == "ended"


def test_a_pretended_machine(program):
    """However a program asks for processors, it gets the scenario's answer."""
    source = """
import os, multiprocessing
def main():
    return os.cpu_count(), multiprocessing.cpu_count(), len(os.sched_getaffinity(0))
"""
    assert program(source).run(machine=(64, 3)).outcome.value == (64, 64, 3)


def test_values_come_out_by_exact_type(program):
    """True is not 1, a tuple is no list, and a subclass of list is foreign."""
    source = """
class Mine(list):
    pass
def main():
    return [True, 1, 1.0, "\\ud800", b"x", (1,), {"a": {2}}, None, Mine(), -10**40]
"""
    value = program(source).run().outcome.value
    assert value[:-2] == [True, 1, 1.0, "\ud800", b"x", (1,), {"a": {2}}, None]
    assert [type(item) for item in value[:3]] == [bool, int, float]
    assert (value[-2].type_name, value[-1]) == ("Mine", -(10**40))
