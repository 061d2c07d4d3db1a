"""The reduced box: what its walls hold, on kernels that have Landlock, and what they let through."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from procession.engine import reduced, seccomp
from procession.engine.box import Box
from procession.engine.errors import GraderError
from procession.engine.modes import open_engine

HERE = Path(__file__).resolve()
walled = pytest.mark.skipif(bool(reduced.why_no_reduced()), reason=f"no reduced box: {reduced.why_no_reduced()}")

WORKING = """
import multiprocessing, os, time
from multiprocessing import shared_memory

def double(number):
    return 2 * number

def main():
    lock, queue = multiprocessing.Lock(), multiprocessing.Queue()
    block = shared_memory.SharedMemory(create=True, size=8)
    block.buf[0] = 1
    with multiprocessing.Pool(2) as pool, multiprocessing.Manager() as manager, lock:
        queue.put(sum(pool.map(double, [1, 2])) + manager.list([block.buf[0]])[0])
        with open("notes.txt", "w") as file:
            file.write("x")
        os.chmod("notes.txt", 0o600)
        got = queue.get()
    block.close()
    block.unlink()
    return got, os.listdir("."), os.cpu_count() > 0, time.localtime().tm_year > 2000
"""

CLIMBING = """
import os, socket

def tried(action, *arguments):
    try:
        action(*arguments)
    except OSError as error:
        return type(error).__name__
    return "done"

def main(outside, grader):
    driver = os.getppid()
    return {
        "read": tried(open, outside),
        "write": tried(open, outside, "a"),
        "list": tried(os.listdir, os.path.dirname(outside)),
        "make": tried(os.mkdir, outside + ".d"),
        "remove": tried(os.unlink, outside),
        "truncate": tried(os.truncate, outside, 0),
        "settings": tried(os.listdir, "/etc"),
        "passwords": tried(open, "/etc/passwd"),
        "the grader's secrets": tried(open, f"/proc/{grader}/environ"),
        "the driver's secrets": tried(open, f"/proc/{driver}/mem"),
        "end the grader": tried(os.kill, grader, 0),
        "end the driver": tried(os.kill, driver, 9),
        "limit the grader": tried(__import__("resource").prlimit, grader, 7),
        "slow the grader": tried(os.setpriority, os.PRIO_PROCESS, grader, 19),
        "internet": tried(socket.socket, socket.AF_INET, socket.SOCK_STREAM),
        "change the mode": tried(os.chmod, outside, 0),
    }
"""

DAEMON = """
import os, signal

def main():
    reader, writer = os.pipe()
    if not os.fork():
        os.setsid()
        if not os.fork():
            os.write(writer, str(os.getpid()).encode())
            signal.pause()
        os._exit(0)
    os.wait()
    return int(os.read(reader, 20))
"""


@walled
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_what_programs_do_works(program: Any, method: str) -> None:
    """Locks, queues, pools, managers, shared memory, files of one's own."""
    made = program(WORKING, kind="reduced")
    for _ in range(2):
        seen = made.run(start_method=method)
        number, files, *more = seen.outcome.value
        assert (number, sorted(files), more) == (7, ["notes.txt", "program.py"], [True, True]), seen
        assert (seen.ending, seen.box, seen.leftovers) == ("ended", "reduced", ())


@walled
def test_what_the_walls_hold(program: Any, tmp_path: Path) -> None:
    """Files, processes and networks of others; and a mode that only seems to be changed."""
    outside = tmp_path / "outside.txt"
    outside.write_text("untouched", encoding="utf-8")
    outside.chmod(0o640)
    made = program(CLIMBING, kind="reduced")
    seen = made.run(str(outside), os.getpid())
    told = dict(seen.outcome.value)
    assert told.pop("change the mode") == "done"
    assert {name for name, error in told.items() if error != "PermissionError"} == set(), told
    assert outside.stat().st_mode & 0o777 == 0o640
    assert outside.read_text(encoding="utf-8") == "untouched"
    assert made.run(str(outside), os.getpid()).ending == "ended"


@walled
def test_survivors_are_found_and_ended(program: Any) -> None:
    """Also one that has left its session and its parents."""
    seen = program(DAEMON, kind="reduced").run()
    assert len(seen.leftovers) == 1
    assert not Path(f"/proc/{seen.outcome.value}").exists()


CHAIN = """
import os

def main():
    if not os.fork():
        while True:
            if os.fork():
                os._exit(0)
"""


