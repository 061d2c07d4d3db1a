"""Single runs of programs that fight the engine; whole submissions do so in tests/attacks."""

from typing import Any

import pytest
from procession.engine import seccomp
from procession.engine.bubblewrap import kit_in, why_no_bubblewrap
from procession.inside import values

boxed = pytest.mark.skipif(bool(why_no_bubblewrap()), reason="no container here")

LASTING = """
import ctypes, os, posix

MARKS = ("/tmp/mark", "/work/mark", "/dev/shm/mark")

def main():
    libc = ctypes.CDLL(None)
    seen = [mark for mark in MARKS if os.path.lexists(mark)]
    seen += [name for name in ("shmget", "msgget") if getattr(libc, name)(4711, *[4096, 0][name == "msgget":]) >= 0]
    seen += ["semget"] if libc.semget(4711, 1, 0) >= 0 else []
    libc.shmget(4711, 4096, 0o1666)
    libc.semget(4711, 1, 0o1666)
    libc.msgget(4711, 0o1666)
    for mark in MARKS:
        posix.mkdir(mark)
        posix.chdir(mark)
        for _ in range(1500):
            posix.mkdir("d")
            posix.chdir("d")
        posix.chdir("/")
        for name in (b"/x\\xff", b"/y"):
            os.close(os.open(mark.encode() + name, os.O_CREAT | os.O_WRONLY))
        posix.chmod(mark + "/d", 0)
        posix.chmod(mark, 0)
    return seen
"""


@boxed
def test_no_mark_lasts(program: Any) -> None:
    """Deep and locked folders, names that are no text, and what System V keeps: the next run finds none."""
    one = program(LASTING)
    assert [one.run().outcome.value for _ in range(2)] == [[], []]


@boxed
def test_the_driver_can_not_be_looked_into(program: Any) -> None:
    """Neither its memory nor its descriptors, although it is of the same user; its children can as ever."""
    source = """
        import ctypes, os

        def main():
            parent = os.getppid()
            found = []
            for name in ("mem", "environ", "fd"):
                try:
                    os.readlink(f"/proc/{parent}/fd/2") if name == "fd" else open(f"/proc/{parent}/{name}", "rb").close()
                    found.append(name)
                except PermissionError:
                    pass
            open("/proc/self/mem", "rb").close()
            libc = ctypes.CDLL(None)
            return found, libc.syscall(438, os.pidfd_open(parent), 3, 0), libc.ptrace(16, parent, 0, 0)
    """
    seen = program(_dedented(source)).run()
    assert seen.outcome.value == ([], -1, -1)


def _dedented(source: str) -> str:
    return "\n".join(line[8:] for line in source.splitlines())


@pytest.mark.parametrize("victim", ["os.getppid()", "-1"])
@boxed
def test_a_stopped_driver_goes_on(program: Any, victim: str) -> None:
    """And the run is judged as if nothing had been."""
    seen = program(f"import os, signal\n\ndef main():\n    os.kill({victim}, signal.SIGSTOP)\n    return 1\n").run()
    assert (seen.ending, seen.outcome.value) == ("ended", 1)


SPEAKING = """
import json, multiprocessing, os, socket, struct, sys

def main(pid):
    wire = sys.modules["procession_inside.wire"]
    child = multiprocessing.Process(target=multiprocessing.Event().wait)
    child.start()
    line = socket.socket(socket.AF_UNIX)
    line.connect(wire.state.address)
    data = json.dumps(["hello", pid or child.pid, 2, 1, "MainThread"]).encode()
    line.sendall(struct.pack("!I", len(data)) + data)
    child.join()
"""


@pytest.mark.parametrize("pid", [0, 4711])
def test_nobody_speaks_for_another_process(program: Any, pid: int) -> None:
    """The kernel knows who is at the other end of a line."""
    seen = program(SPEAKING).run(pid)
    assert seen.ending == "inconclusive"
    assert "speaks as process" in seen.reason


def test_a_survivor_can_not_pass_for_a_helper_of_python(program: Any) -> None:
    """By calling itself like one."""
    seen = program(
        "import os, sys\n\ndef main():\n    if not os.fork():\n"
        "        os.execv(sys.executable, ['multiprocessing.resource_tracker', '-Ic', 'import signal; signal.pause()'])\n"
    ).run()
    assert seen.ending == "ended"
    assert len(seen.leftovers) == 1


def test_numbers_that_can_not_be_written_are_not_shown() -> None:
    """Python refuses to write more than 4300 digits; who forges one is found out."""
    assert repr(values.decode(values.encode(10**50_000))) == "<int: 166097 bits>"
    with pytest.raises(ValueError, match="too big"):
        values.decode(["i", hex(10**50_000)])
    assert values.decode(values.encode(10**3900)) == 10**3900


def test_sets_are_not_bigger_than_can_be_made() -> None:
    """However their members' hashes were chosen."""
    with pytest.raises(ValueError, match="members"):
        values.decode(["e", [["i", hex(number * (2**61 - 1))] for number in range(values.MAX_HASHED + 1)]])


def test_a_kit_below_a_shown_folder_is_covered(tmp_path: Any) -> None:
    """Its hidden checks are not shown because it happens to lie below /usr."""
    kit = tmp_path / "kit"
    for name in ("graders", "solutions", "exercises/x"):
        (kit / name).mkdir(parents=True)
    stub = kit / "exercises" / "x" / "x.py"
    assert kit_in(stub, tmp_path) == kit
    assert kit_in(stub, tmp_path / "other") is None
    assert kit_in(stub, tmp_path, kit / ".python") is None


@boxed
@pytest.mark.parametrize("how", ["os.write(1, b'x' * 65536)", "sys.stdout.write('x' * 65536)"])
def test_output_without_end(program: Any, how: str) -> None:
    """Of a child that goes on while main has ended."""
    source = f"import os, sys\n\ndef main():\n    if not os.fork():\n        while True:\n            {how}\n"
    seen = program(source).run()
    assert seen.ending == "timed out"
    assert "MiB of output" in seen.reason


@boxed
def test_memory_that_belongs_to_nobody_is_refused(program: Any) -> None:
    """And other calls that no program here needs."""
    source = """
        import ctypes, os

        def main():
            libc = ctypes.CDLL(None)
            made = [getattr(libc, name)(*args) for name, args in
                (("memfd_create", (b"x", 0)), ("shmget", (0, 4096, 0o1600)), ("msgget", (0, 0o1600)), ("unshare", (0,)))]
            return made, libc.syscall(0x40000000 + 39), libc.getpid() == os.getpid()
    """
    assert program(_dedented(source)).run().outcome.value == ([-1, -1, -1, -1], -1, True)


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_whole(machine: str) -> None:
    """Of every call there is a number for every machine; an unknown machine has no filter."""
    assert len(seccomp.program(machine)) == 8 * (6 + 2 * 21 + 2 + 5)
    assert seccomp.program("vax") == b""


def test_there_is_one_answer_to_a_call(program: Any) -> None:
    """A second one spoils the first; one of another process is none."""
    twice = "import sys\n\ndef main():\n    sys.modules['procession_inside.wire'].park('returned', 'main', ['i', '0x1'])\n    return 1\n"
    assert program(twice).run().ending == "inconclusive"
    forked = "import os, time\n\ndef main():\n    if os.fork():\n        os.wait()\n        return 1\n    return 2\n"
    seen = program(forked).run()
    assert (seen.ending, seen.outcome.value) == ("ended", 1)