@walled
@pytest.mark.skipif(
    reduced.walls.version() < reduced.walls.SIGNALS, reason="Linux before 6.12: signals are not kept in"
)
def test_who_forks_for_ever_is_caught(program: Any) -> None:
    """All are killed at one moment, so that none is left to fork the next."""
    made = program(CHAIN, kind="reduced")
    assert [made.run().ending for _ in range(2)] == ["ended", "ended"]
    made.box.close()
    folder = str(made.box.stage.folder).encode()
    assert not [pid for pid in filter(str.isdigit, os.listdir("/proc")) if folder in _command(pid)]


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


FLOOD = """
import os

def main(folder):
    for number in range(10_000):
        fd = os.open(f"{folder}/flood-{number}", os.O_CREAT | os.O_WRONLY)
        os.write(fd, bytes(8 << 20))
        os.close(fd)
"""


@walled
@pytest.mark.parametrize("folder", [".", "/dev/shm"])
def test_a_flood_is_held(program: Any, folder: str) -> None:
    """No file system of its own limits it; afterwards nothing of it is there but a file that it had just begun."""
    seen = program(FLOOD, kind="reduced").run(folder)
    left = [path for path in Path("/dev/shm").glob("flood-*") if path.stat().st_uid == os.getuid()]
    sizes = [path.stat().st_size for path in left]
    for path in left:
        path.unlink()
    assert (seen.ending, seen.reason) == ("timed out", "more than 512 MiB written")
    assert len(sizes) <= 1
    assert sum(sizes) <= 1 << 20


@walled
def test_on_an_older_kernel(program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the walls against signals."""
    whole = reduced.plan
    monkeypatch.setattr("procession.engine.stage.plan", lambda *about: {**whole(*about), "newest": 3})
    outside = tmp_path / "outside.txt"
    outside.write_text("", encoding="utf-8")
    seen = program(CLIMBING.replace("driver, 9", "driver, 0"), kind="reduced").run(str(outside), os.getpid())
    told = dict(seen.outcome.value)
    assert {name for name, error in told.items() if error == "done"} == {
        "change the mode", "end the grader", "end the driver",
    }  # fmt: skip


def test_a_kit_that_would_be_shown_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python needs is shown; hidden checks among it would be too."""
    monkeypatch.setattr("procession.engine.box.why_no_reduced", str)
    monkeypatch.setattr(reduced, "_SYSTEM", (str(tmp_path),))
    monkeypatch.setitem(sys.modules["procession.engine.box"]._works, "reduced", "")
    (tmp_path / "kit" / "graders").mkdir(parents=True)
    stub = tmp_path / "kit" / "exercises" / "x.py"
    stub.parent.mkdir()
    stub.write_text("", encoding="utf-8")
    with pytest.raises(GraderError, match="put the kit elsewhere"):
        Box(stub.parent, stub, "reduced")


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing that it takes."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "ordinary user" in reduced.why_no_reduced() or "Landlock" in reduced.why_no_reduced()
    monkeypatch.setattr(reduced.walls, "version", lambda: 3)
    assert "signals" in reduced.why_not_whole()
    monkeypatch.setattr(seccomp, "program", lambda **_: b"")
    assert "filter" in reduced.why_no_reduced()
    monkeypatch.setattr(reduced.walls, "version", lambda: 0)
    assert "Landlock" in reduced.why_no_reduced()


def test_sampled_runs_have_no_walls(tmp_path: Path) -> None:
    """So they can't be had with these."""
    with pytest.raises(GraderError, match="reduced"):
        open_engine("sampled", tmp_path, tmp_path / "x.py", "reduced")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="all of the above has been run")
def test_as_an_ordinary_user(tmp_path: Path) -> None:
    """Root can't have the box, but can be somebody who can."""
    python = next((path for path in ("/usr/bin/python3", "/usr/local/bin/python3") if Path(path).exists()), "")
    libraries = sysconfig.get_path("purelib")
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    paths = [libraries, str(HERE.parent.parent.parent / "graders")]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    home = Path(os.path.realpath(f"/tmp/procession-test-{os.getpid()}"))
    home.mkdir()
    os.chown(home, 65534, 65534)
    try:
        environment |= {"HOME": str(home), "TMPDIR": str(home)}
        trial = [python, "-c", "import msgspec, pytest, procession.engine.reduced as r; print(r.why_no_reduced())"]
        tried = (
            subprocess.run(trial, env=environment, capture_output=True, text=True, cwd=home, **nobody)
            if python
            else None
        )
        if tried is None or tried.returncode or tried.stdout.strip():
            pytest.skip(f"an ordinary user can't run the kit here: {tried and (tried.stdout + tried.stderr)[-200:]}")
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(HERE)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=home, **nobody)
        assert done.returncode == 0, done.stdout[-3000:]
        assert "1 skipped" in done.stdout, done.stdout[-3000:]
    finally:
        shutil.rmtree(home, ignore_errors=True)
